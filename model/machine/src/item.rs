//! What an item is made of, as far as the machines read it.

use std::fmt;

use crate::id::{ContentId, DeviceId};
use crate::recipients::Recipients;

/// What a message says, as far as the machines read it: they compare it, and know how long it is and to whom it goes.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Text {
    /// Text, sender, recipients and all else that never changes.
    pub content: ContentId,
    /// Whom it names, where it is a non-delivery report; nobody in all other texts, as in those that users write.
    #[serde(skip)]
    pub named: Recipients,
    /// Octets of the body.
    pub size: u16,
    /// How many mobile recipients To names, at most [`MOST_RECIPIENTS`](crate::recipients::MOST_RECIPIENTS).
    pub recipients: u8,
    /// Whether To names something else as well, which no radio network can reach (AMB-18).
    pub strangers: bool,
    /// How many messages of the radio network the whole body takes by what it says; 0 where nobody counted its
    /// characters, and its size decides.
    pub parts: u8,
}

impl Text {
    /// A short message to one recipient.
    pub const fn short(content: ContentId) -> Self {
        Self { content, named: Recipients::NONE, size: 20, recipients: 1, strangers: false, parts: 0 }
    }

    /// The non-delivery report of a message that names the recipients that failed (ASMS-059). The number of the message
    /// is below 2^28.
    pub const fn report(message: ContentId, failed: Recipients) -> Self {
        Self { named: failed, ..Self::short(ContentId(message.0 | REPORT)) }
    }

    /// What it says.
    pub const fn says(self) -> Says {
        Says { content: self.content, named: self.named }
    }

    /// Whether a client that takes so many octets of a body gets it cut (EC-15).
    pub fn is_longer_than(self, truncation: Option<u16>) -> bool {
        truncation.is_some_and(|octets| self.size > octets)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&name_of(self.content))
    }
}

/// What a text says: two that say the same are one text to whoever asks what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Says {
    /// As in [`Text`].
    pub content: ContentId,
    /// As in [`Text`].
    pub named: Recipients,
}

/// What contents are made of: the number of a message, below 2^28, and what was made of it.
const REPORT: u32 = 1 << 30;
const CUT: u32 = 1 << 29;
const PHONE_NUMBER: u32 = 1 << 28;

/// The message that a non-delivery report is about. None for what is no report.
pub const fn reported_by(report: ContentId) -> Option<ContentId> {
    if report.0 & REPORT == 0 { None } else { Some(ContentId(report.0 & !REPORT)) }
}

/// What is left of a message whose body was cut (AMB-19).
pub const fn cut_of(message: ContentId) -> ContentId {
    ContentId(message.0 | CUT)
}

/// The message of which this is all or the beginning, and whether it is all.
pub const fn original_of(content: ContentId) -> (ContentId, bool) {
    (ContentId(content.0 & !CUT), content.0 & CUT == 0)
}

/// How a text is called: by its number, or as a report on the text that it reports.
pub fn name_of(content: ContentId) -> String {
    match reported_by(content) {
        Some(message) => format!("a report on text {message}"),
        None => format!("text {content}"),
    }
}

/// What a device says its telephone number is (ASMS-030).
pub const fn phone_number_of(device: DeviceId) -> ContentId {
    ContentId(PHONE_NUMBER | device.0 as u32)
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
    /// Marks that differ from these in everything.
    #[must_use]
    pub const fn other(self) -> Self {
        let flag = if matches!(self.flag, Flag::Cleared) { Flag::Active } else { Flag::Cleared };
        Self { read: !self.read, flag }
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipients::MOST_RECIPIENTS;

    #[test]
    fn a_report_names_its_message_and_recipients() {
        for message in [ContentId(0), ContentId(7), ContentId((1 << 28) - 1), cut_of(ContentId(7))] {
            for failed in [Recipients::NONE, Recipients::one(0), Recipients::all(MOST_RECIPIENTS)] {
                let report = Text::report(message, failed);
                assert_eq!((reported_by(report.content), report.named), (Some(message), failed));
            }
            assert_eq!(reported_by(message), None);
        }
    }
}
