//! Every variant in some scenarios.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use asms_check::{Cell, Matrix, Row, Search, Stopped, Variation, matrix};
use asms_machine::scenario::Scenario;
use world::own;

mod world;

fn scenarios(names: &[&str]) -> Vec<Scenario> {
    names.iter().map(|name| own(name, &[]).scenario).collect()
}

/// The rows of what is asked in some scenario.
fn grid(matrix: &Matrix) -> String {
    let asked = |row: &&Row| row.cells.iter().any(|cell| *cell != Cell::NotExercised);
    matrix.rows.iter().filter(asked).fold(matrix.scenarios.join(" ") + "\n", |mut text, row| {
        writeln!(text, "{}: {:?}", row.variation.label(), row.cells).expect("a string takes all");
        text
    })
}

/// What is caught, by what and after how many steps; what is not; what was not worth a run.
#[test]
fn small_scenarios() {
    let scenarios = scenarios(&["inbox", "forgetful"]);
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
    let mut scenarios = scenarios(&["inbox"]);
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
    let scenarios = scenarios(&["inbox", "forgetful"]);
    let all: Vec<Variation> = Variation::all().collect();
    let interrupt = AtomicBool::new(false);
    let found = matrix(&scenarios, &all, &Search::new(), &interrupt, |progress| {
        if progress.scenario == "forgetful" {
            interrupt.store(true, Ordering::Relaxed);
        }
    });
    assert!(found.rows.iter().any(Row::is_caught));
    assert!(found.rows.iter().all(|row| row.cells[1] == Cell::Unknown(Stopped::Interrupted)));
}
