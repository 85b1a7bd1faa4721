//! Texts, and the units of the radio network that carry them.

use asms_wire::sms::address::Address;
use asms_wire::sms::alphabet::DataCodingScheme;
use asms_wire::sms::reassembly::{MessageKey, Outcome, Piece, Reassembly, Rules, join};
use asms_wire::sms::split::{Options, split};
use asms_wire::sms::time_stamp::TimeStamp;
use asms_wire::sms::tpdu::{Carrier, Deliver, Direction, ProtocolId, Submit, Tpdu};
use asms_wire::sms::user_data::{Part, Reference, Repeats};

/// Characters of a text.
pub const CHARACTERS: usize = 500;

/// A text that fits in GSM 7-bit: 4 messages.
pub fn gsm() -> String {
    "The quick brown fox jumps over it. ".chars().cycle().take(CHARACTERS).collect()
}

/// A text that needs UCS-2: 8 messages.
pub fn ucs2() -> String {
    "Быстрая лиса прыгает. ".chars().cycle().take(CHARACTERS).collect()
}

/// The octets of the messages that carry a text; none if it cannot be sent.
pub fn send(text: &str) -> Vec<Vec<u8>> {
    let Ok(parts) = split(text, Reference::Short(1), Options::default()) else { return Vec::new() };
    let Ok(destination) = Address::dial("+14255550143") else { return Vec::new() };
    let Ok(submits) = Submit::to(destination).carrying(&parts) else { return Vec::new() };
    submits.iter().filter_map(|submit| submit.encode().ok()).collect()
}

/// The octets of the messages that bring a text to a phone; none if it cannot be sent.
pub fn deliver(text: &str) -> Vec<Vec<u8>> {
    let Ok(parts) = split(text, Reference::Short(1), Options::default()) else { return Vec::new() };
    let Ok(originator) = Address::dial("+14255550143") else { return Vec::new() };
    let delivers = parts.iter().filter_map(|part| {
        let deliver = Deliver {
            more_messages: false,
            loop_prevention: false,
            status_report_indication: false,
            udhi: part.udhi(),
            reply_path: false,
            originator,
            protocol: ProtocolId::PLAIN,
            coding: DataCodingScheme::of(part.alphabet),
            time_stamp: TimeStamp::from_octets([0x01; 7]),
            user_data: part.user_data().ok()?,
        };
        deliver.encode().ok()
    });
    delivers.collect()
}

/// The text of delivered messages; nothing if one is wrong or missing.
pub fn receive(messages: &[Vec<u8>]) -> Vec<Piece> {
    let mut reassembly: Reassembly<MessageKey<()>, Part<'static>> = Reassembly::new();
    for octets in messages {
        let unit = Tpdu::decode(octets, Direction::ToPhone, Carrier::Data);
        let Ok(Tpdu::Deliver(deliver)) = unit else { return Vec::new() };
        let alphabet = deliver.coding.alphabet();
        let part = deliver.user_data.part(alphabet, deliver.udhi, Repeats::default()).into_owned();
        let Some((key, position)) = MessageKey::of((), &part.header) else { return join([Some(&part)]) };
        if let Outcome::Complete(parts) = reassembly.insert(Rules::default(), key, Some(position), part) {
            return join(parts.iter().map(Some));
        }
    }
    Vec::new()
}
