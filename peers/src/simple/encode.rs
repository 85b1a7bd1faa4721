//! A tree to bytes.

use super::{Document, Element, MAX_DEPTH, MAX_DOCUMENT, MAX_ELEMENTS, MAX_VALUE, Node, table};

/// Writes a document in canonical form: no page switch that changes nothing, one inline string for text in pieces,
/// shortest lengths, nothing for empty values, and no content bit on an element that then has no content.
pub fn encode(document: &Document) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer { bytes: vec![0x03, 0x01, 0x6A, 0x00], page: 0, elements: 0 };
    writer.element(&document.root, 1)?;
    if writer.bytes.len() > MAX_DOCUMENT {
        return Err(EncodeError::Limit);
    }
    Ok(writer.bytes)
}

/// What cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// No such tag.
    #[error("page {page} has no token {token:#04X}; expected one of the table")]
    UnknownTag {
        /// The page.
        page: u8,
        /// The token.
        token: u8,
    },
    /// A NUL in a text, which it would end.
    #[error("the text of {name} has U+0000; expected none")]
    Nul {
        /// The element.
        name: &'static str,
    },
    /// Text in an element whose value goes as OPAQUE.
    #[error("{name} is a byte array; expected no text")]
    TextInByteArray {
        /// The element.
        name: &'static str,
    },
    /// More bytes, elements or levels than the limit.
    #[error("more bytes, elements, or levels of elements than the limit")]
    Limit,
}

struct Writer {
    bytes: Vec<u8>,
    page: u8,
    elements: usize,
}

impl Writer {
    fn element(&mut self, element: &Element, level: usize) -> Result<(), EncodeError> {
        let Element { page, token, name, .. } = *element;
        let tag = table::tag(page, token).ok_or(EncodeError::UnknownTag { page, token })?;
        if level > MAX_DEPTH || self.elements == MAX_ELEMENTS {
            return Err(EncodeError::Limit);
        }
        self.elements += 1;
        if page != self.page {
            self.bytes.extend([0x00, page]);
            self.page = page;
        }
        let content = canonical(&element.content);
        if content.is_empty() {
            self.bytes.push(token);
            return Ok(());
        }
        self.bytes.push(token | 0x40);
        for piece in content {
            match piece {
                Piece::Element(child) => self.element(child, level + 1)?,
                Piece::Text(_) if tag.byte_array => return Err(EncodeError::TextInByteArray { name }),
                Piece::Text(text) => self.text(&text, name)?,
                Piece::Opaque(bytes) => self.opaque(bytes)?,
            }
        }
        self.bytes.push(0x01);
        Ok(())
    }

    fn text(&mut self, text: &str, name: &'static str) -> Result<(), EncodeError> {
        if text.contains('\0') {
            return Err(EncodeError::Nul { name });
        }
        if text.len() > MAX_VALUE {
            return Err(EncodeError::Limit);
        }
        self.bytes.push(0x03);
        self.bytes.extend(text.as_bytes());
        self.bytes.push(0x00);
        Ok(())
    }

    fn opaque(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        if bytes.len() > MAX_VALUE {
            return Err(EncodeError::Limit);
        }
        self.bytes.push(0xC3);
        self.integer(bytes.len());
        self.bytes.extend(bytes);
        Ok(())
    }

    /// Groups of seven bits, the highest first, bit 80 set on all but the last.
    fn integer(&mut self, value: usize) {
        let mut groups = vec![value % 128];
        let mut rest = value / 128;
        while rest > 0 {
            groups.push(128 + rest % 128);
            rest /= 128;
        }
        self.bytes.extend(groups.iter().rev().map(|group| group.to_le_bytes()[0]));
    }
}

/// What is written of a content.
enum Piece<'a> {
    Element(&'a Element),
    Text(String),
    Opaque(&'a [u8]),
}

/// The content without empty values, and with text that follows text joined to it.
fn canonical(content: &[Node]) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for node in content {
        match (pieces.last_mut(), node) {
            (Some(Piece::Text(before)), Node::Text(text)) => before.push_str(text),
            (_, Node::Text(text)) if text.is_empty() => {}
            (_, Node::Text(text)) => pieces.push(Piece::Text(text.clone())),
            (_, Node::Opaque(bytes)) if bytes.is_empty() => {}
            (_, Node::Opaque(bytes)) => pieces.push(Piece::Opaque(bytes)),
            (_, Node::Element(element)) => pieces.push(Piece::Element(element)),
        }
    }
    pieces
}
