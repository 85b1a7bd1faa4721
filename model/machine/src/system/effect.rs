//! What a step did.

use smallvec::SmallVec;

use super::Wishes;
use crate::behaviour::Consulted;
use crate::id::{CollectionId, ContentId, DeviceId, ItemId};
use crate::item::Text;
use crate::message::{Request, Response};
use crate::modem::{StatusReport, Submission, SubmitResult};

/// What a step did, and on what choices it depended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The decision points that were consulted.
    pub consulted: Consulted,
    /// The decision points on which it depends what may happen next.
    pub guards: Consulted,
    /// What happened.
    pub event: Event,
    /// Whether nothing is left to do after it: nothing on its way, nothing unsaid, every device told.
    pub at_rest: bool,
}

/// What happened, as far as the action does not say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Nothing beyond the action.
    None,
    /// A text was written, and perhaps an item made of it.
    Written {
        /// The text.
        text: Text,
        /// The folder and the item, where it is in a folder at once.
        item: Option<(CollectionId, ItemId)>,
    },
    /// A request was sent.
    Sent {
        /// The request.
        request: Request,
    },
    /// The server took a request, or answered one that it held.
    Handled(Handled),
    /// The device took an answer.
    Received {
        /// The device.
        device: DeviceId,
        /// The request that it answers.
        request: Request,
        /// The answer.
        response: Response,
        /// What the device meant to ask for.
        wishes: Wishes,
        /// The folders that are still as they were when the server wrote the answer, one bit each.
        fresh: u8,
    },
    /// A request went astray.
    RequestAstray {
        /// The request.
        request: Request,
    },
    /// A response went astray.
    ResponseAstray {
        /// The response.
        response: Response,
    },
    /// A device handed a part to its modem.
    Transmitted {
        /// The device.
        device: DeviceId,
        /// The part.
        submission: Submission,
    },
    /// The network took a part, or not.
    Submitted {
        /// The device.
        device: DeviceId,
        /// The part.
        submission: Submission,
        /// What the modem heard.
        result: SubmitResult,
        /// What a handset shows now.
        shown: Option<Shown>,
    },
    /// The service centre sent on a part that it had stored, gave it up, or told what became of it.
    Forwarded {
        /// What a handset shows now.
        shown: Option<Shown>,
        /// What is reported to the device that sent it.
        report: Option<(DeviceId, StatusReport)>,
    },
    /// A status report went astray.
    StatusReportAstray {
        /// The device that it was for.
        device: DeviceId,
        /// What it says.
        report: StatusReport,
    },
}

/// A request that the server took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled {
    /// The device that sent it.
    pub device: DeviceId,
    /// The request.
    pub request: Request,
    /// What the device meant to ask for.
    pub wishes: Wishes,
    /// Whether the device waits for the answer.
    pub awaited: bool,
    /// The answer; none while the server holds the request.
    pub response: Option<Response>,
    /// Whether the request was held before.
    pub held_before: bool,
}

/// What a handset shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Whose handset, by the place of the recipient in To.
    pub recipient: u8,
    /// The message that each of its parts is of, in order.
    pub parts: SmallVec<[ContentId; 4]>,
    /// Whether all of the text is there.
    pub whole: bool,
}
