//! Under which name a device speaks to the server.

use super::point::decision_point;
use crate::id::DeviceId;

decision_point! {
    /// A second device of the user speaks to the server: under which DeviceId?
    DeviceIdentity = "device-identity", asked of the "device" {
        /// Each under its own.
        Own = "own", "EC-37";
        /// All under that of the first, as a cloned profile does, so that they use up each other's keys.
        Defect Cloned = "cloned", "B-45";
    }
}

impl DeviceIdentity {
    /// The name by which the server hears this device.
    pub(crate) fn speaks_as(self, device: DeviceId) -> DeviceId {
        match self {
            Self::Own => device,
            Self::Cloned => DeviceId(0),
        }
    }
}
