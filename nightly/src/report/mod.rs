//! What came of a night, told.

mod html;
mod json;
mod junit;
mod sarif;
mod summary;
mod uncovered;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::work::counted;
use crate::{Finding, Job, NightError, Plan, Record, Shard, Store, Verdict, Work};
use uncovered::Uncovered;

/// What came of a night, or of a part of it.
#[derive(Clone, Debug)]
pub struct Night {
    /// What was to be done.
    pub plan: Plan,
    /// The part that was done.
    pub shard: Shard,
    /// What came of each job that was done, by its id.
    pub records: BTreeMap<String, Record>,
    /// Why jobs that were to be done were not.
    rest: Rest,
    uncovered: Uncovered,
}

/// Why jobs were not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    /// The time was over.
    OutOfTime,
    /// Somebody interrupted.
    Interrupted,
    /// The part of a machine is missing, or it was cut off.
    Missing,
}

impl Rest {
    /// That in words, and what becomes of them.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::OutOfTime => "the time was over; the next night has a plan of its own",
            Self::Interrupted => "somebody interrupted; the same command goes on with them",
            Self::Missing => "the part of a machine is missing, or was not done to its end",
        }
    }
}

/// The kinds of job, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Failures of earlier nights.
    Again,
    /// Searches of scenarios of the model.
    Check,
    /// Simulations of the default behaviour.
    Simulate,
    /// Simulations of other readings.
    Reading,
    /// Defects that simulations show.
    Hunt,
    /// Fixtures.
    Fixtures,
    /// The same done otherwise.
    Same,
    /// Fuzzing.
    Fuzz,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Again,
        Self::Check,
        Self::Simulate,
        Self::Reading,
        Self::Hunt,
        Self::Fixtures,
        Self::Same,
        Self::Fuzz,
    ];

    /// That of a job.
    pub fn of(job: &Job) -> Self {
        match &job.work {
            Work::Again { .. } => Self::Again,
            Work::Check { .. } => Self::Check,
            Work::Simulate { reading: None, .. } => Self::Simulate,
            Work::Simulate { .. } => Self::Reading,
            Work::Hunt => Self::Hunt,
            Work::Fixtures => Self::Fixtures,
            Work::Twice { .. } | Work::Threads { .. } => Self::Same,
            Work::Fuzz { .. } => Self::Fuzz,
        }
    }

    /// Its name, in a word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Check => "check",
            Self::Simulate => "simulate",
            Self::Reading => "readings",
            Self::Hunt => "hunt",
            Self::Fixtures => "fixtures",
            Self::Same => "same",
            Self::Fuzz => "fuzz",
        }
    }

    /// What it is, in a line.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Again => "What failed before",
            Self::Check => "Every state of every scenario",
            Self::Simulate => "Days and years by chance",
            Self::Reading => "Other readings of the specification",
            Self::Hunt => "Known defects are seen",
            Self::Fixtures => "Fixtures",
            Self::Same => "The same twice",
            Self::Fuzz => "Arbitrary input",
        }
    }

    /// What it proves, and what not.
    pub const fn proves(self) -> &'static str {
        match self {
            Self::Again => {
                "Seeds that failed in earlier nights run again first. One that fails no more is forgotten; the others fail \
                 the night until they are mended."
            }
            Self::Check => {
                "A search sees every order of events in a small world, and asks every property at each step. That a property \
                 holds is shown for that world and its bounds, not for larger ones. What is broken as is known stands in the file of the \
                 scenario, with the reason why it cannot be helped."
            }
            Self::Simulate => {
                "The same machines in virtual time, byte for byte, over networks from good to disaster, with faults drawn by the \
                 seed. A seed that fails is shrunk, drawn and kept for the next night. Seeds that pass show nothing of seeds that did not run."
            }
            Self::Reading => {
                "Each other reading of the specification runs in one scenario, another one each night. What a reading is known to \
                 break is told and fails nothing; one that is known to be harmless has to be."
            }
            Self::Hunt => {
                "Bugs of real servers and clients are put into the machines one by one. As many seeds as sim/hunt.toml says have to \
                 show each, or the suite has become blind to it."
            }
            Self::Fixtures => {
                "Each suite for other implementations is computed anew, and has to be the one that is kept."
            }
            Self::Same => {
                "A seed runs twice and has to be one history; a scenario is searched by one thread and by four, which have to find \
                 the same. The hashes can be compared between machines."
            }
            Self::Fuzz => {
                "Any bytes get an answer, what is read is written the same, two other codecs agree, and no sequence of requests \
                 breaks a property. A few seconds are a smoke test; what they find is kept for the next night."
            }
        }
    }
}

impl Night {
    /// What came of jobs, told.
    pub(crate) fn new(
        plan: Plan,
        shard: Shard,
        records: BTreeMap<String, Record>,
        rest: Rest,
    ) -> Result<Self, NightError> {
        let uncovered = Uncovered::of(&records)?;
        Ok(Self { plan, shard, records, rest, uncovered })
    }

    /// Writes it in every form.
    pub(crate) fn write(&self, store: &Store) -> Result<(), NightError> {
        store.write("index.html", self.html().as_bytes())?;
        store.write("night.json", &self.json())?;
        store.write("junit.xml", self.junit()?.as_bytes())?;
        store.write("results.sarif", &self.sarif())?;
        store.write("summary.txt", self.summary().as_bytes())
    }

    /// The gravest of all verdicts. A job that was to be done here and was not is unfinished.
    pub fn verdict(&self) -> Verdict {
        let unfinished = (!self.not_run().is_empty()).then_some(Verdict::Unfinished);
        let done =
            self.records.values().map(|record| record.verdict).filter(|verdict| *verdict != Verdict::Skipped);
        done.chain(unfinished).max().unwrap_or(Verdict::Passed)
    }

    /// The jobs of a kind that were to be done here, each with what came of it.
    pub(crate) fn jobs(&self, kind: Kind) -> impl Iterator<Item = (&Job, Option<&Record>)> {
        let jobs = self.shard.of(&self.plan.jobs).into_iter().filter(move |job| Kind::of(job) == kind);
        jobs.map(|job| (job, self.records.get(&job.id)))
    }

    /// The records of a kind.
    pub(crate) fn records(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        self.jobs(kind).filter_map(|(_, record)| record)
    }

    /// The jobs that were to be done here and were not.
    pub(crate) fn not_run(&self) -> Vec<&Job> {
        let mine = self.shard.of(&self.plan.jobs).into_iter();
        mine.filter(|job| !self.records.contains_key(&job.id)).collect()
    }

    /// The jobs that could not be done here.
    pub(crate) fn skipped(&self) -> impl Iterator<Item = &Record> {
        self.records.values().filter(|record| record.verdict == Verdict::Skipped)
    }

    /// What is not as it should be, the gravest first.
    pub(crate) fn findings(&self) -> Vec<(&Record, &Finding)> {
        let mut found: Vec<_> = self
            .plan
            .jobs
            .iter()
            .filter_map(|job| self.records.get(&job.id))
            .flat_map(|record| record.findings.iter().map(move |finding| (record, finding)))
            .collect();
        found.sort_by_key(|(record, _)| std::cmp::Reverse(record.verdict));
        found
    }

    /// A count, summed over the records of a kind.
    pub(crate) fn total(&self, kind: Kind, name: &str) -> u64 {
        self.records(kind).map(|record| record.number(name)).sum()
    }

    /// How many jobs of a kind have a verdict.
    pub(crate) fn count(&self, kind: Kind, verdict: Verdict) -> usize {
        self.jobs(kind)
            .filter(|(_, record)| record.map_or(Verdict::Unfinished, |record| record.verdict) == verdict)
            .count()
    }

    /// `Night 3, 2026-11-29`, and the part where it is one.
    pub(crate) fn title(&self) -> String {
        let label = if self.plan.label.is_empty() { String::new() } else { format!(", {}", self.plan.label) };
        let part = if self.shard.is_whole() { String::new() } else { format!(", part {}", self.shard) };
        format!("Night {}{label}{part}", self.plan.night)
    }

    /// How it went, in a sentence.
    pub(crate) fn sentence(&self) -> String {
        let findings = self.findings();
        let is_broken = |(record, _): &&(&Record, &Finding)| record.verdict == Verdict::Failed;
        let broken = findings.iter().filter(is_broken).count();
        let differ = findings.len() - broken;
        let (not_run, skipped) = (self.not_run().len(), self.skipped().count());
        let done = self.shard.of(&self.plan.jobs).len() - not_run - skipped;
        let mut sentence = match (broken, differ) {
            (0, 0) => "Nothing is broken but what is known".to_owned(),
            (0, differ) => {
                let differ = counted(differ as u64, "thing is not as it is", "things are not as they are");
                format!("Nothing is broken, but {differ} kept")
            }
            (broken, 0) => counted(broken as u64, "thing is broken", "things are broken"),
            (broken, differ) => {
                let broken = counted(broken as u64, "thing is broken", "things are broken");
                format!("{broken}, and {differ} more are not as they are kept")
            }
        };
        let _ = write!(sentence, " in the {} that were done.", counted(done as u64, "job", "jobs"));
        if not_run > 0 {
            let _ = write!(
                sentence,
                " {} were not run: {}.",
                counted(not_run as u64, "job", "jobs"),
                self.rest.words()
            );
        }
        if skipped > 0 {
            let _ = write!(sentence, " {} cannot be done here.", counted(skipped as u64, "job", "jobs"));
        }
        sentence
    }
}
