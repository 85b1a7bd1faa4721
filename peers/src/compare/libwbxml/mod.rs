//! Beside libwbxml: what differs is in a list, and nothing else may.

mod known;
mod writing;

use asms_wire::wbxml::{DecodeError, Event, EventKind, Fault, Options};

use super::{Difference, Subject, first_difference};
use crate::libwbxml::{self, Hazard, Input, Node, NodeKind, Tag};
use crate::simple;

pub use known::{KNOWN, Known};

/// How the two agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both read the same, and write it as the same bytes.
    Read,
    /// Both refuse.
    Refused,
    /// They differ as they are known to, each of these ways once.
    Known(Vec<Known>),
    /// libwbxml was not asked.
    HeldBack(Hazard),
}

/// Compares our codec with libwbxml.
pub fn compare_libwbxml(document: &[u8]) -> Result<Verdict, Difference> {
    compare_libwbxml_with(Subject::WIRE, document)
}

/// Compares any codec with libwbxml.
///
/// Compared is what libwbxml can tell: it does not tell text from OPAQUE, leaves out empty pieces, and its tree joins pieces
/// that stand side by side. Where ours refuses and libwbxml does not, both have to say the same up to the fault, the fault has
/// to be one that libwbxml is known not to mind, and the simple codec has to find one there too. Where both read the document, all that it says, its tree and the bytes that
/// libwbxml writes of it have to be as expected.
pub fn compare_libwbxml_with(subject: Subject, document: &[u8]) -> Result<Verdict, Difference> {
    let input = match Input::new(document) {
        Ok(input) => input,
        Err(hazard) => return Ok(Verdict::HeldBack(hazard)),
    };
    let mut theirs = Vec::new();
    let error = libwbxml::sax(input, |event| theirs.push(Said::from(event))).err();
    let case = Case { subject, document, input, known: Vec::new() };
    case.compare(&theirs, error)
}

/// The name of the peer in differences.
const PEER: &str = "libwbxml";

/// A document under comparison.
struct Case<'a> {
    subject: Subject,
    document: &'a [u8],
    input: Input<'a>,
    /// The known differences met so far.
    known: Vec<Known>,
}

impl Case<'_> {
    fn compare(mut self, theirs: &[Said], error: Option<libwbxml::Error>) -> Result<Verdict, Difference> {
        let (mut events, mut fault) = (self.subject.decode)(self.document, Options::default());
        if let (Some(fault), None) = (&fault, error)
            && simple::decode(self.document).err().map(|error| error.offset) != Some(fault.offset)
        {
            return Err(self.differ(
                "in reading",
                format!("refused: {fault}"),
                "read, and sound there".into(),
            ));
        }
        if let (Some(DecodeError { fault: Fault::IntegerOverlong, .. }), None) = (&fault, error) {
            self.meet(Known::Overlong);
            let options = Options { overlong_lengths: true, ..Options::default() };
            (events, fault) = (self.subject.decode)(self.document, options);
        }
        match (fault, error) {
            (Some(_), Some(_)) => Ok(Verdict::Refused),
            (_, None)
                if self.has_two_switches_first(&events) && theirs == [Said::Start(Tag::Named), Said::End] =>
            {
                self.meet(Known::SecondSwitchBeforeRoot);
                Ok(self.verdict())
            }
            (None, Some(error)) => Err(self.differ("in reading", "read".into(), format!("refused: {error}"))),
            (Some(fault), None) => self.compare_up_to(&events, &fault, theirs),
            (None, None) => self.compare_whole(&events, theirs),
        }
    }

    /// Ours refuses, and they do not: the same up to the fault, and the fault is known.
    fn compare_up_to(
        mut self,
        events: &[Event<'_>],
        fault: &DecodeError,
        theirs: &[Said],
    ) -> Result<Verdict, Difference> {
        let ours = self.expected(events);
        if !theirs.starts_with(&ours) {
            return Err(self.differ_in_reading(&ours, theirs));
        }
        match Known::of_fault(fault, &theirs[ours.len()..]) {
            Some(known) => {
                self.meet(known);
                Ok(self.verdict())
            }
            None => Err(self.differ("in reading", format!("refused: {fault}"), "read".into())),
        }
    }

    /// Both read the document.
    fn compare_whole(mut self, events: &[Event<'_>], theirs: &[Said]) -> Result<Verdict, Difference> {
        let ours = self.expected(events);
        if ours != theirs {
            return Err(self.differ_in_reading(&ours, theirs));
        }
        let tree = libwbxml::tree(self.input);
        if known::has_data_in_add(&ours) {
            // Its tree is bent, and what it writes of that too.
            self.meet(Known::DataInAdd);
            return Ok(self.verdict());
        }
        let mut tree = match tree {
            Ok(tree) => tree,
            Err(error) => return Err(self.differ("in reading", "read".into(), format!("no tree: {error}"))),
        };
        let (ours, theirs) = (joined(&ours), tree_says(&tree));
        if ours != theirs {
            return Err(self.differ_in_reading(&ours, &theirs));
        }
        self.compare_writing(events, &libwbxml::encode(&mut tree))
    }

    fn compare_writing(
        mut self,
        events: &[Event<'_>],
        theirs: &Result<Vec<u8>, libwbxml::Error>,
    ) -> Result<Verdict, Difference> {
        let ours = (self.subject.encode)(events);
        let (expected, known) = writing::expected(events);
        if known.is_empty() {
            return match (&ours, theirs) {
                (Ok(ours), Ok(theirs)) if ours == theirs => Ok(self.verdict()),
                _ => Err(Difference::in_writing(PEER, self.document, &ours, theirs)),
            };
        }
        for known in known {
            self.meet(known);
        }
        if expected.as_ref().ok() == theirs.as_ref().ok() {
            Ok(self.verdict())
        } else {
            Err(Difference::in_writing("what libwbxml is known for", self.document, &expected, theirs))
        }
    }

    /// Whether the document begins with a page switch and at least the token of another.
    fn has_two_switches_first(&self, events: &[Event<'_>]) -> bool {
        match events {
            [Event { kind: EventKind::Page(_), offset }, ..] => self.document.get(offset + 2) == Some(&0x00),
            _ => false,
        }
    }

    /// What libwbxml is expected to say of our events.
    fn expected(&mut self, events: &[Event<'_>]) -> Vec<Said> {
        let said = said(events);
        if said.contains(&Said::Start(Tag::Named)) {
            self.meet(Known::TagMissing);
        }
        said
    }

    fn meet(&mut self, known: Known) {
        if !self.known.contains(&known) {
            self.known.push(known);
        }
    }

    fn verdict(self) -> Verdict {
        if self.known.is_empty() { Verdict::Read } else { Verdict::Known(self.known) }
    }

    fn differ(&self, place: &str, ours: String, theirs: String) -> Difference {
        Difference { peer: PEER, place: place.to_owned(), ours, theirs, document: self.document.to_vec() }
    }

    fn differ_in_reading(&self, ours: &[Said], theirs: &[Said]) -> Difference {
        let at = first_difference(ours, theirs);
        let show = |list: &[Said]| list.get(at).map_or("nothing more".into(), |said| format!("{said:02X?}"));
        self.differ(&format!("in what they read, at event {at}"), show(ours), show(theirs))
    }
}

/// What libwbxml can tell of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Start(Tag),
    Bytes(Vec<u8>),
    End,
}

impl From<libwbxml::Event<'_>> for Said {
    fn from(event: libwbxml::Event<'_>) -> Self {
        match event {
            libwbxml::Event::Start(tag) => Self::Start(tag),
            libwbxml::Event::Characters(bytes) => Self::Bytes(bytes.to_vec()),
            libwbxml::Event::End => Self::End,
        }
    }
}

/// What our events say, in the eyes of libwbxml.
fn said(events: &[Event<'_>]) -> Vec<Said> {
    let mut said = Vec::new();
    for event in events {
        match event.kind {
            EventKind::Page(_) | EventKind::Text("") | EventKind::Opaque([]) => {}
            EventKind::Start(tag) => said.push(Said::Start(known::tag(tag))),
            EventKind::Empty(tag) => said.extend([Said::Start(known::tag(tag)), Said::End]),
            EventKind::Text(text) => said.push(Said::Bytes(text.as_bytes().to_vec())),
            EventKind::Opaque(bytes) => said.push(Said::Bytes(bytes.to_vec())),
            EventKind::End(_) => said.push(Said::End),
        }
    }
    said
}

/// The same with pieces that stand side by side joined.
fn joined(said: &[Said]) -> Vec<Said> {
    let mut joined: Vec<Said> = Vec::new();
    for said in said {
        match (joined.last_mut(), said) {
            (Some(Said::Bytes(before)), Said::Bytes(bytes)) => before.extend(bytes),
            _ => joined.push(said.clone()),
        }
    }
    joined
}

/// What a tree of libwbxml says.
fn tree_says(tree: &libwbxml::Tree) -> Vec<Said> {
    let mut said = Vec::new();
    if let Some(root) = tree.root() {
        tell(root, &mut said);
    }
    said
}

/// Calls itself no deeper than our decoder's limit of levels, as far as the tree is what ours read.
fn tell(node: Node<'_>, said: &mut Vec<Said>) {
    match node.kind() {
        NodeKind::Text(bytes) => said.push(Said::Bytes(bytes.to_vec())),
        NodeKind::Element(tag) => {
            said.push(Said::Start(tag));
            node.children().for_each(|child| tell(child, said));
            said.push(Said::End);
        }
        NodeKind::Cdata | NodeKind::Other => said.push(Said::Start(Tag::Named)),
    }
}
