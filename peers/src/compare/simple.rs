//! Beside the simple codec: no difference is known.

use asms_wire::wbxml::{Event, EventKind, Options};

use super::{Difference, Subject, first_difference};
use crate::simple::{self, Document, Element, Node};

/// How the two agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Both read the same, and write it as the same bytes or both not at all.
    Read,
    /// Both refuse, at the same place.
    Refused,
}

/// Compares our codec with the simple one.
pub fn compare_simple(document: &[u8]) -> Result<Agreement, Difference> {
    compare_simple_with(Subject::WIRE, document)
}

/// Compares any codec with the simple one.
pub fn compare_simple_with(subject: Subject, document: &[u8]) -> Result<Agreement, Difference> {
    let (events, error) = (subject.decode)(document, Options::default());
    let theirs = simple::decode(document);
    let differ = |place: String, ours: String, theirs: String| {
        Err(Difference { peer: PEER, place, ours, theirs, document: document.to_vec() })
    };
    match (error, theirs) {
        (Some(ours), Err(theirs)) if ours.offset == theirs.offset => Ok(Agreement::Refused),
        (Some(ours), Err(theirs)) => {
            differ("in where they refuse it".into(), ours.to_string(), theirs.to_string())
        }
        (Some(error), Ok(_)) => differ("in reading".into(), format!("refused: {error}"), "read".into()),
        (None, Err(error)) => differ("in reading".into(), "read".into(), format!("refused: {error}")),
        (None, Ok(tree)) => {
            let (ours, theirs) = (said(&events), told(&tree));
            if ours != theirs {
                let at = first_difference(&ours, &theirs);
                let show =
                    |list: &[Said]| list.get(at).map_or("nothing more".into(), |said| format!("{said:?}"));
                return differ(format!("in what they read, at event {at}"), show(&ours), show(&theirs));
            }
            compare_writing(subject, document, &events, &tree)
        }
    }
}

const PEER: &str = "the simple codec";

fn compare_writing(
    subject: Subject,
    document: &[u8],
    events: &[Event<'_>],
    tree: &Document,
) -> Result<Agreement, Difference> {
    let (ours, theirs) = ((subject.encode)(events), simple::encode(tree));
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) if ours == theirs => Ok(Agreement::Read),
        (Err(_), Err(_)) => Ok(Agreement::Read),
        _ => Err(Difference::in_writing(PEER, document, &ours, &theirs)),
    }
}

/// What a document says, piece by piece, without what carries no meaning: page switches and the content bit of elements
/// without content.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Start { page: u8, token: u8, name: &'static str },
    Text(String),
    Opaque(Vec<u8>),
    End,
}

/// What our events say.
fn said(events: &[Event<'_>]) -> Vec<Said> {
    let mut said = Vec::new();
    for event in events {
        let start = |tag: asms_wire::wbxml::Tag| Said::Start {
            page: tag.page(),
            token: tag.token(),
            name: tag.name(),
        };
        match event.kind {
            EventKind::Page(_) => {}
            EventKind::Start(tag) => said.push(start(tag)),
            EventKind::Empty(tag) => said.extend([start(tag), Said::End]),
            EventKind::Text(text) => said.push(Said::Text(text.to_owned())),
            EventKind::Opaque(bytes) => said.push(Said::Opaque(bytes.to_vec())),
            EventKind::End(_) => said.push(Said::End),
        }
    }
    said
}

/// What their tree says.
fn told(document: &Document) -> Vec<Said> {
    let mut told = Vec::new();
    tell(&document.root, &mut told);
    told
}

fn tell(element: &Element, told: &mut Vec<Said>) {
    told.push(Said::Start { page: element.page, token: element.token, name: element.name });
    for node in &element.content {
        match node {
            Node::Element(child) => tell(child, told),
            Node::Text(text) => told.push(Said::Text(text.clone())),
            Node::Opaque(bytes) => told.push(Said::Opaque(bytes.clone())),
        }
    }
    told.push(Said::End);
}
