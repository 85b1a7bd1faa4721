//! When a body counts as cut.

use super::point::decision_point;

decision_point! {
    /// A body is exactly as long as TruncationSize allows: is it marked as Truncated?
    Truncation = "truncation", asked of the "server" {
        /// No: it is whole.
        WhenLonger = "when-longer", "EC-15 EC-15b";
        /// Yes, though nothing is missing.
        Defect AlwaysMarked = "always-marked", "B-83";
    }
}

impl Truncation {
    pub(crate) fn marks_whole_bodies(self) -> bool {
        self == Self::AlwaysMarked
    }
}
