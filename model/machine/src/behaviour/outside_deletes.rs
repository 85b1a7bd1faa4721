//! Deletion of an item that is outside the window.

use super::point::decision_point;

decision_point! {
    /// An item that the client holds is deleted on the server while its options no longer cover it: is that told?
    OutsideDeletes = "outside-deletes", asked of the "server" {
        /// Yes.
        Told = "told", "ASMS-042";
        /// No: the client keeps it for ever.
        Defect NotTold = "not-told", "B-59";
    }
}

impl OutsideDeletes {
    pub(crate) fn are_told(self) -> bool {
        self == Self::Told
    }
}
