//! Arbitrary documents, for properties of everything that reads or writes them.

use super::{Result, Unstructured, bytes, list, sound, text};
use crate::wbxml::{EncodeError, Encoder, Limits, Tag, tag};

/// An element of an arbitrary document, in canonical form: no empty value, no two texts in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its tag.
    pub tag: Tag,
    /// What it holds.
    pub content: Vec<Node>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A text.
    Text(String),
    /// Bytes of one OPAQUE block.
    Opaque(Vec<u8>),
}

/// Any document at all: every tag anywhere, text and OPAQUE in any tag, beside child elements too.
pub fn document(u: &mut Unstructured<'_>) -> Result<Element> {
    let tree = element(u, 5)?;
    let levels = if u.int_in_range(0..=9)? == 9 { u.int_in_range(0..=Limits::default().depth)? } else { 0 };
    Ok(deepen(tree, levels))
}

fn element(u: &mut Unstructured<'_>, levels: u8) -> Result<Element> {
    let tag = any_tag(u)?;
    let content = list(u, 5, |u| match u.int_in_range(0..=3)? {
        0 | 1 if levels > 1 => element(u, levels - 1).map(Node::Element),
        0 | 2 => text(u, 1, 130).map(Node::Text),
        _ => {
            let mut bytes = bytes(u, 130)?;
            bytes.push(0);
            Ok(Node::Opaque(bytes))
        }
    })?;
    Ok(Element::new(tag, content))
}

fn any_tag(u: &mut Unstructured<'_>) -> Result<Tag> {
    let all: Vec<Tag> = match u.int_in_range(0..=5)? {
        5 => tag::all().filter(|tag| tag.is_byte_array()).collect(),
        _ => tag::all().collect(),
    };
    u.choose(&all).copied()
}

/// Wraps the tree so that it has so many levels, if it has fewer; some documents reach the limit.
fn deepen(tree: Element, levels: usize) -> Element {
    let missing = levels.saturating_sub(tree.levels());
    (0..missing).fold(tree, |tree, level| {
        let tag = if level % 3 == 0 { tag::email2::CONVERSATION_ID } else { tag::air_sync::COLLECTIONS };
        Element { tag, content: vec![Node::Element(tree)] }
    })
}

impl Element {
    fn new(tag: Tag, content: Vec<Node>) -> Self {
        let mut canonical: Vec<Node> = Vec::new();
        for node in content {
            match (canonical.last_mut(), node) {
                (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
                (_, node) => canonical.push(node),
            }
        }
        Self { tag, content: canonical }
    }

    /// The document with this root.
    pub fn encode(&self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out);
        sound(self.write(&mut encoder).and_then(|()| encoder.finish()))?;
        Ok(out)
    }

    fn write(&self, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
        encoder.start(self.tag)?;
        for node in &self.content {
            match node {
                Node::Element(element) => element.write(encoder)?,
                Node::Text(text) => encoder.text_anywhere(text)?,
                Node::Opaque(bytes) => encoder.opaque(bytes)?,
            }
        }
        encoder.end()
    }

    fn levels(&self) -> usize {
        let below = self.content.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element.levels()),
            _ => None,
        });
        1 + below.max().unwrap_or(0)
    }
}
