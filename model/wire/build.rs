//! Turns the tables of `tables/` into Rust: the CSV files are the only place where a token's number, name and
//! byte-array mark stand.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[path = "build/gsm7.rs"]
mod gsm7;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=tables");
    println!("cargo::rerun-if-changed=build");
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("tags.rs"), tags("tables/codepages.csv")?)?;
    let gsm7 = gsm7::tables("tables/gsm7.csv", "tables/gsm7-national.csv")?;
    fs::write(Path::new(&out).join("gsm7.rs"), gsm7)?;
    Ok(())
}

/// Column of `codepages.csv` by position.
mod column {
    pub(crate) const PAGE: usize = 0;
    pub(crate) const PAGE_NAME: usize = 1;
    pub(crate) const TOKEN: usize = 3;
    pub(crate) const TAG: usize = 4;
    pub(crate) const SINCE: usize = 5;
    pub(crate) const NOTES: usize = 6;
}

/// One constant a tag, in a module a code page, and the table that all look-ups read.
fn tags(path: &str) -> Result<String, Box<dyn Error>> {
    let mut pages: BTreeMap<u8, (String, BTreeMap<u8, [String; 3]>)> = BTreeMap::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let page: u8 = row[column::PAGE].parse()?;
        let token = u8::from_str_radix(row[column::TOKEN].trim_start_matches("0x"), 16)?;
        let entry = [&row[column::TAG], &row[column::SINCE], &row[column::NOTES]].map(str::to_owned);
        let (_, tokens) =
            pages.entry(page).or_insert_with(|| (row[column::PAGE_NAME].to_owned(), BTreeMap::new()));
        if tokens.insert(token, entry).is_some() {
            return Err(format!("{path}: page {page} token {token:#04x} stands twice").into());
        }
    }

    let mut constants = String::new();
    let mut table = String::from("pub(super) static PAGES: &[Page] = &[\n");
    for (page, (page_name, tokens)) in &pages {
        // Raw, because `move` is a keyword.
        writeln!(
            constants,
            "/// Code page {page}, namespace `{page_name}`.\npub mod r#{} {{",
            snake(page_name)
        )?;
        writeln!(table, "    Page {{ number: {page}, namespace: {page_name:?}, tags: &[")?;
        for (token, [name, since, notes]) in tokens {
            writeln!(
                constants,
                "    /// `{page_name}:{name}`, token {token:#04x}, since protocol version {since}."
            )?;
            writeln!(
                constants,
                "    pub const {}: super::Tag = super::Tag::new({page}, {token:#04x});",
                snake(name).to_uppercase()
            )?;
            let byte_array = notes.starts_with("byte array");
            let (major, minor) = since.split_once('.').ok_or("a version has the form 14.1")?;
            writeln!(
                table,
                "        Row {{ token: {token:#04x}, name: {name:?}, since: ({major}, {minor}), byte_array: {byte_array} }},"
            )?;
        }
        constants.push_str("}\n");
        table.push_str("    ] },\n");
    }
    table.push_str("];\n");
    Ok(constants + &table)
}

/// `CollectionId` to `collection_id`, `MIMESupport` to `mime_support`, `EnableOutboundSMS` to `enable_outbound_sms`.
fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (i, &c) in chars.iter().enumerate() {
        let after_lower = i > 0 && (chars[i - 1].is_ascii_lowercase() || chars[i - 1].is_ascii_digit());
        let before_lower = i > 0 && chars.get(i + 1).is_some_and(char::is_ascii_lowercase);
        if c.is_ascii_uppercase() && (after_lower || (before_lower && chars[i - 1].is_ascii_uppercase())) {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
