//! Which status tells a bad key.

use super::point::decision_point;
use crate::message::CollectionOutcome;

decision_point! {
    /// The key is not one that the server knows: which status tells it?
    KeyStatus = "key-status", asked of the "server" {
        /// Status 3, at which the client starts over with key 0.
        InvalidKey = "invalid-key", "EC-36 EC-39";
        /// Status 8, at which the client tries again.
        Defect NotFound = "not-found", "B-34";
    }
}

impl KeyStatus {
    /// The answer for the folder.
    pub(crate) fn outcome(self) -> CollectionOutcome {
        match self {
            Self::InvalidKey => CollectionOutcome::InvalidKey,
            Self::NotFound => CollectionOutcome::NotFound,
        }
    }
}
