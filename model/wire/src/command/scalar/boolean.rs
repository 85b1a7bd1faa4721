//! Booleans and tags that say something by standing there.

use crate::command::error::{Allowed, Breach, Decoded, Found};
use crate::command::reader::{Opened, Reader};
use crate::command::schema::{Content, Value};
use crate::wbxml::{EncodeError, Encoder, Tag};

/// A boolean as it is written: `0`, `1`, or an empty tag, which means 1. [MS-ASDTYPE] 2.1.
///
/// The empty tag is kept apart from `1` so that a message comes back as it was. `true` and `false` are refused: the
/// specification says that the value is an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Boolean {
    /// `0`.
    False,
    /// `1`.
    True,
    /// An empty tag: true.
    Empty,
}

impl Boolean {
    /// The value.
    pub fn is_true(self) -> bool {
        self != Self::False
    }
}

/// `1` for true; the empty tag is never chosen.
impl From<bool> for Boolean {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl<'a> Value<'a> for Boolean {
    const CONTENT: Content = Content::Boolean;

    fn decode(reader: &mut Reader<'a>, opened: Opened) -> Decoded<Self> {
        let text = reader.text(&Self::CONTENT)?;
        match text.as_ref() {
            "0" => Ok(Self::False),
            "1" => Ok(Self::True),
            "" => Ok(Self::Empty),
            _ => Err(Breach::new(opened.offset, Found::text(&text), Allowed::Content(Self::CONTENT))),
        }
    }

    fn encode(&self, tag: Tag, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
        let text = match self {
            Self::False => "0",
            Self::True => "1",
            Self::Empty => "",
        };
        encoder.text_element_without_nul(tag, text)
    }
}

/// An element that holds nothing and says something by standing there: `MoreAvailable`, `Partial`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EmptyTag;

impl<'a> Value<'a> for EmptyTag {
    const CONTENT: Content = Content::Empty;

    fn decode(reader: &mut Reader<'a>, opened: Opened) -> Decoded<Self> {
        let text = reader.text(&Self::CONTENT)?;
        if text.is_empty() {
            Ok(Self)
        } else {
            Err(Breach::new(opened.offset, Found::text(&text), Allowed::Content(Self::CONTENT)))
        }
    }

    fn encode(&self, tag: Tag, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
        encoder.text_element_without_nul(tag, "")
    }
}
