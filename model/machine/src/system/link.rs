//! The HTTP link between a device and the server.
//!
//! A response can only return over the connection that its request came on. Once the device stops waiting, a request
//! still on its way is *late*: the server handles it, and nobody hears the answer.

use smallvec::SmallVec;

use crate::class::MailClasses;
use crate::message::{SyncRequest, SyncResponse};

/// What is on its way between a device and the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Link {
    /// Requests that the server has not received, in the order they were sent.
    pub requests: SmallVec<[Envelope; 3]>,
    /// The response that the device has not received. A device waits for one answer at a time.
    pub reply: Option<Reply>,
}

/// A request on its way, and what the ledger knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Envelope {
    /// The request.
    pub request: SyncRequest,
    /// The classes that the device means to ask for.
    pub intent: MailClasses,
    /// Whether the device waits for its answer.
    pub awaited: bool,
}

/// A response on its way, and what the ledger knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reply {
    /// The response.
    pub response: SyncResponse,
    /// The classes that the device meant to ask for.
    pub intent: MailClasses,
    /// Whether the mailbox has changed since the server wrote it.
    pub stale: bool,
}

impl Link {
    /// Whether an answer can still come.
    pub fn answer_can_come(&self) -> bool {
        self.reply.is_some() || self.requests.iter().any(|envelope| envelope.awaited)
    }

    /// The device stops waiting: requests on their way become late, a response on its way is lost.
    pub(super) fn abandon(&mut self) {
        for envelope in &mut self.requests {
            envelope.awaited = false;
        }
        self.reply = None;
    }

    pub(super) fn spilled(&self) -> bool {
        self.requests.spilled()
    }
}
