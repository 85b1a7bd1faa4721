//! The GSM 7-bit alphabet ([3GPP TS 23.038] 6.2.1), with its national tables.

use super::{NationalLanguage, NoPlace, ShiftTables};

/// The septet that takes the next one from the escape table.
pub const ESCAPE: u8 = 0x1B;

/// Characters that are tried as plain ASCII at once, and looked up one by one when they are not.
const RUN: usize = 16;

/// Septets of a text, one an octet.
pub fn encode(text: &str, tables: ShiftTables) -> Result<Vec<u8>, NoPlace> {
    let (locking, single) = (locking(tables), single(tables));
    let mut septets = Vec::with_capacity(text.len() + RUN);
    let mut rest = text.chars();
    loop {
        // Most text is ASCII that the base table holds; anything else sets a top bit.
        if let Some(run) = rest.as_str().as_bytes().first_chunk::<RUN>() {
            let coded = run.map(|byte| byte & 0x80 | locking.septets[usize::from(byte & 0x7F)]);
            if coded.is_ascii() {
                septets.extend_from_slice(&coded);
                rest = rest.as_str().get(RUN..).unwrap_or_default().chars();
                continue;
            }
        }
        for _ in 0..RUN {
            let at = text.len() - rest.as_str().len();
            let Some(character) = rest.next() else { return Ok(septets) };
            let number = number(character);
            match (locking.septets[number], single.septets[number]) {
                (NO_SEPTET, NO_SEPTET) => return Err(NoPlace { character, at, alphabet: name(tables) }),
                (NO_SEPTET, escaped) => septets.extend([ESCAPE, escaped]),
                (septet, _) => septets.push(septet),
            }
        }
    }
}

/// The text of septets, one an octet (the top bit is ignored). Any septets have one:
///
/// - an escape and a code that the escape table lacks show the base table's character of that code;
/// - two escapes show one space, and so does an escape at the end;
/// - a code that a national base table lacks shows a space.
pub fn decode(septets: &[u8], tables: ShiftTables) -> String {
    let (locking, single) = (locking(tables), single(tables));
    let mut text = String::with_capacity(septets.len() + RUN);
    let mut rest = septets;
    while !rest.is_empty() {
        // Septets that are no ASCII spoil the run, because 0xFF is in no UTF-8.
        if let Some((run, behind)) = rest.split_first_chunk::<RUN>()
            && let Ok(ascii) = str::from_utf8(&run.map(|septet| locking.ascii[usize::from(septet & 0x7F)]))
        {
            text.push_str(ascii);
            rest = behind;
            continue;
        }
        for _ in 0..RUN {
            let (character, behind) = match rest {
                [] => break,
                [septet, behind @ ..] if septet & 0x7F != ESCAPE => (locking.character(*septet), behind),
                [_, septet, behind @ ..] => {
                    (single.character(*septet).or(locking.character(*septet)), behind)
                }
                [_] => (None, &[][..]),
            };
            text.push(character.unwrap_or(' '));
            rest = behind;
        }
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
    /// The ASCII among them; 0xFF for the rest.
    ascii: [u8; 128],
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
