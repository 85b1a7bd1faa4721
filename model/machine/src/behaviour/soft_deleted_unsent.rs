//! AMB-15: an Outbox item is soft-deleted before it is sent.

use super::point::decision_point;

decision_point! {
    /// An item of the Outbox is soft-deleted before the device has begun to send it: is it sent?
    SoftDeletedUnsent = "soft-deleted-unsent" ("AMB-15"), asked of the "device" {
        /// No; it is sent when it arrives again.
        SoftDeleteCancels = "soft-delete-cancels", "AMB-15 ASMS-041 ASMS-047";
        /// Yes: it has appeared in the Outbox, and is not deleted.
        Reading SendAnyway = "send-anyway", "AMB-15 ASMS-054";
    }
}

impl SoftDeletedUnsent {
    /// Whether the item is not sent.
    pub(crate) fn cancels(self) -> bool {
        self == Self::SoftDeleteCancels
    }
}
