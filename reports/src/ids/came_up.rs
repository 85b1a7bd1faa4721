//! What came up in simulations.

use std::collections::BTreeSet;

use asms_machine::property::{GOALS, Judgement, Step, properties_of};
use asms_sim::observe::{Cause, Happening, Observer};
use asms_sim::{BUILT_IN, Plan, World};

use crate::ReportError;

/// Which properties came up, and which goals were reached, in the scenarios of the simulator.
pub(crate) struct CameUp(Vec<(&'static str, Seen)>);

/// How many days of a seed of each scenario are looked at.
const DAYS: u32 = 10;

/// How many seeds, from 0.
const SEEDS: u64 = 2;

#[derive(Default)]
struct Seen {
    properties: BTreeSet<&'static str>,
    goals: BTreeSet<&'static str>,
}

impl CameUp {
    /// Runs a few days of each scenario.
    pub(crate) fn new() -> Result<Self, ReportError> {
        let mut all = Vec::new();
        for (name, text) in BUILT_IN {
            let file = format!("{name}.toml");
            let mut plan = Plan::parse(name, &file, text)
                .map_err(|error| ReportError::Form { file, message: error.to_string() })?;
            plan.days = DAYS;
            let mut seen = Seen::default();
            for seed in 0..SEEDS {
                // Where a run diverges, what came before has come up all the same.
                let _ = World::new(&plan, seed).run(&mut seen);
            }
            all.push((*name, seen));
        }
        Ok(Self(all))
    }

    /// Where a property came up and one of these goals was reached, in words; nothing where that is nowhere.
    pub(crate) fn line(&self, property: &str, goals: &BTreeSet<&str>) -> Option<String> {
        let asked = |seen: &Seen| {
            seen.properties.contains(property) && goals.iter().any(|goal| seen.goals.contains(goal))
        };
        let names: Vec<&str> = self.0.iter().filter(|(_, seen)| asked(seen)).map(|(name, _)| *name).collect();
        if names.is_empty() {
            return None;
        }
        let all = if names.len() == self.0.len() { "every scenario".to_owned() } else { names.join(", ") };
        Some(format!("`{property}` is asked in the same situation: {all}"))
    }
}

impl Observer for Seen {
    fn judges(&self) -> bool {
        true
    }

    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        let (Cause::Action(action), Some(before)) = (happening.cause, happening.before) else { return true };
        let step = Step { before, action, effect: happening.effect, after: happening.after };
        for property in properties_of(action, happening.effect) {
            if (property.judge)(&step) != Judgement::Unconcerned {
                self.properties.insert(property.name);
            }
        }
        for goal in GOALS {
            if !self.goals.contains(goal.name) && (goal.reached)(&step) {
                self.goals.insert(goal.name);
            }
        }
        true
    }
}
