use super::*;
use crate::plan::{Fault, Faults, Habit, Habits};
use crate::run::judge;

/// A day on which answers are often lost, and nothing else goes wrong.
fn plan() -> Plan {
    let text = include_str!("../../../scenarios/everyday.toml");
    let plan = Plan::parse("everyday", "everyday.toml", text).expect("a plan");
    Plan { days: 1, faults: Faults::NONE.with(Fault::ResponseLost, 300_000), swarm: false, ..plan }
}

/// A finding of a server that does not know an Add again.
fn finding() -> (Plan, Finding) {
    let mut plan = plan();
    plan.behaviour.set_from(["repeated-add=no-dedupe"]).expect("there is such a choice");
    let mut findings = judge(&plan, 3, None, None).findings;
    findings.retain(|finding| finding.property == "no-duplicate-add");
    let finding = findings.pop().expect("an Add is repeated");
    (plan, finding)
}

#[test]
fn what_becomes_of_a_message() {
    let chart = Chart::of_message(0, ContentId(1)).titled("everyday, seed 3").watch(&plan(), 3, None);
    insta::assert_snapshot!(chart.text());
}

/// From what is written to what the handset shows and the user deletes.
#[test]
fn the_way_of_a_message_that_is_sent() {
    let habits = Habits::NONE.with(Habit::Composes, 60).with(Habit::PhoneDeletes, 60);
    let plan = Plan { habits, days: 2, ..plan() };
    let chart = Chart::of_message(0, ContentId(1)).watch(&plan, 3, None);
    insta::assert_snapshot!(chart.text());
}

#[test]
fn what_leads_to_a_finding() {
    let (plan, finding) = finding();
    let chart = chart(&plan, 3, None, &finding);
    insta::assert_snapshot!(chart.text());
    insta::assert_binary_snapshot!("finding.svg", chart.svg().into_bytes());
}

/// Where the event is about no message, what happened last is shown, without polls that bring nothing.
#[test]
fn what_happened_last_without_idle_polls() {
    let plan = Plan { faults: Faults::NONE, ..plan() };
    let chart = Chart::latest(0).watch(&plan, 3, None);
    let text = chart.text();
    let events = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
    assert_eq!(events, LATEST, "{text}");
    let left_out = text.lines().filter(|line| line.contains("… ")).count();
    assert!(left_out > 1 && text.contains(" polls\n"), "{text}");
}

/// What is kept is bounded however long a run is, and what is no longer kept is counted as left out.
#[test]
fn a_long_run_does_not_grow_a_chart() {
    let plan = Plan { days: 30, ..plan() };
    let chart = Chart::latest(0).watch(&plan, 3, None);
    assert_eq!(chart.entries.len(), KEPT);
    assert!(chart.before.polls > 1_000 && chart.before.others > 100, "{:?}", chart.before);
}
