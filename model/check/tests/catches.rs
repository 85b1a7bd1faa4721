//! What the table of catches says is so.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::atomic::AtomicBool;

use asms_check::{Found, Limits, Report, Search};
use asms_machine::property::RECOVERABILITY;
use asms_machine::scenario::{BUILT_IN, Catches, Chosen, Scenario};
use asms_machine::system::{Action, System};

fn search(scenario: &str, choice: Chosen, limits: Limits) -> Report<Action> {
    let scenario = Scenario::built_in(scenario).expect("it comes with the suite").expect("it can be read");
    let mut system = System::new(scenario);
    system.behaviour.set(choice.point.name, choice.variant.name).expect("there is such a choice");
    Search { threads: 2, limits, ..Search::new() }.run(&system, &AtomicBool::new(false), |_| ())
}

fn steps(report: &Report<Action>, property: &str) -> Option<usize> {
    match report.property(property) {
        Some(Found::Violated { path, .. }) => Some(path.len()),
        _ => None,
    }
}

/// Under its variant the property is violated, in as many steps as the row says and in no fewer. The search ends there:
/// it goes by the number of steps, so that what it finds first is the shortest.
#[test]
fn every_row_catches() {
    let table = Catches::built_in().expect("it can be read");
    let mut wrong = Vec::new();
    for row in &table.catches {
        // Recoverability is told of a whole search alone.
        let depth = if row.property == RECOVERABILITY { Limits::default().depth } else { row.steps };
        let limits = Limits { depth, ..Limits::default() };
        let found = steps(&search(row.scenario, row.choice, limits), row.property);
        if found != usize::try_from(row.steps).ok() {
            wrong.push(format!(
                "{}: {} in {}: {found:?}, not {}",
                row.choice, row.property, row.scenario, row.steps
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// No property is caught by a row that the scenario breaks by default: it would show nothing of the variant.
#[test]
fn no_row_rests_on_a_pinned_violation() {
    let table = Catches::built_in().expect("it can be read");
    for row in &table.catches {
        let scenario =
            Scenario::built_in(row.scenario).expect("it comes with the suite").expect("it can be read");
        assert!(
            !scenario.expect.violated.contains_key(row.property),
            "{}: {} is violated in {} anyway",
            row.choice,
            row.property,
            row.scenario
        );
    }
}

/// Under a harmless reading nothing is violated that is not pinned by default. In every small scenario, that is; the grid of
/// all scenarios is what `asms behaviours --matrix` computes.
#[test]
fn harmless_readings_break_nothing() {
    const SMALL: u64 = 10_000;
    let table = Catches::built_in().expect("it can be read");
    for entry in &table.harmless {
        for (name, _) in BUILT_IN {
            let scenario =
                Scenario::built_in(name).expect("it comes with the suite").expect("it can be read");
            if scenario.expect.states.is_none_or(|states| states > SMALL) {
                continue;
            }
            let report = search(name, entry.choice, Limits { states: 10 * SMALL, ..Limits::default() });
            for property in &report.properties {
                let pinned = scenario.expect.violated.contains_key(property.info.name);
                let violated = matches!(property.found, Found::Violated { .. });
                assert!(pinned || !violated, "{}: {} in {name}", entry.choice, property.info.name);
            }
        }
    }
}
