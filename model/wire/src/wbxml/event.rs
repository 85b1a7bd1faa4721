//! What the decoder yields.

use super::Tag;

/// One event of a document, with the place where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// Offset of its first byte in the document; for a tag that is the tag byte, not the page switch before it.
    pub offset: usize,
    /// What it is.
    pub kind: EventKind<'a>,
}

/// The kinds of event. Text and bytes borrow from the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind<'a> {
    /// `SWITCH_PAGE`: the code page for the tags that follow.
    Page(u8),
    /// A tag with content; its [`End`](Self::End) follows.
    Start(Tag),
    /// A tag without content; no end follows.
    Empty(Tag),
    /// One inline string (`STR_I`). A value may come in several pieces.
    Text(&'a str),
    /// One OPAQUE block.
    Opaque(&'a [u8]),
    /// The end of the innermost open element.
    End(Tag),
}
