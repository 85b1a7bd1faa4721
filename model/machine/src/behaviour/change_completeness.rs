//! AMB-33: what a server Change of an SMS carries.

use super::point::decision_point;

decision_point! {
    /// The SMS class requires InternetCPID, ConversationId and ConversationIndex: in a server Change too?
    ChangeCompleteness = "change-completeness" ("AMB-33"), asked of the "server" {
        /// In an Add only; a Change carries what changed.
        AddsOnly = "adds-only", "AMB-33 ASMS-011 ASMS-012 ASMS-017";
        /// In every Add and Change.
        Reading EveryResponse = "every-response", "AMB-33 ASMS-011 ASMS-012 ASMS-017";
    }
}

impl ChangeCompleteness {
    pub(crate) fn completes_changes(self) -> bool {
        self == Self::EveryResponse
    }
}
