//! Which folders a held request watches.

use super::point::decision_point;

decision_point! {
    /// A request is held and an item is added to the Outbox: is the request answered?
    HangingWatch = "hanging-watch", asked of the "server" {
        /// Yes: every folder named is watched.
        EveryFolder = "every-folder", "ASMS-048 EC-34d";
        /// No: the Outbox is left out, so a message waits for the end of the interval.
        Defect OutboxSkipped = "outbox-skipped", "B-19";
    }
}

impl HangingWatch {
    pub(crate) fn watches_the_outbox(self) -> bool {
        self == Self::EveryFolder
    }
}
