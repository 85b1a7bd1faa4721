//! Properties of the codec over arbitrary documents and arbitrary bytes.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::decode::HEADER;
use super::tests::{decode, encode};
use super::xml::{Layout, XmlLimits, from_xml, to_xml};
use super::{Event, EventKind, Options, lenient};
use crate::generators::{self, Element, Node, by_bytes};

proptest! {
    #[test]
    fn decoding_inverts_encoding(document in by_bytes(generators::document)) {
        let bytes = document.encode().unwrap();
        let (events, error) = decode(&bytes, Options::default());
        prop_assert_eq!(error, None);
        prop_assert_eq!(tree(&events), document);
        prop_assert_eq!(encode(&events), Ok(bytes.clone()));
    }

    #[test]
    fn xml_carries_everything(document in by_bytes(generators::document), step in 0_u8..4) {
        let bytes = document.encode().unwrap();
        for layout in [Layout::Compact, Layout::Indented(step)] {
            let xml = to_xml(&bytes, Options::default(), layout).unwrap();
            prop_assert_eq!(from_xml(xml.as_bytes(), XmlLimits::default()), Ok(bytes.clone()), "{}", xml);
        }
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in vec(any::<u8>(), 0..64)) {
        check_total(&bytes)?;
    }

    #[test]
    fn any_tokens_get_an_answer(document in tokens()) {
        check_total(&document)?;
    }

    #[test]
    fn damaged_documents_get_an_answer(document in by_bytes(generators::document), damage in vec(by_bytes(generators::damage), 1..4)) {
        let mut bytes = document.encode().unwrap();
        for damage in &damage {
            damage.apply(&mut bytes);
        }
        check_total(&bytes)?;
    }

    #[test]
    fn damaged_xml_gets_an_answer(document in by_bytes(generators::document), damage in vec(by_bytes(generators::damage), 1..4)) {
        let mut xml = to_xml(&document.encode().unwrap(), Options::default(), Layout::Compact).unwrap().into_bytes();
        for damage in &damage {
            damage.apply(&mut xml);
        }
        check_xml(&xml)?;
    }

    #[test]
    fn any_markup_gets_an_answer(pieces in vec(select(MARKUP), 0..12)) {
        let pieces = pieces.concat();
        check_xml(pieces.as_bytes())?;
        check_xml(format!("<Sync>{pieces}</Sync>").as_bytes())?;
    }
}

/// The tree that events of a sound document describe.
fn tree(events: &[Event<'_>]) -> Element {
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut add = |open: &mut Vec<Element>, node| match (open.last_mut(), node) {
        (Some(parent), node) => parent.content.push(node),
        (None, Node::Element(element)) => assert_eq!(root.replace(element), None),
        (None, node) => panic!("{node:?} outside the root"),
    };
    for event in events {
        match event.kind {
            EventKind::Page(_) => {}
            EventKind::Start(tag) => open.push(Element { tag, content: Vec::new() }),
            EventKind::Empty(tag) => add(&mut open, Node::Element(Element { tag, content: Vec::new() })),
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

/// Pieces of XML whose every order must be told apart into right and wrong.
const MARKUP: &[&str] = &[
    "<Sync xmlns='AirSync'>",
    "<Sync>",
    "</Sync>",
    "<Sync/>",
    "<Wait>",
    "</Wait>",
    "<ConversationId xmlns='Email2'>",
    "</ConversationId>",
    " ",
    "\n",
    "x",
    "C9",
    "é",
    "&amp;",
    "&#13;",
    "&#",
    ";",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?text?>",
    "<?opaque?>",
    "<?u 0001?>",
    "<?u",
    "?>",
    "<",
    ">",
    "/",
    "'",
    "=",
    "xmlns:a='Email'",
    "<a:To>",
    "</a:To>",
    "<!DOCTYPE a [",
    "]>",
    "\u{FEFF}",
    "<?xml version='1.0'?>",
];

/// Strict decoder, lenient reading and XML agree on any input, and what they take is stable.
fn check_total(bytes: &[u8]) -> Result<(), TestCaseError> {
    for overlong_lengths in [false, true] {
        let options = Options { overlong_lengths, ..Options::default() };
        let (events, error) = decode(bytes, options);
        let reading = lenient::read(bytes, options);
        prop_assert_eq!(&reading.events, &events);
        prop_assert_eq!(reading.faults.first().map(|fault| &fault.error), error.as_ref());
        prop_assert!(error.is_some() || reading.beyond.is_empty());
        for fault in &reading.faults {
            prop_assert!(fault.error.offset <= bytes.len(), "{}", fault);
        }
        prop_assert_eq!(to_xml(bytes, options, Layout::Compact).err(), error.clone());
        if error.is_none() {
            let canonical = encode(&events).unwrap();
            let (again, error) = decode(&canonical, Options::default());
            prop_assert_eq!(error, None);
            prop_assert_eq!(encode(&again), Ok(canonical));
        }
    }
    check_xml(bytes)
}

/// XML that is taken gives a sound document; an error lies within the text.
fn check_xml(xml: &[u8]) -> Result<(), TestCaseError> {
    match from_xml(xml, XmlLimits::default()) {
        Ok(document) => {
            let (events, error) = decode(&document, Options::default());
            prop_assert_eq!(error, None);
            prop_assert_eq!(encode(&events), Ok(document));
        }
        Err(error) => {
            let lines = xml.split(|byte| *byte == b'\n');
            let length = lines.map(<[u8]>::len).nth(error.line - 1);
            prop_assert!(length.is_some_and(|length| error.column <= length + 1), "{}", error);
        }
    }
    Ok(())
}

/// Tokens that are sound by themselves.
const TOKENS: &[&[u8]] = &[
    &[0x00, 0x00],
    &[0x00, 0x02],
    &[0x00, 0x11],
    &[0x01],
    &[0x03, 0x00],
    &[0x03, 0x41, 0x00],
    &[0x16],
    &[0x4B],
    &[0x4F],
    &[0xC3, 0x00],
    &[0xC3, 0x02, 0x00, 0x01],
];

/// A root and tokens in any order, sometimes followed by as many END as there are open elements.
fn tokens() -> impl Strategy<Value = Vec<u8>> {
    let token = prop_oneof![30 => select(TOKENS).prop_map(<[u8]>::to_vec), 1 => vec(any::<u8>(), 1..3)];
    (vec(token, 0..24), any::<bool>()).prop_map(|(tokens, close)| {
        let mut document = [&HEADER[..], &[0x45], &tokens.concat()].concat();
        let open = decode(&document, Options::default()).1.map_or(0, |error| error.open.len());
        document.extend(vec![0x01; if close { open } else { 0 }]);
        document
    })
}
