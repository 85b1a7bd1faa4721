//! Which FilterType a device writes.

use super::point::decision_point;
use crate::class::FilterType;

decision_point! {
    /// The user wants a window of days: which FilterType does the device write for a mail folder?
    FilterValue = "filter-value", asked of the "device" {
        /// One that e-mail and SMS have, 0 to 5.
        OfMail = "of-mail", "ASMS-042 ASMS-063";
        /// Three months, which calendars have and mail does not, so that the request is refused.
        Defect OfCalendars = "of-calendars", "B-63";
    }
}

impl FilterValue {
    /// What is written for a window; no filter is written as it is.
    pub(crate) fn written(self, window: FilterType) -> FilterType {
        match self {
            Self::OfMail => window,
            Self::OfCalendars => FilterType(6),
        }
    }
}
