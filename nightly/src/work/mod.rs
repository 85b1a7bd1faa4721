//! Doing jobs.

mod check;
mod fixtures;
mod fuzz;
mod hunt;
mod simulate;
mod twice;

pub(crate) use simulate::LATENCIES;

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::record::Place;
use crate::{Finding, Job, NightError, Record, State, Verdict, Work};

/// Where the repository is, from which fuzz targets are built and with whose fixtures others are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkout {
    root: Option<PathBuf>,
}

impl Checkout {
    /// The repository at this place.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: Some(root.into()) }
    }

    /// No repository: what needs one is skipped.
    pub const NONE: Self = Self { root: None };

    /// A folder of it, if it is there.
    fn folder(&self, name: &str) -> Option<PathBuf> {
        let folder = self.root.as_deref()?.join(name);
        folder.is_dir().then_some(folder)
    }
}

/// What jobs are done with.
pub(crate) struct Workshop<'w> {
    /// What earlier nights left.
    pub(crate) state: &'w State,
    /// The repository.
    pub(crate) checkout: &'w Checkout,
    /// The folder for inputs that fuzzing finds.
    pub(crate) corpora: &'w Path,
    /// How many threads work. It changes how long jobs take, and nothing else.
    pub(crate) threads: usize,
    /// Whether to leave everything as it is.
    pub(crate) stop: &'w AtomicBool,
    /// Whether somebody interrupts, which is known sooner.
    pub(crate) interrupt: &'w AtomicBool,
}

impl Workshop<'_> {
    /// Does a job, which tells now and then how far it has come. Gives nothing when it was stopped before it was done. A panic is
    /// a failure of the job, and not of the night.
    pub(crate) fn work(&self, job: &Job, show: &mut dyn FnMut(String)) -> Result<Option<Record>, NightError> {
        panic::catch_unwind(AssertUnwindSafe(|| self.attempt(job, show))).unwrap_or_else(|panicked| {
            let text = panicked.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panicked.downcast_ref::<&str>().copied()).unwrap_or("no text");
            let title = format!("{}: the program panicked", job.id);
            let place = Place::at("nightly/src/work/mod.rs", 1);
            let again = "asms nightly".to_owned();
            Ok(Some(found(job, Verdict::Failed, finding("panic", title, text.to_owned(), place, again))))
        })
    }

    fn attempt(&self, job: &Job, show: &mut dyn FnMut(String)) -> Result<Option<Record>, NightError> {
        match &job.work {
            Work::Again { entry } => self.again(job, *entry),
            Work::Check { scenario, larger } => self.check(job, scenario, *larger, show),
            Work::Simulate { .. } => self.simulate(job, show),
            Work::Hunt => self.hunt(job, show),
            Work::Fixtures => self.fixtures(job),
            Work::Twice { scenario, seed } => twice::twice(job, scenario, *seed).map(Some),
            Work::Threads { scenario } => self.threads(job, scenario, show),
            Work::Fuzz { target, seconds } => self.fuzz(job, target, *seconds, show),
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.interrupt.load(Ordering::Relaxed)
    }
}

/// A record of a job in which one thing is not as it should be.
fn found(job: &Job, verdict: Verdict, finding: Finding) -> Record {
    let mut record = Record::new(&job.id, verdict, finding.title.clone());
    record.findings.push(finding);
    record
}

/// A finding of which there is nothing to draw.
fn finding(rule: &str, title: String, text: String, place: Place, again: String) -> Finding {
    Finding {
        rule: rule.to_owned(),
        title,
        text,
        sources: Vec::new(),
        place,
        again,
        chart: String::new(),
        picture: String::new(),
    }
}

/// A number with a thousands separator.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 seed`, `2,000 seeds`
pub(crate) fn counted(count: u64, one: &str, several: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(
            (counted(1, "seed", "seeds"), counted(2_000, "seed", "seeds")),
            ("1 seed".into(), "2,000 seeds".into())
        );
    }
}
