//! The ways in which libwbxml 0.11.8 differs from ours, each with its reason.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use asms_wire::wbxml::{self, DecodeError, Fault};

use super::Said;
use crate::libwbxml::{Tag, rows};

/// A way in which libwbxml is known to differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The version of the header is not looked at, but that version 1.0 has no character set.
    Version,
    /// The public identifier is not looked at, since the language is forced.
    PublicId,
    /// Other character sets are read, and text converted.
    Charset,
    /// A string table is read.
    StringTable,
    /// Multi-byte integers may have empty groups before them.
    Overlong,
    /// Multi-byte integers over 32 bits lose the upper bits.
    Wrapped,
    /// What stands behind the root is not looked at.
    BehindRoot,
    /// Before the root, a second page switch is taken for a tag that is not known, and so for the whole document.
    SecondSwitchBeforeRoot,
    /// What stands in the place of the root is taken for a tag, whatever it is.
    AnyRoot,
    /// A page that has no tags is switched to.
    UnknownPage,
    /// A tag that is not known is read as `unknown`, or as what an older table called it.
    UnknownTag,
    /// ENTITY is read as a character.
    Entity,
    /// `STR_T` and LITERAL with index 0 and no string table stand for `xmlns`.
    TableReference,
    /// EXT tokens are stepped over.
    Extension,
    /// Attributes are read.
    Attributes,
    /// Processing instructions are read.
    Instruction,
    /// Text is not looked at: it need not be UTF-8.
    NotUtf8,
    /// There is no limit of levels.
    Depth,
    /// Its table lacks a tag that the specification has: it is read as `unknown`, and cannot be written.
    TagMissing,
    /// Text in an element of the name `Data`, two below one of the name `Add` or `Replace`, is taken for a card as
    /// `SyncML` has it: its tree gets a CDATA section there, and may be bent from there on.
    DataInAdd,
    /// OPAQUE outside byte arrays, or behind a child element, is written as text, up to its first NUL.
    OpaqueAsText,
    /// Text in a byte array is written as OPAQUE, or as text behind a child element; ours does not write it.
    TextInByteArray,
    /// Pieces that stand side by side are written as one, whether text or OPAQUE.
    PiecesJoined,
}

/// All of them: each with where it comes from, and a document as small as can be that shows it.
pub const KNOWN: &[(Known, &str, &[u8])] = &[
    (
        Known::Version,
        "wbxml_parser.c, parse_version: 1.3 is hoped for, with a warning only",
        &[0x02, 0x01, 0x6A, 0x00, 0x05],
    ),
    (
        Known::PublicId,
        "wbxml_parser.c, check_public_id: first case, forced by the caller",
        &[0x03, 0x02, 0x6A, 0x00, 0x05],
    ),
    (
        Known::Charset,
        "wbxml_parser.c, parse_charset: any that its table has; 0 is UTF-8",
        &[0x03, 0x01, 0x03, 0x00, 0x05],
    ),
    (
        Known::StringTable,
        "wbxml_parser.c, parse_strtbl: as WAP-192 5.7 has it",
        &[0x03, 0x01, 0x6A, 0x01, 0x00, 0x05],
    ),
    (
        Known::Overlong,
        "wbxml_parser.c, parse_mb_uint32: WAP-192 5.1 does not forbid it",
        &[0x03, 0x01, 0x6A, 0x00, 0x45, 0xC3, 0x80, 0x00, 0x01],
    ),
    (
        Known::Wrapped,
        "wbxml_parser.c, parse_mb_uint32: five groups are shifted into 32 bits",
        &[0x03, 0x01, 0x6A, 0x00, 0x45, 0xC3, 0x90, 0x80, 0x80, 0x80, 0x00, 0x01],
    ),
    (
        Known::BehindRoot,
        "wbxml_parser.c, parse_body: one element, and instructions",
        &[0x03, 0x01, 0x6A, 0x00, 0x05, 0x05],
    ),
    (
        Known::SecondSwitchBeforeRoot,
        "wbxml_parser.c, parse_element: one switch, then a tag; within the root more are stepped over",
        &[0x03, 0x01, 0x6A, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05],
    ),
    (
        Known::AnyRoot,
        "wbxml_parser.c, parse_stag: no look at the global tokens",
        &[0x03, 0x01, 0x6A, 0x00, 0x01],
    ),
    (
        Known::UnknownPage,
        "wbxml_parser.c, parse_switch_page: any number",
        &[0x03, 0x01, 0x6A, 0x00, 0x00, 0x03, 0x05],
    ),
    (
        Known::UnknownTag,
        "wbxml_parser.c, parse_tag: best effort",
        &[0x03, 0x01, 0x6A, 0x00, 0x00, 0x0D, 0x3F],
    ),
    (
        Known::Entity,
        "wbxml_parser.c, parse_entity: as WAP-192 5.8.4.3 has it",
        &[0x03, 0x01, 0x6A, 0x00, 0x45, 0x02, 0x41, 0x01],
    ),
    (
        Known::TableReference,
        "wbxml_parser.c, get_strtbl_reference: for Nokia's SyncML",
        &[0x03, 0x01, 0x6A, 0x00, 0x45, 0x83, 0x00, 0x01],
    ),
    (
        Known::Extension,
        "wbxml_parser.c, parse_extension: not allowed in this language, said in a log only",
        &[0x03, 0x01, 0x6A, 0x00, 0x45, 0xC0, 0x01],
    ),
    (
        Known::Attributes,
        "wbxml_parser.c, parse_attribute: as WAP-192 5.8.3 has it, if the name is a LITERAL; ActiveSync has no table of them",
        &[0x03, 0x01, 0x6A, 0x00, 0x85, 0x04, 0x00, 0x01],
    ),
    (
        Known::Instruction,
        "wbxml_parser.c, parse_pi: as WAP-192 5.8.4.4 has it, if the name is a LITERAL",
        &[0x03, 0x01, 0x6A, 0x00, 0x45, 0x43, 0x04, 0x00, 0x01, 0x01],
    ),
    (
        Known::NotUtf8,
        "wbxml_charset.c, wbxml_charset_conv_term: nothing to convert, nothing looked at",
        &[0x03, 0x01, 0x6A, 0x00, 0x45, 0x03, 0xFF, 0x00, 0x01],
    ),
    (Known::Depth, "wbxml_parser.c, parse_element: calls itself", &DEEP),
    (
        Known::TagMissing,
        "wbxml_tables.c: of an earlier [MS-ASWBXML]",
        &[0x03, 0x01, 0x6A, 0x00, 0x00, 0x19, 0x05],
    ),
    (
        Known::DataInAdd,
        "wbxml_tree.c, wbxml_tree_node_get_syncml_data_type: in any language",
        &[0x03, 0x01, 0x6A, 0x00, 0x47, 0x45, 0x00, 0x11, 0x4B, 0x03, 0x31, 0x00, 0x01, 0x01, 0x01],
    ),
    (
        Known::OpaqueAsText,
        "wbxml_encoder.c, parse_text: the tree has no OPAQUE",
        &[0x03, 0x01, 0x6A, 0x00, 0x45, 0xC3, 0x01, 0x31, 0x01],
    ),
    (
        Known::TextInByteArray,
        "wbxml_encoder.c, parse_text: by the mark of the tag",
        &[0x03, 0x01, 0x6A, 0x00, 0x00, 0x16, 0x49, 0x03, 0x31, 0x00, 0x01],
    ),
    (
        Known::PiecesJoined,
        "wbxml_tree.c, wbxml_tree_add_node: for expat, which cuts texts",
        &[0x03, 0x01, 0x6A, 0x00, 0x00, 0x16, 0x49, 0xC3, 0x01, 0x31, 0xC3, 0x01, 0x31, 0x01],
    ),
];

/// 65 levels.
const DEEP: [u8; 4 + 65 + 64] = {
    let mut document = [0x45; 4 + 65 + 64];
    let header = [0x03, 0x01, 0x6A, 0x00];
    let mut at = 0;
    while at < document.len() {
        if at < header.len() {
            document[at] = header[at];
        } else if at == header.len() + 64 {
            document[at] = 0x05;
        } else if at > header.len() + 64 {
            document[at] = 0x01;
        }
        at += 1;
    }
    document
};

impl Known {
    /// What libwbxml does not mind about a fault, if anything; `rest` is what it says from there on.
    pub(super) fn of_fault(error: &DecodeError, rest: &[Said]) -> Option<Self> {
        let is_root = error.open.is_empty();
        match error.fault {
            Fault::Version { .. } => Some(Self::Version),
            Fault::PublicId { .. } => Some(Self::PublicId),
            Fault::Charset { .. } => Some(Self::Charset),
            Fault::StringTable { .. } => Some(Self::StringTable),
            Fault::IntegerTooLarge => Some(Self::Wrapped),
            Fault::TrailingBytes { .. } | Fault::SwitchAfterRoot | Fault::SurplusEnd if rest.is_empty() => {
                Some(Self::BehindRoot)
            }
            Fault::SurplusEnd | Fault::OutsideRoot { .. } => Some(Self::AnyRoot),
            Fault::UnknownPage { .. } => Some(Self::UnknownPage),
            Fault::UnknownTag { page, token } if rest.first() == Some(&Said::Start(tag_at(page, token))) => {
                Some(Self::UnknownTag)
            }
            Fault::ForbiddenToken { byte: 0x04 | 0x44 | 0x84 | 0xC4 | 0x83 } => Some(Self::TableReference),
            Fault::ForbiddenToken { byte: 0x43 } => Some(Self::Instruction),
            Fault::ForbiddenToken { .. } if is_root => Some(Self::AnyRoot),
            Fault::ForbiddenToken { byte: 0x02 } => Some(Self::Entity),
            Fault::ForbiddenToken { .. } => Some(Self::Extension),
            Fault::Attributes { .. } => Some(Self::Attributes),
            Fault::InvalidUtf8 { .. } => Some(Self::NotUtf8),
            Fault::DepthLimit { .. } => Some(Self::Depth),
            // Where the document is cut it is cut for both, and no other limit is reached before the guard's.
            _ => None,
        }
    }
}

/// Our tag as libwbxml knows it.
pub(super) fn tag(tag: wbxml::Tag) -> Tag {
    tag_at(tag.page(), tag.token())
}

fn tag_at(page: u8, token: u8) -> Tag {
    if TABLE.contains_key(&(page, token)) { Tag::Known { page, token } } else { Tag::Named }
}

/// Whether the tree has text where [`Known::DataInAdd`] bends it.
pub(super) fn has_data_in_add(said: &[Said]) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for said in said {
        match said {
            Said::Start(Tag::Known { page, token }) => {
                open.push(TABLE.get(&(*page, *token)).map_or("", |row| row.name));
            }
            Said::Start(Tag::Named) => open.push(""),
            Said::Bytes(_) if matches!(open[..], [.., "Add" | "Replace", _, "Data"]) => return true,
            Said::Bytes(_) => {}
            Said::End => drop(open.pop()),
        }
    }
    false
}

/// Whether libwbxml takes the value of this tag for bytes.
pub(super) fn is_binary(tag: wbxml::Tag) -> bool {
    TABLE.get(&(tag.page(), tag.token())).is_some_and(|row| row.binary)
}

/// libwbxml's table by page and token.
static TABLE: LazyLock<BTreeMap<(u8, u8), crate::libwbxml::Row>> = LazyLock::new(|| {
    let mut table = BTreeMap::new();
    for row in rows() {
        table.entry((row.page, row.token)).or_insert(row);
    }
    table
});
