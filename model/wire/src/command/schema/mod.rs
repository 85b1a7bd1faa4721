//! What may stand where: the schema of the messages as data, and the declarations that it, the types, the decoder
//! and the encoder all come from.
//!
//! The macro `container!` declares an element with named children, `choice!` one whose children come in any order
//! and number. Both turn one declaration into a type, a [`Container`] that programs can walk, a decoder and an encoder,
//! so that none of these can say something else than the others. A walk starts at
//! [`Request::schema`](super::Request::schema) and [`Response::schema`](super::Response::schema).

mod declare;
mod field;
mod rest;

pub(super) use declare::{choice, container};
pub(super) use field::{Field, Gather, Value};
pub use rest::Rest;
pub(super) use rest::{Tracker, index_among, pass};

use std::fmt;

use crate::Version;
use crate::wbxml::Tag;

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Elements that the schema names.
    Container(&'static Container),
    /// Elements that pass through.
    Untyped,
    /// Nothing: the tag alone is the message.
    Empty,
    /// `0`, `1`, or an empty tag, which means 1 ([MS-ASDTYPE] 2.1).
    Boolean,
    /// A whole number from 0 to a maximum, in decimal digits without sign, blanks or leading zeros.
    Integer {
        /// The greatest value.
        max: u32,
    },
    /// A whole number whose values have names.
    Codes {
        /// The values and their names, ascending.
        names: &'static [(u32, &'static str)],
        /// The greatest value that may stand there; `None` when only those with names may.
        max: Option<u32>,
    },
    /// Text of so many characters (Unicode scalar values).
    Text {
        /// The fewest.
        min: usize,
        /// The most.
        max: usize,
    },
    /// A byte array, sent as OPAQUE ([MS-ASDTYPE] 2.7.1).
    Bytes,
}

/// An element that holds other elements.
#[derive(Debug, PartialEq, Eq)]
pub struct Container {
    /// The order that its children have to keep.
    pub order: Order,
    /// The children, in the order of the schema.
    pub children: &'static [Child],
    /// Further children that are let pass, untyped, besides those of later versions.
    pub passing: &'static [Passing],
}

/// The order of the children of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// That of the schema.
    Strict,
    /// Any.
    Free,
    /// The first child of the schema comes first from version 14.0 on; beyond that any.
    FirstLeads,
    /// Any, and any number of each: what [`Occurs`] asks for beyond that is left to the server. Where the
    /// specification calls the effect of repeats undefined and Exchange reports no error, the schema has them too.
    Choice,
}

/// A child of a container.
#[derive(Debug, PartialEq, Eq)]
pub struct Child {
    /// The element.
    pub tag: Tag,
    /// How often.
    pub occurs: Occurs,
    /// The first version that has it at this place.
    pub since: Version,
    /// The last version that has it at this place.
    pub until: Version,
    /// What it holds.
    pub content: Content,
}

/// How often a child stands in its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurs {
    /// Exactly once.
    Once,
    /// At most once.
    Optional,
    /// Any number of times.
    Many,
    /// Once or more often.
    OnceOrMore,
}

/// Elements that a container lets pass although it does not type them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// This one.
    Tag(Tag),
    /// Every one on this code page.
    Page(u8),
}

impl Container {
    /// The children that must have come before others may, by position: a set, bit n for child n. More than needed where a
    /// version lacks one of them.
    const fn leading(&self) -> u32 {
        match self.order {
            Order::Strict => self.required(),
            Order::FirstLeads => 1,
            Order::Free | Order::Choice => 0,
        }
    }

    /// The children that must be there in some version, as a set.
    const fn required(&self) -> u32 {
        let (mut set, mut position) = (0, 0);
        while position < self.children.len() {
            if self.children[position].occurs.is_required() {
                set |= 1 << position;
            }
            position += 1;
        }
        set
    }

    /// The child with this tag, if `version` has it here.
    pub fn child(&self, tag: Tag, version: Version) -> Option<&Child> {
        self.children.iter().find(|child| child.tag == tag && child.is_in(version))
    }

    /// Whether `version` has the child at this position of the schema.
    #[inline]
    pub(super) fn has(&self, position: usize, version: Version) -> bool {
        self.children.get(position).is_some_and(|child| child.is_always_there() || child.is_in(version))
    }

    /// Whether an element that is no child here passes through: it is listed in [`passing`](Self::passing), or
    /// `version` does not know it yet.
    pub fn passes(&self, tag: Tag, version: Version) -> bool {
        let listed = self.passing.iter().any(|passing| match *passing {
            Passing::Tag(passing) => passing == tag,
            Passing::Page(page) => page == tag.page(),
        });
        listed || tag.since() > version
    }
}

impl Child {
    pub(super) const fn new(tag: Tag, occurs: Occurs, content: Content) -> Self {
        Self { tag, occurs, since: Version::V2_5, until: Version::V16_1, content }
    }

    /// Narrows it to this version and later ones.
    pub(super) const fn since(mut self, version: Version) -> Self {
        self.since = version;
        self
    }

    /// Narrows it to this version and earlier ones.
    pub(super) const fn until(mut self, version: Version) -> Self {
        self.until = version;
        self
    }

    /// At least once, although the type could hold none: at other versions it is absent, or a list may be empty.
    pub(super) const fn required(mut self) -> Self {
        self.occurs = match self.occurs {
            Occurs::Once | Occurs::Optional => Occurs::Once,
            Occurs::Many | Occurs::OnceOrMore => Occurs::OnceOrMore,
        };
        self
    }

    /// Any number of times, in a choice.
    pub(super) const fn many(mut self) -> Self {
        self.occurs = Occurs::Many;
        self
    }

    /// Whether every version has it at this place, which is known when the decoders are compiled.
    #[inline]
    fn is_always_there(&self) -> bool {
        self.since == Version::V2_5 && self.until == Version::V16_1
    }

    /// Whether `version` has it at this place.
    #[inline]
    pub fn is_in(&self, version: Version) -> bool {
        self.since <= version && version <= self.until
    }
}

impl Occurs {
    /// Whether it may stand there more than once.
    pub const fn repeats(self) -> bool {
        matches!(self, Self::Many | Self::OnceOrMore)
    }

    /// Whether it has to stand there.
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Once | Self::OnceOrMore)
    }
}

/// What is allowed, in words.
impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Container(_) | Self::Untyped => f.write_str("elements"),
            Self::Empty => f.write_str("an empty tag"),
            Self::Boolean => f.write_str("0, 1 or an empty tag"),
            Self::Integer { max } => {
                write!(f, "a whole number from 0 to {max}, digits only, no leading zeros")
            }
            Self::Codes { names, max: None } => write!(f, "one of {}", Codes(names)),
            Self::Codes { max: Some(max), .. } => write!(f, "{}", Self::Integer { max }),
            Self::Text { min: 0, max: usize::MAX } => f.write_str("text"),
            Self::Text { min: 0, max } => write!(f, "text of at most {max} characters"),
            Self::Text { min, max: usize::MAX } => write!(f, "text of at least {min} characters"),
            Self::Text { min, max } => write!(f, "text of {min} to {max} characters"),
            Self::Bytes => f.write_str("bytes"),
        }
    }
}

/// The values of a code list with their names.
struct Codes(&'static [(u32, &'static str)]);

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (code, name)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{code} ({name})")?;
        }
        Ok(())
    }
}
