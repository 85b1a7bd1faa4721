//! One unit of each kind, octet by octet.

use crate::sms::address::Address;
use crate::sms::alphabet::{Alphabet, DataCodingScheme, pack};
use crate::sms::cause::FailureCause;
use crate::sms::status::Status;
use crate::sms::time_stamp::{Date, TimeStamp};
use crate::sms::tpdu::{
    Carrier, Command, CommandType, Deliver, DeliverReport, Direction, MessageReference, Parameters,
    ProtocolId, StatusReport, Submit, SubmitReport, Tpdu,
};
use crate::sms::user_data::{Repeats, UserData};
use crate::sms::validity::{Relative, ValidityPeriod};

/// Octets and unit are the same in both directions.
#[track_caller]
fn check(octets: &[u8], direction: Direction, carrier: Carrier, unit: &Tpdu) {
    assert_eq!(Tpdu::decode(octets, direction, carrier).as_ref(), Ok(unit));
    assert_eq!(unit.encode().unwrap(), octets);
    assert_eq!((unit.direction(), unit.carrier()), (direction, carrier));
}

fn text(text: &str) -> UserData {
    let length = u8::try_from(text.len()).unwrap();
    UserData::new(length, pack(text.as_bytes(), 0), Alphabet::Gsm7).unwrap()
}

fn octets(octets: &[u8]) -> UserData {
    UserData::new(u8::try_from(octets.len()).unwrap(), octets.to_vec(), Alphabet::Data).unwrap()
}

/// 2024-01-31 12:34:56, two hours ahead of GMT: 42 10 13 21 43 65 80.
fn noon() -> TimeStamp {
    let date = Date { year: 24, month: 1, day: 31, hour: 12, minute: 34, second: 56, zone: 8 };
    TimeStamp::from_date(date).unwrap()
}

#[test]
fn submit() {
    #[rustfmt::skip]
    let octets = [
        0xB5,                                           // RP 1, SRR 1, VPF 10, RD 1, MTI 01: 1_0_1_10_1_01
        0x2A,                                           // MR 42
        0x0B, 0x91, 0x94, 0x71, 0x16, 0x32, 0x54, 0xF6, // DA: 11 digits, international, 49176123456
        0x00,                                           // PID
        0x00,                                           // DCS
        0xA7,                                           // VP 167, a day
        0x05,                                           // UDL: 5 septets
        // "hello": 1101000 1100101 1101100 1101100 1101111, each octet filled from its low end:
        // 1|1101000 00|110010 100|11011 1111|1101 00000|110
        0xE8, 0x32, 0x9B, 0xFD, 0x06,
    ];
    let unit = Tpdu::Submit(Submit {
        reject_duplicates: true,
        status_report_request: true,
        udhi: false,
        reply_path: true,
        reference: MessageReference(42),
        destination: Address::dial("+49176123456").unwrap(),
        protocol: ProtocolId::PLAIN,
        coding: DataCodingScheme(0x00),
        validity: Some(ValidityPeriod::Relative(Relative::at_least(24 * 60).unwrap())),
        user_data: text("hello"),
    });
    check(&octets, Direction::ToCentre, Carrier::Data, &unit);
}

#[test]
fn submit_with_absolute_validity_and_a_header() {
    #[rustfmt::skip]
    let octets = [
        0x59,                                     // UDHI 1, VPF 11, MTI 01: 0_1_0_11_0_01
        0x00,                                     // MR 0
        0x03, 0x81, 0x21, 0xF3,                   // DA: 123
        0x00, 0x08,                               // PID, DCS UCS-2
        0x42, 0x10, 0x13, 0x21, 0x43, 0x65, 0x80, // VP
        0x08,                                     // UDL: 8 octets
        0x05, 0x00, 0x03, 0x00, 0x02, 0x01,       // UDH: part 1 of 2, reference 0
        0x20, 0xAC,                               // the euro sign
    ];
    let unit = Submit {
        udhi: true,
        coding: DataCodingScheme(0x08),
        validity: Some(ValidityPeriod::Absolute(noon())),
        user_data: self::octets(&[0x05, 0x00, 0x03, 0x00, 0x02, 0x01, 0x20, 0xAC]),
        ..Submit::to(Address::dial("123").unwrap())
    };
    let part = unit.user_data.part(unit.coding.alphabet(), unit.udhi, Repeats::LastWins);
    assert_eq!(part.text().as_deref(), Some("€"));
    check(&octets, Direction::ToCentre, Carrier::Data, &Tpdu::Submit(unit));
}

#[test]
fn deliver() {
    #[rustfmt::skip]
    let octets = [
        0x2C,                                     // SRI 1, LP 1, MMS 1 (no more), MTI 00: 0_0_1_0_1_1_00
        0x07, 0xD0, 0x41, 0xF1, 0x06, 0x05,       // OA: "Ab{", 4 septets are 7 semi-octets
        0x41,                                     // PID: replace type 1
        0xF5,                                     // DCS: class 1, octets
        0x42, 0x10, 0x13, 0x21, 0x43, 0x65, 0x80, // SCTS
        0x02, 0xCA, 0xFE,                         // UDL, UD
    ];
    let unit = Tpdu::Deliver(Deliver {
        more_messages: false,
        loop_prevention: true,
        status_report_indication: true,
        udhi: false,
        reply_path: false,
        originator: Address::alphanumeric("Ab{").unwrap(),
        protocol: ProtocolId::from_octet(0x41),
        coding: DataCodingScheme(0xF5),
        time_stamp: noon(),
        user_data: self::octets(&[0xCA, 0xFE]),
    });
    check(&octets, Direction::ToPhone, Carrier::Data, &unit);
}

#[test]
fn reserved_message_type_is_read_as_deliver() {
    let octets = |first| [first, 0x00, 0x81, 0, 0, 0x42, 0x10, 0x13, 0x21, 0x43, 0x65, 0x80, 0x00];
    let reserved = Tpdu::decode(&octets(0x03), Direction::ToPhone, Carrier::Data).unwrap();
    assert_eq!(Ok(&reserved), Tpdu::decode(&octets(0x00), Direction::ToPhone, Carrier::Data).as_ref());
    assert!(matches!(&reserved, Tpdu::Deliver(deliver) if deliver.more_messages));
    assert_eq!(reserved.encode().unwrap(), octets(0x00));
}

#[test]
fn a_time_stamp_that_is_no_date_does_not_cost_the_message() {
    let octets = [0x04, 0x00, 0x81, 0, 0, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x00];
    let unit = Tpdu::decode(&octets, Direction::ToPhone, Carrier::Data).unwrap();
    assert_eq!(unit.encode().unwrap(), octets);
}

#[test]
fn status_report_without_parameters() {
    #[rustfmt::skip]
    let octets = [
        0x26,                                     // SRQ 1, LP 0, MMS 1 (no more), MTI 10: 0_0_1_0_0_1_10
        0xFF,                                     // MR 255
        0x04, 0xA1, 0x21, 0x43,                   // RA: national 1234
        0x42, 0x10, 0x13, 0x21, 0x43, 0x65, 0x80, // SCTS
        0x42, 0x10, 0x13, 0x21, 0x43, 0x75, 0x8A, // DT: 12:34:57, seven hours behind GMT
        0x46,                                     // ST: expired
    ];
    let unit = Tpdu::StatusReport(StatusReport {
        more_messages: false,
        loop_prevention: false,
        about_command: true,
        udhi: false,
        reference: MessageReference(255),
        recipient: Address::decode(&[0x04, 0xA1, 0x21, 0x43]).unwrap().0,
        time_stamp: noon(),
        discharge_time: TimeStamp::from_octets([0x42, 0x10, 0x13, 0x21, 0x43, 0x75, 0x8A]),
        status: Status::EXPIRED,
        parameters: None,
    });
    check(&octets, Direction::ToPhone, Carrier::Data, &unit);
}

#[test]
fn status_report_with_parameters() {
    #[rustfmt::skip]
    let octets = [
        0x4A,                   // UDHI 1, LP 1, MMS 0 (more), MTI 10: 0_1_0_0_1_0_10
        0x01,                   // MR
        0x00, 0x81,             // RA without digits
        0, 0, 0, 0, 0, 0, 0,    // SCTS
        0, 0, 0, 0, 0, 0, 0,    // DT
        0x20,                   // ST: congestion
        0x07,                   // PI: PID, DCS, UDL
        0x00, 0x04,             // PID, DCS octets
        0x03, 0x02, 0x70, 0x00, // UDL, UDH with an element of no octets
    ];
    let zero = TimeStamp::from_octets([0; 7]);
    let unit = Tpdu::StatusReport(StatusReport {
        more_messages: true,
        loop_prevention: true,
        about_command: false,
        udhi: true,
        reference: MessageReference(1),
        recipient: Address::decode(&[0x00, 0x81]).unwrap().0,
        time_stamp: zero,
        discharge_time: zero,
        status: Status::from_octet(0x20),
        parameters: Some(Parameters {
            protocol: Some(ProtocolId::PLAIN),
            coding: Some(DataCodingScheme(0x04)),
            user_data: Some(self::octets(&[0x02, 0x70, 0x00])),
        }),
    });
    check(&octets, Direction::ToPhone, Carrier::Data, &unit);
}

#[test]
fn submit_report_in_both_forms() {
    let accepted = [0x01, 0x00, 0x42, 0x10, 0x13, 0x21, 0x43, 0x65, 0x80]; // MTI 01, PI, SCTS
    let unit =
        SubmitReport { udhi: false, failure: None, time_stamp: noon(), parameters: Parameters::default() };
    check(&accepted, Direction::ToPhone, Carrier::Ack, &Tpdu::SubmitReport(unit.clone()));

    let refused = [
        0x01, // MTI 01
        0xC5, // FCS: duplicate rejected
        0x01, // PI: PID
        0x42, 0x10, 0x13, 0x21, 0x43, 0x65, 0x80, // SCTS
        0x5F, // PID: return call
    ];
    let failure = Some(FailureCause::DUPLICATE_REJECTED);
    let parameters = Parameters { protocol: Some(ProtocolId::from_octet(0x5F)), ..Parameters::default() };
    let unit = Tpdu::SubmitReport(SubmitReport { failure, parameters, ..unit });
    check(&refused, Direction::ToPhone, Carrier::Error, &unit);
}

#[test]
fn deliver_report_in_both_forms() {
    let accepted = [
        0x00, // MTI 00
        0x04, // PI: UDL, so that DCS is 0
        0x02, 0x68, 0x32, // "hd" 68 64: 68|64<<7 = 3268
    ];
    let parameters = Parameters { user_data: Some(text("hd")), ..Parameters::default() };
    let unit = Tpdu::DeliverReport(DeliverReport { parameters, ..DeliverReport::default() });
    check(&accepted, Direction::ToCentre, Carrier::Ack, &unit);

    let refused = [0x00, 0xD3, 0x00]; // MTI 00, FCS: memory exceeded, PI
    let failure = Some(FailureCause::MEMORY_EXCEEDED);
    let unit = Tpdu::DeliverReport(DeliverReport { failure, ..DeliverReport::default() });
    check(&refused, Direction::ToCentre, Carrier::Error, &unit);
}

#[test]
fn command() {
    let octets = [
        0x22, // SRR 1, MTI 10
        0x07, // MR
        0x00, // PID
        0x02, // CT: delete
        0x06, // MN: the SUBMIT with MR 6
        0x03, 0x81, 0x21, 0xF3, // DA: 123
        0x01, 0xAB, // CDL, CD
    ];
    let unit = Tpdu::Command(Command {
        status_report_request: true,
        udhi: false,
        reference: MessageReference(7),
        protocol: ProtocolId::PLAIN,
        command: CommandType::DELETE,
        number: MessageReference(6),
        destination: Address::dial("123").unwrap(),
        data: vec![0xAB],
    });
    check(&octets, Direction::ToCentre, Carrier::Data, &unit);
}

#[test]
fn the_largest_units_have_the_sizes_of_the_specification() {
    let number = Address::dial("12345678901234567890").unwrap();
    let submit = Submit {
        validity: Some(ValidityPeriod::Absolute(noon())),
        user_data: text(&"x".repeat(160)),
        ..Submit::to(number)
    };
    assert_eq!(submit.encode().unwrap().len(), 164);
    let deliver = Deliver {
        more_messages: false,
        loop_prevention: false,
        status_report_indication: false,
        udhi: false,
        reply_path: false,
        originator: number,
        protocol: ProtocolId::PLAIN,
        coding: DataCodingScheme(0),
        time_stamp: noon(),
        user_data: submit.user_data,
    };
    assert_eq!(deliver.encode().unwrap().len(), 163);
}
