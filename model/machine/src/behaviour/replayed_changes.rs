//! What the server says when a key comes again.

use super::point::decision_point;

decision_point! {
    /// A key, or key 0, comes again, since an answer was lost: is the client told again what that answer told?
    ReplayedChanges = "replayed-changes", asked of the "server" {
        /// Yes, all of it.
        ToldAgain = "told-again", "EC-02 EC-38";
        /// No: with an old key there is nothing new, by a stamp that moved with the lost answer.
        Defect NothingNew = "nothing-new", "B-24";
        /// With key 0 neither: what the device once held counts as held, so a new start comes back empty.
        Defect NothingAfterZero = "nothing-after-zero", "B-25";
    }
}

impl ReplayedChanges {
    pub(crate) fn are_told_again(self) -> bool {
        self != Self::NothingNew
    }

    pub(crate) fn are_told_after_zero(self) -> bool {
        self != Self::NothingAfterZero
    }
}
