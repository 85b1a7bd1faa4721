//! AMB-04: a request without Options.

use std::borrow::Cow;

use super::point::decision_point;
use crate::class::Wanted;
use crate::server::Subscription;

decision_point! {
    /// A request has no Options block: does it mean the default class alone, or what was asked for before?
    AbsentOptions = "absent-options" ("AMB-04"), asked of the "server" {
        /// The remembered set where there is one, else the folder's default class.
        StickyAfterFirst = "sticky-after-first", "AMB-04 ASMS-037 ASMS-039 EC-07";
        /// The default class always, so that SMS items are soft-deleted by each short request.
        Reading NeverSticky = "never-sticky", "AMB-04 ASMS-037 EC-07";
        /// The remembered classes, but every other setting falls back to its default.
        Defect DefaultsMerged = "defaults-merged", "B-51 ASMS-039";
    }
}

impl AbsentOptions {
    /// What a request without Options asks for, where something was remembered.
    pub(crate) fn subscription(self, remembered: &Subscription, default: Wanted) -> Cow<'_, Subscription> {
        match self {
            Self::StickyAfterFirst => Cow::Borrowed(remembered),
            Self::NeverSticky => Cow::Owned([default].into_iter().collect()),
            Self::DefaultsMerged => {
                Cow::Owned(remembered.iter().map(|wanted| Wanted::all_of(wanted.class)).collect())
            }
        }
    }
}
