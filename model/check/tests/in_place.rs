//! The states of the scenarios stay in place: no list of theirs goes to the heap, but for a few.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use asms_check::{PropertyInfo, Search, Space, Transition};
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
    // Five items in a folder take an Add that is made a second time; they are told, and held, as they stand there.
    ("key-reset", "a base's items"),
    ("key-reset", "a device's items"),
    ("key-reset", "a folder's items"),
    ("key-reset", "a successor's delta"),
    // A third folder that is synchronised.
    ("modem-reset", "replicas"),
    ("moves", "replicas"),
    // Status reports that nobody has been told of yet.
    ("report-of-another", "waiting reports"),
    ("status-reports", "waiting reports"),
];

/// The world of a scenario, which writes down the lists that leave their place in any of its states.
struct InPlace {
    system: System,
    spilled: Mutex<BTreeSet<&'static str>>,
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
        let mut spilled = step.after.spilled().peekable();
        if spilled.peek().is_some() {
            self.spilled.lock().expect("no thread panics").extend(spilled);
        }
        Judgement::Holds
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

/// The lists that leave their place are those named above: no other does, and each of them does.
#[test]
fn no_list_outgrows_its_place() {
    let mut outgrown = BTreeSet::new();
    for (name, _) in BUILT_IN {
        let space = InPlace { system: built_in(name, &[]), spilled: Mutex::default() };
        let report = Search { threads: 2, ..Search::new() }.run(&space, &AtomicBool::new(false), |_| ());
        assert!(report.is_complete(), "{name}");
        let spilled = space.spilled.into_inner().expect("no thread panicked");
        outgrown.extend(spilled.into_iter().map(|list| (*name, list)));
    }
    assert_eq!(outgrown, TOO_LONG.iter().copied().collect());
}

/// A state is a block of memory, and as many of them are there as wait to be expanded.
#[test]
fn a_state_has_its_size() {
    assert!(size_of::<State>() < 5_000, "{} octets", size_of::<State>());
}
