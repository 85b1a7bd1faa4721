//! What a wider filter brings.

use super::point::decision_point;

decision_point! {
    /// A request widens the FilterType of a class: what of the items that are inside now?
    Widening = "widening", asked of the "server" {
        /// They are added.
        Adds = "adds", "ASMS-042 EC-13h";
        /// Nothing: they never come.
        Defect Nothing = "nothing", "B-58 ASMS-042";
    }
}

impl Widening {
    pub(crate) fn adds(self) -> bool {
        self == Self::Adds
    }
}
