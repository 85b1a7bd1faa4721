//! AMB-23: which requests drop a class.

use super::point::decision_point;

decision_point! {
    /// Items of a class absent from the request are soft-deleted: of which requests is that said?
    DroppedClass = "dropped-class" ("AMB-23"), asked of the "server" {
        /// Only a request that has Options drops the class that is missing from them (v9.0).
        WhenAnotherSetIsSent = "when-another-set-is-sent", "AMB-23 ASMS-041 EC-08";
        /// The literal v5.0 sentence: a request without Options soft-deletes everything.
        Reading EveryRequest = "every-request", "AMB-23 ASMS-081 EC-07";
        /// A dropped class is not soft-deleted: what was sent before the options changed stays on the client.
        Defect Kept = "kept", "B-57 ASMS-041";
    }
}

impl DroppedClass {
    /// Whether a request without Options drops every class.
    pub(crate) fn drops_all_without_options(self) -> bool {
        self == Self::EveryRequest
    }

    /// Whether items of a class that the client no longer wants are soft-deleted.
    pub(crate) fn soft_deletes(self) -> bool {
        self != Self::Kept
    }
}
