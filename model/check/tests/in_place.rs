//! The states of the scenarios stay in place: no list of theirs ever goes to the heap.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::atomic::AtomicBool;

use asms_check::{Found, PropertyInfo, Search, Space, Transition, Until};
use asms_machine::property::Judgement;
use asms_machine::scenario::BUILT_IN;
use asms_machine::system::{Action, Effect, State, System};
use world::built_in;

mod world;

/// The world of a scenario, with one property: that its states stay in place.
struct InPlace(System);

impl Space for InPlace {
    type State = State;
    type Action = Action;
    type Effect = Effect;

    fn initial(&self) -> State {
        self.0.initial()
    }

    fn actions(&self, state: &State, out: &mut Vec<Action>) {
        self.0.actions(state, out);
    }

    fn step(&self, state: &mut State, action: Action) -> Effect {
        self.0.step(state, action)
    }

    fn properties(&self) -> Vec<PropertyInfo> {
        vec![PropertyInfo { name: "in place", prose: "", sources: "" }]
    }

    fn judge(&self, _: usize, step: Transition<'_, Self>) -> Judgement {
        match step.after.spilled() {
            Some(list) => Judgement::Violated(list.to_owned()),
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
        self.0.is_quiescent(state)
    }

    fn settle(&self, state: &State) -> Option<Action> {
        self.0.settle(state)
    }

    fn consulted(&self, _: &Effect) -> u128 {
        0
    }
}

#[test]
fn no_list_outgrows_its_place() {
    let mut outgrown = Vec::new();
    for (name, _) in BUILT_IN {
        let space = InPlace(built_in(name, &[]));
        let until = Until::Violated("in place".to_owned());
        let report =
            Search { threads: 2, until, ..Search::new() }.run(&space, &AtomicBool::new(false), |_| ());
        match report.property("in place") {
            Some(Found::Held) => {}
            Some(Found::Violated { reason, path }) => {
                outgrown.push(format!("{name}, after {} steps: {reason}", path.len()));
            }
            found => outgrown.push(format!("{name}: {found:?}")),
        }
    }
    assert!(outgrown.is_empty(), "{outgrown:#?}");
}

/// A state is a block of memory: there are as many as wait to be expanded.
#[test]
fn a_state_has_its_size() {
    assert!(size_of::<State>() <= 5 * 1024, "{} octets", size_of::<State>());
}
