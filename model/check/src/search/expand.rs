//! Expanding a slice of a level: every action of every state, judged.

use super::Violation;
use super::visited::{StateId, Visited};
use crate::fingerprint;
use crate::{Fingerprint, Space, Transition};
use asms_machine::property::Judgement;

/// What a thread found in its slice, in the order of states and actions.
pub(super) struct Expansion<S: Space> {
    pub(super) successors: Vec<Successor<S::State>>,
    pub(super) generated: u64,
    /// Properties that spoke of a step, one bit each.
    pub(super) concerned: u64,
    pub(super) consulted: u128,
    /// The first violation of each property.
    pub(super) violations: Vec<(usize, Violation<S::Action>)>,
    /// The first step that reaches each goal: from where, and which.
    pub(super) goals: Vec<(usize, StateId, S::Action)>,
    pub(super) deadlock: Option<StateId>,
    /// The first step of the fair continuation that may not happen.
    pub(super) astray: Option<Astray<S::Action>>,
    pub(super) quiescent: Vec<StateId>,
}

/// The fair continuation of a state is something that may not happen there.
#[derive(Clone, Copy)]
pub(super) struct Astray<A> {
    pub(super) from: StateId,
    pub(super) action: A,
}

/// A step.
pub(super) struct Successor<T> {
    pub(super) from: StateId,
    /// Whether it is the step of the fair continuation.
    pub(super) settles: bool,
    pub(super) reached: Reached<T>,
}

/// Where a step leads.
pub(super) enum Reached<T> {
    /// To a state seen before this round.
    Known(StateId),
    /// To a state not seen before this round; perhaps another slice has found it too. In a box, because it is moved
    /// several times until it is expanded.
    Perhaps(Fingerprint, Box<T>),
}

/// Expands the states of a slice.
pub(super) fn expand<S: Space>(
    space: &S,
    visited: &Visited,
    goals: &[usize],
    states: &[(StateId, Box<S::State>)],
) -> Expansion<S> {
    let mut found = Expansion {
        successors: Vec::with_capacity(states.len() * 4),
        generated: 0,
        concerned: 0,
        consulted: 0,
        violations: Vec::new(),
        goals: Vec::new(),
        deadlock: None,
        astray: None,
        quiescent: Vec::new(),
    };
    let properties = space.properties().len();
    let mut actions = Vec::new();
    let mut scratch = Vec::new();
    for (from, before) in states {
        let before: &S::State = before;
        actions.clear();
        space.actions(before, &mut actions);
        let settle = if space.is_quiescent(before) {
            found.quiescent.push(*from);
            None
        } else {
            if actions.is_empty() {
                found.deadlock.get_or_insert(*from);
            }
            space.settle(before)
        };
        if let Some(action) = settle.filter(|action| !actions.contains(action)) {
            found.astray.get_or_insert(Astray { from: *from, action });
        }
        for action in &actions {
            let mut after = before.clone();
            let effect = space.step(&mut after, *action);
            let step = Transition { before, action: *action, effect: &effect, after: &after };
            found.generated += 1;
            found.consulted |= space.consulted(&effect);
            found.judge(space, *from, step, properties, goals);
            let print = fingerprint(&after, &mut scratch);
            let reached = match visited.find(print) {
                Some(id) => Reached::Known(id),
                None => Reached::Perhaps(print, Box::new(after)),
            };
            let settles = settle == Some(*action);
            if settles || matches!(reached, Reached::Perhaps(..)) {
                found.successors.push(Successor { from: *from, settles, reached });
            }
        }
    }
    found
}

impl<S: Space> Expansion<S> {
    fn judge(
        &mut self,
        space: &S,
        from: StateId,
        step: Transition<'_, S>,
        properties: usize,
        goals: &[usize],
    ) {
        for property in 0..properties {
            match space.judge(property, step) {
                Judgement::Unconcerned => {}
                Judgement::Holds => self.concerned |= 1 << property,
                Judgement::Violated(reason) => {
                    self.concerned |= 1 << property;
                    if self.violations.iter().all(|(known, _)| *known != property) {
                        self.violations.push((property, Violation { from, action: step.action, reason }));
                    }
                }
            }
        }
        for goal in goals {
            if self.goals.iter().all(|(known, ..)| known != goal) && space.reaches(*goal, step) {
                self.goals.push((*goal, from, step.action));
            }
        }
    }
}
