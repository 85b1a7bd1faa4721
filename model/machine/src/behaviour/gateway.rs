//! AMB-09: several devices of one user are enabled.

use super::point::decision_point;

decision_point! {
    /// Several devices are enabled for outbound SMS and synchronise the Outbox: who is offered what is to be sent?
    Gateway = "one-gateway" ("AMB-09"), asked of the "server" {
        /// One of them, the lowest-numbered; another that holds an item already keeps it.
        OneGateway = "one-gateway", "AMB-09 ASMS-028 EC-30c";
        /// Each of them: the recipient gets the message as often.
        Reading EveryDevice = "every-device", "AMB-09 ASMS-054 EC-30c EC-04 B-18";
    }
}

impl Gateway {
    /// Whether an enabled device that is not the gateway is offered what is to be sent.
    pub(crate) fn offers_to_others(self) -> bool {
        self == Self::EveryDevice
    }
}
