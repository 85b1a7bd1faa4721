//! The way to a violation, and how to walk it again.

use crate::{Space, Transition};

/// A way through a space: the actions from its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<A>(pub Vec<A>);

impl<A> Path<A> {
    /// The number of steps.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no step.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A step of a path may not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("step {step} may not happen in the state that the steps before it lead to")]
pub struct Refused {
    /// Which step, counted from 1.
    pub step: usize,
}

/// Walks a path, showing every step. Stops at a step that may not happen.
pub fn replay<S: Space>(
    space: &S,
    path: &Path<S::Action>,
    mut show: impl FnMut(Transition<'_, S>),
) -> Result<S::State, Refused> {
    let mut before = space.initial();
    let mut actions = Vec::new();
    for (at, action) in path.0.iter().enumerate() {
        actions.clear();
        space.actions(&before, &mut actions);
        if !actions.contains(action) {
            return Err(Refused { step: at + 1 });
        }
        let mut after = before.clone();
        let effect = space.step(&mut after, *action);
        show(Transition { before: &before, action: *action, effect: &effect, after: &after });
        before = after;
    }
    Ok(before)
}
