//! What of the model a run touched.

use std::collections::BTreeSet;

use asms_machine::behaviour::{Behaviour, Consulted};
use asms_machine::system::Action;

use crate::observe::{Cause, Happening};

/// What of the model a run touched: kinds of action, and decision points that machines or guards asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The kinds of action that happened, by name.
    pub actions: BTreeSet<&'static str>,
    /// The decision points that machines asked.
    pub consulted: Asked,
    /// The decision points on which it depended what could happen.
    pub guards: Asked,
    /// The kinds of action as bits, which saves a look into the set after each event.
    noted: u64,
}

/// Decision points that were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked(pub Consulted);

impl Default for Asked {
    fn default() -> Self {
        Self(Consulted::NONE)
    }
}

impl Touched {
    pub(super) fn note(&mut self, happening: &Happening<'_>) {
        if let Cause::Action(action) = happening.cause {
            let bit = 1 << action.kind_number();
            if self.noted & bit == 0 {
                self.noted |= bit;
                self.actions.insert(action.kind());
            }
        }
        self.consulted.0 = self.consulted.0.and(happening.effect.consulted);
        self.guards.0 = self.guards.0.and(happening.effect.guards);
    }

    /// What two runs touched together.
    pub fn merge(&mut self, other: &Self) {
        self.actions.extend(&other.actions);
        self.noted |= other.noted;
        self.consulted.0 = self.consulted.0.and(other.consulted.0);
        self.guards.0 = self.guards.0.and(other.guards.0);
    }

    /// The names of the decision points that were asked, and how many there are that machines ask.
    pub fn points(&self) -> (Vec<&'static str>, usize) {
        let asked = self.consulted.0.and(self.guards.0);
        let names = Behaviour::POINTS.iter().enumerate().filter(|(at, _)| asked.has(*at));
        let all = Behaviour::asked_of_machines().count_ones();
        (names.map(|(_, point)| point.name).collect(), usize::try_from(all).unwrap_or_default())
    }

    /// How many kinds of action happened, and how many there are.
    pub fn kinds(&self) -> (usize, usize) {
        (self.actions.len(), Action::KINDS.len())
    }
}
