//! What a search shows while it goes on.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use asms_check::{Progress, Report, Search};
use asms_machine::system::{Action, System};
use indicatif::{HumanCount, ProgressBar};

/// Searches, with a line of progress where somebody looks.
pub(super) fn search(search: &Search, system: &System, interrupt: &AtomicBool) -> Report<Action> {
    let spinner = if io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    spinner.enable_steady_tick(Duration::from_millis(120));
    let name = &system.scenario.name;
    // The number of states is known beforehand where the scenario pins it.
    let pinned = system.scenario.expect.states.filter(|_| super::is_as_pinned(system));
    let start = Instant::now();
    let report = search.run(system, interrupt, |progress| {
        spinner.set_message(line(name, progress, pinned, start.elapsed()));
    });
    spinner.finish_and_clear();
    report
}

/// `sync-keys: 120,000 of 483,745 states · 240,000/s · depth 21 · 9,000 waiting · 2 s left`
fn line(name: &str, progress: Progress, pinned: Option<u64>, elapsed: Duration) -> String {
    let mut text = format!("{name}: {}", HumanCount(progress.states));
    if let Some(pinned) = pinned {
        let _ = write!(text, " of {}", HumanCount(pinned));
    }
    let rate = u128::from(progress.states) * 1000 / elapsed.as_millis().max(1);
    let rate = u64::try_from(rate).unwrap_or(u64::MAX);
    let _ = write!(
        text,
        " states · {}/s · depth {} · {} waiting",
        HumanCount(rate),
        progress.depth,
        HumanCount(progress.queue)
    );
    if let Some(seconds) = pinned.and_then(|all| all.saturating_sub(progress.states).checked_div(rate)) {
        let _ = write!(text, " · {seconds} s left");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_rate_and_time_left() {
        let progress = Progress { states: 120_000, generated: 300_000, depth: 21, queue: 9_000 };
        assert_eq!(
            line("sync-keys", progress, Some(480_000), Duration::from_secs(1)),
            "sync-keys: 120,000 of 480,000 states · 120,000/s · depth 21 · 9,000 waiting · 3 s left"
        );
        assert_eq!(
            line("mine", progress, None, Duration::ZERO),
            "mine: 120,000 states · 120,000,000/s · depth 21 · 9,000 waiting"
        );
    }
}
