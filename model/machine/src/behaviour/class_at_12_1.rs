//! Class before there were classes.

use super::point::decision_point;

decision_point! {
    /// Version 12.1 knows no Class in Options and no SMS: what of a request that has one?
    ClassAt12_1 = "class-at-12-1", asked of the "server" {
        /// Status 4.
        ProtocolError = "protocol-error", "EC-35 EC-24";
        /// It is taken as at later versions, and SMS goes to a client that cannot know it.
        Defect Accepted = "accepted", "B-67";
    }
}

impl ClassAt12_1 {
    pub(crate) fn is_accepted(self) -> bool {
        self == Self::Accepted
    }
}
