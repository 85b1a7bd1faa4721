//! The GSM 7-bit alphabet ([3GPP TS 23.038] 6.2.1), with its national tables.

use super::{NationalLanguage, NoPlace, ShiftTables};

/// The septet that takes the next one from the escape table.
pub const ESCAPE: u8 = 0x1B;

/// Septets of a text, one an octet.
pub fn encode(text: &str, tables: ShiftTables) -> Result<Vec<u8>, NoPlace> {
    let mut septets = Vec::with_capacity(text.len());
    encode_into(text, tables, &mut septets)?;
    Ok(septets)
}

/// Appends the septets of a text; after an error, those of the characters before it.
pub(crate) fn encode_into(text: &str, tables: ShiftTables, septets: &mut Vec<u8>) -> Result<(), NoPlace> {
    let (locking, single) = (locking(tables), single(tables));
    let mut rest = text;
    loop {
        // Most text is runs of ASCII that the base table holds, and a run is copied as a whole.
        let plain = |&byte: &u8| byte.is_ascii() && locking.septets[usize::from(byte)] != NO_SEPTET;
        let (run, tail) = rest.split_at(rest.bytes().take_while(plain).count());
        septets.extend(run.bytes().map(|byte| locking.septets[usize::from(byte)]));

        let mut chars = tail.chars();
        let Some(character) = chars.next() else { return Ok(()) };
        let number = number(character);
        match (locking.septets[number], single.septets[number]) {
            (NO_SEPTET, NO_SEPTET) => {
                let at = text.len() - tail.len();
                return Err(NoPlace { character, at, alphabet: name(tables) });
            }
            (NO_SEPTET, escaped) => septets.extend([ESCAPE, escaped]),
            (septet, _) => septets.push(septet),
        }
        rest = chars.as_str();
    }
}

/// The text of septets, one an octet (the top bit is ignored). Any septets have one:
///
/// - an escape and a code that the escape table lacks show the base table's character of that code;
/// - two escapes show one space, and so does an escape at the end;
/// - a code that a national base table lacks shows a space.
pub fn decode(septets: &[u8], tables: ShiftTables) -> String {
    let (locking, single) = (locking(tables), single(tables));
    let mut text = String::with_capacity(septets.len());
    let mut rest = septets.iter().map(|septet| septet & 0x7F);
    while let Some(septet) = rest.next() {
        let character = if septet == ESCAPE {
            rest.next().and_then(|septet| single.character(septet).or(locking.character(septet)))
        } else {
            locking.character(septet)
        };
        text.push(character.unwrap_or(' '));
    }
    text
}

/// Septets that a character takes: 1, or 2 with an escape; `None` when the tables lack it.
pub fn units(character: char, tables: ShiftTables) -> Option<u8> {
    let number = number(character);
    match (locking(tables).septets[number], single(tables).septets[number]) {
        (NO_SEPTET, NO_SEPTET) => None,
        (NO_SEPTET, _) => Some(2),
        _ => Some(1),
    }
}

/// Which tables hold a character: bit n is the table of language identifier n, bit 0 the default table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Holders {
    pub(crate) locking: u16,
    pub(crate) single: u16,
}

/// The tables that hold a character, from one look-up.
pub(crate) fn holders(character: char) -> Holders {
    HOLDERS[number(character)]
}

/// One table, both ways.
struct Table {
    characters: [Option<char>; 128],
    /// By number of the character; [`NO_SEPTET`] when the table lacks it.
    septets: [u8; CHARACTERS],
}

const NO_SEPTET: u8 = 0xFF;

impl Table {
    fn character(&self, septet: u8) -> Option<char> {
        self.characters[usize::from(septet & 0x7F)]
    }
}

fn locking(tables: ShiftTables) -> &'static Table {
    &LOCKING[index(tables.locking())]
}

fn single(tables: ShiftTables) -> &'static Table {
    &SINGLE[index(tables.single())]
}

fn index(language: Option<NationalLanguage>) -> usize {
    language.map_or(0, |language| usize::from(language.identifier()))
}

/// The number of a character, which is below [`CHARACTERS`]; 0, U+0000's own, when no table holds it.
fn number(character: char) -> usize {
    let code = u32::from(character) as usize;
    let row = PAGES.get(code / 128).map_or(0, |&row| usize::from(row));
    usize::from(NUMBERS[row][code % 128])
}

fn name(tables: ShiftTables) -> &'static str {
    if tables == ShiftTables::DEFAULT {
        "the default GSM 7-bit alphabet"
    } else {
        "the chosen national GSM 7-bit tables"
    }
}

include!(concat!(env!("OUT_DIR"), "/gsm7.rs"));

#[cfg(test)]
mod tests;
