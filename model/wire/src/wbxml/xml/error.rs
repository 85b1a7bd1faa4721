//! What can be wrong with an XML document.

use std::fmt;

use crate::wbxml::{EncodeError, Tag};

/// XML that is not a document of ActiveSync: the first fault, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct XmlError {
    /// Line, from 1; LF ends a line.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What was found and what would be right.
    pub fault: XmlFault,
}

impl XmlError {
    /// Finds line and column of a byte offset.
    pub(super) fn at(source: &[u8], offset: usize, fault: XmlFault) -> Self {
        let before = String::from_utf8_lossy(source.get(..offset).unwrap_or(source));
        let mut lines = before.split('\n');
        let column = lines.next_back().map_or(0, |last| last.chars().count()) + 1;
        let line = lines.count() + 1;
        Self { line, column, fault }
    }
}

/// The kinds of fault. The message of each says what was found and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum XmlFault {
    /// The text is larger than [`XmlLimits::xml`](super::XmlLimits::xml).
    #[error("the XML has {size} bytes; the limit is {limit}")]
    Limit {
        /// Its size in bytes.
        size: usize,
        /// The limit in force.
        limit: usize,
    },
    /// The text is not UTF-8.
    #[error("found {byte:#04X}, which is not UTF-8 here; expected UTF-8, whatever the XML declaration says")]
    InvalidUtf8 {
        /// The first byte of the sequence that is wrong.
        byte: u8,
    },
    /// A character that XML 1.0 cannot hold.
    #[error("found U+{:04X}, which XML cannot hold; expected {}", u32::from(*character), Escape(*character))]
    Character {
        /// The character.
        character: char,
    },
    /// The XML is not well-formed.
    #[error("the XML is not well-formed: {0}")]
    IllFormed(String),
    /// A document type declaration.
    #[error("found a DOCTYPE; expected none, entities and validation have no place here")]
    Doctype,
    /// An XML declaration that is not the first thing.
    #[error("found an XML declaration; expected it at the very beginning or not at all")]
    Declaration,
    /// A processing instruction without meaning here.
    #[error(
        "found the processing instruction <?{target}?>; expected none but u, text and opaque, inside an element"
    )]
    Instruction {
        /// Its target.
        target: String,
    },
    /// A mark with content.
    #[error("found content in <?{target}?>; expected it behind, as in <?opaque?>C971 or <?text?>SMS")]
    InstructionContent {
        /// Its target.
        target: &'static str,
    },
    /// `<?u?>` without a character that text can hold.
    #[error(
        "found {content:?} in <?u?>; expected the hexadecimal number of a character above 0000, such as <?u 0001?>"
    )]
    CodePoint {
        /// What stands in it.
        content: String,
    },
    /// A reference to an entity that XML does not define.
    #[error("found the unknown entity {name:?}; expected one of amp, lt, gt, apos, quot")]
    Entity {
        /// The entity's name.
        name: String,
    },
    /// A reference to a character that XML 1.0 does not allow.
    #[error(
        "found the reference {content:?}; expected the number of a character that XML 1.0 can hold (for others write <?u 0001?>)"
    )]
    CharacterReference {
        /// What stands in it.
        content: String,
    },
    /// An attribute other than a namespace declaration.
    #[error(
        "found the attribute {name:?}; expected none but xmlns and xmlns:prefix, ActiveSync has no attributes"
    )]
    Attribute {
        /// Its name.
        name: String,
    },
    /// More namespace declarations in force than there is a use for.
    #[error("found more than {limit} namespace declarations in force; there are 25 namespaces")]
    NamespaceLimit {
        /// The limit.
        limit: usize,
    },
    /// A prefix without declaration.
    #[error(
        "found the prefix {prefix:?}, which is not declared; expected a declaration xmlns:{prefix}=\"...\""
    )]
    Prefix {
        /// The prefix.
        prefix: String,
    },
    /// A namespace that is not that of a code page.
    #[error("found the namespace {namespace:?}; expected that of a code page, such as AirSync or AirSync:")]
    Namespace {
        /// The namespace.
        namespace: String,
    },
    /// A root element without namespace whose name is not that of a command.
    #[error(
        "found the root element {name} without a namespace; expected xmlns or the name of a command, such as Sync"
    )]
    Root {
        /// Its name.
        name: String,
    },
    /// An element without namespace.
    #[error("found the element {name} without a namespace; expected the namespace of a code page")]
    NoNamespace {
        /// Its name.
        name: String,
    },
    /// A name that the namespace does not have.
    #[error("found the element {name}; expected a tag of the namespace {namespace} (case counts)")]
    Name {
        /// The namespace as it was declared.
        namespace: String,
        /// The local name.
        name: String,
    },
    /// Unmarked text beside other content.
    #[error("found text beside other content of {element}; expected text only, or <?text?> before it")]
    Mixed {
        /// The element.
        element: Tag,
    },
    /// Something else than a hexadecimal digit in OPAQUE.
    #[error(
        "found {character:?} in the bytes of {element}; expected hexadecimal digits only, two a byte, such as C971 \
         (or <?text?> before text)"
    )]
    NotHexadecimal {
        /// The element.
        element: Tag,
        /// The character.
        character: char,
    },
    /// An odd number of digits in OPAQUE.
    #[error("found {digits} hexadecimal digits in the bytes of {element}; expected two a byte")]
    OddDigits {
        /// The element.
        element: Tag,
        /// How many digits there are.
        digits: usize,
    },
    /// Text or a second element outside the root.
    #[error("found {what} outside the root element; expected nothing there")]
    OutsideRoot {
        /// What it is.
        what: &'static str,
    },
    /// The text ends with an element open.
    #[error("the XML ends inside {element}; expected its end tag")]
    Unclosed {
        /// The innermost open element.
        element: Tag,
    },
    /// There is no element.
    #[error("the XML has no root element")]
    NoRoot,
    /// What the XML says cannot be written as WBXML.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

/// How to write a character that XML cannot hold.
struct Escape(char);

impl fmt::Display for Escape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            '\0' => f.write_str("none, for WBXML text cannot hold it either"),
            c => write!(f, "<?u {:04X}?>", u32::from(c)),
        }
    }
}
