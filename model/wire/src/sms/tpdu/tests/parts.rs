//! The messages that carry a text in parts.

use crate::sms::address::Address;
use crate::sms::alphabet::DataCodingScheme;
use crate::sms::split::{Options, Parts, split};
use crate::sms::tpdu::{MessageReference, Submit};
use crate::sms::user_data::Reference;
use crate::sms::validity::{Relative, ValidityPeriod};

fn parts(text: &str) -> Parts {
    split(text, Reference::Short(0), Options::default()).unwrap()
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
    let submits = template().carrying(&parts(&"x".repeat(400))).unwrap();
    let references: Vec<u8> = submits.iter().map(|submit| submit.reference.0).collect();
    assert_eq!(references, [254, 255, 0]);
    let lengths: Vec<u8> = submits.iter().map(|submit| submit.user_data.length()).collect();
    assert_eq!(lengths, [160, 160, 7 + 94]);
    for submit in submits {
        let (reference, user_data) = (submit.reference, submit.user_data.clone());
        assert_eq!(submit, Submit { udhi: true, reference, user_data, ..template() });
    }
}

#[test]
fn a_text_of_one_part_has_no_header() {
    let submits = template().carrying(&parts("a")).unwrap();
    assert_eq!(submits.len(), 1);
    assert_eq!((submits[0].udhi, submits[0].reference), (false, MessageReference(254)));
}

#[test]
fn the_coding_names_the_alphabet_of_the_parts_and_keeps_its_class() {
    let rows = [
        (0x00, "a", 0x00),
        (0x00, "я", 0x08),
        (0x08, "a", 0x00),
        (0x11, "я", 0x19),
        (0xF2, "a", 0xF2),
        (0xF2, "я", 0x1A),
        (0xD8, "a", 0xD8),
        (0x20, "a", 0x00),
    ];
    for (coding, text, expected) in rows {
        let template = Submit { coding: DataCodingScheme(coding), ..template() };
        let submits = template.carrying(&parts(text)).unwrap();
        assert_eq!(submits[0].coding, DataCodingScheme(expected), "{coding:#04X} {text}");
        assert!(submits[0].encode().is_ok());
    }
}

#[test]
fn a_part_sent_again_differs_in_one_bit() {
    for submit in template().carrying(&parts(&"я".repeat(80))).unwrap() {
        let first = submit.encode().unwrap();
        let mut expected = first.clone();
        expected[0] |= 0b100;
        assert_ne!(first, expected);
        assert_eq!(submit.repeated().encode().unwrap(), expected);
        assert_eq!(submit.repeated().repeated(), submit.repeated());
    }
}
