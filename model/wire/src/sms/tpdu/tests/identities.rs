//! Properties over generated units and octets.

use crate::sms::address::{Address, NumberingPlan, TypeOfNumber};
use crate::sms::alphabet::{Alphabet, DataCodingScheme, packed_len};
use crate::sms::cause::FailureCause;
use crate::sms::status::Status;
use crate::sms::time_stamp::TimeStamp;
use crate::sms::tpdu::{
    Carrier, Command, CommandType, Deliver, DeliverReport, Direction, MessageReference, Parameters,
    ProtocolId, StatusReport, Submit, SubmitReport, Tpdu,
};
use crate::sms::user_data::UserData;
use crate::sms::validity::{Enhanced, Relative, ValidityPeriod};
use proptest::option;
use proptest::prelude::*;

const DIRECTIONS: [Direction; 2] = [Direction::ToPhone, Direction::ToCentre];
const CARRIERS: [Carrier; 3] = [Carrier::Data, Carrier::Ack, Carrier::Error];

fn address() -> impl Strategy<Value = Address> {
    let kind = prop_oneof![
        Just(TypeOfNumber::Unknown),
        Just(TypeOfNumber::International),
        Just(TypeOfNumber::National),
        Just(TypeOfNumber::Reserved),
    ];
    let digits = (kind, 0_u8..16, "[0-9*#abc]{0,20}").prop_map(|(kind, plan, digits)| {
        Address::new(kind, NumberingPlan::from_code(plan), &digits).unwrap()
    });
    let name = "[A-Za-z0-9 ]{0,11}".prop_map(|name| Address::alphanumeric(&name).unwrap());
    prop_oneof![digits, name]
}

fn time_stamp() -> impl Strategy<Value = TimeStamp> {
    any::<[u8; 7]>().prop_map(TimeStamp::from_octets)
}

fn validity() -> impl Strategy<Value = ValidityPeriod> {
    prop_oneof![
        any::<[u8; 7]>().prop_map(|octets| ValidityPeriod::Enhanced(Enhanced::from_octets(octets))),
        any::<u8>().prop_map(|code| ValidityPeriod::Relative(Relative::from_code(code))),
        time_stamp().prop_map(ValidityPeriod::Absolute),
    ]
}

/// A coding and at most `limit` octets of user data that fit it.
fn coded(limit: u8) -> impl Strategy<Value = (DataCodingScheme, UserData)> {
    let octets = prop::collection::vec(any::<u8>(), usize::from(limit));
    (any::<u8>(), 0..=limit, octets).prop_map(|(coding, length, mut octets)| {
        let coding = DataCodingScheme(coding);
        let count = match coding.alphabet() {
            Alphabet::Gsm7 => packed_len(length.into(), 0),
            Alphabet::Data | Alphabet::Ucs2 => length.into(),
        };
        octets.truncate(count);
        (coding, UserData::new(length, octets, coding.alphabet()).unwrap())
    })
}

fn parameters() -> impl Strategy<Value = Parameters> {
    (option::of(any::<u8>()), option::of(coded(131)), any::<bool>()).prop_map(|(protocol, coded, silent)| {
        let protocol = protocol.map(ProtocolId::from_octet);
        match coded {
            // Without user data, or with it and no coding when that is 0 anyway.
            Some((coding, data)) if coding.0 == 0 && silent => {
                Parameters { protocol, coding: None, user_data: Some(data) }
            }
            Some((coding, _)) if silent => Parameters { protocol, coding: Some(coding), user_data: None },
            Some((coding, data)) => Parameters { protocol, coding: Some(coding), user_data: Some(data) },
            None => Parameters { protocol, ..Parameters::default() },
        }
    })
}

fn submit() -> impl Strategy<Value = Tpdu> {
    (any::<[bool; 4]>(), any::<u8>(), address(), any::<u8>(), option::of(validity()), coded(140)).prop_map(
        |(flags, reference, destination, protocol, validity, (coding, user_data))| {
            let [reject_duplicates, status_report_request, udhi, reply_path] = flags;
            Tpdu::Submit(Submit {
                reject_duplicates,
                status_report_request,
                udhi,
                reply_path,
                reference: MessageReference(reference),
                destination,
                protocol: ProtocolId::from_octet(protocol),
                coding,
                validity,
                user_data,
            })
        },
    )
}

fn deliver() -> impl Strategy<Value = Tpdu> {
    (any::<[bool; 5]>(), address(), any::<u8>(), time_stamp(), coded(140)).prop_map(
        |(flags, originator, protocol, time_stamp, (coding, user_data))| {
            let [more_messages, loop_prevention, status_report_indication, udhi, reply_path] = flags;
            Tpdu::Deliver(Deliver {
                more_messages,
                loop_prevention,
                status_report_indication,
                udhi,
                reply_path,
                originator,
                protocol: ProtocolId::from_octet(protocol),
                coding,
                time_stamp,
                user_data,
            })
        },
    )
}

fn status_report() -> impl Strategy<Value = Tpdu> {
    let head = (any::<[bool; 4]>(), any::<u8>(), address());
    (head, time_stamp(), time_stamp(), any::<u8>(), option::of(parameters())).prop_map(
        |((flags, reference, recipient), time_stamp, discharge_time, status, parameters)| {
            let [more_messages, loop_prevention, about_command, udhi] = flags;
            Tpdu::StatusReport(StatusReport {
                more_messages,
                loop_prevention,
                about_command,
                udhi,
                reference: MessageReference(reference),
                recipient,
                time_stamp,
                discharge_time,
                status: Status::from_octet(status),
                parameters,
            })
        },
    )
}

fn reports() -> impl Strategy<Value = Tpdu> {
    (any::<bool>(), option::of(any::<u8>()), option::of(time_stamp()), parameters()).prop_map(
        |(udhi, failure, time_stamp, parameters)| {
            let failure = failure.map(FailureCause::from_code);
            match time_stamp {
                Some(time_stamp) => {
                    Tpdu::SubmitReport(SubmitReport { udhi, failure, time_stamp, parameters })
                }
                None => Tpdu::DeliverReport(DeliverReport { udhi, failure, parameters }),
            }
        },
    )
}

fn command() -> impl Strategy<Value = Tpdu> {
    let data = prop::collection::vec(any::<u8>(), 0..=157);
    (any::<[bool; 2]>(), any::<[u8; 4]>(), address(), data).prop_map(|(flags, octets, destination, data)| {
        let ([status_report_request, udhi], [reference, protocol, command, number]) = (flags, octets);
        Tpdu::Command(Command {
            status_report_request,
            udhi,
            reference: MessageReference(reference),
            protocol: ProtocolId::from_octet(protocol),
            command: CommandType(command),
            number: MessageReference(number),
            destination,
            data,
        })
    })
}

fn tpdu() -> impl Strategy<Value = Tpdu> {
    prop_oneof![submit(), deliver(), status_report(), reports(), command()]
}

proptest! {
    #[test]
    fn every_unit_survives_the_wire(unit in tpdu()) {
        let octets = unit.encode().unwrap();
        prop_assert_eq!(Tpdu::decode(&octets, unit.direction(), unit.carrier()), Ok(unit));
    }

    #[test]
    fn a_unit_cut_anywhere_is_an_error_or_a_shorter_report(unit in tpdu(), cut in any::<prop::sample::Index>()) {
        let octets = unit.encode().unwrap();
        let cut = &octets[..cut.index(octets.len())];
        match Tpdu::decode(cut, unit.direction(), unit.carrier()) {
            Err(error) => prop_assert!(error.offset <= cut.len()),
            Ok(shorter) => {
                // TP-PI is optional in a STATUS-REPORT alone.
                prop_assert!(matches!(&shorter, Tpdu::StatusReport(report) if report.parameters.is_none()));
                prop_assert_eq!(shorter.encode().unwrap(), cut);
            }
        }
    }

    #[test]
    fn what_random_octets_mean_is_written_in_a_form_that_means_the_same(
        octets in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        for direction in DIRECTIONS {
            for carrier in CARRIERS {
                if let Ok(unit) = Tpdu::decode(&octets, direction, carrier) {
                    prop_assert_eq!((unit.direction(), unit.carrier()), (direction, carrier));
                    let canonical = unit.encode().unwrap();
                    prop_assert!(canonical.len() <= octets.len());
                    let again = Tpdu::decode(&canonical, direction, carrier).unwrap();
                    prop_assert_eq!(&again, &unit);
                    prop_assert_eq!(again.encode().unwrap(), canonical);
                }
            }
        }
    }

    #[test]
    fn a_changed_octet_gives_a_unit_or_an_error_within_the_input(
        unit in tpdu(), place in any::<prop::sample::Index>(), octet: u8,
    ) {
        let mut octets = unit.encode().unwrap();
        *place.get_mut(&mut octets) = octet;
        match Tpdu::decode(&octets, unit.direction(), unit.carrier()) {
            Err(error) => prop_assert!(error.offset <= octets.len()),
            Ok(unit) => prop_assert!(unit.encode().unwrap().len() <= octets.len()),
        }
    }
}
