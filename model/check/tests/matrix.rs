//! Every variant in some scenarios.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use asms_check::{Cell, Matrix, Search, Stopped, Variation, matrix};
use asms_machine::scenario::Scenario;

fn scenarios(names: &[&str]) -> Vec<Scenario> {
    let scenario =
        |name: &&str| Scenario::built_in(name).expect("it comes with the suite").expect("it can be read");
    names.iter().map(scenario).collect()
}

fn grid(matrix: &Matrix) -> String {
    matrix.rows.iter().fold(matrix.scenarios.join(" ") + "\n", |mut text, row| {
        writeln!(text, "{}: {:?}", row.variation.label(), row.cells).expect("a string takes all");
        text
    })
}

/// What is caught, by what and after how many steps; what is not; what was not worth a run.
#[test]
fn small_scenarios() {
    let scenarios = scenarios(&["resync", "key-reset"]);
    let all: Vec<Variation> = Variation::all().collect();
    let run = |threads| {
        let mut told = Vec::new();
        let search = Search { threads, ..Search::new() };
        let found = matrix(&scenarios, &all, &search, &AtomicBool::new(false), |progress| {
            told.push((progress.scenario.to_owned(), progress.variation, progress.done));
        });
        told.dedup();
        (found, told)
    };
    let (found, told) = run(2);
    insta::assert_snapshot!(grid(&found));
    // What is not exercised is not run.
    let searched =
        found.rows.iter().flat_map(|row| &row.cells).filter(|cell| !matches!(cell, Cell::NotExercised));
    assert_eq!(told.len(), searched.count() + scenarios.len());
    assert_eq!(run(1).0, found);
}

/// What a scenario chooses itself is not set against itself.
#[test]
fn a_variant_of_the_scenario_itself() {
    let mut scenarios = scenarios(&["key-reset"]);
    let forgotten = Variation::all().find(|variation| variation.label() == "previous-key=forgotten");
    let forgotten = forgotten.expect("there is such a variant");
    assert!(forgotten.is_defect());
    scenarios[0].behaviour = forgotten.of(scenarios[0].behaviour);
    let found = matrix(&scenarios, &[forgotten], &Search::new(), &AtomicBool::new(false), |_| ());
    assert_eq!(found.rows[0].cells, [Cell::Own]);
}

/// After an interrupt nothing is claimed.
#[test]
fn an_interrupt_leaves_cells_unknown() {
    let scenarios = scenarios(&["key-reset", "sync-keys"]);
    let all: Vec<Variation> = Variation::all().collect();
    let interrupt = AtomicBool::new(false);
    let found = matrix(&scenarios, &all, &Search::new(), &interrupt, |progress| {
        if progress.scenario == "sync-keys" {
            interrupt.store(true, Ordering::Relaxed);
        }
    });
    assert!(found.rows.iter().any(asms_check::Row::is_caught));
    assert!(found.rows.iter().all(|row| row.cells[1] == Cell::Unknown(Stopped::Interrupted)));
}
