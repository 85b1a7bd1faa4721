//! Searches that end as soon as they have found something.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::atomic::AtomicBool;

use asms_check::{Found, Limits, Outcome, Report, Search, Stopped, Until, Verdict, judge, replay};
use asms_machine::scenario::Expectation;
use asms_machine::system::{Action, System};
use world::{built_in, own};

mod world;

fn search(system: &System, until: Until, threads: usize) -> Report<Action> {
    Search { threads, until, ..Search::new() }.run(system, &AtomicBool::new(false), |_| ())
}

fn violated(name: &str) -> Until {
    Until::Violated(name.to_owned())
}

/// It sees less than everything, finds what a whole search finds, and claims nothing of the rest.
#[test]
fn a_search_ends_with_what_it_looked_for() {
    let system = built_in("lost-response", &["AMB-17=no-dedupe"]);
    let whole = search(&system, Until::End, 2);
    let found = search(&system, violated("no-duplicate-add"), 1);
    assert_eq!(found.stopped, Some(Stopped::Found));
    assert!(found.states < whole.states / 2, "{} of {}", found.states, whole.states);
    assert_eq!(found.property("no-duplicate-add"), whole.property("no-duplicate-add"));
    for entry in &found.properties {
        let verdict = Verdict::of(&found, &entry.found);
        assert!(matches!(verdict, Verdict::Violated | Verdict::Unknown), "{}: {verdict}", entry.info.name);
    }
    let worst = judge(&found, &Expectation::default()).into_iter().map(|found| found.outcome).max();
    assert_eq!(worst, Some(Outcome::Violated));
    for threads in [2, 3, 7] {
        assert_eq!(search(&system, violated("no-duplicate-add"), threads), found, "{threads} threads");
    }
}

/// The way to each goal is a shortest one, and its last step is the first that reaches the goal.
#[test]
fn a_search_for_goals_knows_the_way_to_each() {
    let system = built_in("lost-response", &[]);
    let found = search(&system, Until::Goals, 2);
    assert_eq!(found.stopped, Some(Stopped::Found));
    assert_eq!(found.goals, search(&system, Until::End, 1).goals);
    for (goal, report) in system.scenario.goals.iter().zip(&found.goals) {
        let path = report.path.as_ref().expect("the scenario demands it");
        assert_eq!(report.reached, u32::try_from(path.len()).ok());
        let mut steps = Vec::new();
        replay(&system, path, |step| steps.push((goal.reached)(&step.into()))).expect("it may be gone");
        assert_eq!(steps.iter().position(|reached| *reached), Some(path.len() - 1), "{}", goal.name);
    }
}

/// What is known of a scenario does not end a search; what is not known does.
#[test]
fn the_first_thing_unexpected_ends_a_search() {
    let pinned = own("forgetful", &[]);
    let known = Until::Unexpected(pinned.scenario.expect.violated.keys().cloned().collect());
    assert_eq!(search(&pinned, known.clone(), 2).stopped, None);
    assert_eq!(search(&pinned, Until::Unexpected([].into()), 2).stopped, Some(Stopped::Found));

    let unpinned = own("inbox", &["AMB-04=never-sticky"]);
    let report = search(&unpinned, known, 2);
    assert_eq!(report.stopped, Some(Stopped::Found));
    let shortest = search(&unpinned, Until::End, 2);
    let steps = |report: &Report<Action>| {
        report
            .properties
            .iter()
            .filter_map(|entry| match &entry.found {
                Found::Violated { path, .. } => Some(path.len()),
                _ => None,
            })
            .min()
    };
    assert_eq!(steps(&report), steps(&shortest));
}

/// Recoverability can be looked for, and needs every state.
#[test]
fn recoverability_needs_every_state() {
    let system = own("forgetful", &["invalid-key=tries-again"]);
    let report = search(&system, violated("recoverability"), 2);
    assert_eq!(report.stopped, None);
    assert!(matches!(report.property("recoverability"), Some(Found::Violated { .. })));
}

/// A scenario that is to begin settled and never settles is told, with the limit, also by a search that is cut.
#[test]
fn what_never_settles_is_told_before_everything() {
    let system = built_in("versions", &["AMB-03=status-4"]);
    let limits = Limits { depth: 1, ..Limits::default() };
    let report = Search { limits, ..Search::new() }.run(&system, &AtomicBool::new(false), |_| ());
    assert_eq!(report.stopped, Some(Stopped::Depth(1)));
    let Some(Found::Violated { reason, .. }) = report.property("recoverability") else {
        panic!("it is violated: {report:?}")
    };
    assert!(reason.contains("after 20000 steps, the limit"), "{reason}");
}

/// A property that holds is known to hold only because everything was seen.
#[test]
fn a_search_in_vain_goes_to_the_end() {
    let system = own("careless", &[]);
    let report = search(&system, violated("status-4-inert"), 2);
    assert_eq!(report, search(&system, Until::End, 1));
    assert_eq!(report.property("status-4-inert"), Some(&Found::Held));
}
