//! When a folder gets a new key.

use super::point::decision_point;

decision_point! {
    /// Does a folder get a new key when nothing happened, and when something was only fetched?
    KeyMoves = "key-moves", asked of the "server" {
        /// Not when nothing happened; with each answer that says something.
        WithState = "with-state", "EC-11g EC-12";
        /// Always: an idle poll gets a new key too.
        Defect Always = "always", "B-28";
        /// Not after a Fetch alone: the answer carries the old key.
        Defect NotAfterFetch = "not-after-fetch", "B-28";
    }
}

impl KeyMoves {
    pub(crate) fn moves_when_idle(self) -> bool {
        self == Self::Always
    }

    pub(crate) fn moves_after_fetch(self) -> bool {
        self != Self::NotAfterFetch
    }
}
