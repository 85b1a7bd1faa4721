//! Documents made from the schema, without the types.

use super::{Result, Unstructured, bytes, sound, text, version};
use crate::Version;
use crate::command::schema::{Child, Container, Content, Occurs, Order, Passing};
use crate::command::{Command, Element, Request, Response};
use crate::wbxml::tag::{air_sync_base, contacts, email, email2, settings};
use crate::wbxml::{Encoder, Tag, tag};

/// Whether a document keeps the bounds of its values and elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// It does: it is canonical, and has to be taken.
    Kept,
    /// Some are one beyond: a number, the characters of a text, how often an element stands there.
    Passed,
}

/// A document of a request, with its version.
pub fn request_document(u: &mut Unstructured<'_>, bounds: Bounds) -> Result<(Version, Vec<u8>)> {
    document(u, bounds, Request::schema)
}

/// A document of a response, with its version.
pub fn response_document(u: &mut Unstructured<'_>, bounds: Bounds) -> Result<(Version, Vec<u8>)> {
    document(u, bounds, Response::schema)
}

fn document(
    u: &mut Unstructured<'_>,
    bounds: Bounds,
    schema: fn(Command) -> &'static Container,
) -> Result<(Version, Vec<u8>)> {
    let (version, command) = (version(u)?, *u.choose(&Command::ALL)?);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out);
    let mut writer = Writer { version, bounds, encoder: &mut encoder };
    writer.element(u, command.root(), Content::Container(schema(command)))?;
    sound(encoder.finish())?;
    Ok((version, out))
}

/// Writes what a schema admits.
struct Writer<'e, 'b> {
    version: Version,
    bounds: Bounds,
    encoder: &'e mut Encoder<'b>,
}

/// A child to write.
enum Part {
    Child(Tag, Content),
    Passing(Element<'static>),
}

impl Writer<'_, '_> {
    fn element(&mut self, u: &mut Unstructured<'_>, tag: Tag, content: Content) -> Result<()> {
        sound(self.encoder.start(tag))?;
        match content {
            Content::Container(container) => self.children(u, container)?,
            Content::Untyped => {
                for _ in 0..u.int_in_range(0..=2)? {
                    sound(untyped(u, contacts::FIRST_NAME)?.write(self.encoder))?;
                }
            }
            Content::Empty => {}
            Content::Boolean => sound(self.encoder.text(u.choose(&["", "0", "1"])?))?,
            Content::Integer { max } => self.number(u, &[0, 1, 9, 10, 59, 60, 255], max)?,
            Content::Codes { names, max } => {
                let named = u.choose(names)?.0;
                self.number(u, &[named], max.unwrap_or(named))?;
            }
            Content::Text { min, max } => {
                let most = max.min(1024) + usize::from(max < 1024 && self.passes(u)?);
                let text = text(u, min, most)?;
                sound(self.encoder.text(&text))?;
            }
            Content::Bytes => sound(self.encoder.opaque(&bytes(u, 20)?))?,
        }
        sound(self.encoder.end())
    }

    fn children(&mut self, u: &mut Unstructured<'_>, container: &'static Container) -> Result<()> {
        let mut parts = Vec::new();
        let version = self.version;
        for child in container.children.iter().filter(|child| child.is_in(version)) {
            let count = self.count(u, container, child)?;
            parts.extend((0..count).map(|_| Part::Child(child.tag, child.content)));
        }
        let fixed = match container.order {
            Order::Strict => parts.len(),
            Order::FirstLeads if self.version >= Version::V14_0 => 1,
            Order::FirstLeads | Order::Free | Order::Choice => 0,
        };
        for at in fixed..parts.len() {
            let other = u.int_in_range(at..=parts.len() - 1)?;
            parts.swap(at, other);
        }
        for _ in 0..u.int_in_range(0..=2)? {
            // Where the first child leads, nothing comes before it, though what passes may.
            let at = u.int_in_range(0..=parts.len())?;
            let tag = self.passing(u, container)?;
            parts.insert(at, Part::Passing(untyped(u, tag)?));
        }
        for part in parts {
            match part {
                Part::Child(tag, content) => self.element(u, tag, content)?,
                Part::Passing(element) => sound(element.write(self.encoder))?,
            }
        }
        Ok(())
    }

    /// How often a child stands there.
    fn count(&self, u: &mut Unstructured<'_>, container: &Container, child: &Child) -> Result<usize> {
        let (fewest, most) = match child.occurs {
            Occurs::Once => (1, 1),
            Occurs::OnceOrMore => (1, 2),
            Occurs::Optional if container.order != Order::Choice => (0, 1),
            Occurs::Optional | Occurs::Many => (0, 2),
        };
        if !self.passes(u)? {
            u.int_in_range(fewest..=most)
        } else if u.arbitrary()? {
            Ok(most + 1)
        } else {
            Ok(fewest.saturating_sub(1))
        }
    }

    /// Whether a bound is passed here.
    fn passes(&self, u: &mut Unstructured<'_>) -> Result<bool> {
        Ok(self.bounds == Bounds::Passed && u.int_in_range(0..=15)? == 15)
    }

    /// A tag that the container lets pass.
    fn passing(&self, u: &mut Unstructured<'_>, container: &'static Container) -> Result<Tag> {
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
        u.choose(&tags).copied()
    }

    fn number(&mut self, u: &mut Unstructured<'_>, among: &[u32], max: u32) -> Result<()> {
        let number = match u.int_in_range(0..=3)? {
            3 => u64::from(max) + u64::from(self.passes(u)?),
            _ => u64::from(*u.choose(among)?),
        };
        sound(self.encoder.text(&number.to_string()))
    }
}

fn untyped(u: &mut Unstructured<'_>, tag: Tag) -> Result<Element<'static>> {
    let bytes = |count: usize| vec![0xA5; count];
    Ok(match u.int_in_range(0..=3)? {
        1 if !tag.is_byte_array() => Element::with_text(tag, "<&>\u{1}ß"),
        2 => Element::with_bytes(tag, bytes(u.int_in_range(1..=4)?)),
        3 => Element::with_children(
            tag,
            [
                Element::with_text(email::SUBJECT, "s"),
                Element::with_bytes(email2::CONVERSATION_ID, bytes(3)),
                Element::empty(settings::GET),
            ],
        ),
        _ => Element::empty(tag),
    })
}
