//! What a request that cannot be read leaves behind.

use super::point::decision_point;

decision_point! {
    /// A request cannot be read: what has happened to the state?
    MalformedHandling = "malformed", asked of the "server" {
        /// Nothing.
        Untouched = "untouched", "EC-24 EC-46";
        /// The device's keys are gone: state was written before the whole request had been read.
        Defect Resets = "resets", "B-35 EC-46";
    }
}

impl MalformedHandling {
    pub(crate) fn resets(self) -> bool {
        self == Self::Resets
    }
}
