//! AMB-26: what key 0 does to the options.

use super::point::decision_point;

decision_point! {
    /// A request with key 0 has no Options, and there were some before: do they live on?
    KeyZeroOptions = "key-zero-options" ("AMB-26"), asked of the "server" {
        /// No: key 0 forgets them.
        Fresh = "fresh", "AMB-26 ASMS-039 EC-07b";
        /// Yes.
        Reading Kept = "kept", "AMB-26 ASMS-039 EC-07b";
    }
}

impl KeyZeroOptions {
    pub(crate) fn are_kept(self) -> bool {
        self == Self::Kept
    }
}
