//! Shrinking a failure to what matters.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Failed;
use super::replay::until;
use super::times::Times;
use super::watchman::{Watchman, is_panic, judged};
use crate::plan::{Optional, Plan};
use crate::run::Failure;
use crate::time::DAY;

/// A failure that is to be shrunk: to fewer things that happen, fewer days, fewer users, so that it still fails in the same
/// way.
///
/// All that happens to machines by itself stays as it was drawn, so what is found is a history that the world may have, and
/// by delta debugging one of which nothing can be left out alone.
#[derive(Clone, Debug)]
pub struct Shrink<'p> {
    /// What the run is made of.
    pub plan: &'p Plan,
    /// The seed.
    pub seed: u64,
    /// The way it fails.
    pub failure: Failure,
    /// What it has been shrunk to before.
    pub only: Option<BTreeSet<Optional>>,
    /// After how many runs it has to be enough.
    pub runs: u64,
}

/// How far shrinking has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShrinkProgress {
    /// How many runs it took so far.
    pub runs: u64,
    /// How many things happen in the smallest that fails.
    pub happens: usize,
    /// For how many days that runs.
    pub days: u32,
}

/// The smallest that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shrunk {
    /// For how many days it runs.
    pub days: u32,
    /// How many users it has.
    pub users: u16,
    /// All that happens of what need not.
    pub only: BTreeSet<Optional>,
    /// How it fails.
    pub failed: Failed,
    /// How many runs it took.
    pub runs: u64,
    /// Whether it fails no more when any one of these things is left out; else it was called off, or the runs were not
    /// enough.
    pub minimal: bool,
}

/// What cannot be shrunk, since it does not fail in that way.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSo {
    /// It fails in another.
    #[error("it does not fail with {expected}, but with {}: {}", found.failure, found.reason)]
    Otherwise {
        /// The way it was to fail.
        expected: Failure,
        /// The way it fails.
        found: Box<Failed>,
    },
    /// It does not fail at all.
    #[error("it does not fail")]
    Passes,
    /// The program panicked, so that nothing is known of what happened before.
    #[error("{0}, which cannot be shrunk")]
    Panicked(String),
    /// It was called off before that was known.
    #[error("it was called off before it failed once")]
    CalledOff,
}

impl Shrink<'_> {
    /// Shrinks it, unless `interrupt` is raised before: then what is the smallest by then is given.
    pub fn run(&self, interrupt: &AtomicBool, progress: impl FnMut(ShrinkProgress)) -> Result<Shrunk, NotSo> {
        let mut plan = self.plan.clone();
        let mut watchman = Watchman::with_times(interrupt);
        let report = judged(&plan, self.seed, self.only.as_ref(), until(self.failure), &mut watchman);
        let report = report.ok_or(NotSo::CalledOff)?;
        let failed = match Failed::of(&report) {
            None => return Err(NotSo::Passes),
            Some(found) if found.failure != self.failure => {
                return Err(NotSo::Otherwise { expected: self.failure, found: Box::new(found) });
            }
            Some(failed) if is_panic(&report) => return Err(NotSo::Panicked(failed.reason)),
            Some(failed) => failed,
        };
        // What did not happen until it failed cannot matter.
        plan.days = days(&plan, &failed);
        if let Some(user) = failed.user {
            plan.users = plan.users.min(user.saturating_add(1));
        }
        let times = watchman.times.unwrap_or_default();
        let best = Best { plan, only: report.happened.into_iter().collect(), failed, times };
        let mut search = Searching { shrink: self, best, runs: 1, interrupt, progress, is_over: false };
        // Fewer users and days are a run like any other, and not taken if it does not fail.
        search.settle(self.plan);
        search.shrink();
        let Searching { best, runs, is_over, .. } = search;
        Ok(Shrunk {
            days: best.plan.days,
            users: best.plan.users,
            only: best.only.into_iter().collect(),
            failed: best.failed,
            runs,
            minimal: !is_over,
        })
    }
}

/// The days that a failure needs: up to it, if it did not show only when the world healed.
fn days(plan: &Plan, failed: &Failed) -> u32 {
    if failed.time >= plan.end() {
        return plan.days;
    }
    u32::try_from(failed.time.0 / DAY + 1).unwrap_or(plan.days).min(plan.days)
}

/// Of how many things at most every two are left out together.
const MOST_FOR_PAIRS: usize = 32;

/// How often mishaps are moved until it fails.
const MOST_MOVES: u32 = 3;

/// The smallest that fails.
#[derive(Clone)]
struct Best {
    plan: Plan,
    /// In their order.
    only: Vec<Optional>,
    failed: Failed,
    /// When things on the way happened.
    times: Times,
}

struct Searching<'s, P> {
    shrink: &'s Shrink<'s>,
    best: Best,
    runs: u64,
    interrupt: &'s AtomicBool,
    progress: P,
    /// Whether there may be no more runs.
    is_over: bool,
}

impl<P: FnMut(ShrinkProgress)> Searching<'_, P> {
    /// Goes back to the whole plan where fewer days and users do not fail in the same way.
    fn settle(&mut self, whole: &Plan) {
        let Best { plan, only, .. } = self.best.clone();
        if (plan.days, plan.users) == (whole.days, whole.users) || self.fails(&plan, &only) {
            return;
        }
        self.best.plan = whole.clone();
    }

    fn shrink(&mut self) {
        loop {
            let before = (self.best.only.len(), self.best.plan.days);
            self.fewer_days();
            self.fewer_kinds();
            self.fewer_things();
            self.fewer_pairs();
            if self.is_over || before == (self.best.only.len(), self.best.plan.days) {
                return;
            }
        }
    }

    /// Halves the days as long as it fails, then looks in between.
    fn fewer_days(&mut self) {
        let (mut passes, mut fails) = (0, self.best.plan.days);
        while fails.saturating_sub(passes) > 1 && !self.is_over {
            let days = passes + (fails - passes) / 2;
            let plan = Plan { days, ..self.best.plan.clone() };
            let only = self.best.only.clone();
            if self.fails(&plan, &only) {
                fails = self.best.plan.days;
            } else {
                passes = days;
            }
        }
    }

    /// Leaves out everything of a kind.
    fn fewer_kinds(&mut self) {
        let kinds: BTreeSet<_> = self.best.only.iter().map(|optional| optional.what).collect();
        for kind in kinds.into_iter().rev() {
            let rest: Vec<Optional> =
                self.best.only.iter().filter(|optional| optional.what != kind).copied().collect();
            if rest.len() < self.best.only.len() {
                self.fails(&self.best.plan.clone(), &rest);
            }
        }
    }

    /// Leaves out ever smaller pieces, in the end one thing at a time until none can be left out.
    fn fewer_things(&mut self) {
        let mut size = self.best.only.len().div_ceil(2);
        while size > 0 && !self.is_over {
            let before = self.best.only.len();
            let mut at = 0;
            while at < self.best.only.len() && !self.is_over {
                let end = (at + size).min(self.best.only.len());
                let rest = [&self.best.only[..at], &self.best.only[end..]].concat();
                if !self.fails(&self.best.plan.clone(), &rest) {
                    at = end;
                }
            }
            size = match size {
                1 if self.best.only.len() < before => 1,
                size => size / 2,
            };
        }
    }

    /// Leaves out two things at a time, where they are few: one shifts what comes later, and the other shifts it back.
    fn fewer_pairs(&mut self) {
        if self.best.only.len() > MOST_FOR_PAIRS {
            return;
        }
        let mut first = 0;
        while first < self.best.only.len() && !self.is_over {
            let mut second = first + 1;
            while second < self.best.only.len() && !self.is_over {
                let numbered = self.best.only.iter().enumerate();
                let rest = numbered.filter(|(at, _)| *at != first && *at != second);
                let rest: Vec<Optional> = rest.map(|(_, optional)| *optional).collect();
                if !self.fails(&self.best.plan.clone(), &rest) {
                    second += 1;
                }
            }
            first += 1;
        }
    }

    /// Whether it still fails in the same way when only these happen; if so, it is the best so far.
    ///
    /// With things left out, what is left on the way has other numbers. Where it does not fail as it is, mishaps are moved
    /// to what is on the way when they happened, one after another, since each shifts those behind it.
    fn fails(&mut self, plan: &Plan, only: &[Optional]) -> bool {
        let mut these = only.to_vec();
        for _ in 0..=MOST_MOVES {
            let Some(times) = self.passes(plan, &these) else { return !self.is_over };
            let moved = self.best.times.moved(only, &times);
            if moved == these {
                return false;
            }
            these = moved;
        }
        false
    }

    /// Runs it: when things on the way happened, if it does not fail in the same way. If it does, it is the best so far.
    fn passes(&mut self, plan: &Plan, only: &[Optional]) -> Option<Times> {
        self.is_over |= self.runs >= self.shrink.runs || self.interrupt.load(Ordering::Relaxed);
        if self.is_over {
            return None;
        }
        self.runs += 1;
        let these: BTreeSet<Optional> = only.iter().copied().collect();
        let mut watchman = Watchman::with_times(self.interrupt);
        let report = judged(plan, self.shrink.seed, Some(&these), until(self.shrink.failure), &mut watchman);
        self.is_over |= report.is_none();
        let times = watchman.times.unwrap_or_default();
        let report = report.filter(|report| !is_panic(report));
        let failed = report.as_ref().and_then(Failed::of);
        let failed = failed.filter(|failed| failed.failure == self.shrink.failure);
        let passes = match (report, failed) {
            (Some(report), Some(failed)) => {
                // Where it fails before the days are over, those behind were not there.
                let plan = Plan { days: days(plan, &failed), ..plan.clone() };
                self.best = Best { plan, only: report.happened.into_iter().collect(), failed, times };
                None
            }
            _ => Some(times),
        };
        (self.progress)(ShrinkProgress {
            runs: self.runs,
            happens: self.best.only.len(),
            days: self.best.plan.days,
        });
        passes
    }
}
