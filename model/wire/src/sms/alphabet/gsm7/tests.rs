use proptest::prelude::*;

use super::*;

const DEFAULT: ShiftTables = ShiftTables::DEFAULT;

#[test]
fn known_places() {
    for (text, septets) in [
        ("@", &[0x00][..]),
        ("Ç", &[0x09]),
        ("\n", &[0x0A]),
        ("Ø", &[0x0B]),
        ("\r", &[0x0D]),
        ("¤", &[0x24]),
        ("Ö", &[0x5C]),
        ("¿", &[0x60]),
        ("à", &[0x7F]),
        ("\u{C}", &[0x1B, 0x0A]),
        ("^", &[0x1B, 0x14]),
        ("{", &[0x1B, 0x28]),
        ("}", &[0x1B, 0x29]),
        ("\\", &[0x1B, 0x2F]),
        ("[", &[0x1B, 0x3C]),
        ("~", &[0x1B, 0x3D]),
        ("]", &[0x1B, 0x3E]),
        ("|", &[0x1B, 0x40]),
        ("€", &[0x1B, 0x65]),
        ("a€b", &[0x61, 0x1B, 0x65, 0x62]),
        ("", &[]),
    ] {
        assert_eq!(encode(text, DEFAULT).as_deref(), Ok(septets), "{text:?}");
        assert_eq!(decode(septets, DEFAULT), text, "{septets:02X?}");
    }
}

#[test]
fn small_c_with_cedilla_does_not_turn_into_the_capital() {
    let missing = encode("Türkçe", DEFAULT).unwrap_err();
    assert_eq!(missing, NoPlace { character: 'ç', at: 5, alphabet: "the default GSM 7-bit alphabet" });
    for missing in ['`', 'ç', '\u{A0}', '\0', '\u{1B}', '😀', '\u{10FFFF}'] {
        assert_eq!(units(missing, DEFAULT), None, "{missing:?}");
        assert_eq!(encode(&missing.to_string(), DEFAULT).unwrap_err().character, missing);
    }
}

#[test]
fn a_receiver_shows_something_for_every_escape() {
    let turkish = ShiftTables::new(None, Some(NationalLanguage::Turkish));
    let both = ShiftTables::new(Some(NationalLanguage::Turkish), Some(NationalLanguage::Turkish));
    for (septets, tables, text) in [
        (&[0x1B, 0x41][..], DEFAULT, "A"), // no such code in the extension table
        (&[0x1B, 0x0D], DEFAULT, "\r"),    // the reserved control
        (&[0x1B, 0x1B], DEFAULT, " "),
        (&[0x1B, 0x1B, 0x65], DEFAULT, " e"),
        (&[0x1B], DEFAULT, " "),
        (&[0x61, 0x1B], DEFAULT, "a "),
        (&[0x1B, 0x63], turkish, "ç"),
        (&[0x1B, 0x63], DEFAULT, "c"), // a phone without the table
        (&[0x1B, 0x04], both, "€"),    // the base character comes from the locking table
        (&[0x1B, 0x04], turkish, "è"),
        (&[0x80 | 0x41], DEFAULT, "A"),
    ] {
        assert_eq!(decode(septets, tables), text, "{septets:02X?}");
    }
    let bengali = ShiftTables::new(Some(NationalLanguage::Bengali), None);
    assert_eq!(decode(&[0x0C], bengali), " ", "a hole of a national base table");
}

#[test]
fn turkish_word_as_a_phone_without_the_table_shows_it() {
    let turkish = ShiftTables::new(None, Some(NationalLanguage::Turkish));
    let septets = encode("Türkçe", turkish).unwrap();
    assert_eq!(septets, [b'T', 0x7E, b'r', b'k', 0x1B, b'c', b'e']);
    assert_eq!(decode(&septets, turkish), "Türkçe");
    assert_eq!(decode(&septets, DEFAULT), "Türkce");
}

#[test]
fn spanish_has_no_locking_table() {
    let spanish = NationalLanguage::Spanish;
    assert_eq!(ShiftTables::new(Some(spanish), Some(spanish)), ShiftTables::new(None, Some(spanish)));
    assert_eq!(encode("á", ShiftTables::new(None, Some(spanish))).unwrap(), [0x1B, 0x61]);
}

/// One row of a table file: the tables it speaks of, the septet, the character.
struct Row {
    tables: ShiftTables,
    escaped: bool,
    septet: u8,
    character: Option<char>,
}

fn rows() -> Vec<Row> {
    let default = include_str!("../../../../tables/gsm7.csv").lines().skip(1).map(|line| {
        let column: Vec<&str> = line.split(',').collect();
        Row {
            tables: DEFAULT,
            escaped: column[1] == "1",
            septet: hex(column[0]),
            character: character(column[2]),
        }
    });
    let national = include_str!("../../../../tables/gsm7-national.csv").lines().skip(1).map(|line| {
        let column: Vec<&str> = line.split(',').collect();
        let language = NationalLanguage::from_identifier(hex(column[1])).unwrap();
        assert_eq!(format!("{language:?}").to_lowercase(), column[0]);
        let escaped = column[2] == "single";
        let tables = if escaped {
            ShiftTables::new(None, Some(language))
        } else {
            ShiftTables::new(Some(language), None)
        };
        Row { tables, escaped, septet: hex(column[3]), character: character(column[4]) }
    });
    default.chain(national).collect()
}

fn hex(digits: &str) -> u8 {
    u8::from_str_radix(digits.strip_prefix("0x").unwrap(), 16).unwrap()
}

fn character(code_point: &str) -> Option<char> {
    code_point
        .strip_prefix("U+")
        .map(|digits| char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap())
}

/// Two characters stand twice in each of the ten Indic single-shift tables (Bengali to Urdu): `*` at 0x0B and 0x18, `¡`
/// at 0x13 and 0x15. They are written with the lower septet.
#[test]
fn every_row_of_the_tables_encodes_and_decodes() {
    let rows = rows();
    let mut twice = 0;
    for row in &rows {
        let table = if row.escaped { single(row.tables) } else { locking(row.tables) };
        let septets = if row.escaped { vec![ESCAPE, row.septet] } else { vec![row.septet] };
        let Some(character) = row.character else {
            assert!(matches!(row.septet, ESCAPE | 0x0D), "{:02X} without a character", row.septet);
            assert_eq!(table.character(row.septet), None);
            continue;
        };
        assert_eq!(decode(&septets, row.tables), character.to_string(), "{septets:02X?} in {:?}", row.tables);
        let encoded = encode(&character.to_string(), row.tables).unwrap();
        assert_eq!(decode(&encoded, row.tables), character.to_string());
        assert_eq!(units(character, row.tables).map(usize::from), Some(encoded.len()));
        match (character, row.septet, table.septets[number(character)]) {
            ('*', 0x18, 0x0B) | ('¡', 0x15, 0x13) if row.escaped => twice += 1,
            (_, septet, found) => assert_eq!(septet, found, "{character:?} in {:?}", row.tables),
        }
    }
    assert_eq!(rows.len(), 140 + 2332);
    assert_eq!(rows.iter().filter(|row| row.tables == DEFAULT).count(), 140);
    assert_eq!(twice, 20);
}

#[test]
fn tables_have_as_many_codes_as_the_files() {
    let rows = rows();
    let mut counts = Vec::new();
    for language in NationalLanguage::ALL {
        let of = |escaped| rows.iter().filter(move |row| row.escaped == escaped);
        let locking = ShiftTables::new(Some(language), None);
        let single = ShiftTables::new(None, Some(language));
        let locking_rows =
            if locking == DEFAULT { 0 } else { of(false).filter(|row| row.tables == locking).count() };
        counts.push((
            language.identifier(),
            locking_rows,
            of(true).filter(|row| row.tables == single).count(),
        ));
    }
    assert_eq!(
        counts,
        [
            (1, 128, 19),
            (2, 0, 21),
            (3, 128, 39),
            (4, 115, 84),
            (5, 121, 72),
            (6, 128, 90),
            (7, 121, 75),
            (8, 121, 84),
            (9, 117, 77),
            (10, 111, 78),
            (11, 103, 79),
            (12, 121, 80),
            (13, 128, 92),
        ]
    );
    let held: usize = (LOCKING.iter().enumerate().filter(|(at, _)| *at != 2).map(|(_, table)| table))
        .chain(&SINGLE)
        .map(|table| table.characters.iter().flatten().count())
        .sum();
    assert_eq!(held, rows.iter().filter(|row| row.character.is_some()).count());
}

#[test]
fn language_identifiers_are_one_to_thirteen() {
    for identifier in 0..=255 {
        let language = NationalLanguage::from_identifier(identifier);
        assert_eq!(
            language.map(NationalLanguage::identifier),
            (1..=13).contains(&identifier).then_some(identifier)
        );
    }
}

fn any_tables() -> impl Strategy<Value = ShiftTables> {
    let language = || prop::option::of(prop::sample::select(NationalLanguage::ALL.to_vec()));
    (language(), language()).prop_map(|(locking, single)| ShiftTables::new(locking, single))
}

/// Text of characters that the tables hold, and now and then one that they may lack.
fn any_text(tables: ShiftTables) -> impl Strategy<Value = String> {
    let held: Vec<char> =
        locking(tables).characters.iter().chain(&single(tables).characters).flatten().copied().collect();
    let character = prop_oneof![200 => prop::sample::select(held), 1 => any::<char>()];
    prop::collection::vec(character, 0..200).prop_map(|text| text.into_iter().collect())
}

proptest! {
    #[test]
    fn septets_are_what_the_characters_cost(
        (tables, text) in any_tables().prop_flat_map(|tables| (Just(tables), any_text(tables))),
    ) {
        let costs: Option<Vec<u8>> = text.chars().map(|c| units(c, tables)).collect();
        match (encode(&text, tables), costs) {
            (Ok(septets), Some(costs)) => {
                prop_assert_eq!(septets.len(), costs.iter().map(|cost| usize::from(*cost)).sum::<usize>());
                prop_assert_eq!(decode(&septets, tables), text);
            }
            (Err(missing), None) => {
                prop_assert!(text[missing.at..].starts_with(missing.character));
                prop_assert_eq!(units(missing.character, tables), None);
                prop_assert!(encode(&text[..missing.at], tables).is_ok());
            }
            (encoded, costs) => prop_assert!(false, "{encoded:?} {costs:?}"),
        }
    }

    #[test]
    fn holders_say_what_units_say(row in 0..2472usize, tables in any_tables()) {
        if let Some(character) = rows()[row].character {
            let held = holders(character);
            let bit = |mask: u16, language: Option<NationalLanguage>| mask >> index(language) & 1 == 1;
            let cost = if bit(held.locking, tables.locking()) {
                Some(1)
            } else {
                bit(held.single, tables.single()).then_some(2)
            };
            prop_assert_eq!(units(character, tables), cost);
        }
    }

    #[test]
    fn decoding_takes_anything(septets: Vec<u8>, tables in any_tables()) {
        let text = decode(&septets, tables);
        prop_assert!(text.chars().count() <= septets.len());
        if !septets.is_empty() {
            prop_assert!(!text.is_empty());
        }
    }
}
