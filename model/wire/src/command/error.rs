//! What can be wrong with a message.

use std::fmt;

use super::schema::Content;
use super::status::CommonStatus;
use crate::wbxml::{DecodeError, Tag};

/// A document that is not the message it should be: where it breaks, what stands there, and what may stand there.
///
/// The first breach in document order is reported. [`Found::Wbxml`] tells bytes that are not WBXML (common status
/// 102) from markup that breaks the schema (103, or the command's own protocol error).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path} (offset {offset}): found {found}, allowed: {allowed}")]
pub struct SchemaError {
    /// The element at fault; for a child that may not stand there, or one that is missing, its parent.
    pub path: Path,
    /// Offset of the tag, value or end at fault.
    pub offset: usize,
    /// What stands there.
    pub found: Found,
    /// What may stand there.
    pub allowed: Allowed,
}

/// The way from the root to an element, such as `Sync/Collections/Collection[0]/Options[1]/FilterType`.
///
/// An element that the schema lets repeat has its index among the siblings of its name, from 0. The path is empty
/// when there is no root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// From the inside out, as an error collects them on its way up.
    inside_out: Vec<Step>,
}

/// One element of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The element.
    pub tag: Tag,
    /// Its index among the siblings of its name, if the schema lets it repeat.
    pub index: Option<usize>,
}

/// What stands at the place of a breach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Bytes that are not WBXML.
    Wbxml(Box<DecodeError>),
    /// An element that may not stand there, at this version or after what came before it.
    Element(Tag),
    /// An element that already stood there and may not repeat.
    Repeated(Tag),
    /// The end of an element that still lacks a child.
    End(Tag),
    /// Text, cut to its first characters when it is long.
    Text(String),
    /// Bytes where text is due, and they are not UTF-8 or hold U+0000.
    Bytes(usize),
    /// Nothing at all.
    Nothing,
}

/// What may stand at the place of a breach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// One of these elements; when there are none, no element.
    Elements(Vec<Tag>),
    /// A value of this kind.
    Content(Content),
    /// Well-formed WBXML; the [`DecodeError`] says what.
    Wbxml,
}

/// What decoding gives inside.
pub(super) type Decoded<T> = Result<T, Breach>;

/// An error on its way up, boxed because it is rare and large.
#[derive(Debug)]
pub(super) struct Breach(Box<SchemaError>);

impl Breach {
    /// An error at an element whose path is not known yet.
    #[cold]
    pub(super) fn new(offset: usize, found: Found, allowed: Allowed) -> Self {
        Self(Box::new(SchemaError { path: Path::default(), offset, found, allowed }))
    }

    /// The same error, seen from one level further up.
    #[cold]
    pub(super) fn under(mut self, tag: Tag, index: Option<usize>) -> Self {
        self.0.path.inside_out.push(Step { tag, index });
        self
    }
}

impl From<Breach> for SchemaError {
    fn from(breach: Breach) -> Self {
        *breach.0
    }
}

impl SchemaError {
    /// The code with which a server may answer from 14.0 on: 102 for bytes that are not WBXML, 103 for markup that
    /// breaks the schema. Where a command's own text promises a code of its own, that one is as right. [MS-ASCMD]
    /// 2.2.2.
    pub fn common_status(&self) -> CommonStatus {
        match self.found {
            Found::Wbxml(_) => CommonStatus::INVALID_WBXML,
            _ => CommonStatus::INVALID_XML,
        }
    }
}

impl Path {
    /// The elements from the root inwards.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = Step> + '_ {
        self.inside_out.iter().rev().copied()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.inside_out.is_empty() {
            return f.write_str("the document");
        }
        for (depth, step) in self.steps().enumerate() {
            let slash = if depth == 0 { "" } else { "/" };
            write!(f, "{slash}{}", step.tag.name())?;
            if let Some(index) = step.index {
                write!(f, "[{index}]")?;
            }
        }
        Ok(())
    }
}

impl Found {
    /// Characters of a text that are kept.
    const EXCERPT: usize = 40;

    /// A text, cut to an excerpt.
    pub(super) fn text(text: &str) -> Self {
        match text.char_indices().nth(Self::EXCERPT) {
            Some((end, _)) => Self::Text(format!("{}…", text.get(..end).unwrap_or_default())),
            None => Self::Text(text.to_owned()),
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wbxml(error) => write!(f, "no WBXML: {}", error.fault),
            Self::Element(tag) => write!(f, "{tag}"),
            Self::Repeated(tag) => write!(f, "a second {tag}"),
            Self::End(tag) => write!(f, "the end of {tag}"),
            Self::Text(text) if text.is_empty() => f.write_str("no value"),
            Self::Text(text) => write!(f, "the text {text:?}"),
            Self::Bytes(length) => write!(f, "OPAQUE data of length {length} that is no text"),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elements(tags) => match tags.split_first() {
                None => f.write_str("no further element"),
                Some((first, rest)) => {
                    write!(f, "{first}")?;
                    rest.iter().try_for_each(|tag| write!(f, ", {tag}"))
                }
            },
            Self::Content(content) => write!(f, "{content}"),
            Self::Wbxml => f.write_str("WBXML as ActiveSync uses it"),
        }
    }
}
