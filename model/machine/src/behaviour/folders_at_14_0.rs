//! AMB-03: SMS in the other mail folders at version 14.0.

use super::point::decision_point;

decision_point! {
    /// At 14.0 SMS exist in Inbox, Outbox and Sent Items alone: what of SMS Options on another mail folder?
    FoldersAt14_0 = "folders-at-14-0" ("AMB-03"), asked of the "server" {
        /// The answer is as if only the default class were asked for.
        IgnoreSms = "ignore-sms", "AMB-03 ASMS-034 ASMS-051";
        /// Status 4.
        Reading Status4 = "status-4", "AMB-03 ASMS-034 ASMS-051";
    }
}

impl FoldersAt14_0 {
    pub(crate) fn refuses(self) -> bool {
        self == Self::Status4
    }
}
