//! The lists of properties and goals are whole and true.

use std::collections::BTreeSet;

use super::*;
use crate::facts;
use crate::scenario::{BUILT_IN, Scenario};
use crate::system::System;

#[test]
fn names_are_unique_and_sources_exist() {
    let names: BTreeSet<&str> = PROPERTIES.iter().map(|property| property.name).collect();
    assert_eq!(names.len(), PROPERTIES.len());
    let sources = PROPERTIES.iter().map(|property| property.sources).chain([RECOVERABILITY_SOURCES]);
    for id in sources.flat_map(|sources| sources.split(' ')) {
        assert!(facts::find(id).is_some(), "there is no {id}");
    }
    for id in GOALS.iter().flat_map(|goal| goal.sources.split_whitespace()) {
        assert!(facts::find(id).is_some(), "there is no {id}");
    }
    let goals: BTreeSet<&str> = GOALS.iter().map(|goal| goal.name).collect();
    assert_eq!(goals.len(), GOALS.len());
}

#[test]
fn every_property_says_what_it_means() {
    for property in PROPERTIES {
        assert!(property.prose.ends_with('.') && !property.prose.contains("  "), "{}", property.prose);
    }
}

/// So a step need not be shown to a property whose scope does not cover it. That nothing is left to do is part of what a
/// property says, and nothing that it finds out.
#[test]
fn no_property_speaks_of_a_step_out_of_its_scope() {
    let mut steps = 0_u32;
    for (name, _) in BUILT_IN {
        let system = System::new(Scenario::built_in(name).expect("it is there").expect("it can be read"));
        let mut state = system.initial().expect("it settles");
        let mut actions = Vec::new();
        for turn in 0..60_usize {
            actions.clear();
            system.actions(&state, &mut actions);
            // Any way through the scenario does, as long as it is not always the first.
            let Some(action) = actions.get(turn * 7 % actions.len().max(1)).copied() else { break };
            let before = state.clone();
            let effect = system.step(&mut state, action);
            let step = Step { before: &before, action, effect: &effect, after: &state };
            let (covered, rest): (Vec<_>, Vec<_>) =
                PROPERTIES.iter().partition(|property| property.scope.covers(action, &effect));
            let names = |list: &[&Property]| list.iter().map(|property| property.name).collect::<Vec<_>>();
            assert_eq!(names(properties_of(action, &effect)), names(&covered));
            for property in rest.into_iter().filter(|property| property.scope != Scope::AtRest) {
                assert_eq!(
                    (property.judge)(&step),
                    Judgement::Unconcerned,
                    "{} of {action:?}",
                    property.name
                );
                steps += 1;
            }
        }
    }
    assert!(steps > 10_000, "{steps}");
}
