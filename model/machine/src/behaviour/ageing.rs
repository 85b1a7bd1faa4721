//! When items that grow too old are soft-deleted.

use super::point::decision_point;

decision_point! {
    /// An item that the client holds has grown too old for its FilterType: is it soft-deleted?
    Ageing = "ageing", asked of the "server" {
        /// With the next request on that day.
        WithTheDay = "with-the-day", "ASMS-042 EC-13d";
        /// Only when a request changes the options.
        Defect OnChangeOnly = "on-change-only", "B-61 ASMS-042";
    }
}

impl Ageing {
    pub(crate) fn soft_deletes(self, options_moved: bool) -> bool {
        self == Self::WithTheDay || options_moved
    }
}
