//! AMB-06: a client's Change that carries more than Read and Flag.

use super::point::decision_point;

decision_point! {
    /// A client's Change carries something other than Read and Flag, which it must not: what becomes of it?
    ChangeOther = "change-other" ("AMB-06"), asked of the "server" {
        /// Item status 6, and nothing of it is applied.
        ItemError = "item-error", "AMB-06 ASMS-046 EC-18";
        /// Read and Flag are applied, the rest is dropped.
        Reading ApplyAllowed = "apply-allowed", "AMB-06 ASMS-046 EC-18";
        /// The request is refused with status 4.
        Reading RequestError = "request-error", "AMB-06 ASMS-046 EC-18";
        /// All of it is applied: the text of the message is another one now.
        Defect ApplyAll = "apply-all", "B-15 ASMS-046";
        /// Item status 6, yet a second item appears with the new text.
        Defect ApplyThenCheck = "apply-then-check", "B-14 ASMS-046";
    }
}

/// What to do with such a Change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Excess {
    /// Refuse it.
    Refuse,
    /// Refuse it after an item with the new text was made.
    RefuseAndAdd,
    /// Apply Read and Flag.
    Drop,
    /// Apply all of it.
    Apply,
}

impl ChangeOther {
    pub(crate) fn breaks_request(self) -> bool {
        self == Self::RequestError
    }

    pub(crate) fn excess(self) -> Excess {
        match self {
            Self::ItemError | Self::RequestError => Excess::Refuse,
            Self::ApplyAllowed => Excess::Drop,
            Self::ApplyAll => Excess::Apply,
            Self::ApplyThenCheck => Excess::RefuseAndAdd,
        }
    }
}
