//! `asms sim --compare`: the same seeds under every variant of a decision point, on every network, or by every carrier.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use asms_machine::behaviour::{Behaviour, Point};
use asms_sim::fleet::FleetReport;
use asms_sim::numbers::{Comparison, Row as Compared};
use asms_sim::plan::Overrides;
use asms_sim::radio::{Carrier, Preset};
use indicatif::HumanCount;
use serde::Serialize;
use serde_json::Value;

use super::subject::Subject;
use super::text::plural;
use super::{Args, fleet};
use crate::answer::{Answer, Failure};
use crate::layout::{WIDTH, wrapped};

/// What is compared.
#[derive(Clone, Copy)]
enum Axis {
    /// The variants of a decision point.
    Point(&'static Point),
    /// The presets of the radio.
    Presets,
    /// What the radio carries.
    Carriers,
}

/// One of those that are compared, and what came of the seeds under it.
struct Row {
    name: &'static str,
    report: FleetReport,
}

/// Runs the seeds under each of those that are compared, and says what came of them. Nothing is kept: what one of two readings
/// breaks is no failure of the other.
pub(super) fn run(
    args: &Args,
    subject: &Subject,
    axis: &str,
    threads: usize,
    interrupt: &AtomicBool,
    out: &mut impl Write,
) -> Result<Answer, Failure> {
    let axis = Axis::named(axis)?;
    let columns = axis.columns(&subject.recipe.overrides);
    let mut rows = Vec::new();
    for (name, overrides) in &columns {
        if interrupt.load(Ordering::Relaxed) {
            break;
        }
        let plan = subject.with(overrides.clone()).plan()?;
        let report = fleet(name, &plan, &args.seeds, threads, interrupt);
        rows.push(Row { name, report });
    }
    if let Some(path) = &args.plot {
        super::plot(path, &comparison(&rows))?;
    }
    if args.json {
        json(subject, axis, &rows, out)?;
    } else {
        text(subject, axis, &rows, out)?;
    }
    let is_complete = rows.len() == columns.len() && rows.iter().all(|row| row.report.is_complete());
    Ok(if is_complete { Answer::Yes } else { Answer::Truncated })
}

impl Axis {
    fn named(name: &str) -> Result<Self, Failure> {
        match name {
            "preset" => return Ok(Self::Presets),
            "carrier" => return Ok(Self::Carriers),
            _ => {}
        }
        let point =
            Behaviour::POINTS.iter().find(|point| point.name == name || point.ambiguity == Some(name));
        point.map(|point| Self::Point(point)).ok_or_else(|| {
            let known: Vec<String> = Behaviour::POINTS.iter().map(|point| point.label()).collect();
            Failure::unusable(format!(
                "--compare: there is no decision point {name:?}; there are preset, carrier, {}",
                known.join(", ")
            ))
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Point(point) => point.name,
            Self::Presets => "preset",
            Self::Carriers => "carrier",
        }
    }

    /// Those that are compared, each with what is otherwise under it.
    fn columns(self, own: &Overrides) -> Vec<(&'static str, Overrides)> {
        match self {
            Self::Point(point) => {
                let variants = point.variants.iter().map(|variant| {
                    let mut with = own.with.clone();
                    with.push(format!("{}={}", point.name, variant.name));
                    (variant.name, Overrides { with, ..own.clone() })
                });
                variants.collect()
            }
            Self::Presets => {
                let preset =
                    |preset: Preset| (preset.name(), Overrides { preset: Some(preset), ..own.clone() });
                Preset::ALL.map(preset).to_vec()
            }
            Self::Carriers => {
                let carrier =
                    |carrier: Carrier| (carrier.name(), Overrides { carrier: Some(carrier), ..own.clone() });
                [Carrier::Gsm, Carrier::Cdma].map(carrier).to_vec()
            }
        }
    }

    /// What is compared, and the question that this answers.
    fn words(self) -> (String, &'static str) {
        match self {
            Self::Point(point) => (point.label(), point.question.trim()),
            Self::Presets => {
                ("preset".to_owned(), "What difference does the state of the radio network make?")
            }
            Self::Carriers => ("carrier".to_owned(), "What difference does it make what the radio carries?"),
        }
    }
}

fn text(subject: &Subject, axis: Axis, rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    let rule = "─".repeat(WIDTH);
    let (compared, question) = axis.words();
    wrapped(out, &format!("{}, {compared}: ", subject.recipe.scenario), question)?;
    let seeds = rows.first().map_or(0, |row| row.report.done);
    writeln!(out, "{} {} each", HumanCount(seeds), plural(seeds, "seed", "seeds"))?;
    writeln!(out, "{rule}")?;
    write!(out, "{}", comparison(rows).table())?;
    writeln!(out, "{rule}")?;
    for Row { name, report } in rows {
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
            wrapped(out, &format!("{name} breaks "), &failing.join("; "))?;
        }
    }
    Ok(())
}

fn comparison(rows: &[Row]) -> Comparison {
    let row = |row: &Row| Compared { label: row.name.to_owned(), numbers: row.report.numbers.clone() };
    Comparison { rows: rows.iter().map(row).collect() }
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    scenario: &'a str,
    /// A decision point, `preset` or `carrier`.
    compared: &'static str,
    rows: Vec<RowForm>,
}

#[derive(Serialize)]
struct RowForm {
    name: &'static str,
    seeds: u64,
    failed: usize,
    numbers: Value,
    /// The properties that were broken without excuse, and in how many seeds.
    broken: Vec<(&'static str, u64)>,
}

fn json(subject: &Subject, axis: Axis, rows: &[Row], out: &mut impl Write) -> Result<(), Failure> {
    let row = |Row { name, report }: &Row| {
        let unexcused = report.findings.iter().filter(|((_, excuse), _)| excuse.is_none());
        Ok(RowForm {
            name,
            seeds: report.done,
            failed: report.failures.len(),
            numbers: serde_json::to_value(report.numbers.json())?,
            broken: unexcused.map(|((property, _), found)| (*property, found.seeds)).collect(),
        })
    };
    let rows = rows.iter().map(row).collect::<Result<_, Failure>>()?;
    let document = Document { format: 1, scenario: &subject.recipe.scenario, compared: axis.name(), rows };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)?;
    Ok(())
}
