//! AMB-14: FilterType in the Outbox.

use super::point::decision_point;

decision_point! {
    /// An SMS in the Outbox is older than the FilterType allows: does the filter apply to it?
    OutboxFilter = "outbox-filter" ("AMB-14"), asked of the "server" {
        /// No: what is to be sent stays with the device that shall send it.
        OutboxExempt = "outbox-exempt", "AMB-14 ASMS-042 ASMS-047";
        /// Yes: an old unsent item is soft-deleted, or never sent to the device.
        Reading Applies = "applies", "AMB-14 ASMS-042 ASMS-047";
    }
}

impl OutboxFilter {
    pub(crate) fn is_exempt(self) -> bool {
        self == Self::OutboxExempt
    }
}
