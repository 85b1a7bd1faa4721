//! AMB-13: an Outbox item is deleted on the server while it is being sent.

use super::point::decision_point;

decision_point! {
    /// An Outbox item is deleted on the server while the device is sending it: does it go on?
    Recalled = "recalled" ("AMB-13"), asked of the "device" {
        /// Yes, to the last part and recipient.
        SendAnyway = "send-anyway", "AMB-13 ASMS-054 ASMS-056";
        /// No: what was not handed to the modem yet is not sent.
        Reading AbortRest = "abort-rest", "AMB-13 ASMS-054";
    }
}

impl Recalled {
    /// Whether the rest is not sent.
    pub(crate) fn aborts(self) -> bool {
        self == Self::AbortRest
    }
}
