//! What an item is made of, as far as the machines read it.

use std::fmt;

use crate::id::ContentId;

/// What a message says, as far as the machines read it: they compare it, and know how long it is and to whom it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    /// Text, sender, recipients and all else that never changes.
    pub content: ContentId,
    /// Octets of the body.
    pub size: u16,
    /// How many mobile recipients To names, 0 to 8.
    pub recipients: u8,
    /// Whether To names something else as well, which no radio network can reach (AMB-18).
    pub strangers: bool,
}

impl Text {
    /// A short message to one recipient.
    pub const fn short(content: ContentId) -> Self {
        Self { content, size: 20, recipients: 1, strangers: false }
    }

    /// Whether a client that takes so many octets of a body gets it cut (EC-15).
    pub fn is_longer_than(self, truncation: Option<u16>) -> bool {
        truncation.is_some_and(|octets| self.size > octets)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "text {}", self.content)
    }
}

/// The properties of an SMS that a client may change (ASMS-046).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Marks {
    /// Read.
    pub read: bool,
    /// Flag.
    pub flag: Flag,
}

/// The Status of a Flag ([MS-ASEMAIL] 2.2.2.74).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// 0: not flagged.
    #[default]
    Cleared,
    /// 1: complete.
    Complete,
    /// 2: flagged.
    Active,
}

impl Marks {
    /// These marks with what a Change says of them.
    #[must_use]
    pub fn with(self, read: Option<bool>, flag: Option<Flag>) -> Self {
        Self { read: read.unwrap_or(self.read), flag: flag.unwrap_or(self.flag) }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cleared => "not flagged",
            Self::Complete => "complete",
            Self::Active => "flagged",
        })
    }
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read = if self.read { "read" } else { "unread" };
        match self.flag {
            Flag::Cleared => f.write_str(read),
            flag => write!(f, "{read}, {flag}"),
        }
    }
}
