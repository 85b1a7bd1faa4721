//! Reports for programs: one JSON document, the same for the same question on any machine.

use std::io::Write;

use asms_sim::fleet::{Failed, Found, Replayed, Share};
use asms_sim::plan::Overrides;
use serde::Serialize;
use serde_json::Value;

use super::Findings;
use crate::answer::Failure;

/// The version of the form of this document.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    scenario: &'a str,
    /// What is otherwise than the scenario says.
    overrides: &'a Overrides,
    /// What differs from the default behaviour, as `POINT=VARIANT`.
    behaviour: Vec<String>,
    /// The first seed, and the one behind the last.
    seeds: [u64; 2],
    /// How many of them ran.
    done: u64,
    complete: bool,
    days: u32,
    users: u16,
    events: u64,
    device_days: u64,
    findings: Vec<FindingForm<'a>>,
    failures: Vec<FailureForm<'a>>,
    /// In how many seeds something was left to do.
    pending: u64,
    divergences: u64,
    /// What became of messages, and how sure that is.
    numbers: Value,
    actions: Share,
    decision_points: Share,
    /// Failures that were kept before.
    earlier: Vec<EarlierForm<'a>>,
}

#[derive(Serialize)]
struct FindingForm<'a> {
    property: &'static str,
    excuse: Option<&'static str>,
    #[serde(flatten)]
    found: &'a Found,
}

#[derive(Serialize)]
struct FailureForm<'a> {
    seed: u64,
    /// The property, `pending` or `divergence`.
    failure: String,
    reason: &'a str,
    time_ms: u64,
    event: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<String>,
}

#[derive(Serialize)]
struct EarlierForm<'a> {
    seed: u64,
    failure: String,
    /// `same`, `otherwise` or `mended`.
    now: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// Writes what was found.
pub(super) fn write(findings: &Findings<'_>, out: &mut impl Write) -> Result<(), Failure> {
    let Findings { subject, plan, report, earlier, .. } = findings;
    let failure = |seed: u64, failed| FailureForm { command: subject.command(seed), ..form(seed, failed) };
    let document = Document {
        format: FORMAT,
        scenario: &subject.recipe.scenario,
        overrides: &subject.recipe.overrides,
        behaviour: plan.behaviour.deviations(),
        seeds: [report.seeds.start, report.seeds.end],
        done: report.done,
        complete: report.is_complete(),
        days: plan.days,
        users: plan.users,
        events: report.events,
        device_days: report.device_days,
        findings: report
            .findings
            .iter()
            .map(|((property, excuse), found)| FindingForm { property, excuse: *excuse, found })
            .collect(),
        failures: report.failures.iter().map(|(seed, failed)| failure(*seed, failed)).collect(),
        pending: report.pending,
        divergences: report.divergences,
        numbers: serde_json::to_value(report.numbers.json())?,
        actions: report.actions(),
        decision_points: report.points(),
        earlier: earlier
            .iter()
            .map(|(entry, replayed)| {
                let (now, reason) = match replayed {
                    Replayed::Same(failed) => ("same", Some(failed.reason.as_str())),
                    Replayed::Otherwise(failed) => ("otherwise", Some(failed.reason.as_str())),
                    Replayed::Mended => ("mended", None),
                };
                EarlierForm { seed: entry.seed, failure: entry.failed.failure.to_string(), now, reason }
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)?;
    Ok(())
}

fn form(seed: u64, failed: &Failed) -> FailureForm<'_> {
    FailureForm {
        seed,
        failure: failed.failure.to_string(),
        reason: &failed.reason,
        time_ms: failed.time.0,
        event: failed.event,
        command: None,
    }
}
