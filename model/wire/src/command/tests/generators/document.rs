//! Canonical documents, made from the schema without the types.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::Version;
use crate::command::schema::{Container, Content, Occurs, Order, Passing};
use crate::command::{Command, Element, Request, Response};
use crate::wbxml::tag::{air_sync_base, contacts, email, email2, settings};
use crate::wbxml::{Encoder, Tag, tag};

/// A version that is spoken.
pub(in crate::command::tests) fn version() -> impl Strategy<Value = Version> {
    prop::sample::select(&Version::SPOKEN[..])
}

/// A canonical document of a request, with its version.
pub(in crate::command::tests) fn request_document() -> impl Strategy<Value = (Version, Vec<u8>)> {
    document(Request::schema)
}

/// A canonical document of a response, with its version.
pub(in crate::command::tests) fn response_document() -> impl Strategy<Value = (Version, Vec<u8>)> {
    document(Response::schema)
}

fn document(schema: fn(Command) -> &'static Container) -> impl Strategy<Value = (Version, Vec<u8>)> {
    (version(), prop::sample::select(&Command::ALL[..]), vec(any::<u8>(), 0..300)).prop_map(
        move |(version, command, tape)| {
            let mut out = Vec::new();
            let mut encoder = Encoder::new(&mut out);
            let mut writer = Writer { version, tape: tape.into_iter(), encoder: &mut encoder };
            writer.element(command.root(), Content::Container(schema(command)));
            encoder.finish().unwrap();
            (version, out)
        },
    )
}

/// Writes what a schema admits; the tape decides, and says 0 once it is used up, so that small tapes give small
/// documents.
struct Writer<'e, 'b> {
    version: Version,
    tape: std::vec::IntoIter<u8>,
    encoder: &'e mut Encoder<'b>,
}

/// A child to write.
enum Part {
    Child(Tag, Content),
    Passing(Element<'static>),
}

impl Writer<'_, '_> {
    fn element(&mut self, tag: Tag, content: Content) {
        self.encoder.start(tag).unwrap();
        match content {
            Content::Container(container) => self.children(container),
            Content::Untyped => {
                for _ in 0..self.below(3) {
                    let element = self.untyped(contacts::FIRST_NAME);
                    element.write(self.encoder).unwrap();
                }
            }
            Content::Empty => {}
            Content::Boolean => {
                let text = self.pick(&["", "0", "1"]);
                self.encoder.text(text).unwrap();
            }
            Content::Integer { max } => self.number(&[0, 1, 9, 10, 59, 60, 255], max),
            Content::Codes { names, max } => {
                let named = self.pick(names).0;
                self.number(&[named], max.unwrap_or(named));
            }
            Content::Text { min, max } => {
                let text = match self.below(4) {
                    0 => "7".repeat(min.max(1)),
                    1 => "x".repeat(min),
                    2 => "\"ä\" [MOBILE:+1],\r\n漢😀".chars().take(max).collect(),
                    _ => "ü".repeat(max.min(1024)),
                };
                self.encoder.text(&text).unwrap();
            }
            Content::Bytes => {
                let bytes: Vec<u8> = (0..self.below(20)).map(|_| self.next()).collect();
                self.encoder.opaque(&bytes).unwrap();
            }
        }
        self.encoder.end().unwrap();
    }

    fn children(&mut self, container: &'static Container) {
        let mut parts = Vec::new();
        let version = self.version;
        for child in container.children.iter().filter(|child| child.is_in(version)) {
            let count = match child.occurs {
                Occurs::Once => 1,
                Occurs::OnceOrMore => 1 + self.below(2),
                Occurs::Optional if container.order != Order::Choice => self.below(2),
                Occurs::Optional | Occurs::Many => self.below(3),
            };
            parts.extend((0..count).map(|_| Part::Child(child.tag, child.content)));
        }
        let fixed = match container.order {
            Order::Strict => parts.len(),
            Order::FirstLeads if self.version >= Version::V14_0 => 1,
            Order::FirstLeads | Order::Free | Order::Choice => 0,
        };
        for at in fixed..parts.len() {
            let other = at + self.below(parts.len() - at);
            parts.swap(at, other);
        }
        for _ in 0..self.below(3) {
            let at = self.below(parts.len() + 1);
            let tag = self.passing(container);
            let element = self.untyped(tag);
            // Where the first child leads, nothing comes before it, though what passes may.
            parts.insert(at, Part::Passing(element));
        }
        for part in parts {
            match part {
                Part::Child(tag, content) => self.element(tag, content),
                Part::Passing(element) => element.write(self.encoder).unwrap(),
            }
        }
    }

    /// A tag that the container lets pass.
    fn passing(&mut self, container: &'static Container) -> Tag {
        let listed = container.passing.iter().flat_map(|&passing| match passing {
            Passing::Tag(tag) => vec![tag],
            Passing::Page(page) => tag::all().filter(|tag| tag.page() == page).collect(),
        });
        let later = [email2::SEND, air_sync_base::INSTANCE_ID, air_sync_base::CONTENT];
        let tags: Vec<Tag> = later
            .into_iter()
            .chain(listed)
            .filter(|&tag| container.child(tag, self.version).is_none())
            .collect();
        self.pick(&tags)
    }

    fn untyped(&mut self, tag: Tag) -> Element<'static> {
        let bytes = |count: usize| vec![0xA5; count];
        match self.below(4) {
            0 => Element::empty(tag),
            1 if !tag.is_byte_array() => Element::with_text(tag, "<&>\u{1}ß"),
            2 => Element::with_bytes(tag, bytes(1 + self.below(4))),
            _ => Element::with_children(
                tag,
                [
                    Element::with_text(email::SUBJECT, "s"),
                    Element::with_bytes(email2::CONVERSATION_ID, bytes(3)),
                    Element::empty(settings::GET),
                ],
            ),
        }
    }

    fn number(&mut self, among: &[u32], max: u32) {
        let number = match self.below(4) {
            0 => max,
            _ => self.pick(among),
        };
        self.encoder.text(&number.to_string()).unwrap();
    }

    fn next(&mut self) -> u8 {
        self.tape.next().unwrap_or_default()
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.next()) % bound
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }
}
