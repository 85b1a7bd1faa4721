//! `asms sim --compare`: the same seeds under every variant of a decision point.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use asms_machine::behaviour::{Behaviour, Point};
use asms_sim::fleet::FleetReport;
use asms_sim::numbers::{Comparison, Row as Compared};
use indicatif::HumanCount;
use serde::Serialize;
use serde_json::Value;

use super::subject::Subject;
use super::text::plural;
use super::{Args, fleet};
use crate::answer::{Answer, Failure};
use crate::layout::{WIDTH, wrapped};

/// A variant, and what came of the seeds under it.
struct Row {
    variant: &'static str,
    report: FleetReport,
}

/// Runs the seeds under every variant, the default first, and says what came of them. Nothing is kept: what one of two readings
/// breaks is no failure of the other.
pub(super) fn run(
    args: &Args,
    subject: &Subject,
    point: &str,
    threads: usize,
    interrupt: &AtomicBool,
    out: &mut impl Write,
) -> Result<Answer, Failure> {
    let point = decision_point(point)?;
    let mut rows = Vec::new();
    for variant in point.variants {
        if interrupt.load(Ordering::Relaxed) {
            break;
        }
        let mut with = subject.recipe.overrides.with.clone();
        with.push(format!("{}={}", point.name, variant.name));
        let plan = subject.with(with).plan()?;
        let report = fleet(variant.name, &plan, &args.seeds, threads, interrupt);
        rows.push(Row { variant: variant.name, report });
    }
    if let Some(path) = &args.plot {
        super::plot(path, &comparison(&rows))?;
    }
    if args.json {
        json(subject, point, &rows, out)?;
    } else {
        text(subject, point, &rows, out)?;
    }
    let is_complete = rows.len() == point.variants.len() && rows.iter().all(|row| row.report.is_complete());
    Ok(if is_complete { Answer::Yes } else { Answer::Truncated })
}

fn decision_point(name: &str) -> Result<&'static Point, Failure> {
    let found = Behaviour::POINTS.iter().find(|point| point.name == name || point.ambiguity == Some(name));
    found.copied().ok_or_else(|| {
        let known: Vec<String> = Behaviour::POINTS.iter().map(|point| point.label()).collect();
        Failure::unusable(format!(
            "--compare: there is no decision point {name:?}; there are {}",
            known.join(", ")
        ))
    })
}

fn text(subject: &Subject, point: &Point, rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    let rule = "─".repeat(WIDTH);
    wrapped(out, &format!("{}, {}: ", subject.recipe.scenario, point.label()), point.question.trim())?;
    let seeds = rows.first().map_or(0, |row| row.report.done);
    writeln!(out, "{} {} each", HumanCount(seeds), plural(seeds, "seed", "seeds"))?;
    writeln!(out, "{rule}")?;
    write!(out, "{}", comparison(rows).table())?;
    writeln!(out, "{rule}")?;
    for Row { variant, report } in rows {
        let failing: Vec<String> = report
            .findings
            .iter()
            .filter(|((_, excuse), _)| excuse.is_none())
            .map(|((property, _), found)| {
                let seeds = format!("{} {}", HumanCount(found.seeds), plural(found.seeds, "seed", "seeds"));
                format!("{property} in {seeds}, first in {}", found.first)
            })
            .collect();
        if !failing.is_empty() {
            wrapped(out, &format!("{variant} breaks "), &failing.join("; "))?;
        }
    }
    Ok(())
}

fn comparison(rows: &[Row]) -> Comparison {
    let row = |row: &Row| Compared { label: row.variant.to_owned(), numbers: row.report.numbers.clone() };
    Comparison { rows: rows.iter().map(row).collect() }
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    scenario: &'a str,
    point: &'a str,
    variants: Vec<RowForm>,
}

#[derive(Serialize)]
struct RowForm {
    variant: &'static str,
    seeds: u64,
    failed: usize,
    numbers: Value,
    /// The properties that were broken without excuse, and in how many seeds.
    broken: Vec<(&'static str, u64)>,
}

fn json(subject: &Subject, point: &Point, rows: &[Row], out: &mut impl Write) -> Result<(), Failure> {
    let row = |Row { variant, report }: &Row| {
        let unexcused = report.findings.iter().filter(|((_, excuse), _)| excuse.is_none());
        Ok(RowForm {
            variant,
            seeds: report.done,
            failed: report.failures.len(),
            numbers: serde_json::to_value(report.numbers.json())?,
            broken: unexcused.map(|((property, _), found)| (*property, found.seeds)).collect(),
        })
    };
    let variants = rows.iter().map(row).collect::<Result<_, Failure>>()?;
    let document = Document { format: 1, scenario: &subject.recipe.scenario, point: point.name, variants };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)?;
    Ok(())
}
