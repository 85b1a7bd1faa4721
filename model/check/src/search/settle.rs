//! Recoverability: from every state the fair continuation must reach quiescence.
//!
//! The continuation does one thing in each state, so it makes a graph with at most one way out of every state; whether
//! all ways end is seen by walking each once.

use super::Run;
use super::visited::{Settling, StateId};
use crate::{Found, Path, Space};

/// How far a state is from quiescence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Distance {
    Unwalked,
    /// Being walked: met again, the way goes round.
    OnTheWay,
    Steps(u32),
    Never,
}

impl<S: Space> Run<'_, S> {
    /// Follows the fair continuation from every state, at most `limit` steps.
    pub(super) fn settle(&self, limit: u32) -> Found<S::Action> {
        let mut distances = vec![Distance::Unwalked; self.visited.ids().count()];
        let mut concerned = false;
        for start in self.visited.ids() {
            let distance = self.walk(start, &mut distances);
            concerned |= distance != Distance::Steps(0);
            match distance {
                Distance::Steps(steps) if steps <= limit => {}
                Distance::Steps(steps) => {
                    return self.never_settles(
                        start,
                        limit,
                        format!("settling takes {steps} steps where {limit} are allowed"),
                    );
                }
                _ => {
                    return self.never_settles(
                        start,
                        limit,
                        "nothing goes wrong any more, yet it is never settled".to_owned(),
                    );
                }
            }
        }
        if concerned { Found::Held } else { Found::Unconcerned }
    }

    /// The distance of a state; fills in those of all states on its way.
    fn walk(&self, start: StateId, distances: &mut [Distance]) -> Distance {
        let mut way = Vec::new();
        let mut at = start;
        let mut distance = loop {
            match distances[at.index()] {
                Distance::Unwalked => {}
                Distance::OnTheWay => break Distance::Never,
                known => break known,
            }
            match self.visited.settling(at) {
                Settling::Quiescent => {
                    distances[at.index()] = Distance::Steps(0);
                    break Distance::Steps(0);
                }
                Settling::Unknown => {
                    distances[at.index()] = Distance::Never;
                    break Distance::Never;
                }
                Settling::To(next) => {
                    distances[at.index()] = Distance::OnTheWay;
                    way.push(at);
                    at = next;
                }
            }
        };
        for state in way.into_iter().rev() {
            distance = match distance {
                Distance::Steps(steps) => Distance::Steps(steps + 1),
                _ => Distance::Never,
            };
            distances[state.index()] = distance;
        }
        distance
    }

    /// The way to a state, and from there the continuation: once round, or as far as the limit.
    pub(super) fn never_settles(&self, start: StateId, limit: u32, reason: String) -> Found<S::Action> {
        let mut path = self.path_to(start);
        let mut state = self.initial.clone();
        for action in &path.0 {
            self.space.step(&mut state, *action);
        }
        let Path(actions) = &mut path;
        let mut seen = vec![state.clone()];
        while let Some(action) = self.space.settle(&state).filter(|_| seen.len() <= limit as usize) {
            self.space.step(&mut state, action);
            actions.push(action);
            if seen.contains(&state) {
                break;
            }
            seen.push(state.clone());
        }
        Found::Violated { reason, path }
    }
}
