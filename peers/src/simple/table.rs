//! The tags, from the file of code pages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Number of the code page.
    pub page: u8,
    /// Token on that page, 0x05 to 0x3F.
    pub token: u8,
    /// Local name.
    pub name: String,
    /// Whether the value is a byte array, which goes as OPAQUE.
    pub byte_array: bool,
}

/// The tag with this token on this page, if there is one.
pub fn tag(page: u8, token: u8) -> Option<&'static Tag> {
    TABLE.get(&(page, token))
}

/// All tags, by page and token.
pub fn tags() -> impl Iterator<Item = &'static Tag> {
    TABLE.values()
}

/// Whether the page has any tags. Page 3 is retired, and from 26 on there are none.
pub(super) fn is_page(page: u8) -> bool {
    TABLE.range((page, 0)..=(page, u8::MAX)).next().is_some()
}

#[expect(clippy::expect_used, reason = "the file is compiled in, so a broken one fails in every test")]
static TABLE: LazyLock<BTreeMap<(u8, u8), Tag>> = LazyLock::new(|| read(FILE).expect("codepages.csv"));

const FILE: &str = include_str!("../../../model/wire/tables/codepages.csv");

fn read(file: &str) -> Result<BTreeMap<(u8, u8), Tag>, csv::Error> {
    let mut table = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    for row in reader.deserialize() {
        let (page, _page_name, _namespace, token, name, _since, notes): Row = row?;
        let token = token.trim_start_matches("0x");
        let token = u8::from_str_radix(token, 16).map_err(std::io::Error::other)?;
        let byte_array = notes.starts_with("byte array");
        table.insert((page, token), Tag { page, token, name, byte_array });
    }
    Ok(table)
}

/// The columns of the file, in its order.
type Row = (u8, String, String, String, String, String, String);
