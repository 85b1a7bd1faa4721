//! AMB-20: a client's Add without InternetCPID.

use super::point::decision_point;

decision_point! {
    /// A client's Add has no InternetCPID, which v9.0 calls required: what becomes of it?
    CodePage = "code-page" ("AMB-20"), asked of the "server" {
        /// The item is made.
        Tolerate = "tolerate", "AMB-20 ASMS-017 EC-28";
        /// The Add is refused with item status 6.
        Reading ItemError = "item-error", "AMB-20 ASMS-017 EC-28";
    }
}

impl CodePage {
    pub(crate) fn is_required(self) -> bool {
        self == Self::ItemError
    }
}
