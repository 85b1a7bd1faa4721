//! Elements that pass through untyped.

use std::borrow::Cow;

use super::error::Decoded;
use super::reader::{Opened, Reader};
use super::schema::{Content, Value};
use crate::wbxml::{EncodeError, Encoder, Tag};

/// An element that no type here describes, with all that it holds: a property of another class, or something newer
/// than the version spoken.
///
/// It is kept as a flat list of pieces, so that no depth of nesting can cost stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    tag: Tag,
    pieces: Vec<Piece<'a>>,
}

/// One piece of the content of an [`Element`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A child opens.
    Start(Tag),
    /// Text, never empty and never next to other text.
    Text(Cow<'a, str>),
    /// A byte array, never empty and never next to another.
    Bytes(Cow<'a, [u8]>),
    /// The innermost child closes.
    End,
}

impl<'a> Element<'a> {
    /// An element without content.
    pub fn empty(tag: Tag) -> Self {
        Self { tag, pieces: Vec::new() }
    }

    /// An element that holds text.
    pub fn with_text(tag: Tag, text: impl Into<Cow<'a, str>>) -> Self {
        let mut element = Self::empty(tag);
        element.push_text(text.into());
        element
    }

    /// An element that holds a byte array.
    pub fn with_bytes(tag: Tag, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        let mut element = Self::empty(tag);
        element.push_bytes(bytes.into());
        element
    }

    /// An element that holds other elements.
    pub fn with_children(tag: Tag, children: impl IntoIterator<Item = Element<'a>>) -> Self {
        let mut element = Self::empty(tag);
        for child in children {
            element.start(child.tag);
            element.pieces.extend(child.pieces);
            element.end();
        }
        element
    }

    /// Its tag.
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// What it holds; every start has its end.
    pub fn pieces(&self) -> &[Piece<'a>] {
        &self.pieces
    }

    /// Its text, when text is all that it holds.
    pub fn text(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    pub(super) fn start(&mut self, tag: Tag) {
        self.pieces.push(Piece::Start(tag));
    }

    pub(super) fn push_text(&mut self, text: Cow<'a, str>) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(before)) => before.to_mut().push_str(&text),
            _ => self.pieces.push(Piece::Text(text)),
        }
    }

    pub(super) fn push_bytes(&mut self, bytes: Cow<'a, [u8]>) {
        match self.pieces.last_mut() {
            _ if bytes.is_empty() => {}
            Some(Piece::Bytes(before)) => before.to_mut().extend_from_slice(&bytes),
            _ => self.pieces.push(Piece::Bytes(bytes)),
        }
    }

    pub(super) fn end(&mut self) {
        self.pieces.push(Piece::End);
    }

    /// Writes it with its own tag.
    pub(crate) fn write(&self, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
        encoder.start(self.tag)?;
        for piece in &self.pieces {
            match piece {
                Piece::Start(tag) => encoder.start(*tag)?,
                Piece::Text(text) => encoder.text(text)?,
                Piece::Bytes(bytes) => encoder.opaque(bytes)?,
                Piece::End => encoder.end()?,
            }
        }
        encoder.end()
    }
}

/// A container whose children no type here describes, such as Supported.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Untyped<'a>(pub Vec<Element<'a>>);

impl<'a> Value<'a> for Untyped<'a> {
    const CONTENT: Content = Content::Untyped;

    fn decode(reader: &mut Reader<'a>, _: Opened) -> Decoded<Self> {
        let mut children = Vec::new();
        while let Some(child) = reader.child()? {
            children.push(reader.element(child)?);
        }
        Ok(Self(children))
    }

    fn encode(&self, tag: Tag, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
        encoder.start(tag)?;
        self.0.iter().try_for_each(|child| child.write(encoder))?;
        encoder.end()
    }
}
