//! Whether a handset knows a delivery again.

use super::point::decision_point;

decision_point! {
    /// The centre did not hear that a message of one part was delivered, and delivers it again: what does the handset show?
    RepeatedDelivery = "repeated-delivery", asked of the "network" {
        /// Nothing: originator, time stamp and text are those of a message that it has.
        Recognised = "recognised", "EC-04";
        /// The message a second time: a delivery has no number by which to know it.
        Reading ShownTwice = "shown-twice", "EC-04";
    }
}

impl RepeatedDelivery {
    pub(crate) fn is_recognised(self) -> bool {
        self == Self::Recognised
    }
}
