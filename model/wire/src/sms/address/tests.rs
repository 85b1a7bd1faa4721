use super::*;
use proptest::prelude::*;

#[test]
fn numbers_are_dialled_and_shown_alike() {
    let cases: [(&str, &[u8]); 6] = [
        ("+447700900123", &[12, 0x91, 0x44, 0x77, 0x00, 0x09, 0x10, 0x32]),
        ("+4915112345", &[10, 0x91, 0x94, 0x51, 0x11, 0x32, 0x54]),
        ("12345", &[5, 0x81, 0x21, 0x43, 0xF5]),
        ("*100#", &[5, 0x81, 0x1A, 0x00, 0xFB]),
        ("0abc", &[4, 0x81, 0xC0, 0xED]),
        ("12345678901234567890", &[20, 0x81, 0x21, 0x43, 0x65, 0x87, 0x09, 0x21, 0x43, 0x65, 0x87, 0x09]),
    ];
    for (text, octets) in cases {
        let address = Address::dial(text).unwrap();
        assert_eq!(address.encode(), octets, "{text}");
        assert_eq!(Address::decode(octets), Ok((address, &[][..])), "{text}");
        assert_eq!(address.to_string(), text);
    }
}

#[test]
fn text_that_is_no_number_is_refused() {
    let not_a_digit = |character, position| AddressError::NotADigit { character, position };
    let cases = [
        ("", AddressError::NoDigits),
        ("+", AddressError::NoDigits),
        ("+44 7700", not_a_digit(' ', 3)),
        ("44+7", not_a_digit('+', 2)),
        ("A", not_a_digit('A', 0)),
        ("123456789012345678901", AddressError::TooLong { found: 21, limit: 20 }),
    ];
    for (text, error) in cases {
        assert_eq!(Address::dial(text), Err(error), "{text:?}");
    }
    let alphanumeric = Address::new(TypeOfNumber::Alphanumeric, NumberingPlan::UNKNOWN, "1");
    assert_eq!(alphanumeric, Err(AddressError::NotANumber));
}

#[test]
fn the_type_octet_holds_number_and_plan() {
    let cases = [
        (0x91, TypeOfNumber::International, NumberingPlan::TELEPHONY),
        (0x81, TypeOfNumber::Unknown, NumberingPlan::TELEPHONY),
        (0xA1, TypeOfNumber::National, NumberingPlan::TELEPHONY),
        (0xD0, TypeOfNumber::Alphanumeric, NumberingPlan::UNKNOWN),
        (0xB5, TypeOfNumber::NetworkSpecific, NumberingPlan::SERVICE_CENTRE_1),
        (0xC8, TypeOfNumber::Subscriber, NumberingPlan::NATIONAL),
        (0xE9, TypeOfNumber::Abbreviated, NumberingPlan::PRIVATE),
        (0x83, TypeOfNumber::Unknown, NumberingPlan::DATA),
        (0x84, TypeOfNumber::Unknown, NumberingPlan::TELEX),
        (0x86, TypeOfNumber::Unknown, NumberingPlan::SERVICE_CENTRE_2),
        (0x8A, TypeOfNumber::Unknown, NumberingPlan::ERMES),
        (0xFF, TypeOfNumber::Reserved, NumberingPlan::from_code(15)),
    ];
    for (octet, number, plan) in cases {
        let (address, _) = Address::decode(&[0, octet]).unwrap();
        assert_eq!((address.number(), address.plan()), (number, plan), "{octet:#04X}");
        assert_eq!(address.encode(), [0, octet]);
    }
}

#[test]
fn the_length_of_a_name_counts_used_semi_octets() {
    // Septets of the name, semi-octets on the wire: ceil(7n/4) and back floor(4 len/7).
    let lengths = [
        (0, 0),
        (1, 2),
        (2, 4),
        (3, 6),
        (4, 7),
        (5, 9),
        (6, 11),
        (7, 13),
        (8, 14),
        (9, 16),
        (10, 18),
        (11, 20),
    ];
    for (septets, count) in lengths {
        let name = &"Information"[..septets];
        let address = Address::alphanumeric(name).unwrap();
        assert_eq!(address.count(), count, "{septets} septets");
        assert_eq!(address.to_string(), name);
        assert_eq!(Address::decode(&address.encode()), Ok((address, &[][..])));
    }
}

#[test]
fn a_name_is_packed_septets() {
    // "Ab{": A is 41, b is 62, { is 1B 28. Bits from the right: 0101000 0011011 1100010 1000001.
    let address = Address::alphanumeric("Ab{").unwrap();
    assert_eq!(address.encode(), [7, 0xD0, 0x41, 0xF1, 0x06, 0x05]);
    assert_eq!(address.to_string(), "Ab{");
}

#[test]
fn a_name_that_does_not_fit_is_refused() {
    let too_long = |found| AddressError::TooLong { found, limit: 20 };
    assert_eq!(Address::alphanumeric("twelve chars"), Err(too_long(21)));
    assert_eq!(Address::alphanumeric("ten chars {"), Err(too_long(21)));
    assert!(matches!(Address::alphanumeric("ç"), Err(AddressError::NoPlace(_))));
}

#[test]
fn an_address_without_digits_is_legal() {
    let (address, rest) = Address::decode(&[0, 0x81, 7]).unwrap();
    assert_eq!((address.count(), rest), (0, &[7][..]));
    assert_eq!(address, Address::new(TypeOfNumber::Unknown, NumberingPlan::TELEPHONY, "").unwrap());
    assert_eq!(address.to_string(), "");
}

#[test]
fn the_filler_does_not_tell_addresses_apart() {
    let canonical = Address::decode(&[3, 0x81, 0x21, 0xF3]).unwrap();
    assert_eq!(Address::decode(&[3, 0x81, 0x21, 0x03]), Ok(canonical));
    assert_eq!(Address::decode(&[3, 0x01, 0x21, 0xF3]), Ok(canonical));
}

#[test]
fn a_filler_within_the_digits_ends_the_number() {
    let (address, _) = Address::decode(&[4, 0x81, 0x21, 0x4F]).unwrap();
    assert_eq!(address.to_string(), "12");
    assert_eq!(address.encode(), [4, 0x81, 0x21, 0x4F]);
}

#[test]
fn cut_or_oversized_addresses_say_what_is_wrong() {
    let cut = |offset, needed, left| (offset, Fault::UnexpectedEnd { needed, left });
    let cases: [(&[u8], _); 5] = [
        (&[], cut(0, 1, 0)),
        (&[3], cut(1, 1, 0)),
        (&[3, 0x91, 0x21], cut(2, 2, 1)),
        (&[21, 0x91], (0, Fault::TooLong { found: 21, limit: 20 })),
        (&[255], (0, Fault::TooLong { found: 255, limit: 20 })),
    ];
    for (octets, (offset, fault)) in cases {
        assert_eq!(
            Address::decode(octets),
            Err(DecodeError { offset, field: "address", fault }),
            "{octets:?}"
        );
    }
}

#[test]
fn the_length_of_a_relay_address_counts_octets() {
    let number = Address::dial("+12345").unwrap();
    let cases: [(&[u8], Option<Address>); 3] = [
        (&[0], None),
        (&[1, 0x91], Some(Address::new(TypeOfNumber::International, NumberingPlan::TELEPHONY, "").unwrap())),
        (&[4, 0x91, 0x21, 0x43, 0xF5], Some(number)),
    ];
    for (octets, address) in cases {
        assert_eq!(Address::decode_relay(octets), Ok((address, &[][..])));
        assert_eq!(Address::encode_relay(address.as_ref()), octets);
    }
    let error =
        DecodeError { offset: 0, field: "RP address", fault: Fault::TooLong { found: 12, limit: 11 } };
    assert_eq!(Address::decode_relay(&[12, 0x91]), Err(error));
}

proptest! {
    #[test]
    fn a_number_survives_the_wire(text in r"\+?[0-9*#abc]{1,20}") {
        let address = Address::dial(&text).unwrap();
        let octets = address.encode();
        prop_assert!(octets.len() <= usize::from(Address::MAX_OCTETS));
        prop_assert_eq!(Address::decode(&octets), Ok((address, &[][..])));
        let relay = Address::encode_relay(Some(&address));
        prop_assert_eq!(Address::decode_relay(&relay), Ok((Some(address), &[][..])));
        prop_assert_eq!(address.to_string(), text);
    }

    #[test]
    fn what_decodes_encodes_to_an_equal_address(octets in prop::collection::vec(any::<u8>(), 0..16)) {
        if let Ok((address, rest)) = Address::decode(&octets) {
            let again = address.encode();
            prop_assert_eq!(again.len() + rest.len(), octets.len());
            prop_assert_eq!(Address::decode(&again), Ok((address, &[][..])));
        }
        if let Ok((Some(address), _)) = Address::decode_relay(&octets) {
            let (again, _) = Address::decode_relay(&Address::encode_relay(Some(&address))).unwrap();
            prop_assert_eq!(again.map(|again| again.count()), Some(address.count()));
        }
    }
}
