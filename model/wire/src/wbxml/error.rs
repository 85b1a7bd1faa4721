//! What can be wrong with a document.

use super::Tag;

/// A document that is not WBXML as ActiveSync uses it: the first fault, where it is, and what was open there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("offset {offset}: {fault}")]
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
    /// The input ends inside the document.
    #[error("the document ends inside {within}")]
    UnexpectedEnd {
        /// The construct that is cut.
        within: &'static str,
    },
}
