//! AMB-12: the radio gives no answer.

use super::point::decision_point;

decision_point! {
    /// The network does not answer a submission, which it may have or not: what does the device take that for?
    Silence = "silence" ("AMB-12"), asked of the "device" {
        /// For a reason to submit it again, with the same TP-MR and with TP-RD, a few times at most.
        Resubmit = "resubmit", "AMB-12 ASMS-059 EC-04b";
        /// For a delivery problem, though the recipient may have the message.
        Reading Ndr = "ndr", "AMB-12 ASMS-059";
        /// For success, though the message may be lost.
        Reading AssumeSent = "assume-sent", "AMB-12 ASMS-059";
    }
}
