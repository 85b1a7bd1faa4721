//! The HTTP link between a device and the server.
//!
//! A response can only return over the connection that its request came on. Once the device stops waiting, a request
//! still on its way is *late*: the server handles it, and nobody hears the answer.

use smallvec::SmallVec;

use crate::class::Wish;
use crate::id::CollectionId;
use crate::message::{Request, Response};
use crate::version::Version;

/// What a device means to ask for, of each folder that it keeps.
pub type Wishes = SmallVec<[(CollectionId, Wish); 2]>;

/// What is on its way between a device and the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Link {
    /// Requests that the server has not received, in the order they were sent.
    pub requests: SmallVec<[Envelope; 2]>,
    /// Who waits for the request that the server holds.
    pub held: Option<Waiter>,
    /// The response that the device has not received. A device waits for one answer at a time.
    pub reply: Option<Reply>,
}

/// A request on its way, and what the ledger knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Envelope {
    /// The request.
    pub request: Request,
    /// The version in which it was asked.
    pub version: Version,
    /// Who waits for its answer.
    pub waiter: Waiter,
}

/// Who waits for an answer, and what for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Waiter {
    /// What the device means to ask for.
    pub wishes: Wishes,
    /// Whether the device still waits.
    pub awaited: bool,
}

/// A response on its way, and what the ledger knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reply {
    /// The response.
    pub response: Response,
    /// What the device meant to ask for.
    pub wishes: Wishes,
    /// The folders of which it tells the newest state, one bit each.
    pub fresh: u8,
}

impl Link {
    /// Whether an answer can still come.
    pub fn answer_can_come(&self) -> bool {
        self.reply.is_some()
            || self.held.as_ref().is_some_and(|waiter| waiter.awaited)
            || self.requests.iter().any(|envelope| envelope.waiter.awaited)
    }

    /// The device stops waiting: requests on their way become late, a response on its way is lost.
    pub(super) fn abandon(&mut self) {
        for envelope in &mut self.requests {
            envelope.waiter.awaited = false;
        }
        if let Some(waiter) = &mut self.held {
            waiter.awaited = false;
        }
        self.reply = None;
    }

    pub(super) fn spilled(&self) -> Option<&'static str> {
        self.requests.spilled().then_some("requests on their way")
    }
}
