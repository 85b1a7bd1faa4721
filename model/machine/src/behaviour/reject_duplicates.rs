//! Whether the service centre honours TP-RD.

use super::point::decision_point;

decision_point! {
    /// A modem submits again with TP-RD, and the centre holds one of that TP-MR to that recipient: is it refused?
    RejectDuplicates = "reject-duplicates", asked of the "network" {
        /// Yes, whatever it says (3GPP TS 23.040 9.2.3.25); devices take that refusal for success.
        Honoured = "honoured", "AMB-12 EC-04";
        /// No: the centre takes both, and the recipient gets the message twice.
        Reading Ignored = "ignored", "AMB-12 EC-04";
        /// Only if it says the same, so that a TP-MR that has come round is not mistaken.
        Reading TextCompared = "text-compared", "AMB-12 EC-04";
    }
}

impl RejectDuplicates {
    /// Whether the second submission is refused, given whether it says what the one says that is held.
    pub(crate) fn rejects(self, says_the_same: bool) -> bool {
        match self {
            Self::Honoured => true,
            Self::Ignored => false,
            Self::TextCompared => says_the_same,
        }
    }
}
