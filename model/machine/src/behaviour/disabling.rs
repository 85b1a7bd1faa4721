//! AMB-10: a device is disabled while it holds unsent items.

use super::point::decision_point;

decision_point! {
    /// The device is disabled while it still holds unsent items: does it send them?
    Disabling = "disabling" ("AMB-10"), asked of the "device" {
        /// No: it stops at once and leaves them in the Outbox.
        Drop = "drop", "AMB-10 ASMS-028 ASMS-053 EC-30";
        /// Yes: it sends what it holds, and takes on nothing more.
        Reading Finish = "finish", "AMB-10 ASMS-053 EC-30";
    }
}

impl Disabling {
    /// Whether what the device holds is sent although it is disabled.
    pub(crate) fn finishes(self) -> bool {
        self == Self::Finish
    }
}
