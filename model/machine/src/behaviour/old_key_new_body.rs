//! AMB-27: the previous key comes again, with another body.

use super::point::decision_point;
use crate::message::{CollectionOutcome, CollectionRequest};
use crate::server::Exchange;

decision_point! {
    /// The previous key comes again, with another body: what is the answer?
    OldKeyNewBody = "old-key-new-body" ("AMB-27"), asked of the "server" {
        /// Whatever the body, it is evaluated anew from the state behind that key.
        EvaluateAnew = "evaluate-anew", "AMB-27 ASMS-045 EC-02";
        /// The stored response is sent again, whatever the body; an empty one is not stored.
        Reading Replay = "replay", "AMB-27 EC-02b";
        /// The same body gets the stored response, another one gets status 3.
        Reading Status3 = "status-3", "AMB-27 EC-02";
    }
}

/// What to do with a request whose key was answered before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Evaluate it from the state behind that key.
    Evaluate,
    /// Send this, as before.
    SendAgain(CollectionOutcome),
    /// Refuse the key.
    Refuse,
}

impl OldKeyNewBody {
    /// Whether the server has to keep the exchange that a key stands for.
    pub(crate) fn remembers_exchange(self) -> bool {
        self != Self::EvaluateAnew
    }

    /// What to do, given the earlier exchanges with the same key.
    pub(crate) fn answer<'e>(
        self,
        mut earlier: impl Iterator<Item = &'e Exchange>,
        now: &CollectionRequest,
    ) -> Answer {
        let found = match self {
            Self::EvaluateAnew => return Answer::Evaluate,
            Self::Replay => earlier.last(),
            Self::Status3 => earlier.find(|exchange| exchange.request == *now),
        };
        match (self, found) {
            (_, Some(exchange)) => Answer::SendAgain(exchange.outcome.clone()),
            (Self::Status3, None) => Answer::Refuse,
            (_, None) => Answer::Evaluate,
        }
    }
}
