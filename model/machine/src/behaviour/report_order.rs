//! AMB-07: report and deletion of an Outbox item.

use super::point::decision_point;

decision_point! {
    /// In which order do radio result, non-delivery report and Outbox Delete reach the server?
    ReportOrder = "report-order" ("AMB-07"), asked of the "device" {
        /// The Delete is sent only after the report was acknowledged.
        NdrThenDelete = "ndr-then-delete", "AMB-07 ASMS-059 ASMS-060 EC-29c";
        /// Both stand in one request.
        Reading Together = "together", "AMB-07 ASMS-059 ASMS-060 EC-29c";
        /// The Delete is sent as soon as the modem took the message, whatever comes of it.
        Reading DeleteFirst = "delete-first", "AMB-07 ASMS-060 EC-04b EC-29c";
    }
}

impl ReportOrder {
    /// Whether the Delete waits until the report is acknowledged.
    pub(crate) fn awaits_report(self) -> bool {
        self == Self::NdrThenDelete
    }

    /// Whether the Delete waits until the network has answered.
    pub(crate) fn awaits_result(self) -> bool {
        self != Self::DeleteFirst
    }
}
