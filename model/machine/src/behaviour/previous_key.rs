//! Whether the server still knows the key before the newest one.

use super::point::decision_point;

decision_point! {
    /// The response that carried the newest key may be lost: is the key before it still good?
    PreviousKey = "previous-key", asked of the "server" {
        /// Yes, with the state behind it, until the client has used the newest one.
        Kept = "kept", "EC-03 EC-03b ASMS-045";
        /// No: only the newest key is accepted, so that a lost response costs a full synchronisation.
        Defect Forgotten = "forgotten", "B-22";
        /// The key is accepted, but the state behind it is gone: it is evaluated from the newest state.
        Defect DroppedAtAnswer = "dropped-at-answer", "B-26";
    }
}

impl PreviousKey {
    pub(crate) fn is_kept(self) -> bool {
        self == Self::Kept
    }

    pub(crate) fn is_still_accepted(self) -> bool {
        self != Self::Forgotten
    }
}
