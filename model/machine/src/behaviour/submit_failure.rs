//! What a device makes of a refused submission.

use super::point::decision_point;

decision_point! {
    /// The network refuses a submission: what does the device make of it?
    SubmitFailure = "submit-failure", asked of the "device" {
        /// A failure: it tries again if the cause is temporary, and reports it otherwise.
        Reported = "reported", "ASMS-059 EC-29";
        /// A success, since there was an answer: the item is deleted unsent and unreported.
        Defect TakenAsSuccess = "taken-as-success", "B-92";
    }
}

impl SubmitFailure {
    /// Whether the part counts as sent.
    pub(crate) fn is_success(self) -> bool {
        self == Self::TakenAsSuccess
    }
}
