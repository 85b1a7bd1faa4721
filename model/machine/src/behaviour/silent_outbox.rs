//! AMB-30: the Outbox of a device that is not enabled.

use super::point::decision_point;

decision_point! {
    /// A device that is not enabled for outbound SMS synchronises the Outbox's SMS: does it get them?
    SilentOutbox = "silent-outbox" ("AMB-30"), asked of the "server" {
        /// Yes, and it transmits nothing.
        ReceivesButSilent = "receives-but-silent", "AMB-30 ASMS-028 ASMS-062 EC-30b";
        /// No: they are offered to enabled devices alone.
        Reading NotOffered = "not-offered", "AMB-30 ASMS-028 EC-30b";
    }
}

impl SilentOutbox {
    pub(crate) fn offers(self) -> bool {
        self == Self::ReceivesButSilent
    }
}
