//! What a device does when a folder is not there any more.

use super::point::decision_point;

decision_point! {
    /// The server answers status 12: what does the device do before it asks again?
    HierarchyChanged = "hierarchy-changed", asked of the "device" {
        /// It synchronises the folder hierarchy, and drops the folders that are gone.
        FolderSync = "folder-sync", "EC-21";
        /// Nothing: the same Sync goes out again, and is refused again.
        Defect TriesAgain = "tries-again", "B-47";
    }
}

impl HierarchyChanged {
    /// Whether the hierarchy is synchronised.
    pub(crate) fn synchronises(self) -> bool {
        self == Self::FolderSync
    }
}
