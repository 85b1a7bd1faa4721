//! What the subcommands share that search scenarios.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal as _};
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use asms_check::Progress;
use asms_machine::scenario::{BUILT_IN, Scenario};
use indicatif::{HumanCount, ProgressBar};

use crate::answer::Failure;

/// The scenario of a name or a file.
pub(crate) fn scenario(name: &str) -> Result<Scenario, Failure> {
    if let Some(scenario) = Scenario::built_in(name) {
        return scenario.map_err(Failure::unusable);
    }
    let path = Path::new(name);
    if path.extension().is_none_or(|extension| extension != "toml") {
        let known: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
        return Err(Failure::unusable(format!(
            "there is no scenario {name:?}; there are {}, or give a file whose name ends in .toml",
            known.join(", ")
        )));
    }
    let text = fs::read_to_string(path).map_err(|error| Failure::unusable(format!("{name}: {error}")))?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Scenario::parse(&stem, name, &text).map_err(Failure::unusable)
}

/// The scenarios of some names or files; all that come with the program where there is none.
pub(crate) fn scenarios(names: &[String]) -> Result<Vec<Scenario>, Failure> {
    if names.is_empty() {
        return BUILT_IN.iter().map(|(name, _)| scenario(name)).collect();
    }
    names.iter().map(|name| scenario(name)).collect()
}

/// The number of threads that search unless told otherwise.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// A flag that an interrupt from the keyboard raises.
pub(crate) fn interrupt() -> Arc<AtomicBool> {
    let interrupt = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupt);
    // Where no handler can be set, an interrupt ends the program as it always does.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    interrupt
}

/// Does long work, which shows how far it has come under a label, with a line of progress where somebody looks. `pinned`
/// is the number of states that it will see, if that is known.
pub(crate) fn watched<T>(pinned: Option<u64>, work: impl FnOnce(&mut dyn FnMut(&str, Progress)) -> T) -> T {
    let spinner = if io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    spinner.enable_steady_tick(Duration::from_millis(120));
    let start = Instant::now();
    let done = work(&mut |label, progress| {
        spinner.set_message(line(label, progress, pinned, start.elapsed()));
    });
    spinner.finish_and_clear();
    done
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
