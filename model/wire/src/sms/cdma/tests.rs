//! Whole messages by hand, identities, capacities.

use super::*;
use crate::sms::address::{NumberingPlan, TypeOfNumber};
use crate::sms::tpdu::{DecodeError, EncodeError, Fault};
use crate::sms::user_data::{Concatenation, Position, Reference, Repeats, UserDataHeader};
use proptest::prelude::*;

/// A message from a phone: "Hi" in ASCII to 5550, with an acknowledgement asked for at each layer.
#[test]
fn a_submit_message_by_hand() {
    #[rustfmt::skip]
    let octets = [
        0x00,                                          // point to point
        0x00, 0x02, 0x10, 0x02,                        // teleservice 4098
        0x04, 0x04, 0x01, 0x15, 0x56, 0x80,            // destination: 0 0 00000100 0101 0101 0101 1010 000000
        0x06, 0x01, 0x14,                              // bearer reply option: 000101 00
        0x08, 0x17,                                    // bearer data, 23 octets
        0x00, 0x03, 0x21, 0x23, 0x40,                  // type 0010, id 0001001000110100, header 0, 000
        0x01, 0x04, 0x10, 0x14, 0x8D, 0x20,            // user data: 00010 00000010 1001000 1101001 00000
        0x05, 0x01, 0xA7,                              // valid for a day
        0x08, 0x01, 0x80,                              // priority 10: urgent
        0x0A, 0x01, 0x40,                              // reply option 0100: delivery acknowledgement
        0x0D, 0x01, 0x01,                              // language: kept as it is
    ];
    let message = Message {
        kind: MessageKind::PointToPoint,
        parameters: vec![
            Parameter::Teleservice(Teleservice::MESSAGING),
            Parameter::Destination(Number::dial("5550").unwrap()),
            Parameter::BearerReplyOption(ReplySequence::new(5)),
            Parameter::BearerData(BearerData {
                subparameters: vec![
                    Subparameter::MessageIdentifier { kind: MessageType::SUBMIT, id: 0x1234, header: false },
                    Subparameter::UserData(UserData::text(TextEncoding::Ascii, "Hi").unwrap()),
                    Subparameter::ValidityRelative(RelativeValidity(167)),
                    Subparameter::Priority(Priority::Urgent),
                    Subparameter::ReplyOption(ReplyOption { delivery: true, ..ReplyOption::default() }),
                    Subparameter::Other { id: 0x0D, octets: vec![0x01] },
                ],
            }),
        ],
    };
    assert_eq!(message.encode().unwrap(), octets);
    assert_eq!(Message::decode(&octets), Ok(message));
}

/// The acknowledgement of its delivery, from +49.
#[test]
fn a_delivery_acknowledgement_by_hand() {
    #[rustfmt::skip]
    let octets = [
        0x00,                                          // point to point
        0x02, 0x05, 0x88, 0x81, 0x1A, 0x1C, 0x80,      // originator: 1 0 001 0001 00000010 "4" "9" 0000000
        0x03, 0x01, 0x00,                              // originating subaddress: kept as it is
        0x08, 0x1A,                                    // bearer data, 26 octets
        0x00, 0x03, 0x4F, 0xFF, 0xF8,                  // type 0100, id FFFF, header 1, 000
        0x03, 0x06, 0x24, 0x01, 0x31, 0x12, 0x34, 0x56, // centre time stamp: 2024-01-31 12:34:56
        0x0B, 0x01, 0x12,                              // twelve messages
        0x0E, 0x02, 0x00, 0x90,                        // call-back number: 0 00000001 0010 000
        0x0F, 0x01, 0x40,                              // display mode 01: default
        0x14, 0x01, 0xCD,                              // message status: expired
    ];
    let number = Number::Telephone {
        kind: TypeOfNumber::International,
        plan: NumberingPlan::TELEPHONY,
        characters: b"49".to_vec(),
    };
    let message = Message {
        kind: MessageKind::PointToPoint,
        parameters: vec![
            Parameter::Originator(number),
            Parameter::Other { id: 0x03, octets: vec![0x00] },
            Parameter::BearerData(BearerData {
                subparameters: vec![
                    Subparameter::MessageIdentifier {
                        kind: MessageType::DELIVERY_ACKNOWLEDGEMENT,
                        id: 0xFFFF,
                        header: true,
                    },
                    Subparameter::CentreTimeStamp(CentreTime([0x24, 0x01, 0x31, 0x12, 0x34, 0x56])),
                    Subparameter::NumberOfMessages(0x12),
                    Subparameter::CallBackNumber(Number::dial("2").unwrap()),
                    Subparameter::DisplayMode(DisplayMode::Default),
                    Subparameter::MessageStatus(MessageStatus::EXPIRED),
                ],
            }),
        ],
    };
    assert_eq!(message.encode().unwrap(), octets);
    assert_eq!(Message::decode(&octets), Ok(message));
}

#[test]
fn acknowledgements_by_hand() {
    let acknowledge = |failure| Message {
        kind: MessageKind::Acknowledge,
        parameters: vec![Parameter::CauseCodes(Acknowledgement {
            sequence: ReplySequence::new(63),
            failure,
        })],
    };
    let rows: [(&[u8], _); 4] = [
        (&[2, 7, 1, 0xFC], acknowledge(None)),
        (&[2, 7, 2, 0xFD, 0], acknowledge(Some((ErrorClass::Reserved, CauseCode(0))))),
        (&[2, 7, 2, 0xFE, 36], acknowledge(Some((ErrorClass::Temporary, CauseCode(36))))),
        (&[2, 7, 2, 0xFF, 98], acknowledge(Some((ErrorClass::Permanent, CauseCode(98))))),
    ];
    for (octets, message) in rows {
        assert_eq!(message.encode().unwrap(), octets);
        assert_eq!(Message::decode(octets), Ok(message));
    }
}

/// The tables of [3GPP2 C.S0015-B] 3.4.3.1, 4.5.1 and [3GPP2 C.R1001] 9.1.
#[test]
fn codes_have_the_numbers_of_their_tables() {
    let teleservices = [
        Teleservice::PAGING,
        Teleservice::MESSAGING,
        Teleservice::VOICE_MAIL,
        Teleservice::WAP,
        Teleservice::ENHANCED,
    ];
    assert_eq!(teleservices.map(|teleservice| teleservice.0), [4097, 4098, 4099, 4100, 4101]);
    let types = [
        MessageType::DELIVER,
        MessageType::SUBMIT,
        MessageType::CANCEL,
        MessageType::DELIVERY_ACKNOWLEDGEMENT,
        MessageType::USER_ACKNOWLEDGEMENT,
        MessageType::READ_ACKNOWLEDGEMENT,
        MessageType::DELIVER_REPORT,
        MessageType::SUBMIT_REPORT,
    ];
    assert_eq!(types.map(|kind| kind.0), [1, 2, 3, 4, 5, 6, 7, 8]);
    let encodings = [
        Encoding::OCTET,
        Encoding::IS_91,
        Encoding::ASCII,
        Encoding::IA5,
        Encoding::UNICODE,
        Encoding::SHIFT_JIS,
        Encoding::KOREAN,
        Encoding::LATIN_HEBREW,
        Encoding::LATIN_1,
        Encoding::GSM_7,
        Encoding::GSM_DCS,
    ];
    assert_eq!(encodings.map(Encoding::number), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
}

/// What the messages by hand above do not have.
#[test]
fn further_parameters_by_hand() {
    let category = [0x01, 0x01, 0x02, 0x10, 0x01]; // broadcast, service category 1001
    let message =
        Message { kind: MessageKind::Broadcast, parameters: vec![Parameter::ServiceCategory(0x1001)] };
    assert_eq!(message.encode().unwrap(), category);
    assert_eq!(Message::decode(&category), Ok(message));

    let validity = [0x04, 0x06, 0x24, 0x01, 0x31, 0x12, 0x34, 0x56];
    let centre_time = CentreTime([0x24, 0x01, 0x31, 0x12, 0x34, 0x56]);
    let bearer = BearerData { subparameters: vec![Subparameter::ValidityAbsolute(centre_time)] };
    assert_eq!(bearer.encode().unwrap(), validity);
    assert_eq!(BearerData::decode(&validity), Ok(bearer));
}

#[test]
fn each_encoding_has_its_capacity_alone_and_in_parts() {
    let rows = [
        ("a", TextEncoding::Ascii, 160, 153),
        ("é", TextEncoding::Gsm7, 160, 153),
        ("â", TextEncoding::Latin1, 140, 134),
        ("я", TextEncoding::Unicode, 70, 67),
    ];
    for (character, encoding, single, several) in rows {
        let parts = |count| split(&character.repeat(count), 0, Parts::ENCODINGS).unwrap();
        let lengths: [usize; 5] = [single, single + 1, several * 2, several * 2 + 1, several * 255]
            .map(|count| parts(count).user_data().len());
        assert_eq!(lengths, [1, 2, 2, 3, 255], "{encoding:?}");
        assert_eq!(parts(1).encoding(), encoding);
        let error = split(&character.repeat(several * 255 + 1), 0, Parts::ENCODINGS);
        assert_eq!(error, Err(SplitError::TooManyParts { parts: 256 }));
    }
}

#[test]
fn the_first_encoding_that_has_all_characters_is_taken() {
    let rows = [
        ("", TextEncoding::Ascii),
        ("[]{}~^|\\`", TextEncoding::Ascii),
        ("€", TextEncoding::Gsm7),
        ("£¥é", TextEncoding::Gsm7),
        ("ç", TextEncoding::Latin1),
        ("€ç", TextEncoding::Unicode),
        ("😀", TextEncoding::Unicode),
    ];
    for (text, encoding) in rows {
        let parts = split(text, 0, Parts::ENCODINGS).unwrap();
        assert_eq!(parts.encoding(), encoding, "{text}");
        assert_eq!(parts.user_data()[0].shown(parts.header()).as_deref(), Some(text));
    }
    assert_eq!(split("", 0, &[]), Err(SplitError::NoEncoding));
    assert!(matches!(split("€", 0, &[TextEncoding::Ascii]), Err(SplitError::NoPlace(_))));
}

#[test]
fn pairs_are_not_cut() {
    // 152 septets and an escape would fill the first part.
    let escaped = format!("é{}€{}", "x".repeat(151), "x".repeat(100));
    let surrogates = format!("{}😀{}", "я".repeat(66), "я".repeat(10));
    for (text, first) in [(escaped, 7 + 152), (surrogates, 3 + 66)] {
        let parts = split(&text, 0, Parts::ENCODINGS).unwrap();
        assert_eq!(parts.user_data()[0].fields(), first);
        let shown: String = parts.user_data().iter().filter_map(|part| part.shown(true)).collect();
        assert_eq!(shown, text);
    }
}

#[test]
fn each_part_is_a_message_with_an_identifier_of_its_own() {
    let parts = split(&"a".repeat(400), 7, Parts::ENCODINGS).unwrap();
    let priority = Subparameter::Priority(Priority::Normal);
    let submits = parts.submits(0xFFFE, std::slice::from_ref(&priority));
    for ((submit, id), sequence) in submits.iter().zip([0xFFFE, 0xFFFF, 0x0000]).zip(1..) {
        let [identifier, Subparameter::UserData(data), other] = &submit.subparameters[..] else {
            panic!("{submit:?}");
        };
        let kind = MessageType::SUBMIT;
        assert_eq!(identifier, &Subparameter::MessageIdentifier { kind, id, header: true });
        assert_eq!(other, &priority);
        let position = Position::new(3, sequence).unwrap();
        let concatenation = Concatenation { reference: Reference::Short(7), position };
        let header = data.content(true, Repeats::LastWins).header;
        assert_eq!(
            header,
            UserDataHeader { concatenation: Some(concatenation), ..UserDataHeader::default() }
        );
    }
    let identifier = Subparameter::MessageIdentifier { kind: MessageType::SUBMIT, id: 0, header: false };
    let single = split("a", 7, Parts::ENCODINGS).unwrap().submits(0, &[]);
    assert_eq!(single[0].subparameters[0], identifier);
}

#[test]
fn a_header_is_padded_to_a_field_of_seven_bits() {
    let position = Position::new(2, 1).unwrap();
    let concatenation = Some(Concatenation { reference: Reference::Short(0xFF), position });
    let header = UserDataHeader { concatenation, ..UserDataHeader::default() };
    // 48 bits of header, one bit of fill, then A: 1000001. 7 + 1 fields.
    let ascii = UserData::new(TextEncoding::Ascii, &header, b"A").unwrap();
    assert_eq!((ascii.fields(), ascii.octets()), (8, &[5, 0, 3, 0xFF, 2, 1, 0b0100_0001][..]));
    // The same bits from the other end: 1000001 0.
    let gsm = UserData::new(TextEncoding::Gsm7, &header, b"A").unwrap();
    assert_eq!((gsm.fields(), gsm.octets()), (8, &[5, 0, 3, 0xFF, 2, 1, 0b1000_0010][..]));
    for data in [ascii, gsm] {
        let content = data.content(true, Repeats::LastWins);
        assert_eq!((content.header, content.payload), (header.clone(), b"A".to_vec()));
    }
}

#[test]
fn utf_16_behind_an_odd_header_is_not_written() {
    let position = Position::new(2, 1).unwrap();
    let concatenation = Some(Concatenation { reference: Reference::Long(0), position });
    let header = UserDataHeader { concatenation, ..UserDataHeader::default() };
    let odd = UserData::new(TextEncoding::Unicode, &header, &[0, 0x41]);
    assert_eq!(odd, Err(UserDataError::Odd { octets: 9 }));
    assert!(UserData::new(TextEncoding::Latin1, &header, b"A").is_ok());
}

#[test]
fn the_message_type_of_gsm_dcs_gives_the_layout() {
    // 01010 | type | fields | bits, written by hand through the octets of the subparameter.
    let rows: [(&[u8], Option<&str>); 3] = [
        // DCS 00, one septet A: 01010 00000000 00000001 01000001 000
        (&[0b0101_0000, 0b0000_0000, 0b0000_1010, 0b0000_1000], Some("A")),
        // DCS 08, one unit U+0041: 01010 00001000 00000001 0000000001000001 000
        (&[0b0101_0000, 0b0100_0000, 0b0000_1000, 0b0000_0010, 0b0000_1000], Some("A")),
        // DCS 04, one octet: 01010 00000100 00000001 01000001 000
        (&[0b0101_0000, 0b0010_0000, 0b0000_1010, 0b0000_1000], None),
    ];
    for (octets, shown) in rows {
        let data = UserData::read(&crate::sms::tpdu::reader::Reader::new(octets)).unwrap();
        assert_eq!(data.encoding(), Encoding::GSM_DCS);
        assert_eq!(data.shown(false).as_deref(), shown);
        assert_eq!(data.write(), octets);
    }
}

#[test]
fn faults_name_the_field_and_its_place_in_the_message() {
    let end = |needed, left| Fault::UnexpectedEnd { needed, left };
    let rows: [(&[u8], usize, &str, Fault); 8] = [
        (&[], 0, "SMS_MSG_TYPE", end(1, 0)),
        (&[3], 0, "SMS_MSG_TYPE", Fault::Unexpected { found: 3, expected: "0, 1 or 2" }),
        (&[0, 0], 2, "PARAMETER_LEN", end(1, 0)),
        (&[0, 0, 2, 0x10], 3, "parameter", end(2, 1)),
        (&[0, 0, 3, 0x10, 2, 0], 5, "teleservice identifier", Fault::Trailing { count: 1 }),
        (&[0, 8, 3, 1, 5, 0], 5, "subparameter", end(5, 1)),
        // ASCII of 20 characters in one octet: 00010 00010100 ...
        (&[0, 8, 4, 1, 2, 0x10, 0xA0], 6, "CHARi", end(18, 0)),
        (&[2, 7, 1, 0x02], 4, "CAUSE_CODE", end(1, 0)),
    ];
    for (octets, offset, field, fault) in rows {
        assert_eq!(Message::decode(octets), Err(DecodeError { offset, field, fault }), "{octets:?}");
    }
}

#[test]
fn a_parameter_of_more_than_255_octets_is_not_written() {
    let message = |length| Message {
        kind: MessageKind::Broadcast,
        parameters: vec![Parameter::Other { id: 0x09, octets: vec![0; length] }],
    };
    assert!(message(255).encode().is_ok());
    let error = EncodeError::TooLong { field: "PARAMETER_LEN", found: 256, limit: 255 };
    assert_eq!(message(256).encode(), Err(error));
}

/// Octets that are at least the frame of a message: parameters with right lengths and any content.
fn framed() -> impl Strategy<Value = Vec<u8>> {
    let subparameter = (0_u8..0x18, prop::collection::vec(any::<u8>(), 0..8));
    let parameter =
        (0_u8..10, prop::collection::vec(any::<u8>(), 0..8), prop::collection::vec(subparameter, 0..6));
    (0_u8..3, prop::collection::vec(parameter, 0..4)).prop_map(|(kind, parameters)| {
        let mut out = vec![kind];
        for (id, octets, subparameters) in parameters {
            let mut content = if id == 8 { Vec::new() } else { octets };
            if id == 8 {
                for (id, octets) in subparameters {
                    content.extend([id, u8::try_from(octets.len()).unwrap()]);
                    content.extend(octets);
                }
            }
            out.extend([id, u8::try_from(content.len()).unwrap()]);
            out.extend(content);
        }
        out
    })
}

proptest! {
    #[test]
    fn what_any_octets_mean_is_written_in_a_form_that_means_the_same(
        octets in prop_oneof![framed(), prop::collection::vec(any::<u8>(), 0..60)],
    ) {
        match Message::decode(&octets) {
            Err(error) => prop_assert!(error.offset <= octets.len()),
            Ok(message) => {
                let canonical = message.encode().unwrap();
                prop_assert!(canonical.len() <= octets.len());
                prop_assert_eq!(Message::decode(&canonical), Ok(message));
            }
        }
    }

    #[test]
    fn any_user_data_is_read_and_shown(octets in prop::collection::vec(any::<u8>(), 0..150), header: bool) {
        let octets = [&[0x01, u8::try_from(octets.len()).unwrap()][..], &octets].concat();
        if let Ok(bearer) = BearerData::decode(&octets)
            && let [Subparameter::UserData(data)] = &bearer.subparameters[..]
        {
            let _ = data.shown(header);
            let canonical = bearer.encode().unwrap();
            prop_assert_eq!(BearerData::decode(&canonical), Ok(bearer.clone()));
        }
    }

    #[test]
    fn a_text_comes_back_from_its_messages(text in r"(\PC|[a-z\[€é]){0,400}", reference: u8, id: u16) {
        let parts = split(&text, reference, Parts::ENCODINGS).unwrap();
        let mut shown = String::new();
        for submit in parts.submits(id, &[]) {
            let octets = submit.encode().unwrap();
            let submit = BearerData::decode(&octets).unwrap();
            for subparameter in &submit.subparameters {
                if let Subparameter::UserData(data) = subparameter {
                    prop_assert!(data.octets().len() <= 140);
                    shown.push_str(&data.shown(parts.header()).unwrap());
                }
            }
        }
        prop_assert_eq!(shown, text);
    }

    #[test]
    fn a_message_cut_anywhere_is_an_error_or_shorter(text in "[a-z]{0,40}", cut in any::<prop::sample::Index>()) {
        let subparameters = vec![Subparameter::UserData(UserData::text(TextEncoding::Gsm7, &text).unwrap())];
        let message = Message {
            kind: MessageKind::PointToPoint,
            parameters: vec![
                Parameter::Teleservice(Teleservice::MESSAGING),
                Parameter::BearerData(BearerData { subparameters }),
            ],
        };
        let octets = message.encode().unwrap();
        let cut = &octets[..cut.index(octets.len())];
        if let Ok(shorter) = Message::decode(cut) {
            prop_assert!(shorter.parameters.len() < message.parameters.len());
            prop_assert_eq!(shorter.encode().unwrap(), cut);
        }
    }
}
