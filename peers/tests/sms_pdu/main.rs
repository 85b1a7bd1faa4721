//! Splitting, SMS-SUBMIT and SMS-DELIVER beside the crate `sms-pdu`.
//!
//! Ours is set to what it always does: messages of class 1, references of 8 bits, no validity period. It draws the
//! reference of several parts at random, so ours takes over what it drew. What it does otherwise is in `known`.

#![expect(clippy::unwrap_used, reason = "what cannot be made fails the test")]

mod known;

use asms_wire::sms::address::Address;
use asms_wire::sms::alphabet::{Alphabet, DataCodingScheme};
use asms_wire::sms::reassembly::{Piece, join};
use asms_wire::sms::split::{Options, Parts, split};
use asms_wire::sms::time_stamp::TimeStamp;
use asms_wire::sms::tpdu::{Carrier, Deliver, Direction, ProtocolId, Submit, Tpdu};
use asms_wire::sms::user_data::{Part, Reference, Repeats};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use sms_pdu::gsm_encoding::udh::UserDataHeader;
use sms_pdu::gsm_encoding::{DecodedMessage, GsmMessageData};
use sms_pdu::pdu::{DeliverPdu, PduAddress, SubmitPdu};

use known::{KNOWN_READING, KNOWN_WRITING, Reading, Writing, expected_reading};

/// The octets of the messages that carry a text, by us and by them.
fn written(number: &str, text: &str) -> [Vec<Vec<u8>>; 2] {
    let (theirs, reference) = their_submits(number, text);
    let parts = split(text, Reference::Short(reference), Options::default()).unwrap();
    let submit = Submit { coding: class_1(parts.alphabet()), ..Submit::to(Address::dial(number).unwrap()) };
    let ours = submit.carrying(&parts).unwrap().iter().map(|submit| submit.encode().unwrap()).collect();
    [ours, theirs]
}

/// Their messages, and the reference that they drew.
fn their_submits(number: &str, text: &str) -> (Vec<Vec<u8>>, u8) {
    let address: PduAddress = number.parse().unwrap();
    let parts = GsmMessageData::encode_message(text);
    let reference = parts[0].bytes.get(3).copied().filter(|_| parts[0].udh).unwrap_or_default();
    let submits = parts.into_iter().zip(0_usize..).map(|(part, at)| {
        let mut submit = SubmitPdu::make_simple_message(address.clone(), part);
        submit.message_id = at.to_le_bytes()[0];
        let (octets, length) = submit.as_bytes();
        // Before the TPDU stands the address of the service centre, which is none.
        assert_eq!((octets[0], octets.len()), (0, length + 1));
        octets[1..].to_vec()
    });
    (submits.collect(), reference)
}

/// The scheme that they always write.
fn class_1(alphabet: Alphabet) -> DataCodingScheme {
    DataCodingScheme(DataCodingScheme::of(alphabet).0 | 0x11)
}

/// What they make of a part that we deliver.
fn read_by_them(part: &Part<'_>) -> DecodedMessage {
    let deliver = Deliver {
        more_messages: false,
        loop_prevention: false,
        status_report_indication: false,
        udhi: part.udhi(),
        reply_path: false,
        originator: Address::dial("+14255550143").unwrap(),
        protocol: ProtocolId::PLAIN,
        coding: DataCodingScheme::of(part.alphabet),
        time_stamp: TimeStamp::from_octets([0x01; 7]),
        user_data: part.user_data().unwrap(),
    };
    let octets = [&[0x00][..], &deliver.encode().unwrap()].concat();
    let theirs = DeliverPdu::try_from(&octets[..]).unwrap();
    assert_eq!(theirs.originating_address.to_string(), "+14255550143");
    theirs.get_message_data().decode_message().unwrap()
}

/// The text of their messages, by us.
fn read_by_us(messages: &[Vec<u8>]) -> Vec<Piece> {
    let parts: Vec<Part<'static>> = messages
        .iter()
        .map(|octets| match Tpdu::decode(octets, Direction::ToCentre, Carrier::Data).unwrap() {
            Tpdu::Submit(submit) => {
                submit.user_data.part(submit.coding.alphabet(), submit.udhi, Repeats::default()).into_owned()
            }
            other => unreachable!("{other:?}"),
        })
        .collect();
    join(parts.iter().map(Some))
}

/// Compares what both write; the known differences if they differ.
fn compare_writing(number: &str, text: &str) -> Result<Vec<Writing>, TestCaseError> {
    let [ours, theirs] = written(number, text);
    if ours == theirs {
        return Ok(Vec::new());
    }
    let known: Vec<_> = KNOWN_WRITING.iter().filter(|known| known.applies(number, text)).copied().collect();
    prop_assert!(!known.is_empty(), "{number} {text:?}\nours:   {ours:02X?}\ntheirs: {theirs:02X?}");
    Ok(known)
}

/// Compares what they read with what we wrote, in so far as they are expected to read it; the known differences if they
/// differ.
fn compare_reading(parts: &Parts) -> Result<Vec<Reading>, TestCaseError> {
    let mut all = Vec::new();
    for part in parts.iter() {
        let theirs = read_by_them(&part);
        let header = theirs.udh.as_ref().and_then(UserDataHeader::get_concatenated_sms_data);
        let header = header.map(|data| (data.reference, data.parts, data.sequence));
        let sent = part.header.concatenation.map(|sent| {
            let reference = match sent.reference {
                Reference::Short(reference) => reference.into(),
                Reference::Long(reference) => reference,
            };
            (reference, sent.position.total(), sent.position.sequence())
        });
        prop_assert_eq!(header, sent);
        let (expected, known) = expected_reading(&part);
        prop_assert_eq!(theirs.text, expected);
        all.extend(known);
    }
    all.dedup();
    Ok(all)
}

#[test]
fn each_known_difference_still_differs() {
    for known in KNOWN_WRITING {
        let (number, text) = known.example();
        assert_eq!(compare_writing(number, &text).unwrap(), [*known]);
    }
    for known in KNOWN_READING {
        let (text, reference) = known.example();
        let parts = split(&text, reference, Options::default()).unwrap();
        assert_eq!(compare_reading(&parts).unwrap(), [*known]);
    }
}

/// Without this, differences that are always expected would pass.
#[test]
fn most_generated_texts_are_written_alike() {
    let mut runner = TestRunner::deterministic();
    let texts: Vec<_> = (0..200).map(|_| texts().new_tree(&mut runner).unwrap().current()).collect();
    let alike = texts.iter().filter(|text| compare_writing("+14255550143", text).unwrap().is_empty());
    assert!(alike.count() > 100);
}

/// Ours refuses such a text. The counter of theirs is of 8 bits, and does what the build says about that.
#[test]
fn they_count_messages_no_further_than_255() {
    let text = "x".repeat(255 * 153 + 1);
    assert!(split(&text, Reference::Short(0), Options::default()).is_err());
    if let Ok(theirs) = std::panic::catch_unwind(|| GsmMessageData::encode_message(&text)) {
        let positions: Vec<_> = theirs.iter().map(|part| (part.bytes[4], part.bytes[5])).collect();
        assert_eq!((positions.len(), positions[255]), (256, (0, 0)));
    }
}

/// [3GPP TS 23.038] 6.2.1 and the class in 4: what both write of "hellohello".
#[test]
fn a_known_message_is_written_alike() {
    let [ours, theirs] = written("+46708251358", "hellohello");
    let expected = [
        0x01, 0x00, 0x0B, 0x91, 0x64, 0x07, 0x28, 0x15, 0x53, 0xF8, 0x00, 0x11, 0x0A, 0xE8, 0x32, 0x9B, 0xFD,
        0x46, 0x97, 0xD9, 0xEC, 0x37,
    ];
    assert_eq!((ours, theirs), (vec![expected.to_vec()], vec![expected.to_vec()]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_are_written_alike(number in "\\+?[0-9*#]{1,20}", text in texts()) {
        compare_writing(&number, &text)?;
    }

    #[test]
    fn what_they_write_is_read_by_us(text in texts()) {
        let (theirs, _) = their_submits("+14255550143", &text);
        prop_assert_eq!(read_by_us(&theirs), [Piece::Text(text)]);
    }

    #[test]
    fn what_we_write_is_read_by_them(text in texts(), long in any::<bool>(), reference in any::<u8>()) {
        let reference = if long { Reference::Long(reference.into()) } else { Reference::Short(reference) };
        compare_reading(&split(&text, reference, Options::default()).unwrap())?;
    }
}

/// Texts of any length up to five messages, about the borders of messages above all.
fn texts() -> impl Strategy<Value = String> {
    let length = || prop_oneof![0_usize..800, 60_usize..75, 130_usize..140, 150_usize..165, 300_usize..310];
    let characters = || {
        let gsm = prop_oneof![8 => prop::char::range(' ', 'Z'), 3 => select(vec!['@', '£', 'é', 'Ø', 'Δ', 'ñ', 'à', '\n', '\r'])];
        let pairs = select(vec!['^', '{', '\\', '€', '|']);
        let wide = prop_oneof![3 => select(vec!['ç', 'ё', '漢']), 1 => select(vec!['😀', '𝄞'])];
        (gsm, pairs, wide)
    };
    // GSM text without and with pairs, and what needs UCS-2.
    prop_oneof![
        length().prop_flat_map(move |length| vec(characters().0, length)),
        length()
            .prop_flat_map(move |length| vec(prop_oneof![9 => characters().0, 1 => characters().1], length)),
        length().prop_flat_map(move |length| vec(
            prop_oneof![4 => characters().0, 1 => characters().1, 3 => characters().2],
            length
        )),
        vec(prop_oneof![9 => characters().0, 1 => Just('\u{C}')], 0..20),
    ]
    .prop_map(String::from_iter)
}
