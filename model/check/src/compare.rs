//! The second engine: the crate `stateright`, over the same space.
//!
//! It is there to be compared with. Its own properties are functions of a state and its verdicts have traps, so it is
//! only let to walk the space: every step it takes is judged by our properties, and what it counts is set beside what
//! [`Search`](crate::Search) counts.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use asms_machine::property::Judgement;
use stateright::{Checker, Model, Property};

use crate::{Space, Transition};

/// The engine of the crate `stateright`, run to the end of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stateright {
    /// How many threads it works with.
    pub threads: usize,
}

/// What it counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaterightReport {
    /// Different states.
    pub states: u64,
    /// Steps taken.
    pub generated: u64,
    /// Properties that spoke of a step, one bit each in the order of the space.
    pub concerned: u64,
    /// Properties that were broken, one bit each.
    pub violated: u64,
}

impl Stateright {
    /// Walks a space to its end.
    pub fn run<S>(self, space: S) -> StaterightReport
    where
        S: Space + Send + 'static,
        S::State: fmt::Debug + 'static,
        S::Action: 'static,
    {
        let judgements = Arc::new(Judgements::default());
        let walked = Walked { space, judgements: Arc::clone(&judgements), state: PhantomData };
        let checker = walked.checker().threads(self.threads).spawn_bfs().join();
        StaterightReport {
            states: checker.unique_state_count() as u64,
            // It counts the initial state as a step.
            generated: (checker.state_count() as u64).saturating_sub(1),
            concerned: judgements.concerned.load(Ordering::Relaxed),
            violated: judgements.violated.load(Ordering::Relaxed),
        }
    }
}

/// What our properties said of the steps it took.
#[derive(Debug, Default)]
struct Judgements {
    concerned: AtomicU64,
    violated: AtomicU64,
}

/// A space as a model of `stateright`.
struct Walked<S: Space> {
    space: S,
    judgements: Arc<Judgements>,
    state: PhantomData<S::State>,
}

impl<S> Model for Walked<S>
where
    S: Space,
    S::State: fmt::Debug,
{
    type State = S::State;
    type Action = S::Action;

    fn init_states(&self) -> Vec<S::State> {
        vec![self.space.initial()]
    }

    fn actions(&self, state: &S::State, actions: &mut Vec<S::Action>) {
        self.space.actions(state, actions);
    }

    fn next_state(&self, before: &S::State, action: S::Action) -> Option<S::State> {
        let mut after = before.clone();
        let effect = self.space.step(&mut after, action);
        let step = Transition { before, action, effect: &effect, after: &after };
        for property in 0..self.space.properties().len() {
            let bit = 1 << property;
            match self.space.judge(property, step) {
                Judgement::Unconcerned => continue,
                Judgement::Holds => {}
                Judgement::Violated(_) => {
                    self.judgements.violated.fetch_or(bit, Ordering::Relaxed);
                }
            }
            self.judgements.concerned.fetch_or(bit, Ordering::Relaxed);
        }
        Some(after)
    }

    /// A property that always holds: without one it would stop after the first state.
    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always("walk the whole space", |_, _| true)]
    }
}
