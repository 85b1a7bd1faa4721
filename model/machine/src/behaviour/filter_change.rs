//! What comes after a change of the filter.

use super::point::decision_point;

decision_point! {
    /// An item has left the window and was soft-deleted: is that the end of it?
    FilterChange = "filter-change", asked of the "server" {
        /// Yes, until it is inside the window again.
        Once = "once", "ASMS-042 EC-13f";
        /// No: items out of the window are added and soft-deleted in turn, for ever.
        Defect Flaps = "flaps", "B-60";
    }
}

impl FilterChange {
    pub(crate) fn flaps(self) -> bool {
        self == Self::Flaps
    }
}
