//! How WindowSize is counted.

use super::point::decision_point;

decision_point! {
    /// There is more to say than WindowSize allows, or WindowSize is 0: how much is said?
    WindowRule = "window", asked of the "server" {
        /// As many changes as it says; 0 means 512. The rest is kept for the next request.
        Exact = "exact", "EC-11 EC-11b EC-11d";
        /// As many, but the count is off by one: the change at the edge is taken for told and never is.
        Defect OffByOne = "off-by-one", "B-88 EC-11";
        /// With 0 nothing is said, and MoreAvailable for ever.
        Defect ZeroIsNone = "zero-is-none", "B-88 EC-11d EC-11g";
    }
}

impl WindowRule {
    /// How many changes at the edge of a full window are taken for told.
    pub(crate) fn lost_at_the_edge(self) -> usize {
        usize::from(self == Self::OffByOne)
    }

    pub(crate) fn takes_zero_for_none(self) -> bool {
        self == Self::ZeroIsNone
    }
}
