//! What a night leaves to the next.

use asms_sim::fleet::SeedFile;
use serde::{Deserialize, Serialize};

use crate::{NightError, Plan, Record, Verdict, Work};

/// What a night leaves to the next: where to go on, and what failed.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// How far the nights have come.
    pub reached: Reached,
    /// The failures that are to run again first.
    pub failures: SeedFile,
}

/// How far the nights have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Reached {
    /// The version of this form.
    pub format: u32,
    /// The number of the next night, from 1.
    pub night: u64,
    /// The first seed that no night has tried.
    pub seed: u64,
}

/// The version of the forms that this program writes and reads.
pub(crate) const FORMAT: u32 = 1;

impl Reached {
    /// Whether numbers can go on from here for any number of nights.
    pub(crate) fn is_sound(self) -> bool {
        (1..=1_000_000_000).contains(&self.night) && self.seed < 1_000_000_000_000_000
    }
}

impl Default for State {
    /// That of the first night.
    fn default() -> Self {
        Self { reached: Reached { format: FORMAT, night: 1, seed: 0 }, failures: SeedFile::default() }
    }
}

impl State {
    /// What is left after a night: the next has other seeds, what failed is kept, and what fails no more is forgotten.
    pub fn after<'r>(
        &self,
        plan: &Plan,
        records: impl IntoIterator<Item = &'r Record>,
    ) -> Result<Self, NightError> {
        let mut next = self.clone();
        next.reached.night = plan.night + 1;
        let entries: Vec<_> = self.failures.entries().collect();
        for record in records {
            // Seeds of a job that was not run are not made up for, but for where none of them was.
            let work = plan.jobs.iter().find(|job| job.id == record.job).map(|job| &job.work);
            // What fails otherwise now is kept as that.
            let is_over = record.verdict == Verdict::Passed || !record.kept.is_empty();
            if let Some(Work::Again { entry }) = work
                && is_over
                && let Some(entry) = entries.get(*entry)
                && let Some(kept) = next.failures.find(entry)
            {
                kept.mended = Some(env!("CARGO_PKG_VERSION").to_owned());
            }
            if let Some(Work::Simulate { first, count, .. }) = work {
                next.reached.seed = next.reached.seed.max(first + count);
            }
            for entry in SeedFile::parse(&record.job, &record.kept)?.entries() {
                next.failures.keep(entry.clone());
            }
        }
        next.failures.forget_mended();
        Ok(next)
    }
}
