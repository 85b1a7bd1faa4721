//! Which options choose the items that are sent.

use super::point::decision_point;
use crate::class::{FilterType, MailClasses, Wanted};
use crate::server::Subscription;

decision_point! {
    /// Sticky options are remembered: do they also choose what is sent?
    QueryOptions = "query-options", asked of the "server" {
        /// Yes: what is sent follows the options in force.
        InForce = "in-force", "ASMS-039 ASMS-062";
        /// No: what is sent follows the request's own options, and without any everything is sent.
        Defect RequestAlone = "request-alone", "B-52 ASMS-062";
    }
}

impl QueryOptions {
    /// What chooses the items to send, given the options in force and whether the request had any.
    pub(crate) fn query(self, in_force: &Subscription, has_options: bool) -> Subscription {
        match self {
            Self::RequestAlone if !has_options => MailClasses::BOTH
                .iter()
                .map(|class| Wanted { class, filter: FilterType::ALL, preferences: None })
                .collect(),
            Self::InForce | Self::RequestAlone => in_force.clone(),
        }
    }
}
