//! AMB-24: a client's Add without Class.

use super::point::decision_point;

decision_point! {
    /// A client's Add in a mail folder has no Class: what does it add?
    ClasslessAdd = "classless-add" ("AMB-24"), asked of the "server" {
        /// An e-mail, which a client may not add: item status 6.
        IsEmail = "is-email", "AMB-24 ASMS-023 EC-25";
        /// An SMS, if it is made of SMS elements.
        Reading IsSms = "is-sms", "AMB-24 ASMS-023 ASMS-043";
    }
}

impl ClasslessAdd {
    pub(crate) fn is_sms(self) -> bool {
        self == Self::IsSms
    }
}
