//! The engine that verdicts come from: breadth-first search, level by level.
//!
//! Every state keeps its fingerprint and the state it was first reached from; states themselves live only while they
//! wait to be expanded. A level is cut into slices that threads expand on their own; what they find is then taken over
//! in the order of the slices. So the first way to a state is the same for any number of threads, and with it every
//! counterexample; and since levels are searched in order, it is a shortest one.

mod expand;
mod settle;
mod until;
mod visited;

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::fingerprint;
use crate::{Found, GoalReport, Path, PropertyInfo, PropertyReport, Report, Space, Stopped};
use asms_machine::property::{RECOVERABILITY, RECOVERABILITY_PROSE, RECOVERABILITY_SOURCES};
use expand::{Astray, Expansion, Reached, Successor, expand};
use visited::{StateId, Visited};

pub use until::{DEADLOCK, Until};

/// The search engine: its limits, and how it works.
#[derive(Clone, Debug)]
pub struct Search {
    /// Where to end early.
    pub limits: Limits,
    /// How many threads expand states. It changes the time a search takes and nothing else.
    pub threads: usize,
    /// What it is content to find, so that it need not see the rest.
    pub until: Until,
}

/// Where a search ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Different states; at most 2³² − 2²⁰. The round in which the limit is reached is finished, so a few thousand more
    /// may be seen.
    pub states: u64,
    /// Steps from the start.
    pub depth: u32,
    /// The most steps that the fair continuation may take to settle.
    pub settle: u32,
}

impl Default for Limits {
    /// 20 million states, which take half a gigabyte beside those that wait to be expanded; any depth; 64 steps to
    /// settle.
    fn default() -> Self {
        Self { states: 20_000_000, depth: u32::MAX, settle: 64 }
    }
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Different states so far.
    pub states: u64,
    /// Steps so far.
    pub generated: u64,
    /// The depth of the states being expanded.
    pub depth: u32,
    /// States that wait to be expanded.
    pub queue: u64,
}

/// How many states are expanded before what was found is taken over. It does not depend on the number of threads, so
/// that a search which ends early ends at the same state for any number.
const ROUND: usize = 4096;

/// The fewest states that are worth a thread.
const WORTH_A_THREAD: usize = 256;

impl Search {
    /// Default limits and one thread, to the end of the space.
    pub fn new() -> Self {
        Self { limits: Limits::default(), threads: 1, until: Until::End }
    }

    /// Searches a space to its end, or to a limit, or until it has found what it is to find or `interrupt` becomes true.
    /// `progress` is called now and then.
    pub fn run<S: Space>(
        &self,
        space: &S,
        interrupt: &AtomicBool,
        mut progress: impl FnMut(Progress),
    ) -> Report<S::Action> {
        let mut run = Run::new(space);
        let mut level = vec![(StateId::FIRST, Box::new(run.initial.clone()))];
        let mut depth = 0;
        let stopped = loop {
            if level.is_empty() {
                break None;
            }
            if depth == self.limits.depth {
                break Some(Stopped::Depth(depth));
            }
            let mut next = Vec::new();
            let mut cut = None;
            for (at, states) in level.chunks(ROUND).enumerate() {
                for expansion in self.expand_round(space, &run.visited, &run.open_goals(), states) {
                    run.take_over(expansion, depth, &mut next);
                }
                progress(Progress {
                    states: run.visited.len(),
                    generated: run.generated,
                    depth,
                    queue: (level.len() - (at * ROUND + states.len()) + next.len()) as u64,
                });
                if run.has_found(&self.until) {
                    cut = Some(Stopped::Found);
                } else if interrupt.load(Ordering::Relaxed) {
                    cut = Some(Stopped::Interrupted);
                } else if run.visited.len() >= self.limits.states.min(Visited::MOST) {
                    cut = Some(Stopped::States(self.limits.states.min(Visited::MOST)));
                }
                if cut.is_some() {
                    break;
                }
            }
            if !next.is_empty() {
                depth += 1;
            }
            if cut.is_some() {
                break cut;
            }
            level = next;
        };
        run.report(depth, stopped, self.limits.settle)
    }

    /// Expands some states, each thread a slice; gives what they found in the order of the slices.
    fn expand_round<S: Space>(
        &self,
        space: &S,
        visited: &Visited,
        goals: &[usize],
        states: &[(StateId, Box<S::State>)],
    ) -> Vec<Expansion<S>> {
        if self.threads <= 1 || states.len() < WORTH_A_THREAD {
            return vec![expand(space, visited, goals, states)];
        }
        let slice = states.len().div_ceil(self.threads);
        thread::scope(|scope| {
            let threads: Vec<_> = states
                .chunks(slice)
                .map(|slice| (slice, scope.spawn(move || expand(space, visited, goals, slice))))
                .collect();
            threads
                .into_iter()
                // A thread ends early only by a fault in the space, which then shows in this thread.
                .map(|(slice, thread)| thread.join().unwrap_or_else(|_| expand(space, visited, goals, slice)))
                .collect()
        })
    }
}

impl Default for Search {
    fn default() -> Self {
        Self::new()
    }
}

/// A search under way.
struct Run<'s, S: Space> {
    space: &'s S,
    properties: Vec<PropertyInfo>,
    initial: S::State,
    visited: Visited,
    generated: u64,
    concerned: u64,
    consulted: u128,
    violated: Vec<Option<Violation<S::Action>>>,
    goals: Vec<Option<Reaching<S::Action>>>,
    deadlock: Option<StateId>,
    astray: Option<Astray<S::Action>>,
}

/// The first step found that reaches a goal.
#[derive(Clone, Copy)]
struct Reaching<A> {
    from: StateId,
    action: A,
    /// The number of steps to it.
    depth: u32,
}

/// The first step found that breaks a property.
struct Violation<A> {
    from: StateId,
    action: A,
    reason: String,
}

impl<'s, S: Space> Run<'s, S> {
    fn new(space: &'s S) -> Self {
        let properties = space.properties();
        let initial = space.initial();
        let mut visited = Visited::new();
        visited.insert(fingerprint(&initial, &mut Vec::new()), StateId::FIRST);
        Self {
            violated: properties.iter().map(|_| None).collect(),
            goals: space.goals().iter().map(|_| None).collect(),
            properties,
            initial,
            visited,
            generated: 0,
            concerned: 0,
            consulted: space.consulted_before(),
            deadlock: None,
            astray: None,
            space,
        }
    }

    /// The goals that have not been reached.
    fn open_goals(&self) -> Vec<usize> {
        (0..self.goals.len()).filter(|goal| self.goals[*goal].is_none()).collect()
    }

    /// Takes over what a thread found. Called in the order of the slices, so that the first finder is always the same.
    fn take_over(&mut self, found: Expansion<S>, depth: u32, next: &mut Vec<(StateId, Box<S::State>)>) {
        self.generated += found.generated;
        self.concerned |= found.concerned;
        self.consulted |= found.consulted;
        for (property, violation) in found.violations {
            self.violated[property].get_or_insert(violation);
        }
        for (goal, from, action) in found.goals {
            self.goals[goal].get_or_insert(Reaching { from, action, depth: depth + 1 });
        }
        self.deadlock = self.deadlock.or(found.deadlock);
        self.astray = self.astray.or(found.astray);
        for quiescent in found.quiescent {
            self.visited.set_quiescent(quiescent);
        }
        for Successor { from, settles, reached } in found.successors {
            let id = match reached {
                Reached::Known(id) => id,
                Reached::Perhaps(fingerprint, state) => {
                    if let Some(id) = self.visited.find(fingerprint) {
                        id
                    } else {
                        let id = self.visited.insert(fingerprint, from);
                        next.push((id, state));
                        id
                    }
                }
            };
            if settles {
                self.visited.set_settle(from, id);
            }
        }
    }

    fn report(mut self, depth: u32, stopped: Option<Stopped>, settle_limit: u32) -> Report<S::Action> {
        let violated = std::mem::take(&mut self.violated);
        let mut properties: Vec<PropertyReport<S::Action>> = Vec::new();
        for (at, violation) in violated.into_iter().enumerate() {
            let found = match violation {
                Some(violation) => {
                    let path = self.path_over(violation.from, violation.action);
                    Found::Violated { reason: violation.reason, path }
                }
                None if self.concerned >> at & 1 == 1 => Found::Held,
                None => Found::Unconcerned,
            };
            properties.push(PropertyReport { info: self.properties[at], found });
        }
        let recoverability = match (self.space.astray_at_first(), self.astray) {
            (Some(reason), _) => self.never_settles(StateId::FIRST, settle_limit, reason),
            (None, Some(Astray { from, action })) => Found::Violated {
                reason: format!("the fair continuation is {action:?}, which may not happen there"),
                path: self.path_to(from),
            },
            (None, None) if stopped.is_some() => Found::Unconcerned,
            (None, None) => self.settle(settle_limit),
        };
        properties.push(PropertyReport {
            info: PropertyInfo {
                name: RECOVERABILITY,
                prose: RECOVERABILITY_PROSE,
                sources: RECOVERABILITY_SOURCES,
            },
            found: recoverability,
        });
        Report {
            states: self.visited.len(),
            generated: self.generated,
            depth,
            stopped,
            properties,
            goals: self
                .space
                .goals()
                .into_iter()
                .zip(&self.goals)
                .map(|(name, reaching)| GoalReport {
                    name,
                    reached: reaching.map(|reaching| reaching.depth),
                    path: reaching.map(|reaching| self.path_over(reaching.from, reaching.action)),
                })
                .collect(),
            deadlock: self.deadlock.map(|id| self.path_to(id)),
            astray: self.astray.map(|astray| self.path_to(astray.from)),
            consulted: self.consulted,
        }
    }

    /// The way on which a state was first reached, and a step from there.
    fn path_over(&self, from: StateId, action: S::Action) -> Path<S::Action> {
        let mut path = self.path_to(from);
        path.0.push(action);
        path
    }

    /// The way on which a state was first reached: the fingerprints of its predecessors, walked again from the start.
    /// Should two states share a fingerprint the walk can come to an end before its time; the way is cut there.
    fn path_to(&self, state: StateId) -> Path<S::Action> {
        let mut ids = Vec::new();
        let mut at = state;
        while at != StateId::FIRST {
            ids.push(at);
            at = self.visited.parent(at);
        }
        let mut path = Vec::with_capacity(ids.len());
        let mut here = self.initial.clone();
        let mut actions = Vec::new();
        let mut scratch = Vec::new();
        for id in ids.into_iter().rev() {
            actions.clear();
            self.space.actions(&here, &mut actions);
            let step = actions.iter().find_map(|action| {
                let mut there = here.clone();
                self.space.step(&mut there, *action);
                (fingerprint(&there, &mut scratch) == self.visited.fingerprint(id))
                    .then_some((*action, there))
            });
            let Some((action, there)) = step else { break };
            path.push(action);
            here = there;
        }
        Path(path)
    }
}
