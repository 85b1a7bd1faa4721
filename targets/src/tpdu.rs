//! Transfer-layer units get an answer, whatever the octets; and what is read is written so that it reads the same.
//!
//! The first octet of the input says which way the unit goes and what carries it; the rest is the unit.

use asms_wire::sms::tpdu::{Carrier, Direction, EncodeError, Tpdu};

/// Checks both ways.
pub fn check(input: &[u8]) {
    check_with(Tpdu::encode, input);
}

/// Checks any implementation of [`Tpdu::encode`].
pub fn check_with(encode: fn(&Tpdu) -> Result<Vec<u8>, EncodeError>, input: &[u8]) {
    let Some((&head, octets)) = input.split_first() else { return };
    let direction = if head & 1 == 0 { Direction::ToPhone } else { Direction::ToCentre };
    let carrier = [Carrier::Data, Carrier::Ack, Carrier::Error][usize::from(head >> 1) % 3];
    let unit = match Tpdu::decode(octets, direction, carrier) {
        Ok(unit) => unit,
        Err(error) => return assert!(error.offset <= octets.len(), "{error} lies outside the input"),
    };
    assert_eq!((unit.direction(), unit.carrier()), (direction, carrier));
    let written = match encode(&unit) {
        Ok(written) => written,
        Err(error) => panic!("what was read cannot be written: {error}\n{unit:?}"),
    };
    assert!(written.len() <= octets.len(), "{written:02X?} is longer than what it says the same as");
    assert_eq!(Tpdu::decode(&written, direction, carrier), Ok(unit), "{written:02X?} says something else");
}
