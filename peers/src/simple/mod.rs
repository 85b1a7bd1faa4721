//! A WBXML codec as simple as can be: bytes to a tree and back, strict in both directions.
//!
//! What it is for is to be right at a glance, so that it can judge a fast codec. Each rule of WBXML as ActiveSync uses it
//! ([MS-ASWBXML], WAP-192) is one function, and no rule stands twice.

mod decode;
mod encode;
mod table;

pub use decode::{Error, Reason, decode};
pub use encode::{EncodeError, encode};
pub use table::{Tag, tag, tags};

/// Bytes in a document at most.
pub const MAX_DOCUMENT: usize = 16 << 20;
/// Elements in a document at most.
pub const MAX_ELEMENTS: usize = 1 << 18;
/// Levels of elements at most, the root being the first.
pub const MAX_DEPTH: usize = 64;
/// Bytes in an inline string, and in an OPAQUE block, at most.
pub const MAX_VALUE: usize = 4 << 20;

/// A document: one element, the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The root.
    pub root: Element,
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Number of its code page.
    pub page: u8,
    /// Its token on that page, 0x05 to 0x3F.
    pub token: u8,
    /// Its local name, such as `SyncKey`.
    pub name: &'static str,
    /// What stands between its tag and its END, in this order. Nothing in an element without content.
    pub content: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A child element.
    Element(Element),
    /// One inline string, maybe empty. A value may come in several.
    Text(String),
    /// One OPAQUE block, maybe empty.
    Opaque(Vec<u8>),
}

#[cfg(test)]
mod tests;
