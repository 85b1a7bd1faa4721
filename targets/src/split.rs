//! A text that is cut into messages comes back whole, in whatever order and how often they arrive.
//!
//! The input is a head of five octets and the text: two for the languages that the receiver has, one bit each; two for
//! the reference, whose width is that of the first bit; one for the message that arrives first.

use asms_wire::sms::alphabet::NationalLanguage;
use asms_wire::sms::reassembly::{MessageKey, Outcome, Piece, Reassembly, Rules, join};
use asms_wire::sms::split::{Options, split};
use asms_wire::sms::user_data::{MAX_OCTETS, Part, Reference, Repeats, UserData};

/// What the radio does to the user data of a message.
pub type Carry = fn(UserData, &Part<'_>) -> UserData;

/// Checks both ways.
pub fn check(input: &[u8]) {
    check_with(|sent, _| sent, input);
}

/// Checks over any radio, not only one that leaves messages as they are.
pub fn check_with(carry: Carry, input: &[u8]) {
    let Some((&[low, high, a, b, first], text)) = input.split_first_chunk() else { return };
    let text = String::from_utf8_lossy(text);
    let allowed = u16::from_le_bytes([low, high]);
    let languages: Vec<_> = NationalLanguage::ALL
        .into_iter()
        .filter(|language| allowed >> language.identifier() & 1 == 1)
        .collect();
    let reference =
        if allowed & 1 == 0 { Reference::Short(a) } else { Reference::Long(u16::from_be_bytes([a, b])) };
    let Ok(parts) = split(&text, reference, Options { languages: &languages, ..Options::default() }) else {
        assert!(text.len() > 10_000, "a text of {} bytes takes too many messages", text.len());
        return;
    };
    let mut received: Vec<Part<'static>> = parts.iter().map(|part| receive(carry, &part)).collect();
    let count = received.len();
    received.rotate_left(usize::from(first) % count);
    assert_eq!(assemble(received), [Piece::Text(text.into_owned())], "{count} messages");
}

/// A part as it arrives.
fn receive(carry: Carry, part: &Part<'_>) -> Part<'static> {
    let sent = match part.user_data() {
        Ok(sent) => sent,
        Err(error) => panic!("a part that does not fit: {error}"),
    };
    assert!(sent.octets().len() <= MAX_OCTETS);
    carry(sent, part).part(part.alphabet, part.udhi(), Repeats::default()).into_owned()
}

/// The text of all parts; every part but the last comes twice.
fn assemble(parts: Vec<Part<'static>>) -> Vec<Piece> {
    let mut reassembly = Reassembly::new();
    let last = parts.len() - 1;
    for (at, part) in parts.into_iter().enumerate() {
        let Some((key, position)) = MessageKey::of((), &part.header) else { return join([Some(&part)]) };
        if at < last {
            let stored = reassembly.insert(Rules::default(), key, Some(position), part.clone());
            assert_eq!(stored, Outcome::Stored { displaced: None }, "part {at} of {last}");
            let again = reassembly.insert(Rules::default(), key, Some(position), part);
            assert_eq!(again, Outcome::Duplicate, "part {at} of {last}");
            continue;
        }
        return match reassembly.insert(Rules::default(), key, Some(position), part) {
            Outcome::Complete(parts) => join(parts.iter().map(Some)),
            other => panic!("all parts are here, but {other:?}"),
        };
    }
    Vec::new()
}
