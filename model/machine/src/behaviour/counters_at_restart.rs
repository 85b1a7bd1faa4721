//! What a restart does to the modem's counters.

use super::point::decision_point;

decision_point! {
    /// A phone restarts: do its counts of TP-MR and of message references go on where they stood?
    CountersAtRestart = "counters-at-restart", asked of the "network" {
        /// Both do: the SIM keeps them.
        Kept = "kept", "ASMS-058 EC-04";
        /// References start over, so that parts of a new message can find those of an old one.
        Reading ReferenceStartsOver = "reference-starts-over", "ASMS-058";
        /// Both start over, so that a status report can mean an old submission and a new one.
        Reading BothStartOver = "both-start-over", "ASMS-058 ASMS-059 EC-04";
    }
}

impl CountersAtRestart {
    /// Whether the next TP-MR is the first again.
    pub(crate) fn resets_mr(self) -> bool {
        self == Self::BothStartOver
    }

    /// Whether the next reference is the first again.
    pub(crate) fn resets_reference(self) -> bool {
        self != Self::Kept
    }
}
