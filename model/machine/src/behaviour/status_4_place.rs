//! AMB-22: where status 4 stands.

use super::point::decision_point;

decision_point! {
    /// A folder's part of a Sync request breaks a rule: where does status 4 stand?
    Status4Place = "status-4-place" ("AMB-22"), asked of the "server" {
        /// In the Sync element: nothing of the request is done.
        Root = "root", "AMB-22 ASMS-063 ASMS-064 ASMS-065 ASMS-066 EC-10 EC-10b";
        /// In the Collection: nothing of that folder's part is done, the other folders are answered.
        Reading Collection = "collection", "AMB-22 EC-10 EC-10b";
    }
}

impl Status4Place {
    pub(crate) fn is_the_collection(self) -> bool {
        self == Self::Collection
    }
}
