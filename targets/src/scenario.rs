//! A scenario file is refused with the file's name and the reason, or says a world within its limits, which can begin.

use asms_machine::recipients::MOST_RECIPIENTS;
use asms_machine::system::System;
use asms_sim::Plan;
use asms_sim::plan::PlanError;

/// The most bytes that are taken for a file.
const LONGEST: usize = 64 << 10;

/// How far a world goes on.
const STEPS: usize = 30;

/// The reader: the name of the scenario, that of the file, its text.
pub type Parse = fn(&str, &str, &str) -> Result<Plan, PlanError>;

/// Checks the reader; input that is not UTF-8, or long, is passed over.
pub fn check(input: &[u8]) {
    check_with(Plan::parse, input);
}

/// Checks any implementation of [`Plan::parse`].
pub fn check_with(parse: Parse, input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else { return };
    if text.len() > LONGEST {
        return;
    }
    let plan = match parse("input", "input.toml", text) {
        Ok(plan) => plan,
        Err(error) => {
            let message = error.to_string();
            assert!(message.starts_with("input.toml"), "{message:?} does not say which file");
            return;
        }
    };
    let scenario = plan.scenario;
    assert!((1..=8).contains(&scenario.devices.len()), "{} devices", scenario.devices.len());
    assert!(scenario.folders.iter().all(|folder| folder.items.len() <= 1000), "too many items in a folder");
    assert!(scenario.most_recipients() <= MOST_RECIPIENTS, "{} recipients", scenario.most_recipients());
    let system = System::new(scenario);
    let mut state = system.fresh();
    for _ in 0..STEPS {
        let Some(action) = system.settle(&state) else { return };
        system.step(&mut state, action);
    }
}
