//! What a Ping says about the last Sync answer.

use super::point::decision_point;

decision_point! {
    /// A Ping comes after a Sync answer: has the device received that answer?
    PingAcknowledges = "ping-acknowledges", asked of the "server" {
        /// Nobody knows: only the use of its key acknowledges an answer.
        Never = "never", "EC-03";
        /// Yes: what the answer carried is not sent again, though it may have been lost.
        Defect AsAcknowledgement = "as-acknowledgement", "B-46 EC-03";
    }
}

impl PingAcknowledges {
    pub(crate) fn acknowledges(self) -> bool {
        self == Self::AsAcknowledgement
    }
}
