//! A night on one screen.

use std::fmt::Write as _;

use super::{Kind, Night};
use crate::work::{counted, grouped};
use crate::{Verdict, Work};

/// The width of a screen.
const WIDTH: usize = 100;

/// How many findings, and how many names of what was not covered, are shown; the page has all.
const FINDINGS: usize = 8;
const NAMES: usize = 6;

impl Night {
    /// A night on one screen of 100 columns.
    pub fn summary(&self) -> String {
        let rule = "─".repeat(WIDTH);
        let mut text = format!("{}: {}\n{}\n{rule}\n", self.title(), self.verdict().name(), self.sentence());
        for kind in Kind::ALL {
            let jobs = self.jobs(kind).count();
            if jobs > 0 {
                let _ = writeln!(text, "{:9} {:54} {}", kind.name(), self.amount(kind), self.verdicts(kind));
            }
        }
        let _ = writeln!(text, "{rule}");
        self.broken(&mut text);
        let gaps = self.gaps();
        if !gaps.is_empty() {
            let _ = writeln!(text, "not covered:");
        }
        for gap in gaps {
            wrapped(&mut text, "  ", &gap);
        }
        text
    }

    /// How much of a kind was done.
    pub(crate) fn amount(&self, kind: Kind) -> String {
        if self.records(kind).next().is_none() {
            return "not run".to_owned();
        }
        let total = |name| self.total(kind, name);
        let jobs = self.records(kind).filter(|record| record.verdict != Verdict::Skipped).count() as u64;
        match kind {
            Kind::Again => counted(jobs, "failure ran again", "failures ran again"),
            Kind::Check => {
                format!("{}, {} states", counted(jobs, "search", "searches"), grouped(total("states")))
            }
            Kind::Simulate | Kind::Reading => format!(
                "{}, {} device-days, {} events",
                counted(total("seeds"), "seed", "seeds"),
                grouped(total("device-days")),
                grouped(total("events"))
            ),
            Kind::Hunt => format!("{} of {} defects shown", total("shown"), total("defects")),
            Kind::Fixtures => counted(total("cases"), "case", "cases"),
            Kind::Same => counted(jobs, "comparison", "comparisons"),
            Kind::Fuzz => {
                let seconds = |(job, record): (&crate::Job, Option<&crate::Record>)| match (&job.work, record)
                {
                    (Work::Fuzz { seconds, .. }, Some(record)) if record.verdict != Verdict::Skipped => {
                        *seconds
                    }
                    _ => 0,
                };
                let seconds: u64 = self.jobs(kind).map(seconds).sum();
                format!("{}, {} s", counted(jobs, "target", "targets"), grouped(seconds))
            }
        }
    }

    /// `54 passed, 1 FAILED`
    pub(crate) fn verdicts(&self, kind: Kind) -> String {
        let counts = Verdict::ALL.iter().rev().filter_map(|verdict| match self.count(kind, *verdict) {
            0 => None,
            count => Some(format!("{count} {}", verdict.name())),
        });
        counts.collect::<Vec<_>>().join(", ")
    }

    fn broken(&self, text: &mut String) {
        let findings = self.findings();
        for (record, finding) in findings.iter().take(FINDINGS) {
            let label = if record.verdict == Verdict::Failed { "FAILED   " } else { "DIFFERS  " };
            wrapped(text, label, &finding.title);
            wrapped(text, "         ", &finding.again);
        }
        if findings.len() > FINDINGS {
            let _ = writeln!(text, "and {} more", findings.len() - FINDINGS);
        }
        if findings.is_empty() {
            let _ = writeln!(text, "nothing is broken but what is known");
        }
    }

    /// What is not covered, a line each.
    fn gaps(&self) -> Vec<String> {
        let mut gaps = Vec::new();
        let not_run = self.not_run();
        if !not_run.is_empty() {
            let names = not_run.iter().map(|job| job.id.as_str());
            gaps.push(format!(
                "{} of {} jobs were not run, since {}: {}",
                not_run.len(),
                self.shard.of(&self.plan.jobs).len(),
                self.rest.words(),
                some(names)
            ));
        }
        let skipped = self.skipped().count();
        if let Some(first) = self.skipped().next() {
            gaps.push(format!(
                "{} cannot be done here; {}: {}",
                counted(skipped as u64, "job", "jobs"),
                first.job,
                first.says
            ));
        }
        for (what, names) in [
            ("properties that came up in no search", &self.uncovered.properties),
            ("decision points that were never asked", &self.uncovered.points),
            ("kinds of action that happened in no simulation", &self.uncovered.actions),
        ] {
            if !names.is_empty() {
                gaps.push(format!("{} {what}: {}", names.len(), some(names.iter().copied())));
            }
        }
        if !self.uncovered.facts.is_empty() {
            let ids = self.uncovered.facts.iter().map(|fact| fact.id.as_str());
            gaps.push(format!(
                "{} requirements and edge cases lie outside of the suite: {}",
                self.uncovered.facts.len(),
                some(ids)
            ));
        }
        gaps
    }
}

/// The first names, and how many more there are.
fn some<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let shown = names.iter().take(NAMES).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Writes a text broken between words, its further lines indented as far as the label reaches.
fn wrapped(out: &mut String, label: &str, text: &str) {
    let indent = label.chars().count();
    let (mut line, mut columns) = (label.to_owned(), indent);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if columns > indent && columns + 1 + length > WIDTH {
            let _ = writeln!(out, "{line}");
            (line, columns) = (" ".repeat(indent), indent);
        }
        if columns > indent {
            line.push(' ');
            columns += 1;
        }
        line.push_str(word);
        columns += length;
    }
    let _ = writeln!(out, "{line}");
}
