//! What a `Flag` must hold.

use std::fmt;

use super::DateTime;
use crate::command::item::{Flag, FlagProperty};

/// The children of a `Flag` as they came, each at most once ([MS-ASEMAIL] 2.2.2.34). An empty one is a flag
/// that is cleared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the elements")]
pub struct FlagFields<'t> {
    pub subject: Option<&'t str>,
    pub status: Option<i64>,
    pub flag_type: Option<&'t str>,
    pub date_completed: Option<&'t str>,
    pub complete_time: Option<&'t str>,
    pub start_date: Option<&'t str>,
    pub due_date: Option<&'t str>,
    pub utc_start_date: Option<&'t str>,
    pub utc_due_date: Option<&'t str>,
    pub reminder_set: Option<i64>,
    pub reminder_time: Option<&'t str>,
    pub ordinal_date: Option<&'t str>,
    pub sub_ordinal_date: Option<&'t str>,
}

/// What a device does with a `Flag` ([MS-ASEMAIL] 3.2.5.4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlagAction {
    /// Status 2.
    Set,
    /// Status 1.
    Complete,
    /// Status 0, whatever else is there (EC-18f), or an empty `Flag`.
    Clear,
    /// No Status, or one that does not exist.
    Update,
}

/// A rule about `Flag`. The message says what would be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlagRule {
    /// Status is 0, 1 or 2.
    StatusValue,
    /// To set a flag takes a `FlagType`.
    SetNeedsFlagType,
    /// That `FlagType` is the one that the table names.
    SetFlagTypeValue,
    /// To set a flag takes the four dates, or both times of completion.
    SetNeedsDates,
    /// To complete a flag takes `CompleteTime`.
    CompleteNeedsCompleteTime,
    /// To complete a flag takes `DateCompleted`.
    CompleteNeedsDateCompleted,
    /// `DateCompleted` comes with `CompleteTime`.
    DateCompletedNeedsCompleteTime,
    /// `CompleteTime` comes with `DateCompleted`.
    CompleteTimeNeedsDateCompleted,
    /// The four start and due dates come all together.
    DatesAllOrNone,
    /// `DueDate` is not before `StartDate`.
    DueNotBeforeStart,
    /// `UtcDueDate` is not before `UtcStartDate`.
    UtcDueNotBeforeUtcStart,
    /// `UtcDueDate` is not the same as `UtcStartDate`.
    UtcDueAfterUtcStart,
    /// `ReminderSet` is 0 or 1.
    ReminderSetValue,
    /// `ReminderSet` 1 comes with `ReminderTime`.
    ReminderNeedsTime,
    /// What should be a dateTime is one.
    DateForm(DateField),
}

/// A child of `Flag` that holds a dateTime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the elements")]
pub enum DateField {
    DateCompleted,
    CompleteTime,
    StartDate,
    DueDate,
    UtcStartDate,
    UtcDueDate,
    ReminderTime,
    OrdinalDate,
}

/// How firmly the specification states a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Force {
    /// To break it is item status 6.
    Must,
    /// Recommended.
    Should,
    /// Stated in one place, contradicted by another or by an example.
    Disputed,
}

impl FlagFields<'_> {
    /// The value of `FlagType` that the table of [MS-ASEMAIL] 3.2.5.4.2 names.
    pub const FLAG_TYPE: &'static str = "Flag for follow up";

    /// What the flag does to the item.
    pub fn action(&self) -> FlagAction {
        match self.status {
            Some(2) => FlagAction::Set,
            Some(1) => FlagAction::Complete,
            Some(0) => FlagAction::Clear,
            None if *self == Self::default() => FlagAction::Clear,
            _ => FlagAction::Update,
        }
    }

    /// The rules that this flag breaks, each once, in the order of [`FlagRule`].
    ///
    /// Every rule is judged by itself, whatever its [`Force`]: a reader who takes the other side of a
    /// disputed one skips it. An order of two dates is judged only when both can be read.
    pub fn broken_rules(&self) -> Vec<FlagRule> {
        let checks = [
            (FlagRule::StatusValue, self.status.is_none_or(|status| (0..=2).contains(&status))),
            (FlagRule::ReminderSetValue, self.reminder_set.is_none_or(|set| (0..=1).contains(&set))),
            (FlagRule::ReminderNeedsTime, self.reminder_set != Some(1) || self.reminder_time.is_some()),
        ];
        let mut broken: Vec<_> = checks
            .into_iter()
            .chain(self.action_rules())
            .chain(self.completion_rules())
            .chain(self.date_rules())
            .chain(self.date_forms())
            .filter_map(|(rule, kept)| (!kept).then_some(rule))
            .collect();
        broken.sort_unstable();
        broken
    }

    fn action_rules(&self) -> [(FlagRule, bool); 5] {
        let sets = self.action() == FlagAction::Set;
        let completes = self.action() == FlagAction::Complete;
        let both_times = self.date_completed.is_some() && self.complete_time.is_some();
        let all_dates = self.dates().iter().all(Option::is_some);
        [
            (FlagRule::SetNeedsFlagType, !sets || self.flag_type.is_some()),
            (FlagRule::SetFlagTypeValue, !sets || self.flag_type.is_none_or(|text| text == Self::FLAG_TYPE)),
            (FlagRule::SetNeedsDates, !sets || all_dates || both_times),
            (FlagRule::CompleteNeedsCompleteTime, !completes || self.complete_time.is_some()),
            (FlagRule::CompleteNeedsDateCompleted, !completes || self.date_completed.is_some()),
        ]
    }

    fn completion_rules(&self) -> [(FlagRule, bool); 2] {
        let (date, time) = (self.date_completed.is_some(), self.complete_time.is_some());
        [
            (FlagRule::DateCompletedNeedsCompleteTime, !date || time),
            (FlagRule::CompleteTimeNeedsDateCompleted, !time || date),
        ]
    }

    fn date_rules(&self) -> [(FlagRule, bool); 4] {
        let count = self.dates().iter().flatten().count();
        let read = |text: Option<&str>| DateTime::parse(text?).ok();
        let local = read(self.start_date).zip(read(self.due_date));
        let utc = read(self.utc_start_date).zip(read(self.utc_due_date));
        [
            (FlagRule::DatesAllOrNone, count == 0 || count == 4),
            (FlagRule::DueNotBeforeStart, local.is_none_or(|(start, due)| start <= due)),
            (FlagRule::UtcDueNotBeforeUtcStart, utc.is_none_or(|(start, due)| start <= due)),
            (FlagRule::UtcDueAfterUtcStart, utc.is_none_or(|(start, due)| start != due)),
        ]
    }

    fn date_forms(&self) -> [(FlagRule, bool); 8] {
        [
            (DateField::DateCompleted, self.date_completed),
            (DateField::CompleteTime, self.complete_time),
            (DateField::StartDate, self.start_date),
            (DateField::DueDate, self.due_date),
            (DateField::UtcStartDate, self.utc_start_date),
            (DateField::UtcDueDate, self.utc_due_date),
            (DateField::ReminderTime, self.reminder_time),
            (DateField::OrdinalDate, self.ordinal_date),
        ]
        .map(|(field, text)| {
            (FlagRule::DateForm(field), text.is_none_or(|text| DateTime::parse(text).is_ok()))
        })
    }

    /// The four dates that come all together.
    const fn dates(&self) -> [Option<&str>; 4] {
        [self.start_date, self.due_date, self.utc_start_date, self.utc_due_date]
    }
}

/// The properties of a flag as it was read; of one that repeats, the first. What passes through is left out.
impl<'t> From<&'t Flag<'_>> for FlagFields<'t> {
    fn from(flag: &'t Flag<'_>) -> Self {
        let mut fields = Self::default();
        // Backwards, so that the first of several is the last to be noted.
        for property in flag.0.iter().rev() {
            match property {
                FlagProperty::Subject(text) => fields.subject = Some(text),
                FlagProperty::Status(status) => fields.status = Some(status.code().into()),
                FlagProperty::FlagType(text) => fields.flag_type = Some(text),
                FlagProperty::DateCompleted(text) => fields.date_completed = Some(text),
                FlagProperty::CompleteTime(text) => fields.complete_time = Some(text),
                FlagProperty::StartDate(text) => fields.start_date = Some(text),
                FlagProperty::DueDate(text) => fields.due_date = Some(text),
                FlagProperty::UtcStartDate(text) => fields.utc_start_date = Some(text),
                FlagProperty::UtcDueDate(text) => fields.utc_due_date = Some(text),
                FlagProperty::ReminderSet(set) => fields.reminder_set = Some((*set).into()),
                FlagProperty::ReminderTime(text) => fields.reminder_time = Some(text),
                FlagProperty::OrdinalDate(text) => fields.ordinal_date = Some(text),
                FlagProperty::SubOrdinalDate(text) => fields.sub_ordinal_date = Some(text),
                FlagProperty::Other(_) => {}
            }
        }
        fields
    }
}

impl FlagRule {
    /// The section that states the rule.
    pub const fn source(self) -> &'static str {
        match self {
            Self::StatusValue => "[MS-ASEMAIL] 2.2.2.74",
            Self::SetNeedsFlagType
            | Self::SetFlagTypeValue
            | Self::SetNeedsDates
            | Self::CompleteNeedsCompleteTime
            | Self::CompleteNeedsDateCompleted => "[MS-ASEMAIL] 3.2.5.4.2",
            Self::DateCompletedNeedsCompleteTime => "[MS-ASEMAIL] 2.2.2.23",
            Self::CompleteTimeNeedsDateCompleted => "[MS-ASEMAIL] 2.2.2.19",
            Self::DatesAllOrNone | Self::DueNotBeforeStart => "[MS-ASEMAIL] 2.2.2.31",
            Self::UtcDueNotBeforeUtcStart => "[MS-ASEMAIL] 2.2.2.86",
            Self::UtcDueAfterUtcStart => "[MS-ASEMAIL] 2.2.2.87",
            Self::ReminderSetValue | Self::ReminderNeedsTime => "[MS-ASEMAIL] 2.2.2.65",
            Self::DateForm(_) => "[MS-ASDTYPE] 2.3",
        }
    }

    /// How firmly the specification states the rule.
    pub const fn force(self) -> Force {
        match self {
            // Free text by [MS-ASEMAIL] 2.2.2.35, and "for Follow Up" in 4.2.1; no dates at all are fine by 2.2.2.31;
            // the same UTC date twice in 4.2.3.
            Self::SetFlagTypeValue | Self::SetNeedsDates | Self::UtcDueAfterUtcStart => Force::Disputed,
            Self::CompleteTimeNeedsDateCompleted => Force::Should,
            _ => Force::Must,
        }
    }
}

impl fmt::Display for FlagRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StatusValue => "Status is 0, 1 or 2",
            Self::SetNeedsFlagType => "a flag with Status 2 has FlagType",
            Self::SetFlagTypeValue => "FlagType of a flag with Status 2 is \"Flag for follow up\"",
            Self::SetNeedsDates => {
                "a flag with Status 2 has StartDate, DueDate, UtcStartDate and UtcDueDate, or DateCompleted and CompleteTime"
            }
            Self::CompleteNeedsCompleteTime => "a flag with Status 1 has CompleteTime",
            Self::CompleteNeedsDateCompleted => "a flag with Status 1 has DateCompleted",
            Self::DateCompletedNeedsCompleteTime => "a flag with DateCompleted has CompleteTime",
            Self::CompleteTimeNeedsDateCompleted => "a flag with CompleteTime should have DateCompleted",
            Self::DatesAllOrNone => "StartDate, DueDate, UtcStartDate and UtcDueDate are all there, or none is",
            Self::DueNotBeforeStart => "DueDate is not before StartDate",
            Self::UtcDueNotBeforeUtcStart => "UtcDueDate is not before UtcStartDate",
            Self::UtcDueAfterUtcStart => "UtcDueDate differs from UtcStartDate",
            Self::ReminderSetValue => "ReminderSet is 0 or 1",
            Self::ReminderNeedsTime => "a flag with ReminderSet 1 has ReminderTime",
            Self::DateForm(field) => return write!(f, "{field:?} is a dateTime such as 2009-01-08T00:14:36.000Z"),
        })
    }
}

#[cfg(test)]
mod tests;
