//! Documents as XML text, and back, without loss.
//!
//! The root's code page is the default namespace; each other page has a prefix, declared on the root, that is its
//! name in lower case. WBXML can say more than XML, so three processing instructions stand for what XML cannot:
//!
//! | form | meaning |
//! |---|---|
//! | `<?u 0001?>` | this character, where XML 1.0 has no way to write it: the controls below U+0020 except tab, LF and CR, U+FFFE and U+FFFF |
//! | `<?text?>` | what follows, up to the next tag or instruction of these two, is text |
//! | `<?opaque?>` | what follows is one OPAQUE block as hexadecimal digits |
//!
//! Without them the content of a byte array ([`Tag::is_byte_array`]) is one OPAQUE block as hexadecimal digits, and
//! that of any other tag is text. So they are needed only for text in a byte array, OPAQUE elsewhere, and where an
//! element has several pieces of content or child elements besides. CR is written as `&#13;`, since a bare CR would
//! be read as LF.
//!
//! Literal white space in an element with child elements, outside the marked pieces, is layout and carries no
//! meaning; any other text is kept exactly. What comes back is the canonical form of what went out.

mod error;
mod namespace;
mod read;
mod write;

pub use error::{XmlError, XmlFault};
pub use read::{XmlLimits, from_xml};
pub use write::{Layout, to_xml};

use crate::wbxml::Tag;

/// How a piece of content goes in WBXML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `STR_I`.
    Text,
    /// OPAQUE, in XML as hexadecimal digits.
    Opaque,
}

impl Form {
    /// The form that needs no mark.
    fn of(tag: Tag) -> Self {
        if tag.is_byte_array() { Self::Opaque } else { Self::Text }
    }

    /// Target of the processing instruction that marks it.
    const fn target(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Opaque => "opaque",
        }
    }
}

/// Target of the processing instruction that stands for one character.
const CHARACTER: &str = "u";

/// Whether XML 1.0 can hold the character at all (production 2, `Char`).
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether it is white space to XML (production 3, `S`).
fn is_xml_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests;
