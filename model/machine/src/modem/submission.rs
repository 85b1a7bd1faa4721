//! What device, modem and network hand each other.

use std::fmt;

use crate::id::{ContentId, ItemId};

/// TP-MR: by which number a modem's submission is known to modem and network (3GPP TS 23.040 9.2.3.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageReference(pub u8);

/// One part of a message on its way to one recipient: an SMS-SUBMIT (3GPP TS 23.040 9.2.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Submission {
    /// The Outbox item, which no network sees.
    pub item: ItemId,
    /// What the whole message says.
    pub content: ContentId,
    /// Which of its recipients, from 0.
    pub recipient: u8,
    /// Which part, from 1.
    pub part: u8,
    /// Of how many parts.
    pub total: u8,
    /// By which number the parts of a message find each other; 0 where there is one part alone (9.2.3.24.1).
    pub reference: u8,
    /// TP-MR.
    pub mr: MessageReference,
    /// TP-RD: the same was submitted before (9.2.3.25).
    pub again: bool,
}

/// What becomes of a submission, as far as the modem learns it (3GPP TS 23.040 9.2.2.2a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubmitResult {
    /// The service centre has it.
    Accepted,
    /// It was refused for a reason that may pass.
    Temporary,
    /// It was refused for good.
    Permanent,
    /// TP-FCS C5: the service centre has it already.
    Duplicate,
    /// No answer came.
    Silence,
}

/// What the service centre says became of a submission that it took (3GPP TS 23.040 9.2.2.3). Only final reports are
/// told; one that says that the centre still tries changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusReport {
    /// TP-MR of the submission.
    pub mr: MessageReference,
    /// Its recipient.
    pub recipient: u8,
    /// Whether the recipient has it; else it never will.
    pub delivered: bool,
}

/// How the radio of a scenario is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RadioSetup {
    /// The most octets of a part; none: a message is one unit however long it is.
    pub part_size: Option<u16>,
    /// How many TP-MR there are before they come again; 256 at most, since TP-MR is 0 to 255 (3GPP TS 23.040 9.2.3.6).
    pub mr_modulus: u16,
    /// How many references of concatenation there are before they come again; 256 at most, since a reference is an octet
    /// (9.2.3.24.1).
    pub reference_modulus: u16,
    /// How status reports come.
    pub status_reports: StatusReports,
}

/// How the status reports of a service centre come to the modems that asked for them.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum StatusReports {
    /// As the part is delivered or given up, so that none is ever late or lost. That keeps states few.
    #[default]
    WithDelivery,
    /// Each as a message of its own, which waits in the service centre and may be late, lost, or told twice.
    Apart,
}

impl StatusReport {
    /// The report on a submission.
    pub const fn on(submission: &Submission, delivered: bool) -> Self {
        Self { mr: submission.mr, recipient: submission.recipient, delivered }
    }
}

impl fmt::Display for MessageReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TP-MR {}", self.0)
    }
}

impl fmt::Display for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.total > 1 {
            write!(f, "part {} of {} of ", self.part, self.total)?;
        }
        write!(f, "text {} to recipient {}, {}", self.content, self.recipient, self.mr)?;
        if self.total > 1 {
            write!(f, ", reference {}", self.reference)?;
        }
        f.write_str(if self.again { ", TP-RD" } else { "" })
    }
}

impl fmt::Display for SubmitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accepted => "accepted",
            Self::Temporary => "refused for now",
            Self::Permanent => "refused for good",
            Self::Duplicate => "refused as a duplicate",
            Self::Silence => "no answer",
        })
    }
}

impl fmt::Display for StatusReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = if self.delivered { "delivered" } else { "not delivered" };
        write!(f, "{} to recipient {}: {outcome}", self.mr, self.recipient)
    }
}
