//! Arbitrary documents, for properties of everything that reads or writes them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{EncodeError, Encoder, Event, EventKind, Limits, Tag, tag};

/// An element of an arbitrary document, in canonical form: no empty value, no two texts in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) tag: Tag,
    pub(crate) content: Vec<Node>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
    Opaque(Vec<u8>),
}

/// Any document at all: every tag anywhere, text and OPAQUE in any tag, beside child elements too.
pub(crate) fn documents() -> impl Strategy<Value = Element> {
    let leaf = prop_oneof![3 => Just(Vec::new()), 3 => texts().prop_map(|text| vec![Node::Text(text)]), 2 => values()];
    let leaf = (tags(), leaf).prop_map(Element::new);
    let tree = leaf.prop_recursive(5, 48, 6, |child| {
        let node = prop_oneof![4 => child.prop_map(Node::Element), 1 => value()];
        (tags(), vec(node, 0..6)).prop_map(Element::new)
    });
    prop_oneof![9 => tree.clone(), 1 => (tree, 0..=DEEPEST).prop_map(|(tree, levels)| deepen(tree, levels))]
}

/// Text of one inline string, biased to what is hard to carry.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    let hard = select(
        &[
            '\u{1}',
            '\u{8}',
            '\t',
            '\n',
            '\u{B}',
            '\r',
            '\u{1F}',
            ' ',
            '&',
            '<',
            '>',
            ']',
            '\'',
            '"',
            '?',
            '0',
            'F',
            '\u{7F}',
            '\u{85}',
            '\u{A0}',
            'é',
            '€',
            '\u{2028}',
            '\u{D7FF}',
            '\u{E000}',
            '\u{FEFF}',
            '\u{FFFD}',
            '\u{FFFE}',
            '\u{FFFF}',
            '😀',
            '\u{10FFFF}',
        ][..],
    );
    let any = any::<char>().prop_filter("an inline string holds no NUL", |c| *c != '\0');
    let character = prop_oneof![4 => hard, 2 => prop::char::range(' ', '~'), 1 => any];
    vec(character, 1..12).prop_map(String::from_iter)
}

/// Bytes of one OPAQUE block, biased to those that are tokens.
pub(crate) fn byte_arrays() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![select(&[0x00, 0x01, 0x03, 0x45, 0x80, 0xC3, 0xFF][..]), any::<u8>()];
    prop_oneof![9 => vec(byte, 1..20), 1 => vec(any::<u8>(), 126..130)]
}

impl Element {
    fn new((tag, content): (Tag, Vec<Node>)) -> Self {
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
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out);
        self.write(&mut encoder).and_then(|()| encoder.finish()).unwrap();
        out
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

    /// The tree that events of a sound document describe.
    pub(crate) fn from_events(events: &[Event<'_>]) -> Self {
        let mut open: Vec<Self> = Vec::new();
        let mut root = None;
        let mut add = |open: &mut Vec<Self>, node| match (open.last_mut(), node) {
            (Some(parent), node) => parent.content.push(node),
            (None, Node::Element(element)) => assert_eq!(root.replace(element), None),
            (None, node) => panic!("{node:?} outside the root"),
        };
        for event in events {
            match event.kind {
                EventKind::Page(_) => {}
                EventKind::Start(tag) => open.push(Self { tag, content: Vec::new() }),
                EventKind::Empty(tag) => add(&mut open, Node::Element(Self { tag, content: Vec::new() })),
                EventKind::Text(text) => add(&mut open, Node::Text(text.to_owned())),
                EventKind::Opaque(bytes) => add(&mut open, Node::Opaque(bytes.to_owned())),
                EventKind::End(tag) => {
                    let element = open.pop().unwrap();
                    assert_eq!(element.tag, tag);
                    add(&mut open, Node::Element(element));
                }
            }
        }
        root.unwrap()
    }

    fn levels(&self) -> usize {
        let below = self.content.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element.levels()),
            _ => None,
        });
        1 + below.max().unwrap_or(0)
    }
}

/// The limit of levels, which some documents reach.
const DEEPEST: usize = 64;

/// Wraps the tree so that it has so many levels, if it has fewer.
fn deepen(tree: Element, levels: usize) -> Element {
    debug_assert_eq!(DEEPEST, Limits::default().depth);
    let missing = levels.saturating_sub(tree.levels());
    (0..missing).fold(tree, |tree, level| {
        let tag = if level % 3 == 0 { tag::email2::CONVERSATION_ID } else { tag::air_sync::COLLECTIONS };
        Element { tag, content: vec![Node::Element(tree)] }
    })
}

fn tags() -> impl Strategy<Value = Tag> {
    let arrays: Vec<Tag> = tag::all().filter(|tag| tag.is_byte_array()).collect();
    prop_oneof![5 => select(tag::all().collect::<Vec<_>>()), 1 => select(arrays)]
}

fn values() -> impl Strategy<Value = Vec<Node>> {
    vec(value(), 1..4)
}

fn value() -> impl Strategy<Value = Node> {
    prop_oneof![texts().prop_map(Node::Text), byte_arrays().prop_map(Node::Opaque)]
}
