//! What a device does when its key is refused.

use super::point::decision_point;

decision_point! {
    /// The server answers status 3: what does the device do about its key?
    InvalidKeyHandling = "invalid-key", asked of the "device" {
        /// It empties its copy and starts over with key 0; what has no ServerId yet is added again.
        StartsOver = "starts-over", "EC-39 EC-22";
        /// It keeps the key and tries again, for ever.
        Defect TriesAgain = "tries-again", "B-43 B-47";
        /// It empties its copy and keeps the key, so that what it wiped is not sent again.
        Defect WipedWithoutResync = "wiped-without-resync", "B-43";
    }
}

impl InvalidKeyHandling {
    /// Whether the copy is emptied.
    pub(crate) fn wipes(self) -> bool {
        self != Self::TriesAgain
    }

    /// Whether the next request has key 0.
    pub(crate) fn starts_over(self) -> bool {
        self == Self::StartsOver
    }
}
