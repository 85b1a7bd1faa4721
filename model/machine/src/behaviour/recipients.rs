//! AMB-18: To names others than mobile recipients.

use super::point::decision_point;

decision_point! {
    /// To mixes mobile recipients with others that no radio network reaches: what is sent?
    RecipientsRule = "recipients" ("AMB-18"), asked of the "device" {
        /// The message, to the mobile recipients; the others are ignored. None at all is a delivery problem.
        MobileOnly = "mobile-only", "AMB-18 ASMS-019 ASMS-056";
        /// Nothing: the message as a whole is a delivery problem.
        Reading Reject = "reject", "AMB-18 ASMS-056 ASMS-059";
    }
}

impl RecipientsRule {
    /// Whether the message is not sent to anyone.
    pub(crate) fn rejects(self) -> bool {
        self == Self::Reject
    }
}
