//! AMB-19: the body of an Outbox item was cut.

use super::point::decision_point;

decision_point! {
    /// The server cut the body of an Outbox item at the device's own TruncationSize: what is sent?
    TruncatedBody = "truncated-body" ("AMB-19"), asked of the "device" {
        /// The whole body, which is fetched first.
        FetchFirst = "fetch-first", "AMB-19 ASMS-057";
        /// What came.
        Reading SendTruncated = "send-truncated", "AMB-19 ASMS-057";
    }
}

impl TruncatedBody {
    /// Whether the whole body is fetched.
    pub(crate) fn fetches(self) -> bool {
        self == Self::FetchFirst
    }
}
