//! What a decoder says of octets that are no unit.

use crate::sms::address::Address;
use crate::sms::alphabet::{Alphabet, DataCodingScheme};
use crate::sms::status::Status;
use crate::sms::time_stamp::TimeStamp;
use crate::sms::tpdu::{
    Carrier, Command, CommandType, DecodeError, Direction, EncodeError, Fault, MessageReference, Parameters,
    ProtocolId, StatusReport, Submit, Tpdu,
};
use crate::sms::user_data::UserData;

const ZERO: TimeStamp = TimeStamp::from_octets([0; 7]);

fn error(offset: usize, field: &'static str, fault: Fault) -> Result<Tpdu, DecodeError> {
    Err(DecodeError { offset, field, fault })
}

fn data(length: u8) -> UserData {
    UserData::new(length, vec![0; length.into()], Alphabet::Data).unwrap()
}

#[test]
fn the_field_that_is_cut_is_named() {
    let octets = [0x11, 0x00, 0x03, 0x81, 0x21, 0xF3, 0x00, 0x04, 0xA7, 0x02, 0xCA, 0xFE];
    let fields = [
        (0, "TP-MTI"),
        (1, "TP-MR"),
        (2, "TP-DA"),
        (3, "TP-DA"),
        (4, "TP-DA"),
        (5, "TP-DA"),
        (6, "TP-PID"),
        (7, "TP-DCS"),
        (8, "TP-VP"),
        (9, "TP-UDL"),
        (10, "TP-UD"),
        (11, "TP-UD"),
    ];
    for (length, field) in fields {
        let found = Tpdu::decode(&octets[..length], Direction::ToCentre, Carrier::Data).unwrap_err();
        assert_eq!(found.field, field, "{length}");
        assert!(matches!(found.fault, Fault::UnexpectedEnd { .. }), "{length}: {found}");
    }
    let cut = Tpdu::decode(&octets[..11], Direction::ToCentre, Carrier::Data).unwrap_err();
    assert_eq!(
        cut.to_string(),
        "offset 10, TP-UD: the input ends too early, 1 octets are left and 2 are needed"
    );
}

#[test]
fn lengths_beyond_their_field_are_refused() {
    let mut submit = vec![0x01, 0x00, 0x00, 0x81, 0x00, 0x04, 141];
    submit.resize(200, 0);
    let too_long = |found, limit| Fault::TooLong { found, limit };
    let decode = |octets: &[u8]| Tpdu::decode(octets, Direction::ToCentre, Carrier::Data);
    assert_eq!(decode(&submit), error(6, "TP-UDL", too_long(141, 140)));
    submit[5] = 0x00;
    submit[6] = 161;
    assert_eq!(decode(&submit), error(6, "TP-UDL", too_long(161, 160)));
    assert_eq!(decode(&[0x01, 0x00, 21]), error(2, "TP-DA", too_long(21, 20)));
    assert_eq!(decode(&[0x02, 0, 0, 0, 0, 0, 0x81, 158]), error(7, "TP-CDL", too_long(158, 157)));
}

#[test]
fn a_unit_of_the_other_direction_is_refused() {
    let unexpected = |found, expected| error(0, "TP-MTI", Fault::Unexpected { found, expected });
    let rows = [
        (Direction::ToPhone, Carrier::Data, 1, "0, 2 or 3 in RP-DATA to the phone"),
        (Direction::ToPhone, Carrier::Ack, 0, "1 in RP-ACK or RP-ERROR to the phone"),
        (Direction::ToCentre, Carrier::Data, 0, "1 or 2 in RP-DATA to the service centre"),
        (Direction::ToCentre, Carrier::Data, 3, "1 or 2 in RP-DATA to the service centre"),
        (Direction::ToCentre, Carrier::Error, 1, "0 in RP-ACK or RP-ERROR to the service centre"),
    ];
    for (direction, carrier, found, expected) in rows {
        assert_eq!(Tpdu::decode(&[found], direction, carrier), unexpected(found, expected));
    }
}

#[test]
fn octets_behind_a_message_are_an_error_and_behind_a_report_are_not() {
    let submit = [0x01, 0x00, 0x00, 0x81, 0x00, 0x04, 0x00, 0xAA, 0xBB];
    let found = Tpdu::decode(&submit, Direction::ToCentre, Carrier::Data);
    assert_eq!(found, error(7, "SMS-SUBMIT", Fault::Trailing { count: 2 }));

    let report = [0x00, 0x00, 0xAA, 0xBB];
    let found = Tpdu::decode(&report, Direction::ToCentre, Carrier::Ack).unwrap();
    assert_eq!(found.encode().unwrap(), [0x00, 0x00]);
}

#[test]
fn unknown_bits_of_the_parameter_indicator_are_ignored() {
    // Bits 6 to 3 are unknown; bit 7 announces another octet of bits.
    let plain = Tpdu::decode(&[0x00, 0x01, 0x5F], Direction::ToCentre, Carrier::Ack).unwrap();
    for octets in [&[0x00, 0x79, 0x5F, 0xEE][..], &[0x00, 0x81, 0x00, 0x5F], &[0x00, 0x81, 0xFF, 0x07, 0x5F]]
    {
        assert_eq!(
            Tpdu::decode(octets, Direction::ToCentre, Carrier::Ack).as_ref(),
            Ok(&plain),
            "{octets:02X?}"
        );
    }
    let endless = Tpdu::decode(&[0x00, 0x80, 0x80], Direction::ToCentre, Carrier::Ack);
    assert_eq!(endless, error(3, "TP-PI", Fault::UnexpectedEnd { needed: 1, left: 0 }));
}

#[test]
fn user_data_of_another_alphabet_than_the_coding_is_not_written() {
    let submit = Submit { user_data: data(8), ..Submit::to(Address::dial("1").unwrap()) };
    assert_eq!(submit.encode(), Err(EncodeError::Length { length: 8, expected: 7, found: 8 }));
}

#[test]
fn a_status_report_of_more_than_164_octets_is_neither_written_nor_read() {
    let report = |length| StatusReport {
        more_messages: false,
        loop_prevention: false,
        about_command: false,
        udhi: false,
        reference: MessageReference(0),
        recipient: Address::dial("12345678901234567890").unwrap(),
        time_stamp: ZERO,
        discharge_time: ZERO,
        status: Status::DELIVERED,
        parameters: Some(Parameters {
            protocol: Some(ProtocolId::PLAIN),
            coding: Some(DataCodingScheme(0x04)),
            user_data: Some(data(length)),
        }),
    };
    let mut octets = report(131).encode().unwrap();
    assert_eq!(octets.len(), 164);
    let too_long = EncodeError::TooLong { field: "SMS-STATUS-REPORT", found: 165, limit: 164 };
    assert_eq!(report(132).encode(), Err(too_long));

    octets[32] = 132;
    octets.push(0);
    let found = Tpdu::decode(&octets, Direction::ToPhone, Carrier::Data);
    assert_eq!(found, error(32, "TP-UDL", Fault::TooLong { found: 132, limit: 131 }));
}

#[test]
fn command_data_of_more_than_157_octets_is_not_written() {
    let command = |length| Command {
        status_report_request: false,
        udhi: false,
        reference: MessageReference(0),
        protocol: ProtocolId::PLAIN,
        command: CommandType::ENQUIRY,
        number: MessageReference(0),
        destination: Address::dial("1").unwrap(),
        data: vec![0; length],
    };
    assert!(command(157).encode().is_ok());
    for found in [158, 256] {
        let too_long = EncodeError::TooLong { field: "TP-CD", found, limit: 157 };
        assert_eq!(command(found).encode(), Err(too_long));
    }
}
