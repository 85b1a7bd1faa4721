//! AMB-25: options whose answer is lost.

use super::point::decision_point;

decision_point! {
    /// A request changes the options and its answer is lost; the repeat carries none: which are in force?
    OptionVersion = "option-version" ("AMB-25"), asked of the "server" {
        /// Those of the key's own state: the client must send the new ones again.
        Versioned = "versioned", "AMB-25 ASMS-039 ASMS-040 EC-07d";
        /// The new ones: the server keeps them at once.
        Reading Latest = "latest", "AMB-25 ASMS-039 EC-07d";
    }
}

impl OptionVersion {
    pub(crate) fn takes_effect_at_once(self) -> bool {
        self == Self::Latest
    }
}
