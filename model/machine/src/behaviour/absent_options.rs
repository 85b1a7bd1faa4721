//! AMB-04: a request without Options.

use super::point::decision_point;
use crate::class::{Class, FilterType, Wanted};
use crate::server::Subscription;

decision_point! {
    /// A request has no Options block: does it mean the default class alone, or what was asked for before?
    AbsentOptions = "absent-options" ("AMB-04"), asked of the "server" {
        /// The remembered set where there is one, else the folder's default class.
        StickyAfterFirst = "sticky-after-first", "AMB-04 ASMS-037 ASMS-039 EC-07";
        /// The default class always, so that SMS items are soft-deleted by each short request.
        Reading NeverSticky = "never-sticky", "AMB-04 ASMS-037 EC-07";
    }
}

impl AbsentOptions {
    /// What a request without Options asks for.
    pub(crate) fn subscription(self, remembered: &Subscription, default_class: Class) -> Subscription {
        match self {
            Self::StickyAfterFirst if !remembered.is_empty() => remembered.clone(),
            Self::StickyAfterFirst | Self::NeverSticky => {
                [Wanted { class: default_class, filter: FilterType::ALL, preferences: None }]
                    .into_iter()
                    .collect()
            }
        }
    }
}
