//! How far long runs have come, where somebody looks.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use asms_sim::fleet::{FleetReport, Progress};
use indicatif::{HumanCount, ProgressBar};

/// A line that says how far something has come; nothing where nobody looks.
pub(crate) fn spinner() -> ProgressBar {
    let spinner = if io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}

/// Runs seeds, with a line of progress.
pub(super) fn watched(
    label: &str,
    work: impl FnOnce(&mut dyn FnMut(Progress)) -> FleetReport,
) -> FleetReport {
    let spinner = spinner();
    let start = Instant::now();
    let report = work(&mut |progress| spinner.set_message(line(label, progress, start.elapsed())));
    spinner.finish_and_clear();
    report
}

/// `everyday: 1,200 of 10,000 seeds · 120,000 events/s · 3 failed · 12 s left`
fn line(label: &str, progress: Progress, elapsed: Duration) -> String {
    let Progress { done, all, events, failures } = progress;
    let rate = u128::from(events) * 1000 / elapsed.as_millis().max(1);
    let rate = u64::try_from(rate).unwrap_or(u64::MAX);
    let mut text =
        format!("{label}: {} of {} seeds · {} events/s", HumanCount(done), HumanCount(all), HumanCount(rate));
    if failures > 0 {
        let _ = write!(text, " · {} failed", HumanCount(failures));
    }
    let left = elapsed.as_millis() * u128::from(all.saturating_sub(done));
    if let Some(milliseconds) = left.checked_div(u128::from(done)) {
        let _ = write!(text, " · {} s left", milliseconds / 1000);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_rate_failures_and_time_left() {
        let progress = Progress { done: 0, all: 10_000, events: 60_000, failures: 0 };
        assert_eq!(
            line("everyday", progress, Duration::from_secs(1)),
            "everyday: 0 of 10,000 seeds · 60,000 events/s"
        );
        let progress = Progress { done: 2_500, all: 10_000, events: 600_000, failures: 3 };
        assert_eq!(
            line("everyday", progress, Duration::from_secs(10)),
            "everyday: 2,500 of 10,000 seeds · 60,000 events/s · 3 failed · 30 s left"
        );
    }
}
