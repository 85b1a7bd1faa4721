//! The messages that carry a text in parts.

use crate::sms::address::Address;
use crate::sms::alphabet::Alphabet;
use crate::sms::tpdu::{MessageReference, Submit};
use crate::sms::user_data::{Concatenation, Part, Position, Reference, UserDataHeader};
use crate::sms::validity::{Relative, ValidityPeriod};
use std::borrow::Cow;

fn parts(payloads: &[&'static [u8]]) -> Vec<Part<'static>> {
    let total = u8::try_from(payloads.len()).unwrap();
    let part = |(payload, sequence): (&&'static [u8], u8)| Part {
        header: UserDataHeader {
            concatenation: Some(Concatenation {
                reference: Reference::Short(0),
                position: Position::new(total, sequence).unwrap(),
            }),
            ..UserDataHeader::default()
        },
        alphabet: Alphabet::Gsm7,
        payload: Cow::Borrowed(*payload),
    };
    payloads.iter().zip(1..).map(part).collect()
}

fn template() -> Submit {
    Submit {
        status_report_request: true,
        reference: MessageReference(254),
        validity: Some(ValidityPeriod::Relative(Relative::from_code(255))),
        ..Submit::to(Address::dial("+4912345").unwrap())
    }
}

#[test]
fn the_message_reference_counts_on_and_wraps_while_all_else_stays() {
    let submits = template().carrying(parts(&[b"a", b"b", b"c"])).unwrap();
    let references: Vec<u8> = submits.iter().map(|submit| submit.reference.0).collect();
    assert_eq!(references, [254, 255, 0]);
    for submit in submits {
        let user_data = submit.user_data.clone();
        let reference = submit.reference;
        assert_eq!(submit, Submit { udhi: true, reference, user_data, ..template() });
    }
}

#[test]
fn the_header_is_announced_only_where_there_is_one() {
    let mut single = parts(&[b"a"]);
    single[0].header = UserDataHeader::default();
    let submits = template().carrying(single).unwrap();
    assert_eq!(submits.iter().map(|submit| submit.udhi).collect::<Vec<_>>(), [false]);
    assert_eq!(submits[0].reference, MessageReference(254));
}

#[test]
fn a_part_sent_again_differs_in_one_bit() {
    for submit in template().carrying(parts(&[b"a", b"b"])).unwrap() {
        let first = submit.encode().unwrap();
        let mut expected = first.clone();
        expected[0] |= 0b100;
        assert_ne!(first, expected);
        assert_eq!(submit.repeated().encode().unwrap(), expected);
        assert_eq!(submit.repeated().repeated(), submit.repeated());
    }
}

#[test]
fn a_part_too_large_for_a_message_is_refused() {
    let payload: &'static [u8] = &[0x41; 154];
    assert!(template().carrying(parts(&[&payload[..153]])).is_ok());
    assert!(template().carrying(parts(&[payload])).is_err());
}
