//! The rules that hold for every scenario: actions have effects, refusals have reasons, settling costs nothing.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::*;
use crate::scenario::BUILT_IN;

fn systems() -> impl Iterator<Item = System> {
    BUILT_IN.iter().map(|(name, _)| {
        System::new(Scenario::built_in(name).expect("it comes with the suite").expect("it can be read"))
    })
}

/// The first few thousand states of a scenario, breadth first.
fn states(system: &System) -> Vec<State> {
    let mut states = vec![system.initial().expect("it settles")];
    let mut seen = BTreeSet::new();
    let mut at = 0;
    while at < states.len() && states.len() < 4000 {
        let mut actions = Vec::new();
        system.actions(&states[at], &mut actions);
        for action in actions {
            let mut next = states[at].clone();
            system.step(&mut next, action);
            let mut hasher = DefaultHasher::new();
            next.hash(&mut hasher);
            if seen.insert(hasher.finish()) {
                states.push(next);
            }
        }
        at += 1;
    }
    states
}

#[test]
fn every_enabled_action_changes_the_state() {
    for system in systems() {
        for state in states(&system) {
            let mut actions = Vec::new();
            system.actions(&state, &mut actions);
            let different: BTreeSet<Action> = actions.iter().copied().collect();
            assert_eq!(different.len(), actions.len(), "an action is named twice");
            for action in actions {
                assert_eq!(system.guard(&state, action), Ok(()));
                let mut next = state.clone();
                system.step(&mut next, action);
                // That it is counted is no effect of its own.
                next.budget = state.budget;
                assert_ne!(next, state, "{}: {action:?}", system.scenario.name);
            }
        }
    }
}

/// The fair continuation takes only what is enabled and free, and so cannot run out of budget.
#[test]
fn settling_is_enabled_and_free() {
    for system in systems() {
        for state in states(&system) {
            if let Some(action) = system.settle(&state) {
                assert_eq!(system.guard(&state, action), Ok(()));
                assert_eq!(action.cost(), None);
            }
        }
    }
}

/// A scenario that is to begin settled and goes round for ever is an error, which names the limit, and not a beginning
/// somewhere on the way.
#[test]
fn what_never_settles_does_not_begin() {
    let mut system = systems().find(|system| system.scenario.name == "versions").expect("there is one");
    assert!(system.begin().is_ok());
    // A server that refuses Options for SMS in such a folder, and a device that asks for them again and again.
    system.behaviour.set_from(["AMB-03=status-4"]).expect("there is such a variant");
    let never = system.begin().expect_err("it goes round");
    assert!(never.to_string().contains(&format!("after {SETTLING} steps")), "{never}");
    assert!(!system.is_at_rest(&never.state));
    assert_eq!(never.state.budget, system.scenario.budget);
}

/// Every list that has outgrown its place is named, and none hides another.
#[test]
fn a_spilled_list_hides_no_other() {
    let system = systems().next().expect("there is a scenario");
    let mut state = system.initial().expect("it settles");
    assert_eq!(state.spilled().collect::<Vec<_>>(), Vec::<&str>::new());
    let (device, inbox) = (DeviceId(0), Scenario::collection_of(FolderKind::Inbox));
    for _ in 0..5 {
        let text = Text::short(state.fresh_content());
        state.server.add(
            &mut Context::new(&system.behaviour),
            inbox,
            crate::class::Class::Sms,
            text,
            FIRST_DAY,
        );
    }
    system.step(&mut state, Action::DeviceSyncs(device));
    for _ in 0..2 {
        system.step(&mut state, Action::RequestDoubled(device, 0));
    }
    let spilled: Vec<_> = state.spilled().collect();
    assert_eq!(spilled, ["a folder's items", "requests on their way"]);
}

/// An action that is refused says why.
#[test]
fn refusals_have_reasons() {
    let system = systems().next().expect("there is a scenario");
    let state = system.initial().expect("it settles");
    let device = DeviceId(0);
    for (action, refusal) in [
        (Action::DeviceReceives(device), Refusal::NoSuchThing),
        (Action::DeviceRepeats(device), Refusal::NotWaiting),
        (Action::DeviceSyncs(DeviceId(7)), Refusal::NoSuchThing),
        (Action::ServerForgets(device), Refusal::BudgetSpent),
    ] {
        assert_eq!(system.guard(&state, action), Err(refusal), "{action:?}");
    }
}

/// A request that arrives twice is handled twice: no copy is counted away.
#[test]
fn doubled_request_arrives_twice() {
    let mut system = systems().next().expect("there is a scenario");
    system.scenario.budget.doubled_requests = 1;
    let mut state = system.initial().expect("it settles");
    let device = DeviceId(0);
    for action in [
        Action::DeviceSyncs(device),
        Action::RequestDoubled(device, 0),
        Action::ServerHandles(device, 0),
        Action::ServerHandles(device, 0),
    ] {
        assert_eq!(system.guard(&state, action), Ok(()), "{action:?}");
        system.step(&mut state, action);
    }
    let replica = state.server.replica(device, Scenario::collection_of(FolderKind::Inbox));
    assert_eq!(replica.map(|replica| replica.successors.len()), Some(2));
}
