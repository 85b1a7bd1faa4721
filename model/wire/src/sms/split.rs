//! Cutting a text into the messages that carry it ([3GPP TS 23.040] 9.2.3.24.1).

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use thiserror::Error;

use super::alphabet::gsm7::{self, Holders};
use super::alphabet::{Alphabet, NationalLanguage, ShiftTables, ucs2};
use super::user_data::{Concatenation, Part, Position, Reference, UserDataHeader, capacity, header_septets};

/// Cuts a text into as few messages as its characters allow.
///
/// - Text that the default GSM 7-bit tables hold stays in them, which every phone can show. National tables take it
///   over only when they need fewer parts.
/// - Other text goes in national tables when they beat UCS-2: fewer parts, then fewer octets.
/// - All parts have the same alphabet and the same tables; no escape pair and no surrogate pair is cut.
/// - One part has no concatenation element, and then `reference` stays unused.
pub fn split(text: &str, reference: Reference, options: Options<'_>) -> Result<Parts, SplitError> {
    let parts = choose(text, reference, options.languages);
    match parts.ranges.len() {
        count if count > usize::from(options.max_parts) => {
            Err(SplitError::TooManyParts { parts: count, limit: options.max_parts })
        }
        _ => Ok(parts),
    }
}

/// What a sender allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options<'a> {
    /// Languages whose tables the receiver is known to have; none by default.
    pub languages: &'a [NationalLanguage],
    /// Messages that one text may take; 255 by default, which is all that a header can number.
    pub max_parts: u8,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { languages: &[], max_parts: u8::MAX }
    }
}

/// A text cut into parts, 1 to 255.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    alphabet: Alphabet,
    tables: ShiftTables,
    reference: Reference,
    /// The payloads of all parts, one behind the other.
    payload: Vec<u8>,
    ranges: Vec<Range<usize>>,
}

impl Parts {
    /// The alphabet of all parts.
    pub fn alphabet(&self) -> Alphabet {
        self.alphabet
    }

    /// The tables of all parts; the default ones unless the alphabet is GSM 7-bit.
    pub fn tables(&self) -> ShiftTables {
        self.tables
    }

    /// How many there are.
    pub fn total(&self) -> u8 {
        u8::try_from(self.ranges.len()).unwrap_or(u8::MAX)
    }

    /// The parts in order; see [`Part::user_data`] for their octets.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Part<'_>> + Clone {
        let total = self.total();
        self.ranges.iter().zip(1..=total).map(move |(range, sequence)| {
            let position = Position::new(total, sequence).filter(|_| total > 1);
            Part {
                header: UserDataHeader {
                    concatenation: position
                        .map(|position| Concatenation { reference: self.reference, position }),
                    tables: self.tables,
                    ..UserDataHeader::default()
                },
                alphabet: self.alphabet,
                payload: Cow::Borrowed(self.payload.get(range.clone()).unwrap_or_default()),
            }
        })
    }

    fn new(alphabet: Alphabet, tables: ShiftTables, reference: Reference, payload: Vec<u8>) -> Self {
        let headers = Headers::new(tables, reference);
        let room = |header| capacity(alphabet, header) * unit_octets(alphabet);
        let alone = payload.len() <= room(headers.single);
        let ranges = cut(&payload, alphabet, room(if alone { headers.single } else { headers.several }));
        Self { alphabet, tables, reference, payload, ranges }
    }

    fn cost(&self) -> Cost {
        let parts = self.ranges.len();
        let headers = Headers::new(self.tables, self.reference);
        let header = if parts > 1 { headers.several } else { headers.single };
        let bits = match self.alphabet {
            Alphabet::Gsm7 => 7 * (self.payload.len() + parts * header_septets(header)),
            Alphabet::Data | Alphabet::Ucs2 => 8 * (self.payload.len() + parts * header),
        };
        Cost { parts, bits }
    }
}

/// A text that cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SplitError {
    /// It takes more messages than allowed.
    #[error("the text takes {parts} messages, the limit is {limit}")]
    TooManyParts {
        /// How many it takes.
        parts: usize,
        /// How many may be.
        limit: u8,
    },
}

fn choose(text: &str, reference: Reference, languages: &[NationalLanguage]) -> Parts {
    let default = ShiftTables::DEFAULT;
    let plain = match gsm7::encode(text, default) {
        Ok(septets) => Parts::new(Alphabet::Gsm7, default, reference, septets),
        Err(_) => Parts::new(Alphabet::Ucs2, default, reference, ucs2::encode(text)),
    };
    if languages.is_empty() || plain.ranges.len() == 1 && plain.alphabet == Alphabet::Gsm7 {
        return plain;
    }
    let Some(best) = best_tables(text, reference, languages) else { return plain };
    let worth_it = match plain.alphabet {
        Alphabet::Ucs2 => best.cost() < plain.cost(),
        Alphabet::Gsm7 | Alphabet::Data => best.cost().parts < plain.cost().parts,
    };
    match gsm7::encode(text, best.tables) {
        Ok(septets) if worth_it => Parts::new(Alphabet::Gsm7, best.tables, reference, septets),
        _ => plain,
    }
}

/// What is to be small: first the number of messages, then the bits of their user data, headers included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    parts: usize,
    bits: usize,
}

/// Cuts a payload, with at most `room` octets of it in each part.
///
/// Every part is filled as far as it goes, and no other way needs fewer parts: the farther a part begins, the farther it
/// can reach, so by induction no other way gets farther with the same number of parts.
fn cut(payload: &[u8], alphabet: Alphabet, room: usize) -> Vec<Range<usize>> {
    let unit = unit_octets(alphabet);
    let mut ranges = Vec::with_capacity(payload.len().div_ceil(room - unit));
    let mut start = 0;
    while payload.len() - start > room {
        let full = start + room;
        let end = if opens_pair(&payload[full - unit..full]) { full - unit } else { full };
        ranges.push(start..end);
        start = end;
    }
    ranges.push(start..payload.len());
    ranges
}

/// Octets of a payload for a unit of its alphabet.
fn unit_octets(alphabet: Alphabet) -> usize {
    match alphabet {
        Alphabet::Gsm7 | Alphabet::Data => 1,
        Alphabet::Ucs2 => 2,
    }
}

/// Whether a unit belongs to the one behind it: an escape, which is never the second of its pair, or a high surrogate.
fn opens_pair(unit: &[u8]) -> bool {
    matches!(unit, [gsm7::ESCAPE] | [0xD8..=0xDB, _])
}

/// Octets of the header of a message that stands alone, and of one of several.
struct Headers {
    single: usize,
    several: usize,
}

impl Headers {
    fn new(tables: ShiftTables, reference: Reference) -> Self {
        let position = Position::new(1, 1);
        let concatenation = position.map(|position| Concatenation { reference, position });
        let single = UserDataHeader { tables, ..UserDataHeader::default() };
        let several = UserDataHeader { concatenation, ..single.clone() };
        Self { single: single.octets(), several: several.octets() }
    }
}

/// The national tables that cost least, if any hold the text: at most one base and one escape table of the languages.
///
/// All pairs are filled side by side in one pass over the text, so the time is characters by pairs, at most 181.
/// Of equals the one with fewer tables wins, then the language with the lower identifier.
fn best_tables(text: &str, reference: Reference, languages: &[NationalLanguage]) -> Option<Filling> {
    let allowed = || NationalLanguage::ALL.into_iter().filter(|language| languages.contains(language));
    let singles = || std::iter::once(None).chain(allowed().map(Some));
    let lockings = singles().filter(|language| language.is_none_or(NationalLanguage::has_locking_table));
    let mut fillings: Vec<Filling> = lockings
        .flat_map(|locking| singles().map(move |single| ShiftTables::new(locking, single)))
        .filter(|&tables| tables != ShiftTables::DEFAULT)
        .map(|tables| Filling::new(tables, reference))
        .collect();
    for character in text.chars() {
        let holders = gsm7::holders(character);
        fillings.retain_mut(|filling| filling.take(holders));
        if fillings.is_empty() {
            return None;
        }
    }
    fillings.into_iter().min_by_key(|filling| {
        let tables = [filling.tables.locking(), filling.tables.single()];
        (filling.cost(), Reverse(tables.iter().filter(|language| language.is_none()).count()))
    })
}

/// Parts being filled with a text in some pair of tables, by counting only.
struct Filling {
    tables: ShiftTables,
    locking: u16,
    single: u16,
    headers: Headers,
    /// Septets of one part of several.
    room: usize,
    /// Septets of all parts.
    units: usize,
    parts: usize,
    /// Septets in the last part.
    used: usize,
}

impl Filling {
    fn new(tables: ShiftTables, reference: Reference) -> Self {
        let bit = |language: Option<NationalLanguage>| 1 << language.map_or(0, NationalLanguage::identifier);
        let headers = Headers::new(tables, reference);
        Self {
            tables,
            locking: bit(tables.locking()),
            single: bit(tables.single()),
            room: capacity(Alphabet::Gsm7, headers.several),
            headers,
            units: 0,
            parts: 1,
            used: 0,
        }
    }

    /// Adds a character; false when the tables lack it.
    fn take(&mut self, holders: Holders) -> bool {
        let units = if holders.locking & self.locking != 0 {
            1
        } else if holders.single & self.single != 0 {
            2
        } else {
            return false;
        };
        self.units += units;
        self.used += units;
        if self.used > self.room {
            self.parts += 1;
            self.used = units;
        }
        true
    }

    fn cost(&self) -> Cost {
        let (parts, header) = if self.units <= capacity(Alphabet::Gsm7, self.headers.single) {
            (1, self.headers.single)
        } else {
            (self.parts, self.headers.several)
        };
        Cost { parts, bits: 7 * (self.units + parts * header_septets(header)) }
    }
}

#[cfg(test)]
mod tests;
