//! The follow-up flag. [MS-ASEMAIL] 2.2.2.34.

use std::borrow::Cow;

use crate::command::scalar::open_codes;
use crate::command::schema::choice;
use crate::wbxml::tag::{email, tasks};

choice! {
    /// A flag: its properties in any order, none of them when there is no flag. [MS-ASEMAIL] 2.2.2.34.
    ///
    /// Each may stand there once; what a repeat means is undefined, so that it is kept, and the accessors give the
    /// first. Which ones have to stand together is the server's to judge (item status 6). [MS-ASEMAIL] 3.2.5.4.2.
    pub struct Flag<'a> of
    /// One property of a flag. Times are dateTime; those without `utc` are local times, written like the others.
    pub enum FlagProperty {
        /// The subject of the flag.
        Subject(Cow<'a, str>) = tasks::SUBJECT;
        /// Whether it is set.
        Status(FlagStatus) = email::STATUS;
        /// Its name, free text, usually "for Follow Up".
        FlagType(Cow<'a, str>) = email::FLAG_TYPE;
        /// The day on which it was completed.
        DateCompleted(Cow<'a, str>) = tasks::DATE_COMPLETED;
        /// When it was completed.
        CompleteTime(Cow<'a, str>) = email::COMPLETE_TIME;
        /// Start, local time.
        StartDate(Cow<'a, str>) = tasks::START_DATE;
        /// Due, local time.
        DueDate(Cow<'a, str>) = tasks::DUE_DATE;
        /// Start, UTC.
        UtcStartDate(Cow<'a, str>) = tasks::UTC_START_DATE;
        /// Due, UTC.
        UtcDueDate(Cow<'a, str>) = tasks::UTC_DUE_DATE;
        /// 1 when there is a reminder, default 0.
        ReminderSet(u8) = tasks::REMINDER_SET;
        /// When to remind.
        ReminderTime(Cow<'a, str>) = tasks::REMINDER_TIME;
        /// By what to sort.
        OrdinalDate(Cow<'a, str>) = tasks::ORDINAL_DATE;
        /// By what to sort among equals.
        SubOrdinalDate(Cow<'a, str>) = tasks::SUB_ORDINAL_DATE;
    }
}

open_codes! {
    /// The state of a flag; other values are item status 6. [MS-ASEMAIL] 2.2.2.74.
    pub struct FlagStatus(u32) {
        /// Cleared.
        CLEARED = 0 "cleared",
        /// Complete.
        COMPLETE = 1 "complete",
        /// Active.
        ACTIVE = 2 "active",
    }
}

impl Flag<'_> {
    /// The state, if it is said.
    pub fn status(&self) -> Option<FlagStatus> {
        self.0.iter().find_map(|property| match property {
            FlagProperty::Status(status) => Some(*status),
            _ => None,
        })
    }

    /// Whether it says that there is no flag: no children, or the status of a cleared one. [MS-ASEMAIL] 3.2.5.4.2.
    pub fn is_cleared(&self) -> bool {
        self.0.is_empty() || self.status() == Some(FlagStatus::CLEARED)
    }
}
