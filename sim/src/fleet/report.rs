//! What came of many seeds.

use std::collections::BTreeMap;
use std::ops::Range;

use asms_machine::behaviour::Behaviour;
use asms_machine::system::Action;

use super::Failed;
use crate::numbers::Numbers;
use crate::plan::Plan;
use crate::run::Report;
use crate::time::{DAY, Time};
use crate::watch::{Finding, Touched};

/// What came of many seeds. It is the same whatever the order in which they are added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FleetReport {
    /// The seeds that were asked for.
    pub seeds: Range<u64>,
    /// How many of them ran. All, unless it was called off.
    pub done: u64,
    /// How many things happened.
    pub events: u64,
    /// How many days passed, counted for each device: without those in which the worlds healed.
    pub device_days: u64,
    /// What was broken, by property and excuse.
    pub findings: BTreeMap<(&'static str, Option<&'static str>), Found>,
    /// The seeds that failed, and how.
    pub failures: BTreeMap<u64, Failed>,
    /// In how many seeds something was left to do in the end.
    pub pending: u64,
    /// How many seeds a mistake of this suite ended.
    pub divergences: u64,
    /// What became of messages.
    pub numbers: Numbers,
    /// What of the model was touched.
    pub touched: Touched,
}

/// A property that was broken in some of the seeds.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Found {
    /// In how many seeds.
    pub seeds: u64,
    /// How often.
    pub count: u64,
    /// The first of the seeds.
    pub first: u64,
    /// How it was broken there first.
    pub reason: String,
    /// When that was.
    pub time: Time,
    /// By which event.
    pub event: u64,
    /// For which user.
    pub user: u16,
}

/// How much of something there is was touched.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Share {
    /// How many.
    pub touched: usize,
    /// How many there are.
    pub all: usize,
    /// The names of those that were not touched.
    pub untouched: Vec<&'static str>,
}

impl FleetReport {
    /// Nothing yet of some seeds.
    pub fn new(seeds: Range<u64>) -> Self {
        Self { seeds, ..Self::default() }
    }

    /// Whether every seed ran.
    pub fn is_complete(&self) -> bool {
        self.done == self.seeds.end.saturating_sub(self.seeds.start)
    }

    /// The kinds of action of the model that happened.
    pub fn actions(&self) -> Share {
        share(Action::KINDS.iter().copied(), |_, name| self.touched.actions.contains(name))
    }

    /// The decision points that machines or guards asked.
    pub fn points(&self) -> Share {
        let asked = self.touched.consulted.0.and(self.touched.guards.0);
        let all = Behaviour::asked_of_machines();
        let points = Behaviour::POINTS.iter().enumerate().filter(|(at, _)| all >> at & 1 == 1);
        let (places, names): (Vec<usize>, Vec<&str>) = points.map(|(at, point)| (at, point.name)).unzip();
        share(names.into_iter(), |at, _| places.get(at).is_some_and(|place| asked.has(*place)))
    }

    /// Adds what came of a seed.
    pub fn add(&mut self, plan: &Plan, report: &Report) {
        self.done += 1;
        self.events += report.events;
        let days = report.end.min(plan.end()).0 / DAY;
        self.device_days += days * u64::from(plan.users) * plan.scenario.devices.len() as u64;
        for finding in &report.findings {
            let found = Found::of(report.seed, finding);
            match self.findings.get_mut(&(finding.property, finding.excuse)) {
                Some(known) => known.merge(found),
                None => drop(self.findings.insert((finding.property, finding.excuse), found)),
            }
        }
        if let Some(failed) = Failed::of(report) {
            self.failures.insert(report.seed, failed);
        }
        self.pending += u64::from(!report.pending.is_empty());
        self.divergences += u64::from(report.divergence.is_some());
        self.numbers.merge(&report.numbers);
        self.touched.merge(&report.touched);
    }
}

impl Found {
    fn of(seed: u64, finding: &Finding) -> Self {
        Self {
            seeds: 1,
            count: finding.count,
            first: seed,
            reason: finding.reason.clone(),
            time: finding.time,
            event: finding.event,
            user: finding.user,
        }
    }

    fn merge(&mut self, other: Self) {
        let (seeds, count) = (self.seeds + other.seeds, self.count + other.count);
        if other.first < self.first {
            *self = other;
        }
        (self.seeds, self.count) = (seeds, count);
    }
}

fn share(all: impl Iterator<Item = &'static str>, is_touched: impl Fn(usize, &str) -> bool) -> Share {
    let names: Vec<&str> = all.collect();
    let untouched: Vec<&str> =
        names.iter().enumerate().filter(|(at, name)| !is_touched(*at, name)).map(|(_, name)| *name).collect();
    Share { touched: names.len() - untouched.len(), all: names.len(), untouched }
}
