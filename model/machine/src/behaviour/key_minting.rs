//! How keys are made.

use super::point::decision_point;
use crate::id::SyncKey;

decision_point! {
    /// A new key is needed: is it one that was never given out for this folder?
    KeyMinting = "key-minting", asked of the "server" {
        /// Yes: keys count up.
        Unique = "unique", "EC-03b EC-27c";
        /// No: there are only two, which take turns.
        Defect Collide = "collide", "B-33";
    }
}

impl KeyMinting {
    /// The key after this one, which was the last to be given out.
    pub(crate) fn after(self, last: SyncKey) -> SyncKey {
        match self {
            // Key 0 means something else, so the count skips it when it wraps.
            Self::Unique => SyncKey(last.0.wrapping_add(1).max(1)),
            Self::Collide => SyncKey(last.0 % 2 + 1),
        }
    }
}
