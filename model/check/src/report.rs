//! What a search found.

use crate::{Path, PropertyInfo};

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report<A> {
    /// Different states.
    pub states: u64,
    /// Steps taken, those that led to known states included.
    pub generated: u64,
    /// Steps from the start to the farthest state.
    pub depth: u32,
    /// Why the search ended before it had seen everything, if it did.
    pub stopped: Option<Stopped>,
    /// What was found of each property, in the order of the space; recoverability last.
    pub properties: Vec<PropertyReport<A>>,
    /// What was found of each goal.
    pub goals: Vec<GoalReport<A>>,
    /// The shortest way to a state in which nothing may happen though not all is settled.
    pub deadlock: Option<Path<A>>,
    /// The shortest way to a state whose fair continuation is something that may not happen there, as it is told of
    /// recoverability too. It is a mistake in what is searched, and no pin covers it.
    pub astray: Option<Path<A>>,
    /// The decision points that were consulted, one bit each.
    pub consulted: u128,
}

/// Why a search ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It reached the limit of states.
    States(u64),
    /// It reached the limit of depth.
    Depth(u32),
    /// Somebody interrupted it.
    Interrupted,
    /// It found what it was to find. Of whatever else it has not found, nothing can be said.
    Found,
}

/// What was found of one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyReport<A> {
    /// The property.
    pub info: PropertyInfo,
    /// What was found.
    pub found: Found<A>,
}

/// What was found of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<A> {
    /// No step was one that it speaks of.
    Unconcerned,
    /// It held wherever it spoke.
    Held,
    /// It was broken: how, and the shortest way there.
    Violated {
        /// How.
        reason: String,
        /// The way; the last action breaks it.
        path: Path<A>,
    },
}

/// What was found of one goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalReport<A> {
    /// Its name.
    pub name: String,
    /// The number of steps of the shortest way to it, if it was reached.
    pub reached: Option<u32>,
    /// That way; the last action reaches it.
    pub path: Option<Path<A>>,
}

impl<A> Report<A> {
    /// Whether every state was seen.
    pub fn is_complete(&self) -> bool {
        self.stopped.is_none()
    }

    /// The odds that two states shared a fingerprint, so that one was missed: at most one in this number.
    pub fn odds(&self) -> u128 {
        let states = u128::from(self.states).max(1);
        (1_u128 << 65) / (states * states)
    }

    /// What was found of the property of a name.
    pub fn property(&self, name: &str) -> Option<&Found<A>> {
        self.properties.iter().find(|entry| entry.info.name == name).map(|entry| &entry.found)
    }
}
