//! Writes the counterexample of each row of the table of catches into the corpus of `system`, as short as the search of
//! every state finds it: `cargo run --release -p asms-targets --example counterexamples`.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a tool of the house, which says what it does")]

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use asms_check::{Found, Limits, Search, Until};
use asms_machine::property::RECOVERABILITY;
use asms_machine::scenario::{Catch, Catches, Scenario};
use asms_machine::system::System;
use asms_targets::system::{counterexample_name, script_of};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/system");
    fs::create_dir_all(&folder).expect("the corpus is there");
    for row in &Catches::built_in().expect("the table can be read").catches {
        let name = counterexample_name(row);
        fs::write(folder.join(&name), script(row)).expect("the corpus can be written");
        println!("{name}");
    }
}

/// The script of the shortest way to what a row says.
fn script(row: &Catch) -> String {
    let choice = row.choice.to_string();
    let scenario =
        Scenario::built_in(row.scenario).expect("it comes with the suite").expect("it can be read");
    let mut system = System::new(scenario);
    system.behaviour.set_from([choice.as_str()]).expect("there is such a choice");
    // Recoverability is told of a whole search alone.
    let depth = if row.property == RECOVERABILITY { Limits::default().depth } else { row.steps };
    let search = Search {
        threads: 2,
        limits: Limits { depth, ..Limits::default() },
        until: Until::Violated(row.property.to_owned()),
    };
    let report = search.run(&system, &AtomicBool::new(false), |_| ());
    let Some(Found::Violated { path, .. }) = report.property(row.property) else {
        unreachable!("{choice} does not break {} in {}", row.property, row.scenario)
    };
    script_of(row.scenario, &[&choice], &path.0).expect("each of its actions may happen").text()
}
