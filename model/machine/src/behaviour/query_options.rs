//! Which options choose the items that are sent.

use super::point::decision_point;

decision_point! {
    /// Sticky options are remembered: do they also choose what is sent?
    QueryOptions = "query-options", asked of the "server" {
        /// Yes: what is sent follows the options in force.
        InForce = "in-force", "ASMS-039 ASMS-062";
        /// No: what is sent follows the request's own options, and without any everything is sent.
        Defect RequestAlone = "request-alone", "B-52 ASMS-062";
    }
}

impl QueryOptions {
    /// Whether a request without Options is sent what the options in force do not cover.
    pub(crate) fn sends_everything_without_options(self) -> bool {
        self == Self::RequestAlone
    }
}
