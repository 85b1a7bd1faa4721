//! Many seeds: run on all cores, kept where they fail, and shrunk to what matters.

mod failed;
mod hunt;
mod replay;
mod report;
mod seeds;
mod shrink;
mod times;
mod watchman;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

pub use failed::{Failed, UnknownFailure};
pub use hunt::{Hunt, HuntTable, HuntTableError, Hunted, Shown, defects};
pub use replay::Replayed;
pub use report::{FleetReport, Found, Share};
pub use seeds::{Entry, SeedFile, SeedFileError};
pub use shrink::{NotSo, Shrink, ShrinkProgress, Shrunk};

use crate::plan::Plan;
use crate::run::Report;
use watchman::{Until, Watchman, judged};

/// Many seeds of a plan.
#[derive(Clone, Debug)]
pub struct Fleet<'p> {
    /// What each of them is made of.
    pub plan: &'p Plan,
    /// The seeds.
    pub seeds: Range<u64>,
    /// How many of them run at a time; at least one does. It changes how long they take, and nothing else.
    pub threads: usize,
}

/// How far a fleet has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many seeds have run.
    pub done: u64,
    /// How many there are.
    pub all: u64,
    /// How many things have happened, in seeds that still run too.
    pub events: u64,
    /// How many seeds have failed.
    pub failures: u64,
}

/// How often progress is told where no seed comes to its end.
const TELL: Duration = Duration::from_millis(100);

impl Fleet<'_> {
    /// Runs the seeds, unless `interrupt` is raised before: then what has run by then is reported, and the seeds that are
    /// still running are left out.
    ///
    /// Each thread takes the next seed that nobody has taken. A report is the same whatever the order in which seeds are
    /// added to it, so it does not depend on which thread was faster.
    pub fn run(&self, interrupt: &AtomicBool, mut progress: impl FnMut(Progress)) -> FleetReport {
        let mut whole = FleetReport::new(self.seeds.clone());
        let all = self.seeds.end.saturating_sub(self.seeds.start);
        let (next, events) = (AtomicU64::new(self.seeds.start), AtomicU64::new(0));
        let (sender, reports) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..self.threads.max(1) {
                let sender = sender.clone();
                let (next, events) = (&next, &events);
                scope.spawn(move || {
                    while let Some(report) = self.next_report(next, events, interrupt) {
                        if sender.send(report).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            loop {
                match reports.recv_timeout(TELL) {
                    Ok(report) => whole.add(self.plan, &report),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                progress(Progress {
                    done: whole.done,
                    all,
                    events: events.load(Ordering::Relaxed),
                    failures: whole.failures.len() as u64,
                });
            }
        });
        whole
    }

    fn next_report(&self, next: &AtomicU64, events: &AtomicU64, interrupt: &AtomicBool) -> Option<Report> {
        if interrupt.load(Ordering::Relaxed) {
            return None;
        }
        // Only so far, since the last seeds may be the last numbers that there are.
        let seed = next
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |seed| {
                (seed < self.seeds.end).then(|| seed + 1)
            })
            .ok()?;
        let mut report =
            judged(self.plan, seed, None, Until::Healed, &mut Watchman::new(interrupt, Some(events)))?;
        // Shrinking begins with a run of its own; many seeds would take much memory by it.
        report.happened.clear();
        Some(report)
    }
}
