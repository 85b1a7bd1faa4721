//! Two Sync requests of one device at a time.

use super::point::decision_point;

decision_point! {
    /// A Sync comes while an earlier one of the same device is held: what becomes of the earlier?
    Concurrent = "concurrent", asked of the "server" {
        /// It is dropped unanswered: a device has one request at a time.
        NewestWins = "newest-wins", "EC-34";
        /// Both run: the earlier is answered from the state it was taken in, which overwrites what came after.
        Defect BothRun = "both-run", "B-29 EC-34";
    }
}

impl Concurrent {
    pub(crate) fn runs_both(self) -> bool {
        self == Self::BothRun
    }
}
