//! What becomes of an SMS that a client adds.

use super::point::decision_point;
use crate::id::ContentId;

decision_point! {
    /// A client adds an SMS as it may: what does the server make of it?
    SmsAdd = "sms-add", asked of the "server" {
        /// An item that says what the client wrote.
        Made = "made", "ASMS-043 ASMS-045";
        /// Nothing: status 6, and the key stays, so that the client sends it again for ever.
        Defect Refused = "refused", "B-10";
        /// Nothing, though the answer gives it a number: it cannot be fetched.
        Defect NotKept = "not-kept", "B-11";
        /// An item that says something else.
        Defect Rewritten = "rewritten", "B-12";
    }
}

impl SmsAdd {
    pub(crate) fn is_refused(self) -> bool {
        self == Self::Refused
    }

    pub(crate) fn is_kept(self) -> bool {
        self != Self::NotKept
    }

    /// What the item says.
    pub(crate) fn stored(self, content: ContentId) -> ContentId {
        match self {
            Self::Rewritten => ContentId(content.0 | 1 << 31),
            Self::Made | Self::Refused | Self::NotKept => content,
        }
    }
}
