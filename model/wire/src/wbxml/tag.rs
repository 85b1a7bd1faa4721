//! The token table: every tag of every code page, from `tables/codepages.csv` and nowhere else.

use std::fmt;

use crate::Version;

/// A tag of the token table: a code page and a token on it.
///
/// Every value names a tag that the table holds; the constants stand in one module a code page, such as
/// [`air_sync::SYNC`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    page: u8,
    token: u8,
}

impl Tag {
    const fn new(page: u8, token: u8) -> Self {
        Self { page, token }
    }

    /// The tag with this token (0x05 to 0x3F) on this code page, if the table holds it.
    pub fn from_code(page: u8, token: u8) -> Option<Self> {
        row(page, token).map(|_| Self { page, token })
    }

    /// The tag of this name in this namespace, which is the page's name with or without a final colon.
    pub fn from_name(namespace: &str, name: &str) -> Option<Self> {
        let page = page_of(namespace)?;
        let row = page.tags.iter().find(|row| row.name == name)?;
        Some(Self { page: page.number, token: row.token })
    }

    /// Number of the code page.
    pub const fn page(self) -> u8 {
        self.page
    }

    /// Token on its page, 0x05 to 0x3F, without the content and attribute bits.
    pub const fn token(self) -> u8 {
        self.token
    }

    /// Local name, such as `SyncKey`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Namespace without the final colon, such as `AirSync`.
    pub fn namespace(self) -> &'static str {
        namespace_of(self.page).unwrap_or_default()
    }

    /// The first protocol version that knows the tag.
    pub fn since(self) -> Version {
        let (major, minor) = self.row().since;
        Version::new(major, minor)
    }

    /// Whether the value is a byte array, which goes as OPAQUE ([MS-ASDTYPE] 2.7.1).
    pub fn is_byte_array(self) -> bool {
        self.row().byte_array
    }

    fn row(self) -> &'static Row {
        const MISSING: Row = Row { token: 0, name: "?", since: (0, 0), byte_array: false };
        row(self.page, self.token).unwrap_or(&MISSING)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Namespace and name, as in `AirSync:Sync`.
impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.namespace(), self.name())
    }
}

/// Namespace of a code page, without the final colon.
pub fn namespace_of(page: u8) -> Option<&'static str> {
    PAGES.iter().find(|entry| entry.number == page).map(|entry| entry.namespace)
}

/// Every tag of the table, by page and token.
pub fn all() -> impl Iterator<Item = Tag> {
    PAGES.iter().flat_map(|page| page.tags.iter().map(|row| Tag::new(page.number, row.token)))
}

fn page_of(namespace: &str) -> Option<&'static Page> {
    let bare = namespace.strip_suffix(':').unwrap_or(namespace);
    PAGES.iter().find(|page| page.namespace == bare)
}

fn row(page: u8, token: u8) -> Option<&'static Row> {
    let page = PAGES.iter().find(|entry| entry.number == page)?;
    let at = page.tags.binary_search_by_key(&token, |row| row.token).ok()?;
    Some(&page.tags[at])
}

struct Page {
    number: u8,
    namespace: &'static str,
    tags: &'static [Row],
}

struct Row {
    token: u8,
    name: &'static str,
    since: (u8, u8),
    byte_array: bool,
}

include!(concat!(env!("OUT_DIR"), "/tags.rs"));
