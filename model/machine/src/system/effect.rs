//! What a step did.

use crate::behaviour::Consulted;
use crate::class::MailClasses;
use crate::id::{ContentId, DeviceId, ItemId};
use crate::message::{SyncRequest, SyncResponse};

/// What a step did, and on what choices it depended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The decision points that were consulted.
    pub consulted: Consulted,
    /// What happened.
    pub event: Event,
}

/// What happened, as far as the action does not say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Nothing beyond the action.
    None,
    /// A text was written, and perhaps an item made of it.
    Written {
        /// The text.
        content: ContentId,
        /// The item, where it is in the folder at once.
        item: Option<ItemId>,
    },
    /// A request was sent.
    Sent {
        /// The request.
        request: SyncRequest,
    },
    /// The server answered a request.
    Handled {
        /// The device that sent it.
        device: DeviceId,
        /// The request.
        request: SyncRequest,
        /// The classes that the device meant to ask for.
        intent: MailClasses,
        /// Whether the device waits for the answer.
        awaited: bool,
        /// The answer.
        response: SyncResponse,
    },
    /// The device took an answer.
    Received {
        /// The device.
        device: DeviceId,
        /// The request that it answers.
        request: SyncRequest,
        /// The answer.
        response: SyncResponse,
        /// The classes that the device meant to ask for.
        intent: MailClasses,
        /// Whether the mailbox had changed since the server wrote it.
        stale: bool,
    },
    /// A request went astray.
    RequestAstray {
        /// The request.
        request: SyncRequest,
    },
    /// A response went astray.
    ResponseAstray {
        /// The response.
        response: SyncResponse,
    },
}
