//! What a request that gets status 4 leaves behind.

use super::point::decision_point;

decision_point! {
    /// A request breaks a rule and gets status 4: what has happened to the state?
    ProtocolErrorHandling = "protocol-error", asked of the "server" {
        /// Nothing: the request is checked whole before any of it is done.
        Untouched = "untouched", "EC-08f EC-10b ASMS-064";
        /// Its commands were done before the rule was checked.
        Defect CommandsFirst = "commands-first", "B-14 B-35 EC-08f";
    }
}

impl ProtocolErrorHandling {
    pub(crate) fn commands_first(self) -> bool {
        self == Self::CommandsFirst
    }
}
