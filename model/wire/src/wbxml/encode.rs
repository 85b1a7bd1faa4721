//! The canonical encoder.

use super::Tag;

/// What cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// An inline string cannot hold U+0000.
    #[error("the text of {element} has U+0000 at byte {at}, which an inline string cannot hold")]
    NulInText {
        /// The element whose value it is.
        element: Tag,
        /// Offset in the text.
        at: usize,
    },
}

/// Writes a document into the caller's buffer, in canonical form: no redundant page switch, one inline string a
/// value, shortest lengths, no content bit on empty elements.
///
/// The content bit is decided lazily: `start` followed at once by `end` gives the tag without content.
#[derive(Debug)]
pub struct Encoder<'b> {
    _out: &'b mut Vec<u8>,
}

impl<'b> Encoder<'b> {
    /// Appends the header to `out`, which keeps what it held before.
    pub fn new(out: &'b mut Vec<u8>) -> Self {
        Self { _out: out }
    }

    /// Opens an element.
    pub fn start(&mut self, _tag: Tag) -> Result<(), EncodeError> {
        todo!()
    }

    /// Writes text as one inline string. Empty text writes nothing.
    pub fn text(&mut self, _text: &str) -> Result<(), EncodeError> {
        todo!()
    }

    /// Writes bytes as one OPAQUE block. No bytes write nothing.
    pub fn opaque(&mut self, _bytes: &[u8]) -> Result<(), EncodeError> {
        todo!()
    }

    /// Closes the innermost element.
    pub fn end(&mut self) -> Result<(), EncodeError> {
        todo!()
    }

    /// Ends the document; an error when elements are still open or there was no root.
    pub fn finish(self) -> Result<(), EncodeError> {
        todo!()
    }
}
