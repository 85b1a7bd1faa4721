use proptest::prelude::*;

use super::FlagRule as Rule;
use super::*;

const MONDAY: &str = "2009-02-23T08:00:00.000Z";
const TUESDAY: &str = "2009-02-24T08:00:00.000Z";

const NOTHING: FlagFields<'static> = FlagFields {
    subject: None,
    status: None,
    flag_type: None,
    date_completed: None,
    complete_time: None,
    start_date: None,
    due_date: None,
    utc_start_date: None,
    utc_due_date: None,
    reminder_set: None,
    reminder_time: None,
    ordinal_date: None,
    sub_ordinal_date: None,
};

const DATED: FlagFields<'static> = FlagFields {
    start_date: Some(MONDAY),
    due_date: Some(TUESDAY),
    utc_start_date: Some(MONDAY),
    utc_due_date: Some(TUESDAY),
    ..NOTHING
};

const SET: FlagFields<'static> =
    FlagFields { status: Some(2), flag_type: Some(FlagFields::FLAG_TYPE), ..DATED };

const COMPLETE: FlagFields<'static> =
    FlagFields { status: Some(1), complete_time: Some(TUESDAY), date_completed: Some(TUESDAY), ..NOTHING };

#[test]
fn a_flag_that_was_read_gives_each_field() {
    use crate::command::item::FlagStatus;
    let flag = Flag(vec![
        FlagProperty::Status(FlagStatus::ACTIVE),
        FlagProperty::Status(FlagStatus::CLEARED),
        FlagProperty::Subject("a".into()),
        FlagProperty::FlagType("b".into()),
        FlagProperty::DateCompleted("c".into()),
        FlagProperty::CompleteTime("d".into()),
        FlagProperty::StartDate("e".into()),
        FlagProperty::DueDate("f".into()),
        FlagProperty::UtcStartDate("g".into()),
        FlagProperty::UtcDueDate("h".into()),
        FlagProperty::ReminderSet(1),
        FlagProperty::ReminderTime("i".into()),
        FlagProperty::OrdinalDate("j".into()),
        FlagProperty::SubOrdinalDate("k".into()),
    ]);
    let fields = FlagFields {
        subject: Some("a"),
        status: Some(2),
        flag_type: Some("b"),
        date_completed: Some("c"),
        complete_time: Some("d"),
        start_date: Some("e"),
        due_date: Some("f"),
        utc_start_date: Some("g"),
        utc_due_date: Some("h"),
        reminder_set: Some(1),
        reminder_time: Some("i"),
        ordinal_date: Some("j"),
        sub_ordinal_date: Some("k"),
    };
    assert_eq!(FlagFields::from(&flag), fields);
    assert_eq!(FlagFields::from(&Flag::default()), NOTHING);
}

#[test]
fn flags_that_break_nothing() {
    let table = [
        ("empty", NOTHING, FlagAction::Clear),
        ("cleared", FlagFields { status: Some(0), ..NOTHING }, FlagAction::Clear),
        ("cleared, with dates", FlagFields { status: Some(0), ..DATED }, FlagAction::Clear),
        ("set with four dates", SET, FlagAction::Set),
        ("complete", COMPLETE, FlagAction::Complete),
        (
            "set with times of completion",
            FlagFields { status: Some(2), flag_type: SET.flag_type, ..COMPLETE },
            FlagAction::Set,
        ),
        (
            "set with a reminder",
            FlagFields { reminder_set: Some(1), reminder_time: Some(MONDAY), ..SET },
            FlagAction::Set,
        ),
        ("update of the subject alone", FlagFields { subject: Some("call"), ..NOTHING }, FlagAction::Update),
        ("update of the dates alone", DATED, FlagAction::Update),
        ("due when it starts", FlagFields { due_date: Some(MONDAY), ..SET }, FlagAction::Set),
        (
            "ordinal dates",
            FlagFields { ordinal_date: Some(MONDAY), sub_ordinal_date: Some("5555555"), ..SET },
            FlagAction::Set,
        ),
        ("no reminder", FlagFields { reminder_set: Some(0), ..NOTHING }, FlagAction::Update),
    ];
    for (name, flag, action) in table {
        assert_eq!(flag.broken_rules(), [], "{name}");
        assert_eq!(flag.action(), action, "{name}");
    }
}

#[test]
fn each_rule_is_seen_when_it_alone_is_broken() {
    let table = [
        (FlagFields { status: Some(3), ..NOTHING }, vec![Rule::StatusValue]),
        (FlagFields { status: Some(-1), ..NOTHING }, vec![Rule::StatusValue]),
        (FlagFields { flag_type: None, ..SET }, vec![Rule::SetNeedsFlagType]),
        (FlagFields { flag_type: Some("for Follow Up"), ..SET }, vec![Rule::SetFlagTypeValue]),
        (FlagFields { status: Some(2), flag_type: SET.flag_type, ..NOTHING }, vec![Rule::SetNeedsDates]),
        (
            FlagFields { complete_time: None, ..COMPLETE },
            vec![Rule::CompleteNeedsCompleteTime, Rule::DateCompletedNeedsCompleteTime],
        ),
        (
            FlagFields { date_completed: None, ..COMPLETE },
            vec![Rule::CompleteNeedsDateCompleted, Rule::CompleteTimeNeedsDateCompleted],
        ),
        (FlagFields { date_completed: Some(MONDAY), ..SET }, vec![Rule::DateCompletedNeedsCompleteTime]),
        (FlagFields { complete_time: Some(MONDAY), ..SET }, vec![Rule::CompleteTimeNeedsDateCompleted]),
        (FlagFields { start_date: Some(MONDAY), ..NOTHING }, vec![Rule::DatesAllOrNone]),
        (
            FlagFields { start_date: Some(MONDAY), due_date: Some(MONDAY), ..NOTHING },
            vec![Rule::DatesAllOrNone],
        ),
        (FlagFields { start_date: None, ..DATED }, vec![Rule::DatesAllOrNone]),
        (FlagFields { due_date: None, ..DATED }, vec![Rule::DatesAllOrNone]),
        (FlagFields { utc_start_date: None, ..DATED }, vec![Rule::DatesAllOrNone]),
        (FlagFields { utc_due_date: None, ..DATED }, vec![Rule::DatesAllOrNone]),
        (FlagFields { utc_due_date: None, ..SET }, vec![Rule::SetNeedsDates, Rule::DatesAllOrNone]),
        (
            FlagFields { start_date: Some(TUESDAY), due_date: Some(MONDAY), ..SET },
            vec![Rule::DueNotBeforeStart],
        ),
        (
            FlagFields { utc_start_date: Some(TUESDAY), utc_due_date: Some(MONDAY), ..SET },
            vec![Rule::UtcDueNotBeforeUtcStart],
        ),
        (FlagFields { utc_due_date: Some(MONDAY), ..SET }, vec![Rule::UtcDueAfterUtcStart]),
        (FlagFields { reminder_set: Some(1), ..SET }, vec![Rule::ReminderNeedsTime]),
        (FlagFields { reminder_set: Some(2), ..SET }, vec![Rule::ReminderSetValue]),
        (FlagFields { due_date: Some("tomorrow"), ..SET }, vec![Rule::DateForm(DateField::DueDate)]),
        (FlagFields { ordinal_date: Some(""), ..NOTHING }, vec![Rule::DateForm(DateField::OrdinalDate)]),
    ];
    for (flag, broken) in table {
        assert_eq!(flag.broken_rules(), broken, "{flag:?}");
    }
}

#[test]
fn example_with_the_same_utc_dates_breaks_only_a_disputed_rule() {
    // [MS-ASEMAIL] 4.2.3: cleared, all four dates, the UTC ones equal.
    let flag = FlagFields { status: Some(0), utc_due_date: Some(MONDAY), ..DATED };
    assert_eq!(flag.action(), FlagAction::Clear);
    assert!(flag.broken_rules().iter().all(|rule| rule.force() == Force::Disputed));
}

#[test]
fn reasons_can_be_shown() {
    let rule = Rule::DateForm(DateField::UtcDueDate);
    assert_eq!(
        format!("{rule} ({})", rule.source()),
        "UtcDueDate is a dateTime such as 2009-01-08T00:14:36.000Z ([MS-ASDTYPE] 2.3)"
    );
    assert_eq!(
        (Rule::SetNeedsDates.force(), Rule::DatesAllOrNone.force()),
        (Force::Disputed, Force::Must),
        "EC-18d: no dates at all are disputed, some of them are not"
    );
}

proptest! {
    #[test]
    fn rules_come_once_and_in_order(
        status in prop::option::of(-1_i64..4),
        reminder_set in prop::option::of(-1_i64..3),
        dates in prop::array::uniform8(prop::option::of("(2009-02-2[0-8]T08:00:00Z|x)")),
    ) {
        let [date_completed, complete_time, start_date, due_date, utc_start_date, utc_due_date, reminder_time, ordinal_date] =
            dates.each_ref().map(Option::as_deref);
        let flag = FlagFields {
            status, date_completed, complete_time, start_date, due_date, utc_start_date, utc_due_date, reminder_set,
            reminder_time, ordinal_date, ..NOTHING
        };
        let broken = flag.broken_rules();
        prop_assert!(broken.is_sorted_by(|one, next| one < next));
        let forms = broken.iter().filter(|rule| matches!(rule, Rule::DateForm(_))).count();
        prop_assert_eq!(forms, dates.iter().flatten().filter(|text| *text == "x").count());
    }
}
