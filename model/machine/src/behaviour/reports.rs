//! AMB-11: some recipients fail, others succeed.

use smallvec::SmallVec;

use super::point::decision_point;
use crate::recipients::Recipients;

decision_point! {
    /// A message went to some recipients and not to others: what is reported?
    Reports = "reports" ("AMB-11"), asked of the "device" {
        /// One report, which names the recipients that failed.
        OneNdr = "one-ndr", "AMB-11 ASMS-056 ASMS-059 EC-29 EC-52";
        /// A report for each recipient that failed.
        Reading NdrEach = "ndr-each", "AMB-11 ASMS-059 EC-52";
        /// One report for the message as a whole, whoever got it.
        Reading NdrAll = "ndr-all", "AMB-11 ASMS-059 EC-52";
    }
}

impl Reports {
    /// Whom each report names, where `failed` of `all` recipients did not get the message.
    pub(crate) fn named(self, failed: Recipients, all: Recipients) -> SmallVec<[Recipients; 2]> {
        match self {
            Self::OneNdr => SmallVec::from_iter([failed]),
            Self::NdrEach => failed.iter().map(Recipients::one).collect(),
            Self::NdrAll => SmallVec::from_iter([all]),
        }
    }
}
