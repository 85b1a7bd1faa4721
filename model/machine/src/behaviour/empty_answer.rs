//! What a device takes an empty answer for.

use super::point::decision_point;

decision_point! {
    /// The answer to Sync has no body: what does that mean to the device?
    EmptyAnswer = "empty-answer", asked of the "device" {
        /// That nothing changed: every key and every item stays.
        NothingChanged = "nothing-changed", "EC-11f EC-12";
        /// The key is read from nothing and becomes 0, so that the next request starts over.
        Defect KeyLost = "key-lost", "B-38";
        /// No change came, so there can be nothing in the folders: the copy is emptied under a key that stays.
        Defect EmptiesFolder = "empties-folder", "B-44";
    }
}

impl EmptyAnswer {
    /// Whether the keys are taken to be 0 now.
    pub(crate) fn loses_keys(self) -> bool {
        self == Self::KeyLost
    }

    /// Whether the items are taken to be gone.
    pub(crate) fn empties_folders(self) -> bool {
        self == Self::EmptiesFolder
    }
}
