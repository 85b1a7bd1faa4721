//! The states of the scenarios stay in place: no list of theirs goes to the heap, but for a few.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::atomic::AtomicBool;

use asms_check::{Found, PropertyInfo, Search, Space, Transition};
use asms_machine::property::Judgement;
use asms_machine::scenario::BUILT_IN;
use asms_machine::system::{Action, Effect, State, System};
use world::built_in;

mod world;

/// Lists that leave their place in a scenario, since a larger place would cost every state of all scenarios more than the
/// few states that need it gain.
const TOO_LONG: &[(&str, &str)] = &[
    // A fourth answer to the same key takes two lost ones and a crash.
    ("late-request", "a replica's successors"),
    ("lost-response", "a replica's successors"),
    ("outbox-crash", "a replica's successors"),
    ("outbox-reset", "a replica's successors"),
    ("resync", "a replica's successors"),
    // A third request on its way takes a crash, or one that comes late.
    ("late-request", "requests on their way"),
    ("outbox-crash", "requests on their way"),
    // Five items in a folder take an Add that is made a second time.
    ("key-reset", "a folder's items"),
    // A third folder that is synchronised.
    ("moves", "replicas"),
];

/// The world of a scenario, with one property: that its states stay in place, but for some lists.
struct InPlace {
    system: System,
    too_long: Vec<&'static str>,
}

impl Space for InPlace {
    type State = State;
    type Action = Action;
    type Effect = Effect;

    fn initial(&self) -> State {
        Space::initial(&self.system)
    }

    fn actions(&self, state: &State, out: &mut Vec<Action>) {
        self.system.actions(state, out);
    }

    fn step(&self, state: &mut State, action: Action) -> Effect {
        self.system.step(state, action)
    }

    fn properties(&self) -> Vec<PropertyInfo> {
        vec![PropertyInfo { name: "in place", prose: "", sources: "" }]
    }

    fn judge(&self, _: usize, step: Transition<'_, Self>) -> Judgement {
        match step.after.spilled() {
            Some(list) if !self.too_long.contains(&list) => Judgement::Violated(list.to_owned()),
            Some(_) => Judgement::Unconcerned,
            None => Judgement::Holds,
        }
    }

    fn goals(&self) -> Vec<String> {
        Vec::new()
    }

    fn reaches(&self, _: usize, _: Transition<'_, Self>) -> bool {
        false
    }

    fn is_quiescent(&self, state: &State) -> bool {
        self.system.is_quiescent(state)
    }

    fn settle(&self, state: &State) -> Option<Action> {
        self.system.settle(state)
    }

    fn consulted(&self, _: &Effect) -> u128 {
        0
    }
}

#[test]
fn no_list_outgrows_its_place() {
    let mut outgrown = Vec::new();
    for (name, _) in BUILT_IN {
        let too_long = TOO_LONG.iter().filter(|(scenario, _)| scenario == name).map(|(_, list)| *list);
        let too_long: Vec<&str> = too_long.collect();
        let some_do = !too_long.is_empty();
        let space = InPlace { system: built_in(name, &[]), too_long };
        let report = Search { threads: 2, ..Search::new() }.run(&space, &AtomicBool::new(false), |_| ());
        match report.property("in place") {
            Some(Found::Held) => {}
            Some(Found::Unconcerned) if some_do => {}
            Some(Found::Violated { reason, path }) => {
                outgrown.push(format!("{name}, after {} steps: {reason}", path.len()));
            }
            found => outgrown.push(format!("{name}: {found:?}")),
        }
    }
    assert!(outgrown.is_empty(), "{outgrown:#?}");
}

/// A state is a block of memory, and as many of them are there as wait to be expanded.
#[test]
fn a_state_has_its_size() {
    assert!(size_of::<State>() < 5_000, "{} octets", size_of::<State>());
}
