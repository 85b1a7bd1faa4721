//! Whether a client gets its own items back.

use super::point::decision_point;

decision_point! {
    /// A client added an item: does it come back to it as an Add of the server?
    OwnAdds = "own-adds", asked of the "server" {
        /// No: the client holds it by the answer to its own Add.
        NotEchoed = "not-echoed", "EC-17 EC-44";
        /// Yes.
        Defect Echoed = "echoed", "B-32";
    }
}

impl OwnAdds {
    pub(crate) fn are_echoed(self) -> bool {
        self == Self::Echoed
    }
}
