//! How the server finds the item of a Change or Delete.

use super::point::decision_point;

decision_point! {
    /// Change and Delete carry no Class: how does the server know that the item is an SMS?
    ItemClass = "item-class", asked of the "server" {
        /// By its ServerId.
        ByServerId = "by-server-id", "ASMS-023 ASMS-043";
        /// It looks for an e-mail: the Delete of an SMS finds nothing and gets status 8.
        Defect SmsDeleteUnknown = "sms-delete-unknown", "B-04";
        /// It looks for an e-mail: the Change of an SMS finds nothing and gets status 8.
        Defect SmsChangeUnknown = "sms-change-unknown", "B-05";
    }
}

impl ItemClass {
    pub(crate) fn finds_to_delete(self) -> bool {
        self != Self::SmsDeleteUnknown
    }

    pub(crate) fn finds_to_change(self) -> bool {
        self != Self::SmsChangeUnknown
    }
}
