//! The canonical encoder.

use super::decode::{CONTENT, END, HEADER, OPAQUE, STR_I, SWITCH_PAGE};
use super::error::In;
use super::text::find_nul;
use super::{EventKind, Limits, Tag, integer};

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
    /// A byte array goes as OPAQUE, never as text.
    #[error("{element} is a byte array; expected bytes (OPAQUE) instead of text")]
    TextInByteArray {
        /// The element.
        element: Tag,
    },
    /// Text or bytes before or behind the root.
    #[error("{what} stands outside the root element; expected an open element")]
    OutsideRoot {
        /// Text or bytes.
        what: &'static str,
    },
    /// A second root.
    #[error("{tag} would be a second root element; a document has one")]
    SecondRoot {
        /// The tag that was to be opened.
        tag: Tag,
    },
    /// An end without a start.
    #[error("no element is open that could end")]
    NothingOpen,
    /// The end of the document with elements open.
    #[error("the document ends with elements open{}", In(open))]
    Unclosed {
        /// The open elements, outermost first.
        open: Vec<Tag>,
    },
    /// The end of the document before a root.
    #[error("the document has no root element")]
    NoRoot,
    /// More elements than [`Limits::elements`].
    #[error("{tag} would be one element more than the limit for a document, which is {limit}")]
    ElementLimit {
        /// The tag that was to be opened.
        tag: Tag,
        /// The limit in force.
        limit: usize,
    },
    /// More levels than [`Limits::depth`].
    #[error("{tag} would be nested deeper than the limit, which is {limit}")]
    DepthLimit {
        /// The tag that was to be opened.
        tag: Tag,
        /// The limit in force.
        limit: usize,
    },
    /// A value longer than [`Limits::string`].
    #[error("the text of {element} has {length} bytes; the limit is {limit}")]
    StringLimit {
        /// The element.
        element: Tag,
        /// Bytes in all the text that would be one inline string.
        length: usize,
        /// The limit in force.
        limit: usize,
    },
    /// A block longer than [`Limits::opaque`] or than 2^32 - 1.
    #[error("the bytes of {element} are {length}; the limit is {limit}")]
    OpaqueLimit {
        /// The element.
        element: Tag,
        /// Bytes in the block.
        length: usize,
        /// The limit in force.
        limit: usize,
    },
    /// A document longer than [`Limits::document`].
    #[error("the document would have {size} bytes; the limit is {limit}")]
    DocumentLimit {
        /// The size it would have with everything open closed.
        size: usize,
        /// The limit in force.
        limit: usize,
    },
}

/// Writes a document into the caller's buffer, in canonical form: no redundant page switch, one inline string a
/// value, shortest lengths, no content bit on empty elements. What it writes, a decoder with the same [`Limits`]
/// reads.
///
/// The content bit is decided lazily: `start` followed at once by `end` gives the tag without content. Text that
/// follows text takes the place of its final 00, so any number of `text` calls give one inline string.
///
/// A call that fails leaves buffer and encoder as they were before it, so that the caller may go on.
///
/// ```
/// use asms_wire::wbxml::{Encoder, tag::air_sync};
///
/// let mut bytes = Vec::new();
/// let mut encoder = Encoder::new(&mut bytes);
/// encoder.start(air_sync::SYNC)?;
/// encoder.start(air_sync::WAIT)?;
/// encoder.text("8")?;
/// encoder.end()?;
/// encoder.start(air_sync::PARTIAL)?;
/// encoder.end()?;
/// encoder.end()?;
/// encoder.finish()?;
/// assert_eq!(bytes, [0x03, 0x01, 0x6A, 0x00, 0x45, 0x64, 0x03, 0x38, 0x00, 0x01, 0x26, 0x01]);
/// # Ok::<(), asms_wire::wbxml::EncodeError>(())
/// ```
#[derive(Debug)]
pub struct Encoder<'b> {
    out: &'b mut Vec<u8>,
    limits: Limits,
    /// Where the document begins in `out`.
    begin: usize,
    page: u8,
    open: Vec<Tag>,
    /// Elements that may still come.
    elements_left: usize,
    last: Last,
}

/// What the last bytes of the buffer are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// The header.
    Header,
    /// A tag byte whose content bit is not decided.
    Tag,
    /// An inline string of this many bytes, with its final 00.
    Text(usize),
    /// Anything else that is complete.
    Complete,
}

impl<'b> Encoder<'b> {
    /// Appends the header to `out`, which keeps what it held before.
    pub fn new(out: &'b mut Vec<u8>) -> Self {
        Self::with_limits(out, Limits::default())
    }

    /// The same with other limits.
    pub fn with_limits(out: &'b mut Vec<u8>, limits: Limits) -> Self {
        let begin = out.len();
        out.extend_from_slice(&HEADER);
        let open = Vec::with_capacity(limits.depth.min(Limits::default().depth));
        Self { out, limits, begin, page: 0, open, elements_left: limits.elements, last: Last::Header }
    }

    /// Opens an element.
    #[inline]
    pub fn start(&mut self, tag: Tag) -> Result<(), EncodeError> {
        let elements_left = self.room_for(tag)?;
        let switches = tag.page() != self.page;
        self.claim(if switches { 3 } else { 1 })?;
        if switches {
            self.out.extend_from_slice(&[SWITCH_PAGE, tag.page(), tag.token()]);
        } else {
            self.out.push(tag.token());
        }
        self.page = tag.page();
        self.open.push(tag);
        self.elements_left = elements_left;
        self.last = Last::Tag;
        Ok(())
    }

    /// Writes text as one inline string, together with the text just before it. Empty text writes nothing.
    ///
    /// Refuses text in a byte array, whose value is [`opaque`](Self::opaque).
    #[inline]
    pub fn text(&mut self, text: &str) -> Result<(), EncodeError> {
        match self.open.last() {
            Some(&element) if element.is_byte_array() && !text.is_empty() => {
                Err(EncodeError::TextInByteArray { element })
            }
            _ => self.text_anywhere(text),
        }
    }

    /// The same, also in byte arrays: to keep what somebody else wrote.
    pub(crate) fn text_anywhere(&mut self, text: &str) -> Result<(), EncodeError> {
        let &element = self.open.last().ok_or(EncodeError::OutsideRoot { what: "text" })?;
        if text.is_empty() {
            return Ok(());
        }
        let at = find_nul(text.as_bytes(), 0);
        if at < text.len() {
            return Err(EncodeError::NulInText { element, at });
        }
        let before = if let Last::Text(length) = self.last { length } else { 0 };
        let (length, limit) = (before.saturating_add(text.len()), self.limits.string);
        if length > limit {
            return Err(EncodeError::StringLimit { element, length, limit });
        }
        if before == 0 {
            self.claim(text.len().saturating_add(2))?;
            self.out.push(STR_I);
        } else {
            self.claim(text.len())?;
            self.out.pop();
        }
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(0);
        self.last = Last::Text(length);
        Ok(())
    }

    /// Writes bytes as one OPAQUE block. No bytes write nothing.
    #[inline]
    pub fn opaque(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        let &element = self.open.last().ok_or(EncodeError::OutsideRoot { what: "a byte array" })?;
        if bytes.is_empty() {
            return Ok(());
        }
        let limit = self.limits.opaque;
        let length = match u32::try_from(bytes.len()) {
            Ok(length) if bytes.len() <= limit => length,
            _ => return Err(EncodeError::OpaqueLimit { element, length: bytes.len(), limit }),
        };
        self.claim(bytes.len().saturating_add(1 + integer::len(length)))?;
        self.out.push(OPAQUE);
        integer::write(length, self.out);
        self.out.extend_from_slice(bytes);
        self.last = Last::Complete;
        Ok(())
    }

    /// Closes the innermost element.
    #[inline]
    pub fn end(&mut self) -> Result<(), EncodeError> {
        self.open.pop().ok_or(EncodeError::NothingOpen)?;
        if self.last != Last::Tag {
            self.out.push(END);
        }
        self.last = Last::Complete;
        Ok(())
    }

    /// Writes what an event of a [`Decoder`](super::Decoder) says, so that the events of a document give it in canonical
    /// form. A page switch writes nothing: tags bring theirs.
    #[inline]
    pub fn event(&mut self, kind: EventKind<'_>) -> Result<(), EncodeError> {
        match kind {
            EventKind::Page(_) => Ok(()),
            EventKind::Start(tag) => self.start(tag),
            EventKind::Empty(tag) => {
                self.start(tag)?;
                self.end()
            }
            EventKind::Text(text) => self.text(text),
            EventKind::Opaque(bytes) => self.opaque(bytes),
            EventKind::End(_) => self.end(),
        }
    }

    /// Writes an element that holds text: [`start`](Self::start), [`text`](Self::text) and [`end`](Self::end) at once.
    pub fn text_element(&mut self, tag: Tag, text: &str) -> Result<(), EncodeError> {
        if find_nul(text.as_bytes(), 0) < text.len() {
            return self.text_element_in_steps(tag, text);
        }
        self.text_element_without_nul(tag, text)
    }

    /// The same for text of which that is known: U+0000 would break the document.
    pub(crate) fn text_element_without_nul(&mut self, tag: Tag, text: &str) -> Result<(), EncodeError> {
        let bytes = text.as_bytes();
        let fits = bytes.len() <= self.limits.string
            && self.size_with(bytes.len().saturating_add(6)) <= self.limits.document;
        if !fits || self.open.is_empty() || bytes.is_empty() || tag.is_byte_array() {
            return self.text_element_in_steps(tag, text);
        }
        self.elements_left = self.room_for(tag)?;
        self.decide_content();
        let start = tag.token() | CONTENT;
        if tag.page() == self.page {
            self.out.extend_from_slice(&[start, STR_I]);
        } else {
            self.page = tag.page();
            self.out.extend_from_slice(&[SWITCH_PAGE, self.page, start, STR_I]);
        }
        self.out.extend_from_slice(bytes);
        self.out.extend_from_slice(&[0, END]);
        self.last = Last::Complete;
        Ok(())
    }

    /// The same, step by step, each of which says what is wrong.
    fn text_element_in_steps(&mut self, tag: Tag, text: &str) -> Result<(), EncodeError> {
        self.start(tag)?;
        self.text(text)?;
        self.end()
    }

    /// Ends the document; an error when elements are still open or there was no root. The buffer then holds an
    /// incomplete document.
    pub fn finish(self) -> Result<(), EncodeError> {
        if self.last == Last::Header {
            return Err(EncodeError::NoRoot);
        }
        if !self.open.is_empty() {
            return Err(EncodeError::Unclosed { open: self.open });
        }
        Ok(())
    }

    /// Makes sure that one more element may stand here; how many may come after it.
    #[inline]
    fn room_for(&self, tag: Tag) -> Result<usize, EncodeError> {
        let depth = self.open.len();
        if depth == 0 && self.last != Last::Header {
            return Err(EncodeError::SecondRoot { tag });
        }
        if depth >= self.limits.depth {
            return Err(EncodeError::DepthLimit { tag, limit: self.limits.depth });
        }
        let limit = self.limits.elements;
        self.elements_left.checked_sub(1).ok_or(EncodeError::ElementLimit { tag, limit })
    }

    /// Makes sure that `bytes` more fit and may be written: sets the content bit of the tag they follow. Changes nothing
    /// when they do not fit.
    #[inline]
    fn claim(&mut self, bytes: usize) -> Result<(), EncodeError> {
        let (size, limit) = (self.size_with(bytes), self.limits.document);
        if size > limit {
            return Err(EncodeError::DocumentLimit { size, limit });
        }
        self.decide_content();
        Ok(())
    }

    /// The size of the document with so many bytes more and everything open closed: content makes each of these owe an
    /// END.
    #[inline]
    fn size_with(&self, bytes: usize) -> usize {
        (self.out.len() - self.begin).saturating_add(self.open.len()).saturating_add(bytes)
    }

    /// Sets the content bit of the last tag, if it is not decided yet.
    #[inline]
    fn decide_content(&mut self) {
        if self.last == Last::Tag
            && let Some(tag) = self.out.last_mut()
        {
            *tag |= CONTENT;
        }
    }
}

#[cfg(test)]
mod tests;
