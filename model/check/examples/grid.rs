//! scratch
#![allow(clippy::all, missing_docs, clippy::pedantic, clippy::unwrap_used, clippy::print_stdout)]
use asms_check::*;
use asms_machine::scenario::*;
use std::sync::atomic::AtomicBool;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let only: Option<String> = std::env::var("ONLY").ok();
    let scenarios: Vec<Scenario> = BUILT_IN
        .iter()
        .filter(|(n, _)| args.is_empty() || args.iter().any(|a| a == n))
        .map(|(n, t)| Scenario::parse(n, n, t).unwrap())
        .collect();
    let variations: Vec<Variation> =
        Variation::all().filter(|v| only.as_ref().is_none_or(|o| v.label().contains(o.as_str()))).collect();
    let search =
        Search { threads: 2, limits: Limits { states: 600_000, ..Limits::default() }, ..Search::new() };
    for scenario in scenarios {
        let m =
            matrix(std::slice::from_ref(&scenario), &variations, &search, &AtomicBool::new(false), |_| ());
        for row in &m.rows {
            let cell = &row.cells[0];
            match cell {
                Cell::NotExercised | Cell::Own => {}
                Cell::Caught { by, steps } => println!(
                    "{}|{}|{}|{}|{}",
                    row.variation.label(),
                    row.variation.is_defect(),
                    scenario.name,
                    by,
                    steps
                ),
                other => println!(
                    "{}|{}|{}|{:?}|0",
                    row.variation.label(),
                    row.variation.is_defect(),
                    scenario.name,
                    other
                ),
            }
        }
    }
}
