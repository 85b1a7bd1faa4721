//! What a night does.

use std::fmt::Write as _;
use std::time::Duration;

use asms_machine::behaviour::{Behaviour, Standing};
use asms_machine::property::RECOVERABILITY;
use asms_machine::scenario::{BUILT_IN as OF_THE_MODEL, Catches, Chosen, Scenario};
use asms_sim::BUILT_IN as OF_THE_SIMULATOR;
use asms_sim::fleet::defects;
use asms_sim::radio::{Carrier, Preset};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::state::FORMAT;
use crate::{FUZZ_TARGETS, Job, NightError, State, Work};

/// What is wished of a night.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How long it may take.
    pub budget: Duration,
    /// How many cores the plan reckons with, on all machines together.
    pub cores: u32,
    /// What it is called besides its number, such as a date or a commit.
    pub label: String,
}

/// What a night does: jobs, the most important first.
///
/// It follows from the wish and from what earlier nights left, and from nothing else: neither from the machine nor from the
/// clock. On a machine that is faster than reckoned it ends early; on a slower one the last jobs are not run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Plan {
    /// The version of this form.
    pub format: u32,
    /// The version of the program.
    pub program: String,
    /// A hash of the scenarios and decision points that come with it.
    pub suite: String,
    /// The number of the night, from 1.
    pub night: u64,
    /// What it is called besides.
    pub label: String,
    /// How long it may take, in seconds.
    pub budget: u64,
    /// How many cores it reckons with.
    pub cores: u32,
    /// What is done.
    pub jobs: Vec<Job>,
}

/// How many states a core judges in a millisecond, as reckoned.
const STATES: u64 = 100;

/// How long a seed of each scenario takes a core, in milliseconds.
const SEED: &[(&str, u64)] = &[("everyday", 40), ("two-phones", 60), ("careless", 35), ("restless", 280)];
const OTHER_SEED: u64 = 60;

/// How long all fixtures and a defect take a core, in milliseconds.
const FIXTURES: u64 = 24_000;
const DEFECT: u64 = 1_200;

/// The seeds that run together are so many that they take a core about this long, in milliseconds.
const BATCH: u64 = 20_000;

/// In how many parts what is left behind the fixed jobs is shared: to larger searches, readings, fuzzing; the rest is for the
/// default behaviour.
const SHARES: u64 = 10;
const LARGER: u64 = 2;
const READINGS: u64 = 2;
const FUZZ: u64 = 2;

/// Between how many and how many seeds of each world run in a night.
const FEWEST: u64 = 4;
const MOST: u64 = 100_000;

impl Plan {
    /// The plan of a night.
    pub fn new(wish: &Wish, state: &State) -> Result<Self, NightError> {
        let budget = wish.budget.as_secs();
        let mut jobs = again(state);
        jobs.extend(checks()?);
        jobs.extend(twice(state).chain(threads(state)));
        let beside = [
            Job::new("fixtures", FIXTURES, Work::Fixtures),
            Job::new("hunt", DEFECT * defects().len() as u64, Work::Hunt),
        ];
        let fixed: u64 = jobs.iter().chain(&beside).map(|job| job.cost).sum();
        // A tenth is left for what takes longer than reckoned.
        let all = budget.saturating_mul(900).saturating_mul(u64::from(wish.cores));
        let left = all.saturating_sub(fixed);
        let share = |parts: u64| left / SHARES * parts;
        jobs.extend(simulations(share(SHARES - LARGER - READINGS - FUZZ), state));
        jobs.extend(beside);
        jobs.extend(readings(share(READINGS), state)?);
        jobs.extend(fuzz(share(FUZZ), u64::from(wish.cores)));
        jobs.extend(larger(share(LARGER))?);
        Ok(Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            suite: suite(),
            night: state.reached.night,
            label: wish.label.clone(),
            budget,
            cores: wish.cores,
            jobs,
        })
    }

    /// Whether it is a plan of the same night of the same suite, whatever its budget.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        (self.night, &self.program, &self.suite) == (other.night, &other.program, &other.suite)
    }

    /// How long all of it takes on the cores that it reckons with, in seconds.
    pub fn seconds(&self) -> u64 {
        let cost: u64 = self.jobs.iter().map(|job| job.cost).sum();
        cost.div_ceil(1_000 * u64::from(self.cores.max(1)))
    }
}

/// A hash of all that the plan does not name and that decides what comes of it.
fn suite() -> String {
    let mut hash = Xxh3::new();
    for (name, text) in OF_THE_MODEL.iter().chain(OF_THE_SIMULATOR) {
        hash.update(name.as_bytes());
        hash.update(&[0]);
        hash.update(text.as_bytes());
        hash.update(&[0]);
    }
    for choice in Chosen::all() {
        hash.update(choice.to_string().as_bytes());
        hash.update(&[0]);
    }
    format!("{:016x}", hash.digest())
}

/// What failed in earlier nights.
fn again(state: &State) -> Vec<Job> {
    let entries = state.failures.entries().enumerate().map(|(at, entry)| {
        let mut id = format!("again/{at}/{}", entry.recipe.scenario);
        for with in &entry.recipe.overrides.with {
            let _ = write!(id, "/{with}");
        }
        let _ = write!(id, "/{}/{}", entry.seed, entry.failed.failure);
        Job::new(id, seed_cost(&entry.recipe.scenario), Work::Again { entry: at })
    });
    entries.collect()
}

/// Every scenario of the model.
fn checks() -> Result<Vec<Job>, NightError> {
    let jobs = scenarios()?.into_iter().map(|scenario| {
        let cost = scenario.expect.states.unwrap_or(100_000) / STATES;
        let name = scenario.name;
        Job::new(format!("check/{name}"), cost, Work::Check { scenario: name, larger: false })
    });
    Ok(jobs.collect())
}

/// The larger budgets of scenarios that fit, the smallest first.
fn larger(mut left: u64) -> Result<Vec<Job>, NightError> {
    let mut larger: Vec<(u64, String)> = scenarios()?
        .into_iter()
        .filter_map(|scenario| {
            let states = scenario.larger.as_ref()?.expect.states?;
            Some((states / STATES, scenario.name))
        })
        .collect();
    larger.sort_unstable();
    let fitting = larger.into_iter().map_while(|(cost, scenario)| {
        left = left.checked_sub(cost)?;
        Some(Job::new(format!("check/{scenario}/larger"), cost, Work::Check { scenario, larger: true }))
    });
    Ok(fitting.collect())
}

fn scenarios() -> Result<Vec<Scenario>, NightError> {
    let scenarios = OF_THE_MODEL.iter().filter_map(|(name, _)| Scenario::built_in(name));
    scenarios.collect::<Result<_, _>>().map_err(NightError::suite)
}

/// A seed of each scenario, twice; another every night.
fn twice(state: &State) -> impl Iterator<Item = Job> {
    OF_THE_SIMULATOR.iter().map(|(name, _)| {
        let seed = state.reached.seed;
        let work = Work::Twice { scenario: (*name).to_owned(), seed };
        Job::new(format!("twice/{name}"), 3 * seed_cost(name), work)
    })
}

/// Three scenarios of the model with several threads; others every night.
fn threads(state: &State) -> impl Iterator<Item = Job> {
    let count = OF_THE_MODEL.len() as u64;
    let first = usize::try_from(state.reached.night * 3 % count).unwrap_or_default();
    OF_THE_MODEL.iter().cycle().skip(first).take(3).map(|(name, _)| {
        Job::new(format!("threads/{name}"), 500, Work::Threads { scenario: (*name).to_owned() })
    })
}

/// The same time for each target.
fn fuzz(share: u64, cores: u64) -> impl Iterator<Item = Job> {
    // A target runs on one core, and the others wait for it.
    let seconds = (share / FUZZ_TARGETS.len() as u64 / 1_000 / cores).max(1);
    FUZZ_TARGETS.iter().map(move |target| {
        let work = Work::Fuzz { target: (*target).to_owned(), seconds };
        Job::new(format!("fuzz/{target}"), seconds * 1_000 * cores, work)
    })
}

/// A world that is simulated.
#[derive(Clone)]
struct World {
    scenario: &'static str,
    preset: Option<Preset>,
    carrier: Option<Carrier>,
    reading: Option<String>,
    days: Option<u32>,
}

/// The default behaviour: every scenario on every network, and by the other carrier.
fn simulations(share: u64, state: &State) -> Vec<Job> {
    let world = |scenario, preset, carrier| World { scenario, preset, carrier, reading: None, days: None };
    let names = || OF_THE_SIMULATOR.iter().map(|(name, _)| *name);
    let networks =
        Preset::ALL.into_iter().flat_map(|preset| names().map(move |name| world(name, Some(preset), None)));
    let carriers = names().map(|name| world(name, None, Some(Carrier::Cdma)));
    batches(&networks.chain(carriers).collect::<Vec<_>>(), share, state)
}

/// Every other reading of the specification, each in one scenario, which is another every night.
fn readings(share: u64, state: &State) -> Result<Vec<Job>, NightError> {
    let catches = Catches::built_in().map_err(NightError::suite)?;
    let machines = Behaviour::asked_of_machines();
    let points = Behaviour::POINTS.iter().enumerate().filter(|(at, _)| machines >> at & 1 == 1);
    let choices =
        points.flat_map(|(_, point)| point.variants.iter().map(|variant| Chosen { point, variant }));
    let readings = choices.filter(|choice| choice.variant.standing == Standing::Reading);
    let first = usize::try_from(state.reached.night % OF_THE_SIMULATOR.len() as u64).unwrap_or_default();
    let scenarios = OF_THE_SIMULATOR.iter().cycle().skip(first);
    let worlds = readings.zip(scenarios).map(|(reading, (scenario, _))| World {
        scenario,
        preset: None,
        carrier: None,
        reading: Some(reading.to_string()),
        // Where things never settle, what is left to do grows without end, and a day shows that.
        days: catches.of(reading).any(|catch| catch.property == RECOVERABILITY).then_some(1),
    });
    Ok(batches(&worlds.collect::<Vec<_>>(), share, state))
}

/// As many seeds of each world as fit into its share, in batches.
fn batches(worlds: &[World], share: u64, state: &State) -> Vec<Job> {
    let each = share / (worlds.len() as u64).max(1);
    let begin = state.reached.seed;
    let jobs = worlds.iter().flat_map(|world| {
        let cost = seed_cost(world.scenario);
        let seeds = (each / cost).clamp(FEWEST, MOST);
        let batch = (BATCH / cost).max(1);
        let firsts = (0..seeds).step_by(usize::try_from(batch).unwrap_or(usize::MAX));
        firsts.map(move |at| world.job(begin + at, batch.min(seeds - at)))
    });
    jobs.collect()
}

impl World {
    fn job(&self, first: u64, count: u64) -> Job {
        let Self { scenario, preset, carrier, reading, days } = self.clone();
        let mut id = format!("simulate/{scenario}");
        for part in [
            preset.map(|preset| preset.name().to_owned()),
            carrier.map(|_| "cdma".to_owned()),
            reading.clone(),
        ]
        .into_iter()
        .flatten()
        {
            id.push('/');
            id.push_str(&part);
        }
        let id = format!("{id}/{first}..{}", first + count);
        let scenario = scenario.to_owned();
        Job::new(
            id,
            count * seed_cost(&scenario),
            Work::Simulate { scenario, preset, carrier, reading, days, first, count },
        )
    }
}

fn seed_cost(scenario: &str) -> u64 {
    SEED.iter().find(|(name, _)| *name == scenario).map_or(OTHER_SEED, |(_, cost)| *cost)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{Record, Verdict};

    fn plan(minutes: u64, state: &State) -> Plan {
        let wish = Wish { budget: Duration::from_secs(60 * minutes), cores: 2, label: String::new() };
        Plan::new(&wish, state).expect("what comes with the suite can be used")
    }

    #[test]
    fn every_scenario_and_every_fixed_job_is_in_the_shortest_night() {
        let plan = plan(0, &State::default());
        let ids: BTreeSet<&str> = plan.jobs.iter().map(|job| job.id.as_str()).collect();
        assert_eq!(ids.len(), plan.jobs.len(), "no id stands twice");
        for (name, _) in OF_THE_MODEL {
            assert!(ids.contains(format!("check/{name}").as_str()), "{name}");
        }
        for (name, _) in OF_THE_SIMULATOR {
            for preset in Preset::ALL {
                let id = format!("simulate/{name}/{}/0..4", preset.name());
                assert!(ids.contains(id.as_str()), "{id}");
            }
        }
        assert!(!ids.iter().any(|id| id.ends_with("/larger")));
    }

    #[test]
    fn a_longer_night_does_more_and_costs_what_it_may() {
        let cost = |plan: &Plan| plan.jobs.iter().map(|job| job.cost).sum::<u64>();
        let (short, long) = (plan(30, &State::default()), plan(480, &State::default()));
        for (plan, minutes) in [(&short, 30), (&long, 480)] {
            let all = minutes * 60 * 1_000 * 2;
            assert!(cost(plan) < all && cost(plan) > all / 2, "{} of {all}", cost(plan));
        }
        assert!(long.jobs.iter().any(|job| job.id.ends_with("/larger")));
    }

    #[test]
    fn the_next_night_has_other_seeds_and_other_scenarios_of_readings() {
        let first = plan(10, &State::default());
        let all: Vec<Record> =
            first.jobs.iter().map(|job| Record::new(&job.id, Verdict::Passed, "done")).collect();
        let state = State::default().after(&first, &all).expect("it can be told");
        let second = plan(10, &state);
        assert_eq!((first.night, second.night), (1, 2));
        let seeds = |plan: &Plan| {
            let all = plan.jobs.iter().filter_map(|job| match job.work {
                Work::Simulate { first, count, .. } => Some(first..first + count),
                _ => None,
            });
            all.flatten().collect::<BTreeSet<u64>>()
        };
        assert!(seeds(&first).is_disjoint(&seeds(&second)));
        let of_reading = |plan: &Plan| {
            let scenario = |job: &Job| match &job.work {
                Work::Simulate { reading: Some(_), scenario, .. } => Some(scenario.clone()),
                _ => None,
            };
            plan.jobs.iter().find_map(scenario)
        };
        assert_ne!(of_reading(&first), of_reading(&second));
    }
}
