//! AMB-01: what version 14.0 leaves out.

use super::point::decision_point;

decision_point! {
    /// At 14.0 Class and Delete are not returned in a Sync response: what of an SMS deleted on the server, and of the class of an Add?
    Withheld = "withheld" ("AMB-01"), asked of the "server" {
        /// The deletion of an SMS is not told, so the client keeps a ghost; Class stays on Add and Change.
        SmsDeletesWithheld = "sms-deletes-withheld", "AMB-01 ASMS-022 ASMS-024 EC-06";
        /// Class is left out everywhere, deletions are told.
        Reading ClassChildOmitted = "class-child-omitted", "AMB-01 ASMS-022 ASMS-024 EC-60";
        /// The literal text: deletions are not told, and there is no Class anywhere.
        Reading Both = "both", "AMB-01 ASMS-022 ASMS-024 EC-06 EC-60";
    }
}

impl Withheld {
    pub(crate) fn withholds_deletions(self) -> bool {
        self != Self::ClassChildOmitted
    }

    pub(crate) fn omits_class(self) -> bool {
        self != Self::SmsDeletesWithheld
    }
}
