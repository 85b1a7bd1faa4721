//! The comparison for programs: one JSON document.

use std::io::Write;

use asms_check::{Both, Comparable, Difference, Parting};
use asms_machine::system::Line;
use serde::Serialize;

use super::{Findings, Tried, Verdict, points};
use crate::answer::Failure;

/// The version of the form of this document.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    a: &'a str,
    b: &'a str,
    /// The shortest way to tell them apart.
    difference: Option<DifferenceForm<'a>>,
    scenarios: Vec<ScenarioForm<'a>>,
}

#[derive(Serialize)]
struct DifferenceForm<'a> {
    scenario: &'a str,
    steps: usize,
    /// The steps that both show the same.
    common: Vec<LineForm<'a>>,
    parting: PartingForm<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum PartingForm<'a> {
    /// The next step.
    Shown { a: LineForm<'a>, b: LineForm<'a> },
    /// How the last step breaks a property, or nothing where it does not.
    Judged { property: &'a str, a: Option<&'a str>, b: Option<&'a str> },
    /// What may happen next on one side alone.
    Enabled { a: Vec<LineForm<'a>>, b: Vec<LineForm<'a>> },
}

#[derive(Serialize)]
struct LineForm<'a> {
    from: String,
    to: String,
    lost: bool,
    text: &'a str,
}

#[derive(Serialize)]
struct ScenarioForm<'a> {
    scenario: &'a str,
    verdict: &'static str,
    /// Pairs of states.
    states: Option<u64>,
    steps: Option<usize>,
    stopped: Option<String>,
    /// The decision points at which the two differ.
    differ_at: Vec<String>,
}

/// Writes what was found.
pub(super) fn write(findings: &Findings<'_>, out: &mut impl Write) -> Result<(), Failure> {
    let document = Document {
        format: FORMAT,
        a: &findings.args.a,
        b: &findings.args.b,
        difference: findings.shortest().map(|(scenario, found)| difference(scenario, found)),
        scenarios: findings.tried.iter().map(scenario).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)?;
    Ok(())
}

fn difference<'a>(scenario: &'a str, found: &'a Difference) -> DifferenceForm<'a> {
    let parting = match &found.parting {
        Parting::Shown(Both { first, second }) => PartingForm::Shown { a: line(first), b: line(second) },
        Parting::Judged { property, reason } => {
            PartingForm::Judged { property, a: reason.first.as_deref(), b: reason.second.as_deref() }
        }
        Parting::Enabled(Both { first, second }) => {
            PartingForm::Enabled { a: first.iter().map(line).collect(), b: second.iter().map(line).collect() }
        }
    };
    DifferenceForm {
        scenario,
        steps: found.steps(),
        common: found.common.iter().map(line).collect(),
        parting,
    }
}

fn line(line: &Line) -> LineForm<'_> {
    LineForm { from: line.from.to_string(), to: line.to.to_string(), lost: line.lost, text: &line.text }
}

fn scenario(tried: &Tried) -> ScenarioForm<'_> {
    let mut form = ScenarioForm {
        scenario: &tried.scenario,
        verdict: match &tried.verdict {
            Verdict::NotSooner => "not-sooner",
            Verdict::Same => "same-behaviour",
            Verdict::NotRun => "not-run",
            Verdict::Compared(comparison) => match comparison.verdict {
                Comparable::Apart(_) => "apart",
                Comparable::Alike => "alike",
                Comparable::NeverAsked => "never-decided",
                Comparable::Unknown(_) => "unknown",
            },
        },
        states: None,
        steps: None,
        stopped: None,
        differ_at: points(&tried.behaviours),
    };
    if let Verdict::Compared(comparison) = &tried.verdict {
        form.states = Some(comparison.states);
        match &comparison.verdict {
            Comparable::Apart(difference) => form.steps = Some(difference.steps()),
            Comparable::Unknown(stopped) => form.stopped = Some(stopped.to_string()),
            Comparable::Alike | Comparable::NeverAsked => {}
        }
    }
    form
}
