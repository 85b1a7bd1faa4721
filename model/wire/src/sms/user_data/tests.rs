use proptest::prelude::*;

use super::*;
use crate::sms::alphabet::{NationalLanguage, ShiftTables, gsm7};

fn header(concatenation: Option<Reference>, tables: ShiftTables, ports: bool) -> UserDataHeader {
    UserDataHeader {
        concatenation: concatenation
            .map(|reference| Concatenation { reference, position: Position::new(2, 1).unwrap() }),
        ports: ports.then_some(Ports::Long { destination: 2948, originator: 9200 }),
        tables,
        other: Vec::new(),
    }
}

#[test]
fn capacity_of_every_kind_of_header() {
    let none = ShiftTables::DEFAULT;
    let one = ShiftTables::new(None, Some(NationalLanguage::Turkish));
    let both = ShiftTables::new(Some(NationalLanguage::Turkish), Some(NationalLanguage::Turkish));
    let short = Some(Reference::Short(0));
    let long = Some(Reference::Long(0));
    for (header, octets, septets, data, ucs2) in [
        (header(None, none, false), 0, 160, 140, 70),
        (header(short, none, false), 6, 153, 134, 67),
        (header(long, none, false), 7, 152, 133, 66),
        (header(None, one, false), 4, 155, 136, 68),
        (header(None, both, false), 7, 152, 133, 66),
        (header(short, one, false), 9, 149, 131, 65),
        (header(short, both, false), 12, 146, 128, 64),
        (header(long, one, false), 10, 148, 130, 65),
        (header(long, both, false), 13, 145, 127, 63),
        (header(short, none, true), 12, 146, 128, 64),
    ] {
        assert_eq!(header.octets(), octets);
        for (alphabet, unit, units) in
            [(Alphabet::Gsm7, 1, septets), (Alphabet::Data, 1, data), (Alphabet::Ucs2, 2, ucs2)]
        {
            assert_eq!(capacity(alphabet, octets), units, "{alphabet:?} behind {octets}");
            // That many units fit, and one more does not.
            let part = |units: usize| Part {
                header: header.clone(),
                alphabet,
                payload: Cow::Owned(vec![0x41; units * unit]),
            };
            let full = part(units).user_data().unwrap();
            assert!(full.octets().len() <= MAX_OCTETS);
            assert_eq!(full.part(alphabet, part(units).udhi(), Repeats::LastWins), part(units));
            assert!(matches!(part(units + 1).user_data(), Err(UserDataError::TooLong { .. })));
        }
    }
}

#[test]
fn totals_of_255_parts() {
    for (header_octets, septets, octets, units) in [(6, 39015, 34170, 17085), (7, 38760, 33915, 16830)] {
        assert_eq!(255 * capacity(Alphabet::Gsm7, header_octets), septets);
        assert_eq!(255 * capacity(Alphabet::Data, header_octets), octets);
        assert_eq!(255 * capacity(Alphabet::Ucs2, header_octets), units);
    }
}

#[test]
fn septets_lost_and_fill_bits_behind_a_header() {
    let table = [
        (0, 0, 0),
        (1, 2, 6),
        (2, 3, 5),
        (3, 4, 4),
        (4, 5, 3),
        (5, 6, 2),
        (6, 7, 1),
        (7, 8, 0),
        (8, 10, 6),
        (9, 11, 5),
        (10, 12, 4),
        (11, 13, 3),
        (12, 14, 2),
        (13, 15, 1),
    ];
    for (header_octets, septets, fill) in table {
        assert_eq!(
            (header_septets(header_octets), fill_bits(header_octets)),
            (septets, fill),
            "{header_octets}"
        );
    }
}

#[test]
fn length_counts_septets_for_gsm_7_bit_and_octets_otherwise() {
    for (alphabet, reference, payload, length, octets) in [
        (Alphabet::Gsm7, None, &b"hellohello"[..], 10, 9),
        (Alphabet::Gsm7, Some(Reference::Short(0)), b"hello", 12, 11),
        (Alphabet::Gsm7, Some(Reference::Long(0)), b"hello", 13, 12),
        (Alphabet::Data, Some(Reference::Short(0)), b"hello", 11, 11),
        (Alphabet::Ucs2, Some(Reference::Long(0)), b"\0h\0i", 11, 11),
        (Alphabet::Gsm7, None, b"", 0, 0),
    ] {
        let header = header(reference, ShiftTables::DEFAULT, false);
        let part = Part { header, alphabet, payload: Cow::Borrowed(payload) };
        let data = part.user_data().unwrap();
        assert_eq!((data.length(), data.octets().len()), (length, octets), "{alphabet:?} {payload:02X?}");
        assert_eq!(data.part(alphabet, part.udhi(), Repeats::LastWins), part);
    }
}

/// Behind the seven octets of a 16-bit reference there are no fill bits; seven of them would swallow a letter.
#[test]
fn the_first_letter_behind_a_16_bit_reference_is_not_lost() {
    let octets = vec![6, 0x08, 4, 0, 1, 2, 1, 0xC8, 0x34];
    let data = UserData::new(8 + 2, octets, Alphabet::Gsm7).unwrap();
    assert_eq!(data.part(Alphabet::Gsm7, true, Repeats::LastWins).text().as_deref(), Some("Hi"));
    assert_eq!(data.part(Alphabet::Gsm7, true, Repeats::LastWins).user_data(), Ok(data));
}

#[test]
fn a_broken_header_is_ignored_but_the_text_starts_behind_it() {
    // The one element announces more than the header has.
    let mut octets = vec![5, 0x00, 9, 0, 2, 1];
    octets.extend(crate::sms::alphabet::pack(b"Hi", 1));
    let data = UserData::new(9, octets, Alphabet::Gsm7).unwrap();
    assert!(data.header(Repeats::LastWins).is_err());
    let part = data.part(Alphabet::Gsm7, true, Repeats::LastWins);
    assert_eq!((part.header.is_empty(), part.text().as_deref()), (true, Some("Hi")));
}

#[test]
fn a_header_beyond_the_user_data_leaves_no_text() {
    for alphabet in [Alphabet::Gsm7, Alphabet::Data, Alphabet::Ucs2] {
        let data = UserData::new(3, vec![200, 1, 2], alphabet).unwrap();
        assert!(data.part(alphabet, true, Repeats::LastWins).payload.is_empty());
    }
    assert!(UserData::default().part(Alphabet::Gsm7, true, Repeats::LastWins).payload.is_empty());
}

#[test]
fn a_part_without_the_table_shows_base_letters() {
    let tables = ShiftTables::new(None, Some(NationalLanguage::Turkish));
    let payload = gsm7::encode("Türkçe", tables).unwrap();
    let part =
        Part { header: header(None, tables, false), alphabet: Alphabet::Gsm7, payload: payload.into() };
    let data = part.user_data().unwrap();
    assert_eq!(data.part(Alphabet::Gsm7, true, Repeats::LastWins).text().as_deref(), Some("Türkçe"));
    let mut octets = data.octets().to_vec();
    octets[3] = 200; // a language nobody knows
    let unknown = UserData::new(data.length(), octets, Alphabet::Gsm7).unwrap();
    assert_eq!(unknown.part(Alphabet::Gsm7, true, Repeats::LastWins).text().as_deref(), Some("Türkce"));
}

#[test]
fn user_data_that_cannot_be() {
    for (length, octets, alphabet, message) in [
        (10, 8, Alphabet::Gsm7, "TP-UDL 10 stands for 9 octets, found 8"),
        (10, 9, Alphabet::Ucs2, "TP-UDL 10 stands for 10 octets, found 9"),
        (
            161,
            141,
            Alphabet::Gsm7,
            "user data of 141 octets; a message carries 140, or 139 of UCS-2 behind an odd header",
        ),
    ] {
        let error = UserData::new(length, vec![0; octets], alphabet).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    assert_eq!(UserData::read(&[], Alphabet::Gsm7), Err(UserDataError::NoLength));
}

#[test]
fn reading_leaves_what_follows() {
    let (data, rest) = UserData::read(&[10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xAA], Alphabet::Gsm7).unwrap();
    assert_eq!((data.length(), data.octets().len(), rest), (10, 9, &[0xAA][..]));
}

proptest! {
    #[test]
    fn any_user_data_gives_a_part(input: Vec<u8>, udhi: bool, alphabet in any_alphabet()) {
        if let Ok((data, _)) = UserData::read(&input, alphabet) {
            let part = data.part(alphabet, udhi, Repeats::LastWins);
            prop_assert_eq!(part.text().is_none(), alphabet == Alphabet::Data);
            prop_assert!(part.payload.len() <= 160);
            if let Ok(again) = part.user_data() {
                prop_assert_eq!(again.part(alphabet, part.udhi(), Repeats::LastWins), part);
            }
        }
    }
}

fn any_alphabet() -> impl Strategy<Value = Alphabet> {
    prop::sample::select(vec![Alphabet::Gsm7, Alphabet::Data, Alphabet::Ucs2])
}
