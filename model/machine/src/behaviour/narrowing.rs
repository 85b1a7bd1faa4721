//! What a narrower filter removes.

use super::point::decision_point;

decision_point! {
    /// A request narrows the FilterType of a class: what of the items now outside?
    Narrowing = "narrowing", asked of the "server" {
        /// They are soft-deleted.
        SoftDeletes = "soft-deletes", "ASMS-042 EC-13h EC-13i";
        /// Nothing: they stay on the client.
        Defect Nothing = "nothing", "B-57 ASMS-042";
    }
}

impl Narrowing {
    pub(crate) fn soft_deletes(self) -> bool {
        self == Self::SoftDeletes
    }
}
