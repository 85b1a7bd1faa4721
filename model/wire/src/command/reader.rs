//! Events seen as elements: the one cursor that all decoding goes through.

#![expect(
    clippy::inline_always,
    reason = "what goes through memory on its way to a field takes twice as long"
)]

use std::borrow::Cow;
use std::mem::take;

use super::element::Element;
use super::error::{Allowed, Breach, Decoded, Found};
use super::schema::Content;
use crate::Version;
use crate::wbxml::{DecodeError, Decoder, Event, EventKind, Options, Step, Tag};

/// An element whose tag has been read. What it holds is read next, by exactly one of the methods of [`Reader`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Opened {
    pub(super) tag: Tag,
    pub(super) offset: usize,
}

/// Reads elements of one document for one protocol version.
pub(super) struct Reader<'a> {
    decoder: Decoder<'a>,
    version: Version,
    /// Offset of the last event, which is where an element ended once it has.
    offset: usize,
    /// Whether the element opened last is an empty tag, whose end is due although no byte stands for it.
    end_is_due: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn with_options(bytes: &'a [u8], version: Version, options: Options) -> Decoded<Self> {
        let decoder = Decoder::with_options(bytes, options).map_err(wbxml)?;
        Ok(Self { decoder, version, offset: 0, end_is_due: false })
    }

    pub(super) fn version(&self) -> Version {
        self.version
    }

    /// Offset of the last event read.
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// The root element.
    pub(super) fn root(&mut self) -> Decoded<Opened> {
        loop {
            let event = self.event()?;
            match event.kind {
                EventKind::Start(tag) => return Ok(Opened { tag, offset: event.offset }),
                EventKind::Empty(tag) => {
                    self.end_is_due = true;
                    return Ok(Opened { tag, offset: event.offset });
                }
                // The decoder lets nothing else stand before the root.
                EventKind::Page(_) | EventKind::Text(_) | EventKind::Opaque(_) | EventKind::End(_) => {}
            }
        }
    }

    /// Reads behind the root, where nothing may stand.
    pub(super) fn finish(mut self) -> Decoded<()> {
        while self.decoder.next_event().map_err(wbxml)?.is_some() {}
        Ok(())
    }

    /// The next child of the element being read, whose content has to be read before the next call; `None` at the
    /// parent's end.
    ///
    /// Empty text between children is passed over: `Tag|0x40 03 00 01` is an empty element.
    #[inline(always)]
    pub(super) fn child(&mut self) -> Decoded<Option<Opened>> {
        while !take(&mut self.end_is_due) {
            match self.decoder.step() {
                Some(Step::Tag { tag, content }) => {
                    self.end_is_due = !content;
                    return Ok(Some(Opened { tag, offset: self.decoder.offset() - 1 }));
                }
                Some(Step::End) => break,
                None => self.pass_over()?,
            }
        }
        self.offset = self.decoder.offset() - 1;
        Ok(None)
    }

    /// Passes over one event between children.
    #[cold]
    fn pass_over(&mut self) -> Decoded<()> {
        match self.event()?.kind {
            EventKind::Text(text) if !text.is_empty() => {
                Err(self.refuse(Found::text(text), Content::Untyped))
            }
            EventKind::Opaque(bytes) if !bytes.is_empty() => {
                Err(self.refuse(Found::Bytes(bytes.len()), Content::Untyped))
            }
            _ => Ok(()),
        }
    }

    /// The value of the element opened last as text. Pieces are joined, and OPAQUE is taken where it is text.
    #[inline(always)]
    pub(super) fn text(&mut self, content: &Content) -> Decoded<Cow<'a, str>> {
        if !self.end_is_due
            && let Some(text) = self.decoder.whole_text()
        {
            return Ok(Cow::Borrowed(text));
        }
        self.text_in_pieces(content)
    }

    #[inline(never)]
    fn text_in_pieces(&mut self, content: &Content) -> Decoded<Cow<'a, str>> {
        let mut value = Cow::Borrowed("");
        while let Some(piece) = self.piece(content)? {
            let piece = match piece {
                Piece::Text(text) => text,
                Piece::Bytes(bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) if !text.contains('\0') => text,
                    _ => return Err(self.refuse(Found::Bytes(bytes.len()), *content)),
                },
            };
            if value.is_empty() {
                value = Cow::Borrowed(piece);
            } else {
                value.to_mut().push_str(piece);
            }
        }
        Ok(value)
    }

    /// The value of the element opened last as bytes. Pieces are joined, and text is taken as its bytes.
    pub(super) fn bytes(&mut self, content: &Content) -> Decoded<Cow<'a, [u8]>> {
        if !self.end_is_due
            && let Some(bytes) = self.decoder.whole_bytes()
        {
            return Ok(Cow::Borrowed(bytes));
        }
        let mut value = Cow::Borrowed(&[][..]);
        while let Some(piece) = self.piece(content)? {
            let piece = match piece {
                Piece::Text(text) => text.as_bytes(),
                Piece::Bytes(bytes) => bytes,
            };
            if value.is_empty() {
                value = Cow::Borrowed(piece);
            } else {
                value.to_mut().extend_from_slice(piece);
            }
        }
        Ok(value)
    }

    /// All that `of`, opened last, holds, whatever it is. The depth is bounded by the decoder, the size by that of the document.
    pub(super) fn element(&mut self, of: Opened) -> Decoded<Element<'a>> {
        let mut element = Element::empty(of.tag);
        let mut depth = usize::from(!take(&mut self.end_is_due));
        while depth > 0 {
            match self.event()?.kind {
                EventKind::Page(_) => {}
                EventKind::Start(tag) => {
                    element.start(tag);
                    depth += 1;
                }
                EventKind::Empty(tag) => {
                    element.start(tag);
                    element.end();
                }
                EventKind::Text(text) => {
                    let byte_array = self.decoder.open().last().is_some_and(|tag| tag.is_byte_array());
                    if byte_array {
                        element.push_bytes(Cow::Borrowed(text.as_bytes()));
                    } else {
                        element.push_text(Cow::Borrowed(text));
                    }
                }
                EventKind::Opaque(bytes) => element.push_bytes(Cow::Borrowed(bytes)),
                EventKind::End(_) => {
                    depth -= 1;
                    if depth > 0 {
                        element.end();
                    }
                }
            }
        }
        Ok(element)
    }

    /// The next piece of the value of the element opened last; `None` at its end.
    #[inline]
    fn piece(&mut self, content: &Content) -> Decoded<Option<Piece<'a>>> {
        if take(&mut self.end_is_due) {
            return Ok(None);
        }
        loop {
            match self.event()?.kind {
                EventKind::Page(_) => {}
                EventKind::Text(text) => return Ok(Some(Piece::Text(text))),
                EventKind::Opaque(bytes) => return Ok(Some(Piece::Bytes(bytes))),
                EventKind::Start(tag) | EventKind::Empty(tag) => {
                    return Err(self.refuse(Found::Element(tag), *content));
                }
                EventKind::End(_) => return Ok(None),
            }
        }
    }

    #[inline(always)]
    fn event(&mut self) -> Decoded<Event<'a>> {
        match self.decoder.next_event() {
            Ok(Some(event)) => {
                self.offset = event.offset;
                Ok(event)
            }
            // Not reached: the decoder reports an end inside an element itself.
            Ok(None) => Err(Breach::new(self.decoder.offset(), Found::Nothing, Allowed::Wbxml)),
            Err(error) => Err(wbxml(error)),
        }
    }

    /// The error for an event that is not of the content due.
    #[cold]
    fn refuse(&self, found: Found, content: Content) -> Breach {
        Breach::new(self.offset, found, Allowed::Content(content))
    }
}

enum Piece<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
}

#[cold]
fn wbxml(error: DecodeError) -> Breach {
    Breach::new(error.offset, Found::Wbxml(Box::new(error)), Allowed::Wbxml)
}
