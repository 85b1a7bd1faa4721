//! Turns `tables/gsm7.csv` and `tables/gsm7-national.csv` into the tables of `sms::alphabet::gsm7`.
//!
//! Every character that some table holds gets a small number, so that one look-up by character serves all
//! tables: ASCII keeps its code, the rest follows by code point, and 0 stands for "in no table".

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;

/// Identifiers of languages run to 13; number 0 of either kind is the default table.
const TABLES: usize = 14;
const ASCII: u32 = 128;
const NO_SEPTET: u8 = 0xFF;

type Table = BTreeMap<u8, char>;

pub(crate) fn tables(default: &str, national: &str) -> Result<String, Box<dyn Error>> {
    let mut locking = vec![Table::new(); TABLES];
    let mut single = vec![Table::new(); TABLES];
    for row in csv::Reader::from_path(default)?.records() {
        let row = row?;
        let kind = if &row[1] == "1" { &mut single } else { &mut locking };
        insert(&mut kind[0], &row[0], &row[2]).map_err(|fault| format!("{default}: {fault}"))?;
    }
    for row in csv::Reader::from_path(national)?.records() {
        let row = row?;
        let kind = if &row[2] == "single" { &mut single } else { &mut locking };
        let identifier = usize::from(hex(&row[1])?);
        let table = kind.get_mut(identifier).ok_or_else(|| format!("{national}: language {identifier}"))?;
        insert(table, &row[3], &row[4]).map_err(|fault| format!("{national}: {fault}"))?;
    }
    // A language without a locking table (Spanish) leaves the default one in place.
    let base = locking[0].clone();
    locking.iter_mut().filter(|table| table.is_empty()).for_each(|table| table.clone_from(&base));
    write(&locking, &single)
}

/// Notes what a septet stands for; the rows without a character are the escapes and a reserved control.
fn insert(table: &mut Table, septet: &str, code_point: &str) -> Result<(), Box<dyn Error>> {
    let Some(digits) = code_point.strip_prefix("U+") else { return Ok(()) };
    let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    let c = c.ok_or_else(|| format!("{code_point} is no character"))?;
    if table.insert(hex(septet)?, c).is_some() {
        return Err(format!("septet {septet} stands twice").into());
    }
    Ok(())
}

fn write(locking: &[Table], single: &[Table]) -> Result<String, Box<dyn Error>> {
    let all: BTreeSet<u32> =
        locking.iter().chain(single).flat_map(|t| t.values().map(|&c| c.into())).collect();
    let mut characters: Vec<u32> = (0..ASCII).collect();
    characters.extend(all.into_iter().filter(|&c| c >= ASCII));
    let count = characters.len();
    let number: BTreeMap<u32, usize> = characters.iter().copied().zip(0..).collect();

    let mut out = String::new();
    writeln!(out, "/// How many characters have a number.\nconst CHARACTERS: usize = {count};\n")?;

    let last = characters.last().ok_or("no characters")? / 128;
    let mut pages = Vec::new();
    let mut rows = vec![vec![0; 128]];
    for page in 0..=last {
        let row: Vec<usize> = (0..128).map(|low| number.get(&(page * 128 + low)).map_or(0, |&n| n)).collect();
        let empty = row.iter().all(|&n| n == 0);
        pages.push(if empty { 0 } else { rows.len() });
        if !empty {
            rows.push(row);
        }
    }
    writeln!(
        out,
        "/// Row of [`NUMBERS`] by code point / 128.\nstatic PAGES: [u8; {}] = {pages:?};\n",
        pages.len()
    )?;
    writeln!(
        out,
        "/// Number of a character by row and code point % 128.\nstatic NUMBERS: [[u16; 128]; {}] = {rows:?};\n",
        rows.len()
    )?;

    let holders = |tables: &[Table], c: u32| -> u16 {
        tables
            .iter()
            .zip(0..)
            .map(|(t, i)| u16::from(t.values().any(|&held| u32::from(held) == c)) << i)
            .sum()
    };
    writeln!(
        out,
        "/// Which tables hold a character, by its number.\nstatic HOLDERS: [Holders; CHARACTERS] = ["
    )?;
    for &c in &characters {
        writeln!(
            out,
            "    Holders {{ locking: {:#06x}, single: {:#06x} }},",
            holders(locking, c),
            holders(single, c)
        )?;
    }
    writeln!(out, "];\n")?;

    for (name, doc, tables) in [
        ("LOCKING", "Base tables by language identifier", locking),
        ("SINGLE", "Escape tables likewise", single),
    ] {
        writeln!(out, "/// {doc}; 0 is the default.\nstatic {name}: [Table; {TABLES}] = [")?;
        for table in tables {
            // Escapes, because some characters of the tables are not in normal form C.
            let character = |septet| {
                table
                    .get(&septet)
                    .map_or("None".to_owned(), |&c| format!("Some('\\u{{{:x}}}')", u32::from(c)))
            };
            let characters = (0..128).map(character).collect::<Vec<_>>().join(", ");
            let ascii = |septet| table.get(&septet).and_then(|c| u8::try_from(*c).ok().filter(u8::is_ascii));
            let ascii: Vec<u8> = (0..128).map(|septet| ascii(septet).unwrap_or(0xFF)).collect();
            let mut septets = vec![NO_SEPTET; count];
            // From the top, so that the lowest septet stays where a table holds a character twice.
            for (&septet, &c) in table.iter().rev() {
                septets[number[&u32::from(c)]] = septet;
            }
            writeln!(
                out,
                "    Table {{ characters: [{characters}], ascii: {ascii:?}, septets: {septets:?} }},"
            )?;
        }
        writeln!(out, "];\n")?;
    }
    Ok(out)
}

fn hex(digits: &str) -> Result<u8, Box<dyn Error>> {
    Ok(u8::from_str_radix(digits.trim_start_matches("0x"), 16)?)
}
