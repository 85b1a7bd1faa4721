//! An empty or partial request when nothing is remembered.

use super::point::decision_point;

decision_point! {
    /// A request is empty or partial, and no request is remembered to complete it with: what is the answer?
    CachedRequest = "cached-request", asked of the "server" {
        /// Status 13; the client sends the whole request.
        Status13 = "status-13", "EC-12 EC-12b EC-23";
        /// It is answered all the same: an empty one with nothing, a partial one as if it were whole.
        Defect AnsweredAnyway = "answered-anyway", "B-65 EC-12";
    }
}

impl CachedRequest {
    pub(crate) fn answers_anyway(self) -> bool {
        self == Self::AnsweredAnyway
    }
}
