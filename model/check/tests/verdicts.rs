//! The scenarios that come with the suite: their verdicts, under the default behaviour and under every other.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::atomic::AtomicBool;

use asms_check::{Found, Limits, Outcome, Report, Search, judge, replay};
use asms_machine::scenario::{BUILT_IN, Scenario};
use asms_machine::system::{Action, Sequence, System, line};

fn system(name: &str, with: &[&str]) -> System {
    let mut system =
        System::new(Scenario::built_in(name).expect("it comes with the suite").expect("it can be read"));
    system.behaviour.set_from(with.iter().copied()).expect("there is such a choice");
    system
}

fn search(system: &System) -> Report<Action> {
    Search { threads: 2, ..Search::new() }.run(system, &AtomicBool::new(false), |_| ())
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
    for (name, _) in BUILT_IN {
        let system = system(name, &[]);
        let report = search(&system);
        let mismatches = judge(&report, &system.scenario.expect);
        assert!(mismatches.is_empty(), "{name}: {mismatches:#?}");
        assert!(system.scenario.expect.states.is_some(), "{name} pins no count");
    }
}

/// The shortest counterexamples, to be read.
#[test]
fn shortest_counterexamples() {
    for (scenario, with, property) in [
        ("sync-keys", "AMB-17=no-dedupe", "no-duplicate-add"),
        ("sync-keys", "AMB-04=never-sticky", "convergence"),
        ("sync-keys", "AMB-23=every-request", "soft-delete-exact"),
        ("sync-keys", "AMB-27=status-3", "no-duplicate-add"),
        ("options", "query-options=request-alone", "no-unrequested-sms"),
        ("careless-request", "protocol-error=commands-first", "status-4-inert"),
        ("sync-keys", "repeated-add=first-item", "no-lost-add"),
        ("key-reset", "repeat=frozen", "no-duplicate-add"),
        ("key-reset", "invalid-key=tries-again", "recoverability"),
    ] {
        let system = system(scenario, &[with]);
        let report = search(&system);
        insta::assert_snapshot!(with.replace('=', "-"), counterexample(&system, &report, property));
    }
}

/// A pinned violation that does not occur, and an unpinned one that does, are both grave.
#[test]
fn pins_bind_both_ways() {
    let mut scenario =
        Scenario::built_in("key-reset").expect("it comes with the suite").expect("it can be read");
    let report = search(&System::new(scenario.clone()));
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
    let whole = (system("key-reset", &[]), Limits::default());
    let cut = system("careless-request", &["protocol-error=commands-first"]);
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
