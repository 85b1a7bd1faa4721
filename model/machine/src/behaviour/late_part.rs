//! A part comes again when its message is complete already.

use super::point::decision_point;

decision_point! {
    /// A part comes again when its message is complete already: does the handset know that it had it?
    LatePart = "late-part", asked of the "network" {
        /// Yes, and drops it: it remembers what it completed.
        Remembered = "remembered", "ASMS-058";
        /// No: it waits for the other parts, which never come, and joins what is left with the next message of that
        /// reference.
        Reading Forgotten = "forgotten", "ASMS-058";
    }
}

impl LatePart {
    pub(crate) fn is_dropped(self) -> bool {
        self == Self::Remembered
    }
}
