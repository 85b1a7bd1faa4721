//! What a SoftDelete does on the device.

use super::point::decision_point;

decision_point! {
    /// The server soft-deletes an item: what becomes of the device's copy?
    SoftDeleteHandling = "soft-delete", asked of the "device" {
        /// It goes from the device, and nothing is said to the server.
        Removed = "removed", "ASMS-041 EC-14g";
        /// It stays: SoftDelete is not understood.
        Defect Ignored = "ignored", "B-07";
        /// It goes, and the server is told to delete the item too.
        Defect Echoed = "echoed", "B-62 EC-14g";
    }
}

impl SoftDeleteHandling {
    /// Whether the copy goes.
    pub(crate) fn removes(self) -> bool {
        self != Self::Ignored
    }

    /// Whether a Delete is sent.
    pub(crate) fn echoes(self) -> bool {
        self == Self::Echoed
    }
}
