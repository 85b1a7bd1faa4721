//! The token table: every tag of every code page, from `tables/codepages.csv` and nowhere else.

use std::fmt;

use crate::Version;

/// A tag of the token table: a code page and a token on it.
///
/// Every value names a tag that the table holds; the constants stand in one module a code page, such as
/// [`air_sync::SYNC`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(u16);

impl Tag {
    /// The tag with this token on this code page, which has to be in the table: see [`tokens_of`].
    #[inline]
    pub(super) const fn new(page: u8, token: u8) -> Self {
        Self((page as u16) << 8 | token as u16)
    }

    /// The tag with this token (0x05 to 0x3F) on this code page, if the table holds it.
    pub fn from_code(page: u8, token: u8) -> Option<Self> {
        entry(page)?.holds(token).then_some(Self::new(page, token))
    }

    /// The tag of this name in this namespace, which is the page's name with or without a final colon.
    ///
    /// Page 16 answers to `GAL` and `Gal`: [MS-ASWBXML] 2.1.2.1 writes both.
    pub fn from_name(namespace: &str, name: &str) -> Option<Self> {
        let page = entry(page_of(namespace)?)?;
        let row = page.tags.iter().find(|row| row.name == name)?;
        Some(Self::new(page.number, row.token))
    }

    /// Number of the code page.
    #[inline]
    pub const fn page(self) -> u8 {
        self.0.to_be_bytes()[0]
    }

    /// Token on its page, 0x05 to 0x3F, without the content and attribute bits.
    #[inline]
    pub const fn token(self) -> u8 {
        self.0.to_be_bytes()[1]
    }

    /// Local name, such as `SyncKey`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Namespace without the final colon, such as `AirSync`.
    pub fn namespace(self) -> &'static str {
        namespace_of(self.page()).unwrap_or_default()
    }

    /// The first protocol version that knows the tag.
    pub fn since(self) -> Version {
        let (major, minor) = self.row().since;
        Version::new(major, minor)
    }

    /// Whether the value is a byte array, which goes as OPAQUE ([MS-ASDTYPE] 2.7.1).
    #[inline]
    pub fn is_byte_array(self) -> bool {
        entry(self.page()).is_some_and(|page| bit(page.byte_arrays, self.token()))
    }

    fn row(self) -> &'static Row {
        const MISSING: Row = Row { token: 0, name: "?", since: (0, 0) };
        entry(self.page()).and_then(|page| page.row(self.token())).unwrap_or(&MISSING)
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

/// Namespace of a code page, without the final colon. None for page 3, which is retired, and from 26 on.
pub fn namespace_of(page: u8) -> Option<&'static str> {
    entry(page).map(|page| page.namespace)
}

/// The code page of a namespace, which may have a final colon.
pub fn page_of(namespace: &str) -> Option<u8> {
    let bare = namespace.strip_suffix(':').unwrap_or(namespace);
    let bare = if bare == "Gal" { "GAL" } else { bare };
    PAGES.iter().flatten().find(|page| page.namespace == bare).map(|page| page.number)
}

/// Every tag of the table, by page and token.
pub fn all() -> impl Iterator<Item = Tag> {
    PAGES.iter().flatten().flat_map(|page| page.tags.iter().map(|row| Tag::new(page.number, row.token)))
}

/// The tokens of a code page as a set, bit n for token n; empty for a page that is none.
#[inline]
pub(super) fn tokens_of(page: u8) -> u64 {
    entry(page).map_or(0, |page| page.tokens)
}

#[inline]
fn entry(page: u8) -> Option<&'static Page> {
    PAGES.get(usize::from(page))?.as_ref()
}

struct Page {
    number: u8,
    namespace: &'static str,
    /// Bit n is set when the page has token n.
    tokens: u64,
    /// The same for the byte arrays among them.
    byte_arrays: u64,
    /// By token, without gaps.
    tags: &'static [Row],
}

impl Page {
    fn holds(&self, token: u8) -> bool {
        bit(self.tokens, token)
    }

    fn row(&self, token: u8) -> Option<&'static Row> {
        let smaller = 1_u64.checked_shl(u32::from(token))? - 1;
        self.tags.get((self.tokens & smaller).count_ones() as usize)
    }
}

#[inline]
fn bit(set: u64, token: u8) -> bool {
    set.checked_shr(u32::from(token)).is_some_and(|bits| bits & 1 == 1)
}

struct Row {
    token: u8,
    name: &'static str,
    since: (u8, u8),
}

include!(concat!(env!("OUT_DIR"), "/tags.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    /// `codepages.csv` as text, apart from the code that turns it into the table.
    fn rows() -> Vec<Vec<&'static str>> {
        let rows = include_str!("../../tables/codepages.csv").lines().skip(1);
        rows.map(|row| row.splitn(7, ',').collect()).collect()
    }

    #[test]
    fn the_table_is_that_of_the_specification() {
        let rows = rows();
        assert_eq!(rows.len(), 586);
        assert_eq!(all().count(), 586);
        for row in rows {
            let [page, page_name, namespace, token, name, since, notes] = row[..] else { panic!("{row:?}") };
            let page: u8 = page.parse().unwrap();
            let token = u8::from_str_radix(token.strip_prefix("0x").unwrap(), 16).unwrap();
            let tag = Tag::from_code(page, token).unwrap();
            assert_eq!((tag.page(), tag.token(), tag.name()), (page, token, name));
            assert_eq!((tag.namespace(), namespace), (page_name, page_name));
            assert_eq!(tag.since().to_string(), since, "{tag}");
            assert_eq!(tag.is_byte_array(), notes.contains("byte array"), "{tag}");
            assert_eq!(Tag::from_name(namespace, name), Some(tag), "a name stands once on its page");
            assert_eq!(Tag::from_name(&format!("{namespace}:"), name), Some(tag));
        }
    }

    #[test]
    fn no_other_code_is_a_tag() {
        let codes = (0..=u8::MAX).flat_map(|page| (0..=u8::MAX).map(move |token| (page, token)));
        let found: Vec<Tag> = codes.filter_map(|(page, token)| Tag::from_code(page, token)).collect();
        assert_eq!(found, all().collect::<Vec<_>>());
        assert!(found.iter().all(|tag| (0x05..=0x3F).contains(&tag.token())));
    }

    /// [MS-ASWBXML] 2.1.2.1: one or two tags of each page that SMS needs, the last of some pages, and all byte arrays.
    #[test]
    fn known_numbers() {
        for (tag, page, token, text) in [
            (air_sync::SYNC, 0, 0x05, "AirSync:Sync"),
            (air_sync::DELETES_AS_MOVES, 0, 0x1E, "AirSync:DeletesAsMoves"),
            (air_sync::HEARTBEAT_INTERVAL, 0, 0x29, "AirSync:HeartbeatInterval"),
            (email::DATE_RECEIVED, 2, 0x0F, "Email:DateReceived"),
            (email::STATUS, 2, 0x3B, "Email:Status"),
            (get_item_estimate::RESPONSE, 6, 0x0D, "GetItemEstimate:Response"),
            (folder_hierarchy::SYNC_KEY, 7, 0x12, "FolderHierarchy:SyncKey"),
            (tasks::SUB_ORDINAL_DATE, 9, 0x23, "Tasks:SubOrdinalDate"),
            (ping::MAX_FOLDERS, 13, 0x0D, "Ping:MaxFolders"),
            (air_sync_base::DATA, 17, 0x0B, "AirSyncBase:Data"),
            (air_sync_base::INSTANCE_ID, 17, 0x2D, "AirSyncBase:InstanceId"),
            (settings::ENABLE_OUTBOUND_SMS, 18, 0x21, "Settings:EnableOutboundSMS"),
            (settings::MOBILE_OPERATOR, 18, 0x22, "Settings:MobileOperator"),
            (email2::SEND, 22, 0x17, "Email2:Send"),
        ] {
            assert_eq!((tag.page(), tag.token(), tag.to_string().as_str()), (page, token, text));
        }
        let arrays: Vec<(u8, u8)> =
            all().filter(|tag| tag.is_byte_array()).map(|tag| (tag.page(), tag.token())).collect();
        let expected =
            [(10, 0x1C), (15, 0x20), (16, 0x12), (17, 0x1F), (20, 0x18), (21, 0x10), (22, 0x09), (22, 0x0A)];
        assert_eq!(arrays, expected);
    }

    #[test]
    fn page_16_has_two_spellings() {
        for namespace in ["GAL", "GAL:", "Gal", "Gal:"] {
            assert_eq!(Tag::from_name(namespace, "Data"), Some(gal::DATA));
        }
        assert_eq!(Tag::from_name("gal", "Data"), None);
        assert_eq!(Tag::from_name("AirSync::", "Sync"), None);
        assert_eq!(Tag::from_name("AirNotify", "Notify"), None);
    }
}
