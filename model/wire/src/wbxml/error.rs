//! What can be wrong with a document.

use std::fmt;

use super::Tag;

/// A document that is not WBXML as ActiveSync uses it: the first fault, where it is, and what was open there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("offset {offset}{}: {fault}", In(open))]
pub struct DecodeError {
    /// Offset of the byte at fault; the length of the input when the input ends too early.
    pub offset: usize,
    /// What was found and what would be right.
    pub fault: Fault,
    /// The elements open at that place, outermost first.
    pub open: Vec<Tag>,
}

/// The kinds of fault. The message of each says what was found and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// There are no bytes at all.
    #[error(
        "the input is empty; expected a document that begins with 03 01 6A 00 (HTTP allows some requests and \
         responses without a body: test for that before decoding)"
    )]
    EmptyInput,
    /// The version byte is not 03, WBXML 1.3.
    #[error("found {found:#04X} as version byte; expected 0x03, WBXML 1.3")]
    Version {
        /// The byte found.
        found: u8,
    },
    /// The public identifier is not 1, "unknown".
    #[error("found {found} as public identifier; expected 1, \"unknown\"")]
    PublicId {
        /// The value found.
        found: u32,
    },
    /// The character set is not 106, UTF-8.
    #[error("found {found} as character set; expected 106, UTF-8")]
    Charset {
        /// The value found.
        found: u32,
    },
    /// The document announces a string table.
    #[error("found a string table of {length} bytes; expected length 0, ActiveSync has no string table")]
    StringTable {
        /// The length found.
        length: u32,
    },
    /// The input ends inside a construct.
    #[error("the document ends inside {within}; expected the rest of it")]
    UnexpectedEnd {
        /// The construct that is cut.
        within: &'static str,
    },
    /// The input ends with elements open.
    #[error("the document ends with {count} open; expected END (0x01) for each", count = Elements(*count))]
    Unclosed {
        /// How many elements are open, at least one.
        count: usize,
    },
    /// The input ends before a root element.
    #[error("the document ends without a root element; expected a tag")]
    NoRoot,
    /// A global token that ActiveSync does not use: ENTITY, `STR_T`, PI, LITERAL and EXT in all their forms.
    #[error("found {} ({byte:#04X}); {}", global_name(*byte), global_remedy(*byte))]
    ForbiddenToken {
        /// The token.
        byte: u8,
    },
    /// A tag with the attribute bit.
    #[error("found {byte:#04X}, a tag with attributes; ActiveSync has none, expected {:#04X}", byte & 0x7F)]
    Attributes {
        /// The tag byte.
        byte: u8,
    },
    /// `SWITCH_PAGE` to a page that has no tags. Page 3 is retired, 254 is one vendor's extension, 255 is reserved
    /// for experiments: all of them are refused.
    #[error("found a switch to code page {page}{}; expected 0 to 25 without 3", page_remark(*page))]
    UnknownPage {
        /// The page.
        page: u8,
    },
    /// A token that its page does not have.
    #[error("found token {token:#04X}; expected a tag of code page {page}, {}, which has no such", namespace(*page))]
    UnknownTag {
        /// The page in force.
        page: u8,
        /// The token, without content bit.
        token: u8,
    },
    /// END with nothing to close.
    #[error(
        "found END (0x01) with no element open; expected one END for each tag with the content bit (0x40) and none \
         for a tag without it"
    )]
    SurplusEnd,
    /// Text or bytes before the root element.
    #[error("found {what} before the root element; expected a tag")]
    OutsideRoot {
        /// `STR_I` or OPAQUE.
        what: &'static str,
    },
    /// `SWITCH_PAGE` behind the root element.
    #[error("found SWITCH_PAGE (0x00) after the end of the root element; expected nothing more")]
    SwitchAfterRoot,
    /// Anything else behind the root element: a second root, text, garbage.
    #[error("found {byte:#04X} after the end of the root element ({}); expected nothing more", Left(*count))]
    TrailingBytes {
        /// The first byte.
        byte: u8,
        /// How many there are, this one included.
        count: usize,
    },
    /// An inline string without its final 00.
    #[error(
        "the document ends inside the inline string that begins at offset {start}; expected its final 00"
    )]
    UnterminatedString {
        /// Offset of its `STR_I` token.
        start: usize,
    },
    /// An inline string that is not UTF-8.
    #[error("found {byte:#04X}, which is not UTF-8 here; expected UTF-8 in the whole inline string")]
    InvalidUtf8 {
        /// The first byte of the sequence that is wrong.
        byte: u8,
    },
    /// OPAQUE that announces more bytes than there are.
    #[error("found OPAQUE of {length} bytes with {left} left in the document; expected all of them")]
    OpaqueCut {
        /// The length announced.
        length: u32,
        /// The bytes that are there.
        left: usize,
    },
    /// A multi-byte integer of six bytes or more.
    #[error("found a multi-byte integer of more than 5 bytes; expected 5 at most, the last below 0x80")]
    IntegerTooLong,
    /// A multi-byte integer over 2^32 - 1.
    #[error("found a multi-byte integer over 4294967295; expected at most 32 bits")]
    IntegerTooLarge,
    /// A multi-byte integer with superfluous leading groups.
    #[error("found a multi-byte integer that begins with the empty group 0x80; expected the shortest form")]
    IntegerOverlong,
    /// The document is larger than [`Limits::document`](super::Limits::document).
    #[error("the document has {size} bytes; the limit is {limit}")]
    DocumentLimit {
        /// Its size in bytes.
        size: usize,
        /// The limit in force.
        limit: usize,
    },
    /// The document has more elements than [`Limits::elements`](super::Limits::elements).
    #[error("found one element more than the limit for a document, which is {limit}")]
    ElementLimit {
        /// The limit in force.
        limit: usize,
    },
    /// Elements are nested deeper than [`Limits::depth`](super::Limits::depth).
    #[error("found an element nested deeper than the limit, which is {limit}")]
    DepthLimit {
        /// The limit in force.
        limit: usize,
    },
    /// An inline string is longer than [`Limits::string`](super::Limits::string).
    #[error("found an inline string with more bytes than the limit, which is {limit}")]
    StringLimit {
        /// The limit in force.
        limit: usize,
    },
    /// An OPAQUE block is longer than [`Limits::opaque`](super::Limits::opaque).
    #[error("found OPAQUE of {length} bytes; the limit is {limit}")]
    OpaqueLimit {
        /// Its length in bytes.
        length: u32,
        /// The limit in force.
        limit: usize,
    },
}

/// ` in Sync/Collections`, or nothing outside the root.
pub(super) struct In<'a>(pub(super) &'a [Tag]);

impl fmt::Display for In<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = " in ";
        for tag in self.0 {
            write!(f, "{before}{}", tag.name())?;
            before = "/";
        }
        Ok(())
    }
}

struct Elements(usize);

impl fmt::Display for Elements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "element" } else { "elements" })
    }
}

struct Left(usize);

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} left over", self.0, if self.0 == 1 { "byte" } else { "bytes" })
    }
}

/// The name of a global token (WAP-192 7.1).
fn global_name(byte: u8) -> &'static str {
    match byte {
        0x00 => "SWITCH_PAGE",
        0x01 => "END",
        0x02 => "ENTITY",
        0x03 => "STR_I",
        0x04 => "LITERAL",
        0x40 => "EXT_I_0",
        0x41 => "EXT_I_1",
        0x42 => "EXT_I_2",
        0x43 => "PI",
        0x44 => "LITERAL_C",
        0x80 => "EXT_T_0",
        0x81 => "EXT_T_1",
        0x82 => "EXT_T_2",
        0x83 => "STR_T",
        0x84 => "LITERAL_A",
        0xC0 => "EXT_0",
        0xC1 => "EXT_1",
        0xC2 => "EXT_2",
        0xC3 => "OPAQUE",
        0xC4 => "LITERAL_AC",
        _ => "a tag",
    }
}

fn global_remedy(byte: u8) -> &'static str {
    match byte {
        0x02 => "ActiveSync has no entities, expected every character in an inline string (STR_I, 0x03)",
        0x83 => "ActiveSync has no string table, expected an inline string (STR_I, 0x03)",
        0x43 => "ActiveSync has no processing instructions, expected content or END",
        0x04 | 0x44 | 0x84 | 0xC4 => "ActiveSync has no string table, expected a tag of a code page",
        _ => "ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    }
}

fn page_remark(page: u8) -> &'static str {
    match page {
        3 => " (AirNotify, retired: it has no tags)",
        254 => " (an extension of one vendor)",
        255 => " (reserved for experiments)",
        _ => "",
    }
}

fn namespace(page: u8) -> &'static str {
    super::tag::namespace_of(page).unwrap_or("unknown")
}
