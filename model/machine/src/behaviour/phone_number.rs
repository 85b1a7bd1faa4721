//! AMB-02: EnableOutboundSMS without PhoneNumber.

use super::Product;
use super::point::decision_point;
use crate::version::Version;

decision_point! {
    /// A Settings request enables outbound SMS and carries no PhoneNumber: when is that status 5?
    PhoneNumberRule = "phone-number" ("AMB-02"), asked of the "server" {
        /// Whenever no number is known for the device; an earlier Settings request counts.
        Always = "always", "AMB-02 ASMS-071 ASMS-052 EC-16";
        /// Whenever this request has none.
        Reading AlwaysInRequest = "always-in-request", "AMB-02 ASMS-071 EC-16";
        /// At version 14.0 alone (v5.0 notes), while no number is known.
        Reading ByVersion = "by-version", "AMB-02 ASMS-031 EC-16";
        /// For Exchange 2010 alone (v9.0 notes), while no number is known.
        Reading ByProduct = "by-product", "AMB-02 ASMS-031 ASMS-077 EC-16";
    }
}

impl PhoneNumberRule {
    /// Whether a request without a number is refused, given whether an earlier one gave a number.
    pub(crate) fn refuses(self, known: bool, version: Version, mut product: impl FnMut() -> Product) -> bool {
        match self {
            Self::Always => !known,
            Self::AlwaysInRequest => true,
            Self::ByVersion => !known && version == Version::V14_0,
            Self::ByProduct => !known && product().needs_a_number(),
        }
    }
}
