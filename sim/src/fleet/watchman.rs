//! One seed that can be called off, and that no mistake of this suite takes the others down with.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::times::Times;
use crate::numbers::Numbers;
use crate::observe::{Happening, Observer};
use crate::plan::{Optional, Plan};
use crate::run::{Report, judge, judge_until_broken};
use crate::time::Time;
use crate::watch::Touched;
use crate::world::Divergence;

/// Ends a run when it is called off, and counts what happens while it goes on.
pub(super) struct Watchman<'w> {
    interrupt: &'w AtomicBool,
    events: Option<&'w AtomicU64>,
    last: Time,
    number: u64,
    /// When things on the way happened, where that is asked.
    pub(super) times: Option<Times>,
}

impl<'w> Watchman<'w> {
    pub(super) fn new(interrupt: &'w AtomicBool, events: Option<&'w AtomicU64>) -> Self {
        Self { interrupt, events, last: Time::default(), number: 0, times: None }
    }

    /// One that notes when things on the way happened.
    pub(super) fn with_times(interrupt: &'w AtomicBool) -> Self {
        Self { times: Some(Times::default()), ..Self::new(interrupt, None) }
    }
}

impl Observer for Watchman<'_> {
    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        (self.last, self.number) = (happening.time, happening.number);
        if let Some(times) = &mut self.times {
            times.note(happening);
        }
        if let Some(events) = self.events {
            events.fetch_add(1, Ordering::Relaxed);
        }
        !self.interrupt.load(Ordering::Relaxed)
    }
}

/// How far a run goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// To its end.
    Healed,
    /// To the first property that is broken without excuse.
    Broken,
}

/// What came of a seed; nothing if it was called off before it could tell.
///
/// A panic is a mistake of this suite like a divergence, and is told as one: what other seeds gave is not lost by it.
pub(super) fn judged(
    plan: &Plan,
    seed: u64,
    only: Option<&BTreeSet<Optional>>,
    until: Until,
    watchman: &mut Watchman<'_>,
) -> Option<Report> {
    let run = match until {
        Until::Healed => judge,
        Until::Broken => judge_until_broken,
    };
    let report = caught(seed, watchman, |watchman| run(plan, seed, only, Some(watchman)));
    let says = report.whole || report.failure().is_some_and(|_| is_told(&report, until));
    says.then_some(report)
}

/// What a run gives, or a divergence where it panics.
fn caught(seed: u64, watchman: &mut Watchman<'_>, run: impl FnOnce(&mut Watchman<'_>) -> Report) -> Report {
    let went = catch_unwind(AssertUnwindSafe(|| run(watchman)));
    went.unwrap_or_else(|panic| panicked(seed, watchman, panic.as_ref()))
}

/// Whether a run that did not come to its end says what it is asked.
fn is_told(report: &Report, until: Until) -> bool {
    until == Until::Broken || report.divergence.is_some()
}

/// Whether a report is of a run in which the program panicked. It does not know what happened.
pub(super) fn is_panic(report: &Report) -> bool {
    report.divergence.as_ref().is_some_and(|divergence| divergence.what.starts_with(PANICKED))
}

const PANICKED: &str = "the program panicked";

fn panicked(seed: u64, watchman: &Watchman<'_>, panic: &(dyn std::any::Any + Send)) -> Report {
    let text = panic.downcast_ref::<&str>().copied();
    let text =
        text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given");
    let divergence = Divergence {
        time: watchman.last,
        event: watchman.number,
        what: format!("{PANICKED}: {text}"),
        happened: BTreeSet::new(),
    };
    Report {
        seed,
        end: watchman.last,
        events: watchman.number,
        findings: Vec::new(),
        pending: Vec::new(),
        divergence: Some(divergence),
        numbers: Numbers::default(),
        touched: Touched::default(),
        happened: BTreeSet::new(),
        whole: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a seed that panics it is told how; what others gave is not lost.
    #[test]
    fn a_panic_is_told_as_a_divergence() {
        let interrupt = AtomicBool::new(false);
        let mut watchman = Watchman::new(&interrupt, None);
        let report = caught(7, &mut watchman, |watchman| {
            (watchman.last, watchman.number) = (Time(5), 3);
            std::panic::panic_any("a mistake")
        });
        let what = report.divergence.as_ref().map(|divergence| divergence.what.as_str());
        assert_eq!(what, Some("the program panicked: a mistake"));
        assert_eq!((report.seed, report.end, report.events), (7, Time(5), 3));
        assert!(is_panic(&report) && !report.whole);
    }
}
