//! AMB-21: which status tells a bad key in GetItemEstimate.

use super::point::decision_point;
use crate::message::EstimateStatus;

decision_point! {
    /// GetItemEstimate status 4 means a protocol error, or a bad key: which of them gets it?
    EstimateKeyStatus = "estimate-status" ("AMB-21"), asked of the "server" {
        /// Both.
        Both = "both", "AMB-21 ASMS-068 ASMS-069 ASMS-070 EC-09";
        /// A protocol error alone; a bad key gets status 3.
        Reading ProtocolErrorOnly = "protocol-error-only", "AMB-21 ASMS-068 EC-09";
    }
}

impl EstimateKeyStatus {
    /// The status of a key that Sync would refuse.
    pub(crate) fn of_a_bad_key(self) -> EstimateStatus {
        match self {
            Self::Both => EstimateStatus::InvalidKeyOrProtocolError,
            Self::ProtocolErrorOnly => EstimateStatus::NotPrimed,
        }
    }
}
