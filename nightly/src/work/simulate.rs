//! Simulating seeds, and what failed in earlier nights.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{self, AssertUnwindSafe};

use asms_machine::behaviour::Standing;
use asms_machine::property::PROPERTIES;
use asms_machine::scenario::{Catches, Chosen};
use asms_sim::fleet::{Entry, Failed, Fleet, FleetReport, Replayed, SeedFile, Shrink};
use asms_sim::plan::{Overrides, Recipe};
use asms_sim::radio::{Carrier, Preset};
use asms_sim::record::{Chart, chart_of_failure};
use asms_sim::watch::Fate;
use asms_sim::{BUILT_IN, Failure};

use super::{Workshop, counted, finding, found, grouped};
use crate::record::Place;
use crate::{Came, Claim, Finding, Job, NightError, Record, Verdict, Work};

/// After how many runs a failure has to be small enough: a night has other things to do.
const RUNS: u64 = 300;

/// How many kinds of failure of a job are shrunk, drawn and kept.
const KINDS: usize = 5;

/// Deliveries are counted by whether they took longer than this, in milliseconds.
pub(crate) const LATENCIES: &[(&str, u64)] = &[
    ("longer than 1 min", 60_000),
    ("longer than 5 min", 5 * 60_000),
    ("longer than 1 h", 60 * 60_000),
    ("longer than 1 day", 24 * 60 * 60_000),
];

impl Workshop<'_> {
    /// Runs the seeds of a job.
    pub(super) fn simulate(
        &self,
        job: &Job,
        show: &mut dyn FnMut(String),
    ) -> Result<Option<Record>, NightError> {
        let Work::Simulate { scenario, preset, carrier, reading, days, first, count } = &job.work else {
            return Ok(None);
        };
        let overrides = Overrides {
            days: *days,
            preset: *preset,
            carrier: *carrier,
            with: reading.iter().cloned().collect(),
            ..Overrides::default()
        };
        let recipe = recipe(scenario, overrides)?;
        let plan = recipe.plan(&format!("{scenario}.toml")).map_err(NightError::suite)?;
        let seeds = *first..first + count;
        let report = Fleet { plan: &plan, seeds, threads: self.threads }.run(self.stop, |progress| {
            show(format!(
                "{} of {} seeds, {} events",
                grouped(progress.done),
                grouped(progress.all),
                grouped(progress.events)
            ));
        });
        if !report.is_complete() {
            return Ok(None);
        }
        let simulated = Simulated { recipe: &recipe, report: &report, breaks: costs(reading.as_slice())? };
        Ok(self.record(job, &simulated))
    }

    /// What is to be told of a simulation; nothing when it was stopped while a failure was shrunk.
    fn record(&self, job: &Job, simulated: &Simulated<'_>) -> Option<Record> {
        let Simulated { recipe, report, .. } = simulated;
        let mut record = Record::new(&job.id, Verdict::Passed, String::new());
        simulated.count(&mut record);
        record.claims = simulated.claims();
        let mut kept = SeedFile::default();
        for (seed, failed) in simulated.failures() {
            let entry = Entry {
                program: env!("CARGO_PKG_VERSION").to_owned(),
                recipe: (*recipe).clone(),
                seed,
                only: None,
                failed: failed.clone(),
                trace: None,
                mended: None,
            };
            let entry = self.shrunk(entry);
            if self.is_stopped() {
                return None;
            }
            record.findings.push(told(&entry));
            kept.keep(entry);
            record.verdict = Verdict::Failed;
        }
        if !record.findings.is_empty() {
            // Every entry was made of a recipe that could be read, so it can be written.
            record.kept = kept.text().unwrap_or_default();
        }
        let seeds = counted(report.done, "seed", "seeds");
        let days = counted(report.device_days, "device-day", "device-days");
        let failed = if record.findings.is_empty() { 0 } else { report.failures.len() as u64 };
        record.says = match (failed, simulated.broken()) {
            (0, 0) => format!("{seeds}, {days}: nothing is broken"),
            (0, broken) => {
                format!("{seeds}, {days}: what the reading is known to cost, in {} of them", grouped(broken))
            }
            (failed, _) => format!("{seeds}, {days}: {} FAILED", grouped(failed)),
        };
        Some(record)
    }

    /// The same failure with less that happens, if there is less.
    fn shrunk(&self, entry: Entry) -> Entry {
        let Ok(plan) = entry.recipe.plan(&entry.file()) else { return entry };
        let shrink =
            Shrink { plan: &plan, seed: entry.seed, failure: entry.failed.failure, only: None, runs: RUNS };
        match shrink.run(self.stop, |_| ()) {
            Ok(smallest) => {
                let mut smaller = Entry { only: Some(smallest.only), failed: smallest.failed, ..entry };
                smaller.recipe.overrides.days = Some(smallest.days);
                smaller.recipe.overrides.users = Some(smallest.users);
                smaller
            }
            Err(_) => entry,
        }
    }

    /// Runs a failure of an earlier night again: what is left of it, and where that fails no more, all of it.
    pub(super) fn again(&self, job: &Job, at: usize) -> Result<Option<Record>, NightError> {
        let entry = self.state.failures.entries().nth(at);
        let kept = entry.ok_or_else(|| NightError::suite(format!("{}: there is no such failure", job.id)))?;
        let mut entry = kept.clone();
        let mut replayed = entry.replay(self.stop);
        if matches!(replayed, Ok(Some(Replayed::Mended))) && entry.only.is_some() {
            entry = whole(entry);
            replayed = entry.replay(self.stop);
        }
        let failed = match replayed {
            Ok(None) => return Ok(None),
            Ok(Some(Replayed::Mended)) => {
                let says = format!("{} is mended, and is forgotten", entry.failed.failure);
                return Ok(Some(Record::new(&job.id, Verdict::Passed, says)));
            }
            Ok(Some(Replayed::Same(failed) | Replayed::Otherwise(failed))) => failed,
            // A scenario or a choice that can no longer be read was changed since.
            Err(error) => {
                let says =
                    format!("it is not known whether it is mended, since it cannot run any more: {error}");
                return Ok(Some(Record::new(&job.id, Verdict::Unfinished, says)));
            }
        };
        let is_other = failed.failure != kept.failed.failure;
        if is_other && failed.failure != Failure::Divergence && costs(&entry.recipe.overrides.with)? {
            let says = format!(
                "{} is mended, and is forgotten; {} is broken, as the reading is known to do",
                kept.failed.failure, failed.failure
            );
            return Ok(Some(Record::new(&job.id, Verdict::Passed, says)));
        }
        entry.failed = failed;
        let mut record = found(job, Verdict::Failed, told(&entry));
        if is_other || entry.only != kept.only {
            let mut file = SeedFile::default();
            file.keep(entry);
            record.kept = file.text().unwrap_or_default();
        }
        Ok(Some(record))
    }
}

/// The same failure with all that happened, for as many days and users as the scenario says.
fn whole(entry: Entry) -> Entry {
    let overrides = Overrides { days: None, users: None, ..entry.recipe.overrides };
    Entry { only: None, recipe: Recipe { overrides, ..entry.recipe }, ..entry }
}

/// Readings that break nothing in any search, and something in simulations. With `AMB-08=server-moves` the server makes the copy
/// in Sent Items, and what properties say of copies counts those that devices add. With `AMB-22=collection` a careless request
/// is refused in one folder and done in the others, which is no longer to do nothing.
const COST_TIME: &[&str] = &["AMB-08=server-moves", "AMB-22=collection"];

/// Whether these choices are readings, one of which is known to break something.
fn costs(with: &[String]) -> Result<bool, NightError> {
    let catches = Catches::built_in().map_err(NightError::suite)?;
    if with.iter().any(|with| COST_TIME.contains(&with.as_str())) {
        return Ok(true);
    }
    let choices: Vec<Chosen> = with.iter().filter_map(|with| Chosen::find(with)).collect();
    Ok(choices.iter().all(|choice| choice.variant.standing != Standing::Defect)
        && choices.iter().any(|choice| catches.of(*choice).next().is_some()))
}

/// Seeds that ran.
struct Simulated<'s> {
    recipe: &'s Recipe,
    report: &'s FleetReport,
    /// Whether the reading under which they ran is known to break something. What else it breaks in a simulation is taken to
    /// follow from that, since what is broken first spoils what comes after.
    breaks: bool,
}

impl Simulated<'_> {
    /// The failures that nothing excuses: the first seed of each kind.
    fn failures(&self) -> impl Iterator<Item = (u64, &Failed)> {
        let mut kinds = BTreeMap::new();
        for (seed, failed) in &self.report.failures {
            if !self.breaks || failed.failure == Failure::Divergence {
                kinds.entry(failed.failure).or_insert((*seed, failed));
            }
        }
        kinds.into_values().take(KINDS)
    }

    /// In how many seeds the reading broke something.
    fn broken(&self) -> u64 {
        if self.breaks { self.report.failures.len() as u64 } else { 0 }
    }

    fn count(&self, record: &mut Record) {
        let report = self.report;
        for (name, count) in [
            ("seeds", report.done),
            ("events", report.events),
            ("device-days", report.device_days),
            ("failing seeds", report.failures.len() as u64),
            ("messages", report.numbers.messages),
            ("deliveries", report.numbers.latencies.count()),
        ] {
            record.count(name, count);
        }
        for fate in Fate::ALL {
            let tally = report.numbers.fates.get(&fate).copied().unwrap_or_default();
            record.count(fate.name(), tally.count);
        }
        for (name, limit) in LATENCIES {
            let longer = |(_, left): (u64, u64)| left;
            let until = report.numbers.latencies.survival().take_while(|(time, _)| time <= limit).last();
            record.count(name, until.map_or(report.numbers.latencies.count(), longer));
        }
        record.actions = report.touched.actions.iter().map(|name| (*name).to_owned()).collect();
        record.points = report.touched.points().0.into_iter().map(str::to_owned).collect();
    }

    /// What was broken, with or without excuse.
    fn claims(&self) -> Vec<Claim> {
        let report = self.report;
        let in_seeds = |count: u64| format!("in {}", counted(count, "seed", "seeds"));
        let mut claims: Vec<Claim> = Vec::new();
        for ((property, excuse), found) in &report.findings {
            let seeds = in_seeds(found.seeds);
            let (came, note) = match excuse {
                Some(excuse) => (Came::Known, format!("{seeds}, excused: {excuse}")),
                None if self.breaks => (Came::Known, format!("{seeds}, by the reading: {}", found.reason)),
                None => (Came::Broken, format!("{seeds}, first in {}: {}", found.first, found.reason)),
            };
            claims.push(Claim { name: (*property).to_owned(), came, note });
        }
        for (name, count) in [("pending", report.pending), ("divergence", report.divergences)] {
            if count > 0 {
                let known = self.breaks && name == "pending";
                let came = if known { Came::Known } else { Came::Broken };
                claims.push(Claim { name: name.to_owned(), came, note: in_seeds(count) });
            }
        }
        claims
    }
}

/// The recipe of a scenario that comes with the simulator.
pub(super) fn recipe(scenario: &str, overrides: Overrides) -> Result<Recipe, NightError> {
    let (name, text) = BUILT_IN
        .iter()
        .find(|(name, _)| *name == scenario)
        .ok_or_else(|| NightError::suite(format!("there is no scenario {scenario}")))?;
    Ok(Recipe { scenario: (*name).to_owned(), text: (*text).to_owned(), overrides })
}

/// A failure, told and drawn.
fn told(entry: &Entry) -> Finding {
    let Entry { recipe, seed, failed, only, .. } = entry;
    let scenario = &recipe.scenario;
    let property = PROPERTIES.iter().find(|property| failed.failure == Failure::Property(property.name));
    let place = match (property, failed.failure) {
        (Some(property), _) => Place::of_property(property.name),
        (None, Failure::Pending) => Place::at("sim/src/world/heal.rs", 1),
        (None, _) => Place::at("sim/src/world/mod.rs", 1),
    };
    let text = match property {
        Some(property) => format!("{} {}", property.prose, failed.reason),
        None => failed.reason.clone(),
    };
    let Overrides { preset, carrier, with, .. } = &recipe.overrides;
    let mut title = scenario.clone();
    let choices = [preset.map(Preset::name), carrier.map(Carrier::name)].into_iter().flatten();
    for choice in choices.chain(with.iter().map(String::as_str)) {
        let _ = write!(title, ", {choice}");
    }
    let _ = write!(title, ", seed {seed}: {}", failed.failure);
    // A seed that made the program panic would do it again.
    let draw = |plan: &_| {
        panic::catch_unwind(AssertUnwindSafe(|| chart_of_failure(plan, *seed, only.as_ref()))).ok()
    };
    let drawn = recipe.plan(&entry.file()).ok().and_then(|plan| draw(&plan));
    let sources = property.map(|property| property.sources).unwrap_or_default();
    Finding {
        sources: sources.split_whitespace().map(str::to_owned).collect(),
        chart: drawn.as_ref().map(Chart::text).unwrap_or_default(),
        picture: drawn.as_ref().map(Chart::svg).unwrap_or_default(),
        ..finding(&failed.failure.to_string(), title.clone(), text, place, command(recipe, *seed))
    }
}

/// The command that runs the whole seed again, without what it was shrunk to.
fn command(recipe: &Recipe, seed: u64) -> String {
    let whole = Overrides { days: None, users: None, ..recipe.overrides.clone() };
    let mut words = vec![format!("asms sim {} --seeds {seed}", recipe.scenario)];
    words.extend(whole.options());
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;
    use std::sync::atomic::AtomicBool;
    use std::time::Duration;

    use super::*;
    use crate::{Checkout, Plan, State, Wish};

    #[test]
    fn a_new_failure_is_shrunk_and_runs_first_the_next_night() {
        let overrides =
            Overrides { days: Some(3), with: vec!["AMB-17=no-dedupe".to_owned()], ..Overrides::default() };
        let recipe = recipe("restless", overrides).expect("it comes with the simulator");
        let plan = recipe.plan("restless.toml").expect("it is a plan");
        let report = Fleet { plan: &plan, seeds: 1..2, threads: 1 }.run(&AtomicBool::new(false), |_| ());
        let (state, stop) = (State::default(), AtomicBool::new(false));
        let workshop = Workshop {
            state: &state,
            checkout: &Checkout::NONE,
            corpora: Path::new(""),
            threads: 1,
            stop: &stop,
            interrupt: &stop,
        };
        let job = Job::new("simulate/restless/1..2", 1, Work::Hunt);
        let record = |breaks| {
            let simulated = Simulated { recipe: &recipe, report: &report, breaks };
            workshop.record(&job, &simulated).expect("nobody stops it")
        };

        let known = record(true);
        assert_eq!(
            (known.verdict, known.findings.len()),
            (Verdict::Passed, 0),
            "a reading may break what it is known to"
        );
        assert!(
            known
                .claims
                .iter()
                .any(|claim| claim.came == Came::Known && claim.note.contains("by the reading"))
        );

        let new = record(false);
        assert_eq!((new.verdict, new.findings.len()), (Verdict::Failed, 1));
        let finding = &new.findings[0];
        assert!(finding.picture.starts_with("<svg") && finding.chart.contains("server"), "{}", finding.chart);
        let kept = SeedFile::parse("the record", &new.kept).expect("it is one");
        let only = kept.entries().next().and_then(|entry| entry.only.as_ref()).map(BTreeSet::len);
        assert!(only.is_some_and(|things| things < 10), "{only:?} of what happened is left");

        let wish = Wish { budget: Duration::from_secs(60), cores: 1, label: String::new() };
        let plan = Plan::new(&wish, &state).expect("what comes with the suite can be used");
        let next = state.after(&plan, [&new]).expect("it can be told");
        let first = &Plan::new(&wish, &next).expect("what comes with the suite can be used").jobs[0];
        assert_eq!(first.work, Work::Again { entry: 0 });
        let workshop = Workshop { state: &next, ..workshop };
        let again = workshop.again(first, 0).expect("it is there").expect("nobody stops it");
        assert_eq!((again.verdict, &again.findings[0].rule), (Verdict::Failed, &finding.rule));
    }
}
