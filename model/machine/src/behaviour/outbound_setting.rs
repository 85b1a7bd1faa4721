//! What becomes of EnableOutboundSMS.

use super::point::decision_point;

decision_point! {
    /// A device sets EnableOutboundSMS and is told success: does the server know it from then on?
    OutboundSetting = "outbound-setting", asked of the "server" {
        /// Yes.
        Stored = "stored", "ASMS-026 ASMS-052 ASMS-053";
        /// No: it is passed over, so the device takes itself for enabled and the server does not.
        Defect PassedOver = "passed-over", "B-17";
    }
}

impl OutboundSetting {
    pub(crate) fn is_stored(self) -> bool {
        self == Self::Stored
    }
}
