//! AMB-16: what a device remembers of what it sent.

use super::point::decision_point;

decision_point! {
    /// What does the device remember of the Outbox items that it sent and has not seen deleted yet?
    Journal = "journal" ("AMB-16"), asked of the "device" {
        /// All, across crashes and a sync key that is reset to 0.
        Journal = "journal", "AMB-16 ASMS-054 ASMS-060 EC-04 EC-39";
        /// Nothing beyond the life of a sync key: after a reset the item arrives again and is sent twice.
        Reading NoJournal = "no-journal", "AMB-16 ASMS-054 EC-04";
        /// Nothing beyond a crash: what stands in its Outbox afterwards is sent again.
        Defect Volatile = "volatile", "B-91 EC-04b";
    }
}

impl Journal {
    /// Whether the memory outlasts a sync key.
    pub(crate) fn outlasts_keys(self) -> bool {
        self != Self::NoJournal
    }

    /// Whether the memory outlasts a crash.
    pub(crate) fn outlasts_crashes(self) -> bool {
        self != Self::Volatile
    }
}
