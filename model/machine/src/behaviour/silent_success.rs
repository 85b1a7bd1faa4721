//! What a device concludes when the answer does not mention an operation.

use super::point::decision_point;

decision_point! {
    /// The answer is a success and has no entry for a Change or Delete of the request: is the operation done?
    SilentSuccess = "silent-success", asked of the "device" {
        /// Yes: only failures are told of.
        Done = "done", "EC-27";
        /// No: only an entry in Responses ends it, so that it is sent again with every request.
        Defect StaysPending = "stays-pending", "B-41";
    }
}

impl SilentSuccess {
    /// Whether the operation has ended.
    pub(crate) fn is_done(self) -> bool {
        self == Self::Done
    }
}
