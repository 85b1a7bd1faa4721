//! The scenarios that come with the suite: their verdicts, under the default behaviour and under every other.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::atomic::AtomicBool;

use asms_check::{Found, Limits, Outcome, Report, Search, Until, judge, replay};
use asms_machine::property::GOALS;
use asms_machine::scenario::{BUILT_IN, Scenario};
use asms_machine::system::{Action, Sequence, System, line};
use world::{built_in, own};

mod world;

fn search(system: &System, until: Until) -> Report<Action> {
    Search { threads: 2, until, ..Search::new() }.run(system, &AtomicBool::new(false), |_| ())
}

/// A violation as a reader sees it.
fn counterexample(system: &System, report: &Report<Action>, property: &str) -> String {
    let Some(Found::Violated { reason, path }) = report.property(property) else {
        return format!("{property} is not violated");
    };
    let mut sequence = Sequence::default();
    replay(system, path, |step| sequence.lines.push(line(step.action, step.effect)))
        .expect("every step may happen");
    format!("{property}: {reason}\n\n{sequence}")
}

#[test]
fn every_scenario_is_as_it_pins() {
    let mut wrong = Vec::new();
    for (name, _) in BUILT_IN {
        let system = built_in(name, &[]);
        let expect = &system.scenario.expect;
        let mismatches = judge(&search(&system, Until::End), expect);
        wrong.extend(mismatches.into_iter().map(|mismatch| format!("{name}: {}", mismatch.text)));
        if expect.states.is_none() || expect.holds.is_none() {
            wrong.push(format!("{name} does not pin what a search gives"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A goal that a scenario never reaches is a fault of the scenario, so that no id can lean on it.
#[test]
fn a_goal_that_is_not_reached_fails() {
    let mut system = built_in("settings-without-number", &[]);
    system.scenario.goals.extend(GOALS.iter().filter(|goal| goal.name == "two-gateways"));
    let mismatches = judge(&search(&system, Until::End), &system.scenario.expect);
    let texts: Vec<&str> = mismatches.iter().map(|mismatch| mismatch.text.as_str()).collect();
    assert_eq!(texts, ["goal two-gateways was not reached"]);
    assert_eq!(mismatches[0].outcome, Outcome::GoalUnreached);
}

/// The shortest counterexamples, to be read: what the suite is about.
#[test]
fn shortest_counterexamples() {
    for (scenario, with, property) in [
        ("lost-response", &["AMB-17=no-dedupe"][..], "no-duplicate-add"),
        ("options", &["AMB-04=never-sticky"], "convergence"),
        ("estimate", &["estimate-options=filter-ignored"], "estimate-exact"),
        ("versions", &[], "convergence"),
        ("outbox-crash", &["AMB-16=volatile"], "sent-once"),
        ("outbox-reset", &["AMB-16=no-journal"], "sent-once"),
        ("reference-wrap", &[], "reassembled-whole"),
        ("silent-radio", &[], "no-false-report"),
    ] {
        let system = built_in(scenario, with);
        let report = search(&system, Until::Violated(property.to_owned()));
        let title: Vec<&str> = [scenario].into_iter().chain(with.iter().copied()).collect();
        insta::assert_snapshot!(
            title.join("-").replace('=', "-"),
            counterexample(&system, &report, property)
        );
    }
}

/// The same of what scenarios of its own show: a property that only the whole graph can break, and requests that break
/// rules.
#[test]
fn shortest_counterexamples_of_small_worlds() {
    for (system, property) in [
        (own("forgetful", &[]), "no-duplicate-add"),
        (own("forgetful", &["invalid-key=tries-again"]), "recoverability"),
        (own("careless", &["protocol-error=commands-first"]), "status-4-inert"),
        (own("inbox", &["previous-key=forgotten"]), "no-duplicate-add"),
        (own("choices", &["soft-delete=ignored"]), "convergence"),
    ] {
        let report = search(&system, Until::End);
        let name = &system.scenario.name;
        insta::assert_snapshot!(format!("own-{name}-{property}"), counterexample(&system, &report, property));
    }
}

/// A pinned violation that does not occur, and an unpinned one that does, are both grave.
#[test]
fn pins_bind_both_ways() {
    let system = own("forgetful", &[]);
    let report = search(&system, Until::End);
    let mut scenario = system.scenario;
    let pinned = scenario.expect.violated.remove("no-duplicate-add").expect("it is pinned");
    let worst =
        |scenario: &Scenario| judge(&report, &scenario.expect).into_iter().map(|found| found.outcome).max();
    assert_eq!(worst(&scenario), Some(Outcome::Violated), "violated, not pinned");
    scenario.expect.violated.insert("no-duplicate-add".to_owned(), pinned.clone());
    assert_eq!(worst(&scenario), None);
    scenario.expect.violated.insert("convergence".to_owned(), pinned);
    assert_eq!(worst(&scenario), Some(Outcome::Violated), "pinned, not violated");
}

/// What a reader can rely on does not depend on the number of threads, in a whole run or in one that is cut.
#[test]
fn threads_change_nothing() {
    let whole = (own("inbox", &[]), Limits::default());
    let cut = built_in("lost-response", &["AMB-17=no-dedupe"]);
    let cut = (cut, Limits { states: 20_000, ..Limits::default() });
    for (system, limits) in [whole, cut] {
        let run = |threads| {
            Search { limits, threads, ..Search::new() }.run(&system, &AtomicBool::new(false), |_| ())
        };
        let one = run(1);
        for threads in [2, 3, 7] {
            assert_eq!(one, run(threads), "{threads} threads");
        }
    }
}
