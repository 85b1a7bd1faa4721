//! How far a night has come: a line for each job that is done, and one for the job that is being done.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use asms_nightly::{Progress, Record, Shard, Verdict};
use indicatif::ProgressBar;

use crate::sim::spinner;

/// What is shown.
pub(super) struct Shown {
    shard: Shard,
    line: ProgressBar,
}

impl Shown {
    pub(super) fn new(shard: Shard) -> Self {
        Self { shard, line: spinner() }
    }

    pub(super) fn show(&mut self, progress: &Progress<'_>) {
        match *progress {
            Progress::Begins { plan, jobs, done } => {
                let part =
                    if self.shard.is_whole() { String::new() } else { format!(", part {}", self.shard) };
                let again = if done > 0 { format!(", {done} of them done before") } else { String::new() };
                self.say(&format!("night {}{part}: {jobs} jobs{again}", plan.night));
                if plan.seconds() > plan.budget {
                    self.say(&format!(
                        "all of it takes {} s on {} cores, and {} s are to be spent: the last jobs will not be run",
                        plan.seconds(),
                        plan.cores,
                        plan.budget
                    ));
                }
            }
            Progress::Works { job, done, jobs, says, left } => {
                let says = if says.is_empty() { String::new() } else { format!(" · {says}") };
                self.line.set_message(format!(
                    "{} of {jobs} · {}{says} · {} left",
                    done + 1,
                    job.id,
                    clock(left)
                ));
            }
            Progress::Done { record } => self.say(&told(record)),
        }
    }

    pub(super) fn end(&self) {
        self.line.finish_and_clear();
    }

    fn say(&self, text: &str) {
        if io::stderr().is_terminal() {
            self.line.println(text);
        } else {
            // Who reads no progress gets the results.
            let _ = writeln!(io::stderr(), "{text}");
        }
    }
}

/// `passed    check/sync-keys: 2,068 states; 21 properties hold`
fn told(record: &Record) -> String {
    let Record { job, verdict, says, .. } = record;
    let verdict: &Verdict = verdict;
    format!("{:9} {job}: {says}", verdict.name())
}

/// `4:05`
fn clock(left: Duration) -> String {
    let seconds = left.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
