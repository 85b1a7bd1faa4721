//! AMB-32: FilterType 6 to 8 where there is no e-mail.

use super::point::decision_point;

decision_point! {
    /// FilterType is outside 0 to 5 on a folder that holds no e-mail: is that a breach?
    FilterOnOthers = "filter-on-others" ("AMB-32"), asked of the "server" {
        /// No: 6 to 8 are values that other classes have.
        Allowed = "allowed", "AMB-32 ASMS-063";
        /// Status 4: no kind of folder is named.
        Reading Status4 = "status-4", "AMB-32 ASMS-063";
    }
}

impl FilterOnOthers {
    pub(crate) fn is_allowed(self) -> bool {
        self == Self::Allowed
    }
}
