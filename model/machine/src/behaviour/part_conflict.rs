//! A part comes whose place another has taken.

use super::point::decision_point;

decision_point! {
    /// A part comes whose place in an incomplete message another one, with other text, has taken: what does the handset do?
    PartConflict = "part-conflict", asked of the "network" {
        /// The sender has come round to the same reference: the old message stays incomplete, a new one begins.
        StartNew = "start-new", "ASMS-058";
        /// The later part takes the place of the earlier.
        Reading Replace = "replace", "ASMS-058";
        /// The earlier part stays, the later is dropped.
        Reading KeepFirst = "keep-first", "ASMS-058";
    }
}
