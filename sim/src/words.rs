//! Words by chance: bodies of messages in every alphabet that the radio has.

mod lists;

use asms_wire::sms::alphabet::{NationalLanguage, ShiftTables, gsm7};

/// What a text is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Words {
    /// Characters that take one septet of the GSM 7-bit alphabet.
    Gsm,
    /// Such, and characters of its extension table, which take two.
    Extended,
    /// Letters of the Turkish tables.
    Turkish,
    /// Letters of the Spanish table.
    Spanish,
    /// Letters of the Portuguese tables.
    Portuguese,
    /// Letters of the Hindi tables.
    Hindi,
    /// Letters of the Urdu tables.
    Urdu,
    /// Cyrillic, which UTF-16 alone has.
    Cyrillic,
    /// Chinese, Japanese and Korean, likewise.
    Cjk,
    /// Words with emoji: pairs of surrogates, and sequences of them that make one sign.
    Emoji,
}

impl Words {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Gsm,
        Self::Extended,
        Self::Turkish,
        Self::Spanish,
        Self::Portuguese,
        Self::Hindi,
        Self::Urdu,
        Self::Cyrillic,
        Self::Cjk,
        Self::Emoji,
    ];

    /// The kind that a number by chance gives: half of all texts are plain.
    pub fn by_chance(number: u64) -> Self {
        let kinds = Self::ALL.into_iter().zip(WEIGHTS);
        let mut place = below(number, WEIGHTS.iter().sum());
        for (kind, weight) in kinds {
            match place.checked_sub(weight) {
                None => return kind,
                Some(rest) => place = rest,
            }
        }
        Self::Gsm
    }

    /// The language whose tables have all its letters.
    pub const fn language(self) -> Option<NationalLanguage> {
        match self {
            Self::Turkish => Some(NationalLanguage::Turkish),
            Self::Spanish => Some(NationalLanguage::Spanish),
            Self::Portuguese => Some(NationalLanguage::Portuguese),
            Self::Hindi => Some(NationalLanguage::Hindi),
            Self::Urdu => Some(NationalLanguage::Urdu),
            Self::Gsm | Self::Extended | Self::Cyrillic | Self::Cjk | Self::Emoji => None,
        }
    }

    /// Words, with a blank between two; some are single signs.
    const fn list(self) -> &'static [&'static str] {
        match self {
            Self::Gsm => lists::GSM,
            Self::Extended => lists::EXTENDED,
            Self::Turkish => lists::TURKISH,
            Self::Spanish => lists::SPANISH,
            Self::Portuguese => lists::PORTUGUESE,
            Self::Hindi => lists::HINDI,
            Self::Urdu => lists::URDU,
            Self::Cyrillic => lists::CYRILLIC,
            Self::Cjk => lists::CJK,
            Self::Emoji => lists::EMOJI,
        }
    }

    /// Units of one message, and of a part of several: septets, or code units of UTF-16.
    const fn limits(self) -> (u64, u64) {
        match self {
            Self::Gsm | Self::Extended => (160, 153),
            Self::Turkish | Self::Spanish | Self::Portuguese | Self::Hindi | Self::Urdu => (155, 149),
            Self::Cyrillic | Self::Cjk | Self::Emoji => (70, 67),
        }
    }

    /// Units that a text takes.
    fn units(self, text: &str) -> u64 {
        let tables = match self {
            Self::Gsm | Self::Extended => ShiftTables::DEFAULT,
            Self::Cyrillic | Self::Cjk | Self::Emoji => return text.encode_utf16().count() as u64,
            // Of these languages the whole alphabet is in the base table.
            Self::Hindi | Self::Urdu => ShiftTables::new(self.language(), self.language()),
            Self::Turkish | Self::Spanish | Self::Portuguese => ShiftTables::new(None, self.language()),
        };
        // The tests show that the tables have every word.
        gsm7::encode(text, tables).map_or_else(|_| text.encode_utf16().count(), |septets| septets.len())
            as u64
    }
}

/// The most units that a text takes, and so its most characters.
pub const LONGEST: u64 = 2_000;

/// A text of a kind, made of numbers by chance: the same numbers give the same text. It has 1 to 2,000 characters, most
/// have few; every fourth ends just at, before or behind the end of a part. No character is one that WBXML cannot
/// hold.
pub fn compose(kind: Words, mut numbers: impl FnMut() -> u64) -> String {
    let length = length(kind, &mut numbers);
    let (list, mut text, mut used) = (kind.list(), String::new(), 0);
    while used < length {
        let word = pick(list, numbers());
        let blank = if used == 0 { "" } else { " " };
        let units = kind.units(word) + blank.len() as u64;
        if used + units > length {
            break;
        }
        text.push_str(blank);
        text.push_str(word);
        used += units;
    }
    // What is left is too short for that word.
    for place in used..length {
        text.push_str(if place == 0 { "!" } else { "." });
    }
    text
}

/// How many units a text shall have.
fn length(kind: Words, numbers: &mut impl FnMut() -> u64) -> u64 {
    let (single, part) = kind.limits();
    let (shape, number) = (below(numbers(), 100), numbers());
    let within = |from: u64, to: u64| from + below(number, to - from + 1);
    let length = match shape {
        // One message, and the beginning of a second.
        0..12 => single - 1 + below(number, 3),
        12..25 => {
            let parts = 2 + below(numbers(), LONGEST / part - 1).min(below(numbers(), LONGEST / part - 1));
            part * parts - 1 + below(number, 3)
        }
        25..55 => within(1, 30),
        55..82 => within(31, 100),
        82..93 => within(101, 200),
        93..98 => within(201, 600),
        _ => within(601, LONGEST),
    };
    length.min(LONGEST)
}

fn pick<'w>(words: &[&'w str], number: u64) -> &'w str {
    let at = below(number, words.len() as u64);
    usize::try_from(at).ok().and_then(|at| words.get(at)).copied().unwrap_or(".")
}

/// A number below a bound, from one by chance.
fn below(number: u64, bound: u64) -> u64 {
    // The high half of the product is below the bound, which has 64 bits.
    ((u128::from(number) * u128::from(bound)) >> 64) as u64
}

/// How often each kind is, in the order of [`Words::ALL`].
const WEIGHTS: [u64; 10] = [50, 12, 4, 4, 4, 2, 2, 6, 6, 10];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use asms_bind::Binding;
    use asms_bind::radio::Carrier;
    use asms_machine::id::ContentId;
    use asms_machine::item::Text;
    use asms_machine::version::Version;
    use asms_wire::sms::alphabet::Alphabet;
    use asms_wire::sms::split::{Options, split};
    use asms_wire::sms::user_data::Reference;

    use super::*;
    use crate::{Concern, Draws};

    /// The text of a seed.
    fn composed(kind: Words, seed: u64) -> String {
        let (draws, mut at) = (Draws::new(seed), 0);
        compose(kind, || {
            at += 1;
            draws.number(Concern::NextAction, kind as u64, at)
        })
    }

    #[test]
    fn numbers_give_texts() {
        assert_eq!(composed(Words::Gsm, 1), composed(Words::Gsm, 1));
        assert_ne!(composed(Words::Gsm, 1), composed(Words::Gsm, 2));
        assert_eq!(compose(Words::Gsm, || 0).chars().count(), 159);
        assert_eq!(compose(Words::Emoji, || u64::MAX).encode_utf16().count(), 2_000);
    }

    /// Every text is in the alphabet that its kind names, within its bounds, and of no character that cannot travel.
    #[test]
    fn texts_are_of_their_kind() {
        for kind in Words::ALL {
            let languages: Vec<_> = kind.language().into_iter().collect();
            for seed in 0..300 {
                let text = composed(kind, seed);
                let characters = text.chars().count();
                assert!((1..=2_000).contains(&characters), "{kind:?} {seed}: {characters}");
                assert!(!text.contains('\0'));
                let options = Options { languages: &languages, ..Options::default() };
                let parts = split(&text, Reference::Short(0), options).expect("it is short enough");
                let expected = match kind {
                    // What is left of the shortest texts is in every alphabet, and tables cost a header.
                    _ if characters < 9 => parts.alphabet(),
                    Words::Cyrillic | Words::Cjk | Words::Emoji if !text.is_ascii() => Alphabet::Ucs2,
                    _ => Alphabet::Gsm7,
                };
                assert_eq!(parts.alphabet(), expected, "{kind:?} {seed}: {text}");
            }
        }
    }

    /// All words are in the tables that count them, so that their lengths are right.
    #[test]
    fn tables_have_every_word() {
        for kind in Words::ALL {
            let units = |text: &str| kind.units(text);
            let tables = match kind {
                Words::Gsm | Words::Extended => ShiftTables::DEFAULT,
                Words::Hindi | Words::Urdu => ShiftTables::new(kind.language(), kind.language()),
                _ => ShiftTables::new(None, kind.language()),
            };
            for word in kind.list().iter().chain(&["!", ".", " "]) {
                if kind < Words::Cyrillic {
                    let septets = gsm7::encode(word, tables).map(|septets| septets.len() as u64);
                    assert_eq!(septets, Ok(units(word)));
                }
            }
            assert_eq!(["!", ".", " "].map(units), [1; 3], "{kind:?}");
        }
    }

    /// Texts of every number of parts come up, and of every length about the limits.
    #[test]
    fn lengths_are_about_the_limits() {
        for (kind, single, part, alone) in
            [(Words::Gsm, 160, 153, 2_175), (Words::Extended, 160, 153, 2_164), (Words::Emoji, 70, 67, 1_645)]
        {
            let mut counts = BTreeMap::new();
            for seed in 0..3_000 {
                *counts.entry(kind.units(&composed(kind, seed))).or_insert(0) += 1;
            }
            for limit in std::iter::once(single).chain((2..6).map(|parts| part * parts)) {
                for length in limit - 1..=limit + 1 {
                    assert!(counts.contains_key(&length), "{kind:?}: no text of {length}");
                }
            }
            let short: u32 = counts.range(..=single).map(|(_, count)| count).sum();
            assert_eq!(short, alone, "{kind:?}: of 3000");
        }
    }

    #[test]
    fn half_of_all_texts_are_plain() {
        let mut counts = [0; 10];
        let draws = Draws::new(1);
        for at in 0..10_000 {
            counts[Words::by_chance(draws.number(Concern::NextAction, 0, at)) as usize] += 1;
        }
        for (count, weight) in counts.iter().zip(WEIGHTS) {
            assert!(
                i64::abs_diff(*count, i64::try_from(weight * 100).expect("it is small")) < 200,
                "{counts:?}"
            );
        }
        assert_eq!(WEIGHTS.iter().sum::<u64>(), 100);
    }

    /// Every text can be said by every carrier, and travels in WBXML as itself.
    #[test]
    fn every_text_can_be_sent() {
        for carrier in [Carrier::Gsm, Carrier::Cdma] {
            let mut binding = Binding::new(Version::V14_1).with_carrier(carrier);
            let mut content = 0;
            for kind in Words::ALL {
                for seed in 0..40 {
                    content += 1;
                    let body = composed(kind, seed);
                    binding.word(Text::short(ContentId(content)), &body).expect("it can be sent");
                    assert_eq!(binding.contents().body(ContentId(content)), Some(body));
                }
            }
        }
    }
}
