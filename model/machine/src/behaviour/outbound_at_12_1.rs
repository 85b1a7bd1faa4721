//! AMB-29: EnableOutboundSMS at version 12.1.

use super::point::decision_point;

decision_point! {
    /// Version 12.1 has no EnableOutboundSMS: what is the answer to a Settings request with it?
    OutboundAt12_1 = "outbound-at-12-1" ("AMB-29"), asked of the "server" {
        /// Status 2, and nothing is taken over.
        StatusError = "status-error", "AMB-29 ASMS-029";
        /// The element is passed over.
        Reading Ignored = "ignored", "AMB-29 ASMS-029";
    }
}

impl OutboundAt12_1 {
    pub(crate) fn is_ignored(self) -> bool {
        self == Self::Ignored
    }
}
