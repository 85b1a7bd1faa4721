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
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=tables");
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

/// What `codepages.csv` says of one code page.
struct Page {
    name: String,
    tokens: BTreeMap<u8, Token>,
}

/// What `codepages.csv` says of one token.
struct Token {
    tag: String,
    since: String,
    byte_array: bool,
}

/// One constant a tag, in a module a code page, and the table that all look-ups read.
fn tags(path: &str) -> Result<String, Box<dyn Error>> {
    let pages = read_pages(path)?;
    Ok(constants(&pages)? + &table(&pages)?)
}

fn read_pages(path: &str) -> Result<BTreeMap<u8, Page>, Box<dyn Error>> {
    let mut pages: BTreeMap<u8, Page> = BTreeMap::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let number: u8 = row[column::PAGE].parse()?;
        let token = u8::from_str_radix(row[column::TOKEN].trim_start_matches("0x"), 16)?;
        if !(0x05..=0x3F).contains(&token) {
            return Err(format!("{path}: page {number} token {token:#04x} is not one of 0x05 to 0x3F").into());
        }
        let entry = Token {
            tag: row[column::TAG].to_owned(),
            since: row[column::SINCE].to_owned(),
            byte_array: row[column::NOTES].starts_with("byte array"),
        };
        let page = pages
            .entry(number)
            .or_insert_with(|| Page { name: row[column::PAGE_NAME].to_owned(), tokens: BTreeMap::new() });
        if page.tokens.insert(token, entry).is_some() {
            return Err(format!("{path}: page {number} token {token:#04x} stands twice").into());
        }
    }
    Ok(pages)
}

fn constants(pages: &BTreeMap<u8, Page>) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for (number, page) in pages {
        // Raw, because `move` is a keyword.
        writeln!(
            out,
            "/// Code page {number}, namespace `{}`.\npub mod r#{} {{",
            page.name,
            snake(&page.name)
        )?;
        for (token, Token { tag, since, .. }) in &page.tokens {
            writeln!(
                out,
                "    /// `{}:{tag}`, token {token:#04x}, since protocol version {since}.",
                page.name
            )?;
            let constant = snake(tag).to_uppercase();
            writeln!(out, "    pub const {constant}: super::Tag = super::Tag::new({number}, {token:#04x});")?;
        }
        out.push_str("}\n");
    }
    Ok(out)
}

/// `PAGES`, indexed by page number with `None` in the gaps. The sets of tokens are bit sets, so that a look-up is a
/// shift, and the row of a token stands at the number of smaller tokens in the set.
fn table(pages: &BTreeMap<u8, Page>) -> Result<String, Box<dyn Error>> {
    let last = *pages.keys().last().ok_or("the table is empty")?;
    let mut out = format!("static PAGES: [Option<Page>; {}] = [\n", u16::from(last) + 1);
    for number in 0..=last {
        let Some(page) = pages.get(&number) else {
            out.push_str("    None,\n");
            continue;
        };
        let tokens = page.tokens.keys().fold(0_u64, |set, token| set | 1 << token);
        let arrays = page.tokens.iter().filter(|(_, entry)| entry.byte_array);
        let arrays = arrays.fold(0_u64, |set, (token, _)| set | 1 << token);
        writeln!(
            out,
            "    Some(Page {{ number: {number}, namespace: {:?}, tokens: {}, byte_arrays: {}, tags: &[",
            page.name,
            literal(tokens),
            literal(arrays)
        )?;
        for (token, Token { tag, since, .. }) in &page.tokens {
            let (major, minor) = since.split_once('.').ok_or("a version has the form 14.1")?;
            writeln!(
                out,
                "        Row {{ token: {token:#04x}, name: {tag:?}, since: ({major}, {minor}) }},"
            )?;
        }
        out.push_str("    ] }),\n");
    }
    out.push_str("];\n");
    Ok(out)
}

/// A bit set as a literal of four-digit groups.
fn literal(set: u64) -> String {
    let group = |shift: u32| format!("{:04X}", (set >> shift) & 0xFFFF);
    format!("0x{}", [48, 32, 16, 0].map(group).join("_"))
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
