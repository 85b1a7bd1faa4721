//! What is searched.

use std::fmt::Debug;
use std::hash::Hash;

use asms_machine::property::{Judgement, PROPERTIES, Step};
use asms_machine::system::{Action, Effect, State, System};

/// A space of states: where it begins, what may happen, what must hold.
///
/// Everything has to be a function of the state alone, or results would not be the same on every machine.
pub trait Space: Sync {
    /// A state. Its `Hash` must feed every field that `Eq` compares.
    type State: Clone + Eq + Hash + Send + Sync;
    /// Something that may happen.
    type Action: Copy + Debug + Eq + Send;
    /// What an action did.
    type Effect;

    /// The state in which everything begins.
    fn initial(&self) -> Self::State;

    /// Why that is not the state in which it should begin, where it is not. Then the space is not recoverable.
    fn astray_at_first(&self) -> Option<String> {
        None
    }

    /// Puts the actions that may happen in a state behind those in `out`.
    fn actions(&self, state: &Self::State, out: &mut Vec<Self::Action>);

    /// Does an action.
    fn step(&self, state: &mut Self::State, action: Self::Action) -> Self::Effect;

    /// The properties that every step is judged by.
    fn properties(&self) -> Vec<PropertyInfo>;

    /// What the property at a place of that list says of a step.
    fn judge(&self, property: usize, step: Transition<'_, Self>) -> Judgement;

    /// The names of the situations that must be reached.
    fn goals(&self) -> Vec<String>;

    /// Whether a step reaches the goal at a place of that list.
    fn reaches(&self, goal: usize, step: Transition<'_, Self>) -> bool;

    /// Whether nothing is left to do in a state.
    fn is_quiescent(&self, state: &Self::State) -> bool;

    /// The next step of the fair continuation of a state that is not quiescent.
    fn settle(&self, state: &Self::State) -> Option<Self::Action>;

    /// The decision points that were consulted before the beginning, one bit each.
    fn consulted_before(&self) -> u128 {
        0
    }

    /// The decision points that a step consulted, one bit each.
    fn consulted(&self, effect: &Self::Effect) -> u128;
}

/// What a report says of a property beside its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyInfo {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub prose: &'static str,
    /// Where it comes from, ids separated by blanks.
    pub sources: &'static str,
}

/// One step, as properties and goals see it.
#[derive(Debug)]
pub struct Transition<'a, S: Space + ?Sized> {
    /// The state before.
    pub before: &'a S::State,
    /// What happened.
    pub action: S::Action,
    /// What that did.
    pub effect: &'a S::Effect,
    /// The state after.
    pub after: &'a S::State,
}

impl<S: Space + ?Sized> Clone for Transition<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Space + ?Sized> Copy for Transition<'_, S> {}

impl Space for System {
    type State = State;
    type Action = Action;
    type Effect = Effect;

    /// One that never settles begins where it is after the last step that it may take, as
    /// [`astray_at_first`](Space::astray_at_first) tells.
    fn initial(&self) -> State {
        self.initial().unwrap_or_else(|never| *never.state)
    }

    fn astray_at_first(&self) -> Option<String> {
        self.begin().err().map(|never| never.to_string())
    }

    fn actions(&self, state: &State, out: &mut Vec<Action>) {
        self.actions(state, out);
    }

    fn step(&self, state: &mut State, action: Action) -> Effect {
        self.step(state, action)
    }

    fn properties(&self) -> Vec<PropertyInfo> {
        PROPERTIES
            .iter()
            .map(|property| PropertyInfo {
                name: property.name,
                prose: property.prose,
                sources: property.sources,
            })
            .collect()
    }

    fn judge(&self, property: usize, step: Transition<'_, Self>) -> Judgement {
        let property = &PROPERTIES[property];
        if property.scope.covers(step.action, step.effect) {
            (property.judge)(&step.into())
        } else {
            Judgement::Unconcerned
        }
    }

    fn goals(&self) -> Vec<String> {
        self.scenario.goals.iter().map(|goal| goal.name.to_owned()).collect()
    }

    fn reaches(&self, goal: usize, step: Transition<'_, Self>) -> bool {
        (self.scenario.goals[goal].reached)(&step.into())
    }

    fn is_quiescent(&self, state: &State) -> bool {
        self.is_at_rest(state)
    }

    fn settle(&self, state: &State) -> Option<Action> {
        self.settle(state)
    }

    fn consulted_before(&self) -> u128 {
        self.begin().map_or_else(|never| never.consulted, |(_, consulted)| consulted).bits()
    }

    fn consulted(&self, effect: &Effect) -> u128 {
        effect.consulted.and(effect.guards).bits()
    }
}

impl<'a> From<Transition<'a, System>> for Step<'a> {
    fn from(step: Transition<'a, System>) -> Self {
        Self { before: step.before, action: step.action, effect: step.effect, after: step.after }
    }
}
