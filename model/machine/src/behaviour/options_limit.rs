//! AMB-31: what the limit of two Options blocks bounds.

use super::point::decision_point;

decision_point! {
    /// More than two Options blocks are a breach: in a Collection, or in the request?
    OptionsLimit = "options-limit" ("AMB-31"), asked of the "server" {
        /// In a Collection.
        PerCollection = "per-collection", "AMB-31 ASMS-038 ASMS-064";
        /// In the request, the literal sentence: two folders with two blocks each are refused.
        Reading PerRequest = "per-request", "AMB-31 ASMS-064 ASMS-068";
    }
}

impl OptionsLimit {
    pub(crate) fn is_per_request(self) -> bool {
        self == Self::PerRequest
    }
}
