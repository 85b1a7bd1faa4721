//! What the table of catches says is so.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::atomic::AtomicBool;

use asms_check::{Found, Limits, Report, Search, Until};
use asms_machine::behaviour::Standing;
use asms_machine::property::RECOVERABILITY;
use asms_machine::scenario::{BUILT_IN, Catches, Chosen};
use asms_machine::system::Action;
use world::built_in;

mod world;

fn search(scenario: &str, choice: Chosen, limits: Limits, until: Until) -> Report<Action> {
    let choice = format!("{}={}", choice.point.name, choice.variant.name);
    let system = built_in(scenario, &[&choice]);
    Search { threads: 2, limits, until }.run(&system, &AtomicBool::new(false), |_| ())
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
        let until = Until::Violated(row.property.to_owned());
        let found = steps(&search(row.scenario, row.choice, limits, until), row.property);
        if found != usize::try_from(row.steps).ok() {
            wrong.push(format!(
                "{}: {} in {}: {found:?}, not {}",
                row.choice, row.property, row.scenario, row.steps
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every defect stands in a row, since what nothing catches nobody can be told of.
#[test]
fn every_defect_stands_in_a_row() {
    let table = Catches::built_in().expect("it can be read");
    let free: Vec<String> = Chosen::all()
        .filter(|choice| choice.variant.standing == Standing::Defect && table.of(*choice).next().is_none())
        .map(|choice| choice.to_string())
        .collect();
    assert!(free.is_empty(), "no row catches {free:#?}");
}

/// No property is caught by a row that the scenario breaks by default: it would show nothing of the variant.
#[test]
fn no_row_rests_on_a_pinned_violation() {
    let table = Catches::built_in().expect("it can be read");
    for row in &table.catches {
        let scenario = built_in(row.scenario, &[]).scenario;
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
            let scenario = built_in(name, &[]).scenario;
            if scenario.expect.states.is_none_or(|states| states > SMALL) {
                continue;
            }
            let limits = Limits { states: 10 * SMALL, ..Limits::default() };
            let report = search(name, entry.choice, limits, Until::End);
            for property in &report.properties {
                let pinned = scenario.expect.violated.contains_key(property.info.name);
                let violated = matches!(property.found, Found::Violated { .. });
                assert!(pinned || !violated, "{}: {} in {name}", entry.choice, property.info.name);
            }
        }
    }
}
