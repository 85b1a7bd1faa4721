//! Writes shortest ways into the corpus of `system`, as the search of every state finds them: to the counterexample of each
//! row of the table of catches, and to each goal in the scenario where it is nearest.
//! `cargo run --release -p asms-targets --example shortest`.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a tool of the house, which says what it does")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use asms_check::{Found, Limits, Report, Search, Until};
use asms_machine::property::RECOVERABILITY;
use asms_machine::scenario::{BUILT_IN, Catch, Catches, Scenario};
use asms_machine::system::{Action, System};
use asms_targets::system::{counterexample_name, goal_name, script_of};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/system");
    fs::create_dir_all(&folder).expect("the corpus is there");
    let write = |name: String, script: String| {
        fs::write(folder.join(&name), script).expect("the corpus can be written");
        println!("{name}");
    };
    for (goal, (_, script)) in goals() {
        write(goal_name(&goal), script);
    }
    for row in &Catches::built_in().expect("the table can be read").catches {
        write(counterexample_name(row), counterexample(row));
    }
}

/// The number of steps and the script of the shortest way to each goal, by its name.
fn goals() -> BTreeMap<String, (u32, String)> {
    let mut nearest = BTreeMap::new();
    for (name, _) in BUILT_IN {
        let report = search(&system(name), Limits::default(), Until::Goals);
        for goal in report.goals {
            let (Some(steps), Some(path)) = (goal.reached, goal.path) else {
                unreachable!("{name} does not come to {}", goal.name)
            };
            if nearest.get(&goal.name).is_none_or(|(fewest, _)| steps < *fewest) {
                nearest.insert(goal.name, (steps, script(name, &[], &path.0)));
            }
        }
    }
    nearest
}

/// The script of the shortest way to what a row says.
fn counterexample(row: &Catch) -> String {
    let choice = row.choice.to_string();
    let mut system = system(row.scenario);
    system.behaviour.set_from([choice.as_str()]).expect("there is such a choice");
    // Recoverability is told of a whole search alone.
    let depth = if row.property == RECOVERABILITY { Limits::default().depth } else { row.steps };
    let limits = Limits { depth, ..Limits::default() };
    let report = search(&system, limits, Until::Violated(row.property.to_owned()));
    let Some(Found::Violated { path, .. }) = report.property(row.property) else {
        unreachable!("{choice} does not break {} in {}", row.property, row.scenario)
    };
    script(row.scenario, &[&choice], &path.0)
}

fn system(scenario: &str) -> System {
    System::new(Scenario::built_in(scenario).expect("it comes with the suite").expect("it can be read"))
}

fn search(system: &System, limits: Limits, until: Until) -> Report<Action> {
    Search { threads: 2, limits, until }.run(system, &AtomicBool::new(false), |_| ())
}

fn script(scenario: &str, choices: &[&str], actions: &[Action]) -> String {
    script_of(scenario, choices, actions).expect("each of its actions may happen").text()
}
