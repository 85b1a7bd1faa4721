//! One seed, and what came of it.

use std::collections::BTreeSet;

use crate::numbers::Numbers;
use crate::observe::{Nobody, Observer, Together};
use crate::plan::{Optional, Plan};
use crate::time::Time;
use crate::watch::{Finding, Oracles, Touched};
use crate::world::{Divergence, Pending, World};

/// What came of a seed.
#[derive(Clone, Debug)]
pub struct Report {
    /// The seed.
    pub seed: u64,
    /// When it ended.
    pub end: Time,
    /// How many things happened.
    pub events: u64,
    /// What was broken, in the order of properties and excuses; each first time with how often.
    pub findings: Vec<Finding>,
    /// What was left to do in the end although nothing went wrong any more.
    pub pending: Vec<Pending>,
    /// The mistake of this suite that ended the run, if one did.
    pub divergence: Option<Divergence>,
    /// What became of messages.
    pub numbers: Numbers,
    /// What of the model it touched.
    pub touched: Touched,
    /// What it can be shrunk by.
    pub happened: BTreeSet<Optional>,
    /// Whether it ran to its end; else somebody who watched stopped it, or a divergence did.
    pub whole: bool,
}

/// Why a seed failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// A property was broken without excuse.
    Property(&'static str),
    /// Something was left to do in the end.
    Pending,
    /// What is on the wire is not what is in the model.
    Divergence,
}

impl Report {
    /// Why the seed failed, if it did.
    pub fn failure(&self) -> Option<Failure> {
        if self.divergence.is_some() {
            return Some(Failure::Divergence);
        }
        let unexcused = self.findings.iter().filter(|finding| finding.excuse.is_none());
        let first = unexcused.min_by_key(|finding| finding.event);
        let property = first.map(|finding| Failure::Property(finding.property));
        property.or_else(|| (!self.pending.is_empty()).then_some(Failure::Pending))
    }
}

/// Runs a seed before the oracles, and before whoever watches besides. `only`, where given, is all that may happen of what
/// need not.
pub fn judge(
    plan: &Plan,
    seed: u64,
    only: Option<&BTreeSet<Optional>>,
    beside: Option<&mut dyn Observer>,
) -> Report {
    before(Oracles::new(plan), plan, seed, only, beside)
}

/// As [`judge`], but it ends where a property is first broken without excuse.
pub fn judge_until_broken(
    plan: &Plan,
    seed: u64,
    only: Option<&BTreeSet<Optional>>,
    beside: Option<&mut dyn Observer>,
) -> Report {
    let mut oracles = Oracles::new(plan);
    oracles.stops = true;
    before(oracles, plan, seed, only, beside)
}

fn before(
    mut oracles: Oracles<'_>,
    plan: &Plan,
    seed: u64,
    only: Option<&BTreeSet<Optional>>,
    beside: Option<&mut dyn Observer>,
) -> Report {
    let went = {
        let mut observers: Vec<&mut dyn Observer> = vec![&mut oracles];
        if let Some(beside) = beside {
            observers.push(beside);
        }
        world(plan, seed, only).run(&mut Together(observers))
    };
    let mut numbers = Numbers::default();
    for account in &oracles.accounts {
        numbers.count(account);
    }
    let end = went.as_ref().map_or_else(|divergence| divergence.time, |outcome| outcome.end);
    numbers.watched(u64::from(plan.users) * plan.scenario.devices.len() as u64, end);
    let report = Report {
        seed,
        end,
        events: 0,
        findings: oracles.findings.into_values().collect(),
        pending: Vec::new(),
        divergence: None,
        numbers,
        touched: oracles.touched,
        happened: BTreeSet::new(),
        whole: false,
    };
    match went {
        Ok(outcome) => Report {
            events: outcome.events,
            pending: outcome.pending,
            happened: outcome.happened,
            whole: outcome.whole,
            ..report
        },
        Err(divergence) => Report {
            events: divergence.event,
            happened: divergence.happened.clone(),
            divergence: Some(divergence),
            ..report
        },
    }
}

/// Runs a seed before nobody, and gives how many things happened.
pub fn run(plan: &Plan, seed: u64) -> Result<u64, Divergence> {
    world(plan, seed, None).run(&mut Nobody).map(|outcome| outcome.events)
}

fn world<'p>(plan: &'p Plan, seed: u64, only: Option<&'p BTreeSet<Optional>>) -> World<'p> {
    let world = World::new(plan, seed);
    match only {
        Some(only) => world.only(only),
        None => world,
    }
}
