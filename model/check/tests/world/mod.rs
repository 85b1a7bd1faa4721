//! The worlds that the tests of this directory search.

#![allow(dead_code, reason = "each test program uses some of them")]

use asms_machine::scenario::Scenario;
use asms_machine::system::System;

/// A scenario that comes with the suite, with some choices of its own. What is counted there may change from one version
/// to the next.
pub(crate) fn built_in(name: &str, with: &[&str]) -> System {
    let scenario = Scenario::built_in(name).expect("it comes with the suite");
    choosing(scenario.expect("it can be read"), with)
}

/// A small scenario of these tests alone, from `tests/scenarios`.
pub(crate) fn own(name: &str, with: &[&str]) -> System {
    let texts = [
        ("careless", include_str!("../scenarios/careless.toml")),
        ("choices", include_str!("../scenarios/choices.toml")),
        ("forgetful", include_str!("../scenarios/forgetful.toml")),
        ("inbox", include_str!("../scenarios/inbox.toml")),
    ];
    let (_, text) = texts.iter().find(|(known, _)| *known == name).expect("there is such a file");
    choosing(Scenario::parse(name, name, text).expect("it can be read"), with)
}

fn choosing(scenario: Scenario, with: &[&str]) -> System {
    let mut system = System::new(scenario);
    system.behaviour.set_from(with.iter().copied()).expect("there is such a choice");
    system
}
