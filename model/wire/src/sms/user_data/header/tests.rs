use proptest::prelude::*;

use super::*;

fn concatenation(reference: Reference, total: u8, sequence: u8) -> Concatenation {
    Concatenation { reference, position: Position::new(total, sequence).unwrap() }
}

fn decode(user_data: &[u8]) -> Result<UserDataHeader, HeaderError> {
    UserDataHeader::decode(user_data, Repeats::LastWins)
}

#[test]
fn headers_on_the_wire() {
    let turkish = Some(NationalLanguage::Turkish);
    let urdu = Some(NationalLanguage::Urdu);
    let none = UserDataHeader::default();
    for (header, octets) in [
        (none.clone(), &[][..]),
        (
            UserDataHeader { concatenation: Some(concatenation(Reference::Short(0), 2, 1)), ..none.clone() },
            &[5, 0x00, 3, 0, 2, 1],
        ),
        (
            UserDataHeader {
                concatenation: Some(concatenation(Reference::Long(0x1234), 255, 255)),
                ..none.clone()
            },
            &[6, 0x08, 4, 0x12, 0x34, 255, 255],
        ),
        (
            UserDataHeader {
                ports: Some(Ports::Short { destination: 240, originator: 241 }),
                ..none.clone()
            },
            &[4, 0x04, 2, 240, 241],
        ),
        (
            UserDataHeader {
                concatenation: Some(concatenation(Reference::Short(7), 3, 2)),
                ports: Some(Ports::Long { destination: 2948, originator: 9200 }),
                ..none.clone()
            },
            &[11, 0x00, 3, 7, 3, 2, 0x05, 4, 0x0B, 0x84, 0x23, 0xF0],
        ),
        (UserDataHeader { tables: ShiftTables::new(None, turkish), ..none.clone() }, &[3, 0x24, 1, 1]),
        (
            UserDataHeader { tables: ShiftTables::new(urdu, turkish), ..none.clone() },
            &[6, 0x24, 1, 1, 0x25, 1, 13],
        ),
        (
            UserDataHeader { other: vec![Element { identifier: 0x70, data: vec![] }], ..none.clone() },
            &[2, 0x70, 0],
        ),
    ] {
        assert_eq!(header.encode().as_deref(), Some(octets));
        assert_eq!(header.octets(), octets.len());
        if !octets.is_empty() {
            assert_eq!(decode(octets), Ok(header));
        }
    }
}

#[test]
fn elements_that_a_receiver_ignores() {
    let last_table = UserDataHeader {
        tables: ShiftTables::new(Some(NationalLanguage::Hindi), None),
        ..UserDataHeader::default()
    };
    for (why, octets, header) in [
        ("total 0", &[5, 0x00, 3, 9, 0, 0][..], UserDataHeader::default()),
        ("sequence 0", &[5, 0x00, 3, 9, 2, 0], UserDataHeader::default()),
        ("sequence above total", &[5, 0x00, 3, 9, 2, 3], UserDataHeader::default()),
        ("8-bit reference, wrong length", &[6, 0x00, 4, 9, 2, 1, 0], UserDataHeader::default()),
        ("16-bit reference, wrong length", &[5, 0x08, 3, 9, 2, 1], UserDataHeader::default()),
        ("empty concatenation", &[2, 0x00, 0], UserDataHeader::default()),
        ("ports, wrong length", &[3, 0x05, 1, 9], UserDataHeader::default()),
        ("language 0", &[3, 0x24, 1, 0], UserDataHeader::default()),
        ("language 14", &[3, 0x25, 1, 14], UserDataHeader::default()),
        ("Spanish base table", &[3, 0x25, 1, 2], UserDataHeader::default()),
        ("language, wrong length", &[4, 0x24, 2, 1, 1], UserDataHeader::default()),
        ("unknown language behind a known one", &[6, 0x25, 1, 6, 0x25, 1, 99], last_table),
        ("no elements", &[0], UserDataHeader::default()),
    ] {
        assert_eq!(decode(octets), Ok(header), "{why}");
    }
}

#[test]
fn total_one_is_valid() {
    assert_eq!(
        decode(&[5, 0, 3, 0, 1, 1]).unwrap().concatenation,
        Some(concatenation(Reference::Short(0), 1, 1))
    );
}

#[test]
fn unknown_elements_are_kept_and_do_not_hide_the_rest() {
    let header = decode(&[10, 0xC3, 2, 1, 2, 0x00, 3, 5, 2, 2, 0x41]).unwrap_err();
    assert_eq!(header, HeaderError::NoLength { at: 10, identifier: 0x41 });
    let header = decode(&[9, 0xC3, 2, 1, 2, 0x00, 3, 5, 2, 2]).unwrap();
    assert_eq!(header.concatenation, Some(concatenation(Reference::Short(5), 2, 2)));
    assert_eq!(header.other, [Element { identifier: 0xC3, data: vec![1, 2] }]);
}

#[test]
fn of_two_elements_of_a_kind_the_policy_decides() {
    let short = |reference| [0x00, 3, reference, 2, 1];
    let long = [0x08, 4, 0, 9, 2, 1];
    let invalid = [0x00, 3, 77, 2, 3];
    let header = |elements: &[&[u8]]| {
        let elements = elements.concat();
        let mut octets = vec![u8::try_from(elements.len()).unwrap()];
        octets.extend(elements);
        octets
    };
    let (s1, s2) = (Reference::Short(1), Reference::Short(2));
    let l9 = Reference::Long(9);
    for (octets, last, short_form) in [
        (header(&[&short(1), &short(2)]), s2, s2),
        (header(&[&short(1), &long]), l9, s1),
        (header(&[&long, &short(1)]), s1, s1),
        (header(&[&short(1), &invalid]), s1, s1),
        (header(&[&short(1), &long, &short(2)]), s2, s2),
    ] {
        for (repeats, expected) in [(Repeats::LastWins, last), (Repeats::ShortFormWins, short_form)] {
            let header = UserDataHeader::decode(&octets, repeats).unwrap();
            assert_eq!(
                header.concatenation.map(|it| it.reference),
                Some(expected),
                "{octets:02X?} {repeats:?}"
            );
        }
    }
    let ports = [10, 0x04, 2, 1, 2, 0x05, 4, 0, 3, 0, 4];
    let of = |repeats| UserDataHeader::decode(&ports, repeats).unwrap().ports;
    assert_eq!(of(Repeats::LastWins), Some(Ports::Long { destination: 3, originator: 4 }));
    assert_eq!(of(Repeats::ShortFormWins), Some(Ports::Short { destination: 1, originator: 2 }));
}

#[test]
fn lengths_that_do_not_add_up() {
    for (octets, error, message) in [
        (&[][..], HeaderError::Missing, "offset 0: UDHL is missing"),
        (
            &[5, 0, 3, 1, 2],
            HeaderError::Long { announced: 5, found: 4 },
            "offset 0: UDHL announces 5 octets, 4 follow",
        ),
        (
            &[6, 0, 3, 1, 2, 1, 0x24],
            HeaderError::NoLength { at: 6, identifier: 0x24 },
            "offset 6: the header ends behind element identifier 24, before its length",
        ),
        (
            &[5, 0, 4, 1, 2, 1, 0xAA],
            HeaderError::Element { at: 1, identifier: 0, announced: 4, found: 3 },
            "offset 1: element 00 announces 4 octets, the header has 3",
        ),
    ] {
        assert_eq!(decode(octets), Err(error));
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn a_header_that_no_length_can_count_is_not_written() {
    let element = |size| Element { identifier: 0x70, data: vec![0; size] };
    let header = |sizes: &[usize]| UserDataHeader {
        other: sizes.iter().map(|&size| element(size)).collect(),
        ..UserDataHeader::default()
    };
    assert_eq!(header(&[253]).encode().map(|octets| octets.len()), Some(256));
    assert_eq!(header(&[254]).encode(), None);
    assert_eq!(header(&[200, 60]).encode(), None);
}

#[test]
fn references_wrap_to_zero() {
    assert_eq!(Reference::Short(255).next(), Reference::Short(0));
    assert_eq!(Reference::Short(0).next(), Reference::Short(1));
    assert_eq!(Reference::Long(65535).next(), Reference::Long(0));
}

#[test]
fn positions_that_cannot_be() {
    for (total, sequence) in [(0, 0), (0, 1), (1, 0), (1, 2), (254, 255)] {
        assert_eq!(Position::new(total, sequence), None);
    }
    for (total, sequence) in [(1, 1), (2, 1), (2, 2), (255, 255)] {
        let position = Position::new(total, sequence).unwrap();
        assert_eq!((position.total(), position.sequence()), (total, sequence));
    }
}

proptest! {
    #[test]
    fn decoding_takes_anything(octets in prop::collection::vec(any::<u8>(), 0..160)) {
        for repeats in [Repeats::LastWins, Repeats::ShortFormWins] {
            if let Ok(header) = UserDataHeader::decode(&octets, repeats) {
                // What a receiver understood means the same when it is sent on.
                let again = header.encode().unwrap();
                prop_assert!(again.len() <= octets.len());
                if !again.is_empty() {
                    prop_assert_eq!(UserDataHeader::decode(&again, repeats), Ok(header));
                }
            }
        }
    }
}
