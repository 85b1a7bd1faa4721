use proptest::prelude::*;

use super::*;
use crate::sms::alphabet::gsm7;
use crate::sms::user_data::{MAX_OCTETS, Repeats};

const SHORT: Reference = Reference::Short(0);
const LONG: Reference = Reference::Long(0);

fn plainly(text: &str, reference: Reference) -> Parts {
    split(text, reference, Options::default()).unwrap()
}

fn allowing(text: &str, languages: &[NationalLanguage]) -> Parts {
    split(text, SHORT, Options { languages, ..Options::default() }).unwrap()
}

fn sizes(parts: &Parts) -> Vec<usize> {
    let unit = unit_octets(parts.alphabet());
    parts.iter().map(|part| part.payload.len() / unit).collect()
}

#[test]
fn parts_of_texts_around_every_capacity() {
    for (text, reference, alphabet, expected) in [
        (String::new(), SHORT, Alphabet::Gsm7, &[0][..]),
        ("a".repeat(160), SHORT, Alphabet::Gsm7, &[160]),
        ("a".repeat(161), SHORT, Alphabet::Gsm7, &[153, 8]),
        ("a".repeat(306), SHORT, Alphabet::Gsm7, &[153, 153]),
        ("a".repeat(307), SHORT, Alphabet::Gsm7, &[153, 153, 1]),
        ("a".repeat(161), LONG, Alphabet::Gsm7, &[152, 9]),
        ("a".repeat(304), LONG, Alphabet::Gsm7, &[152, 152]),
        ("€".repeat(80), SHORT, Alphabet::Gsm7, &[160]),
        ("€".repeat(81), SHORT, Alphabet::Gsm7, &[152, 10]),
        ("a".repeat(159) + "€", SHORT, Alphabet::Gsm7, &[153, 8]),
        // 153 septets hold 152 letters and half a euro sign: the pair goes on.
        ("a".repeat(152) + "€" + &"a".repeat(9), SHORT, Alphabet::Gsm7, &[152, 11]),
        ("a".repeat(151) + "€" + &"a".repeat(9), SHORT, Alphabet::Gsm7, &[153, 9]),
        ("ж".repeat(70), SHORT, Alphabet::Ucs2, &[70]),
        ("ж".repeat(71), SHORT, Alphabet::Ucs2, &[67, 4]),
        ("ж".repeat(71), LONG, Alphabet::Ucs2, &[66, 5]),
        ("😀".repeat(35), SHORT, Alphabet::Ucs2, &[70]),
        ("😀".repeat(36), SHORT, Alphabet::Ucs2, &[66, 6]),
        ("a".repeat(159) + "ж", SHORT, Alphabet::Ucs2, &[67, 67, 26]),
    ] {
        let parts = plainly(&text, reference);
        assert_eq!(
            (parts.alphabet(), &sizes(&parts)[..]),
            (alphabet, expected),
            "{text:.9}… of {}",
            text.len()
        );
    }
}

#[test]
fn a_pair_that_does_not_fit_may_cost_a_part() {
    // By division these are two parts of 153 septets; cut before the pairs, they are three.
    let text = "a".repeat(152) + "€" + &"a".repeat(150) + "€";
    assert_eq!(sizes(&plainly(&text, SHORT)), [152, 152, 2]);
}

#[test]
fn every_part_has_the_reference_the_total_and_its_number() {
    let text = "a".repeat(400);
    for reference in [Reference::Short(0), Reference::Short(255), Reference::Long(0), Reference::Long(65535)]
    {
        let parts = plainly(&text, reference);
        assert_eq!(parts.total(), 3);
        let concatenations: Vec<_> = parts.iter().map(|part| part.header.concatenation).collect();
        let expected = [1, 2, 3]
            .map(|sequence| Some(Concatenation { reference, position: Position::new(3, sequence).unwrap() }));
        assert_eq!(concatenations, expected);
    }
    assert!(!plainly("short", SHORT).iter().any(|part| part.udhi()), "one part stands alone");
}

#[test]
fn at_most_255_parts() {
    for (character, reference, characters) in
        [("a", SHORT, 39015), ("ж", SHORT, 17085), ("a", LONG, 38760), ("ж", LONG, 16830)]
    {
        let most = plainly(&character.repeat(characters), reference);
        assert_eq!(most.total(), 255);
        assert_eq!(most.iter().len(), 255);
        let error = split(&character.repeat(characters + 1), reference, Options::default());
        assert_eq!(error, Err(SplitError::TooManyParts { parts: 256, limit: 255 }));
    }
    let error = split(&"a".repeat(161), SHORT, Options { max_parts: 1, ..Options::default() }).unwrap_err();
    assert_eq!(error.to_string(), "the text takes 2 messages, the limit is 1");
}

#[test]
fn national_tables_are_used_when_allowed_and_worth_it() {
    use NationalLanguage::{Hindi, Portuguese, Spanish, Turkish};
    let none = ShiftTables::DEFAULT;
    let single = |language| ShiftTables::new(None, Some(language));
    let locking = |language| ShiftTables::new(Some(language), None);
    let hindi = "नमस्ते दुनिया ";
    for (why, text, languages, alphabet, tables, parts) in [
        ("not allowed", "Türkçe".repeat(20), &[][..], Alphabet::Ucs2, none, 2),
        // 20 letters at two septets, or at one, behind the same header.
        ("locking is cheaper", "Türkçe".repeat(20), &[Turkish], Alphabet::Gsm7, locking(Turkish), 1),
        (
            "single is enough",
            "Güneş".repeat(4) + &"è".repeat(9),
            &[Turkish],
            Alphabet::Gsm7,
            single(Turkish),
            1,
        ),
        ("the header costs more", "ş".to_owned(), &[Turkish], Alphabet::Ucs2, none, 1),
        ("other language", "Türkçe ğ".repeat(20), &[Spanish], Alphabet::Ucs2, none, 3),
        ("one of two", "Türkçe ğ".repeat(9), &[Spanish, Turkish], Alphabet::Gsm7, locking(Turkish), 1),
        ("not a character of theirs", "ş😀".repeat(9), &[Turkish], Alphabet::Ucs2, none, 1),
        ("default fits", "€".repeat(80), &[Turkish], Alphabet::Gsm7, none, 1),
        ("no part less", "€".repeat(20) + &"a".repeat(250), &[Turkish], Alphabet::Gsm7, none, 2),
        ("a part less", "€".repeat(81), &[Turkish], Alphabet::Gsm7, locking(Turkish), 1),
        ("script of its own", hindi.repeat(10), &[Portuguese, Hindi], Alphabet::Gsm7, locking(Hindi), 1),
    ] {
        let split = allowing(&text, languages);
        assert_eq!((split.alphabet(), split.tables(), split.total()), (alphabet, tables, parts), "{why}");
    }
    // Capital letters stand in Hindi's escape table only, so mixed text needs both.
    let both = allowing(&(hindi.repeat(8) + "OK"), &[Hindi]);
    assert_eq!(both.tables(), ShiftTables::new(Some(Hindi), Some(Hindi)));
}

#[test]
fn every_part_repeats_the_shift_elements() {
    let parts = allowing(&"ığüşöç ".repeat(60), &[NationalLanguage::Turkish]);
    assert_eq!(sizes(&parts), [149, 149, 122]);
    for part in parts.iter() {
        assert_eq!(part.header.tables, ShiftTables::new(Some(NationalLanguage::Turkish), None));
        assert_eq!(part.user_data().unwrap().octets()[..9][6..], [0x25, 1, 1]);
    }
}

/// Characters of several alphabets, pairs among them.
fn any_text(characters: &'static str) -> impl Strategy<Value = String> {
    let characters: Vec<char> = characters.chars().collect();
    prop::collection::vec(prop::sample::select(characters), 0..700)
        .prop_map(|text| text.into_iter().collect())
}

fn any_reference() -> impl Strategy<Value = Reference> {
    prop_oneof![any::<u8>().prop_map(Reference::Short), any::<u16>().prop_map(Reference::Long)]
}

fn any_languages() -> impl Strategy<Value = Vec<NationalLanguage>> {
    prop::sample::subsequence(NationalLanguage::ALL.to_vec(), 0..4)
}

/// Fewest parts over all cut points that leave pairs whole, by dynamic programming.
fn fewest_parts(payload: &[u8], alphabet: Alphabet, room: usize) -> usize {
    let unit = unit_octets(alphabet);
    let units: Vec<&[u8]> = payload.chunks(unit).collect();
    let mut fewest = vec![usize::MAX; units.len() + 1];
    fewest[0] = 0;
    for end in 1..=units.len() {
        if opens_pair(units[end - 1]) {
            continue;
        }
        let starts = end.saturating_sub(room / unit)..end;
        fewest[end] = fewest[starts].iter().copied().min().unwrap().saturating_add(1);
    }
    fewest[units.len()]
}

proptest! {
    #[test]
    fn filling_every_part_is_minimal(text in "[a€ж😀]{1,24}", units in 2..7usize) {
        for alphabet in [Alphabet::Gsm7, Alphabet::Ucs2] {
            if let Ok(payload) = alphabet.encode(&text, ShiftTables::DEFAULT) {
                let room = units * unit_octets(alphabet);
                let ranges = cut(&payload, alphabet, room);
                prop_assert_eq!(ranges.len(), fewest_parts(&payload, alphabet, room));
                prop_assert!(ranges.iter().all(|range| !range.is_empty() && range.len() <= room));
                prop_assert!(ranges.iter().all(|range| !opens_pair(&payload[range.end - unit_octets(alphabet)..range.end])));
            }
        }
    }

    #[test]
    fn no_other_allowed_tables_need_fewer_parts(
        text in any_text("abcABC €{ığüşöçÇãõáêñनमसतअआइ"),
        reference in any_reference(),
        languages in any_languages(),
    ) {
        let chosen = split(&text, reference, Options { languages: &languages, ..Options::default() }).unwrap();
        let any = || std::iter::once(None).chain(languages.iter().copied().map(Some));
        let others = any().flat_map(|locking| any().map(move |single| ShiftTables::new(locking, single)));
        let mut others: Vec<Parts> = others
            .filter_map(|tables| Some((tables, gsm7::encode(&text, tables).ok()?)))
            .map(|(tables, septets)| Parts::new(Alphabet::Gsm7, tables, reference, septets))
            .collect();
        others.push(Parts::new(Alphabet::Ucs2, ShiftTables::DEFAULT, reference, ucs2::encode(&text)));
        let fewest = others.iter().map(Parts::total).min().unwrap();
        prop_assert_eq!(chosen.total(), fewest);
        prop_assert!(others.contains(&chosen));
        // Counting ahead and cutting agree.
        for other in others.iter().filter(|other| other.alphabet == Alphabet::Gsm7) {
            let mut filling = Filling::new(other.tables, reference);
            prop_assert!(text.chars().all(|character| filling.take(gsm7::holders(character))));
            prop_assert_eq!(filling.cost(), other.cost());
        }
    }

    #[test]
    fn each_part_fits_and_reads_back_alone(
        text in any_text("abc@ €{}ж😀ığ"),
        reference in any_reference(),
        languages in any_languages(),
    ) {
        let parts = split(&text, reference, Options { languages: &languages, ..Options::default() }).unwrap();
        let mut joined = String::new();
        for part in parts.iter() {
            let data = part.user_data().unwrap();
            prop_assert!(data.octets().len() <= MAX_OCTETS);
            let read = data.part(parts.alphabet(), part.udhi(), Repeats::LastWins);
            prop_assert_eq!(&read, &part);
            joined += &read.text().unwrap();
        }
        prop_assert_eq!(joined, text);
    }
}
