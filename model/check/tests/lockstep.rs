//! Two behaviours side by side.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::atomic::AtomicBool;

use asms_check::{Both, Comparable, Comparison, Limits, Parting, Search, Stopped, tell_apart};
use asms_machine::behaviour::Behaviour;
use world::own;

mod world;

fn compare(scenario: &str, first: &[&str], second: &[&str], search: &Search) -> Comparison {
    let scenario = own(scenario, &[]).scenario;
    let with = |choices: &[&str]| {
        let mut behaviour: Behaviour = scenario.behaviour;
        behaviour.set_from(choices.iter().copied()).expect("there is such a choice");
        behaviour
    };
    let behaviours = Both { first: with(first), second: with(second) };
    tell_apart(&scenario, behaviours, search, &AtomicBool::new(false), |_| ())
}

/// The last step shows both sides, the steps before it are common, and the number of threads changes nothing.
#[test]
fn the_shortest_way_to_see_a_difference() {
    let found = compare("inbox", &[], &["AMB-17=no-dedupe"], &Search::new());
    let Comparable::Apart(difference) = &found.verdict else { unreachable!("{found:?}") };
    let Parting::Shown(step) = &difference.parting else { unreachable!("{difference:?}") };
    assert_eq!((difference.common.len(), difference.steps()), (5, 6));
    insta::assert_snapshot!(format!("{}\n{}", step.first.text, step.second.text));
    let swapped = compare("inbox", &["AMB-17=no-dedupe"], &[], &Search::new());
    let Comparable::Apart(swapped) = &swapped.verdict else { unreachable!("{swapped:?}") };
    let back = Both { first: step.second.clone(), second: step.first.clone() };
    assert_eq!(swapped.parting, Parting::Shown(back));
    for threads in [2, 3] {
        let search = Search { threads, ..Search::new() };
        assert_eq!(compare("inbox", &[], &["AMB-17=no-dedupe"], &search), found);
    }
}

/// A device that ignores a `SoftDelete` says nothing of it; only a property sees that.
#[test]
fn a_difference_that_only_a_property_sees() {
    let found = compare("choices", &[], &["soft-delete=ignored"], &Search::new());
    let Comparable::Apart(difference) = &found.verdict else { unreachable!("{found:?}") };
    let Parting::Judged { property, reason } = &difference.parting else { unreachable!("{difference:?}") };
    assert_eq!(*property, "convergence");
    assert!(reason.first.is_none() && reason.second.is_some(), "{reason:?}");
    assert_eq!(difference.steps(), difference.common.len());
}

/// What is not asked cannot show; the same behaviour is the same; a search that was cut says so.
#[test]
fn what_does_not_show_is_told_apart() {
    let search = Search { threads: 2, ..Search::new() };
    let verdict = |first: &[&str], second: &[&str]| compare("careless", first, second, &search).verdict;
    assert_eq!(verdict(&[], &["invalid-key=tries-again"]), Comparable::NeverAsked);
    assert_eq!(verdict(&[], &["AMB-23=kept"]), Comparable::Alike);
    assert_eq!(verdict(&[], &[]), Comparable::NeverAsked);
    let limits = Limits { states: 10, ..Limits::default() };
    let cut = compare("inbox", &[], &["AMB-17=no-dedupe"], &Search { limits, ..Search::new() });
    assert_eq!(cut.verdict, Comparable::Unknown(Stopped::States(10)));
}
