//! Reports for programs: one JSON document, the same for the same question on any machine.

use std::fmt::Write as _;
use std::io::Write;

use asms_bind::{BindError, Binding};
use asms_check::{Found, Path, Verdict, replay};
use asms_machine::behaviour::Behaviour;
use asms_machine::system::{Action, Effect, Event, Handled, line};
use asms_machine::version::Version;
use serde::Serialize;

use super::Run;
use crate::answer::Failure;

/// The version of the form of this document.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document {
    format: u32,
    runs: Vec<RunForm>,
    /// Scenarios that an interrupt kept from being searched.
    not_run: Vec<String>,
}

#[derive(Serialize)]
struct RunForm {
    scenario: String,
    /// Whether it has its larger budget.
    larger: bool,
    /// What differs from the default behaviour, as `POINT=VARIANT`.
    behaviour: Vec<String>,
    complete: bool,
    stopped: Option<String>,
    states: u64,
    generated: u64,
    depth: u32,
    properties: Vec<PropertyForm>,
    goals: Vec<GoalForm>,
    /// The decision points that no step consulted.
    not_exercised: Vec<&'static str>,
    /// What is not as the scenario pins it.
    mismatches: Vec<String>,
}

#[derive(Serialize)]
struct PropertyForm {
    name: &'static str,
    prose: &'static str,
    sources: Vec<&'static str>,
    verdict: &'static str,
    /// Whether the scenario pins it as violated, for its own behaviour.
    pinned_violated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trace: Vec<StepForm>,
}

#[derive(Serialize)]
struct GoalForm {
    name: String,
    /// The number of steps of the shortest way to it.
    reached: Option<u32>,
}

#[derive(Serialize)]
struct StepForm {
    step: usize,
    from: String,
    to: String,
    lost: bool,
    text: String,
    /// The decision points that the step consulted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    consulted: Vec<&'static str>,
    /// The body of the message sent, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<String>,
}

/// Writes what was found.
pub(super) fn write(runs: &[Run], not_run: &[String], out: &mut impl Write) -> Result<(), Failure> {
    let runs = runs.iter().map(form).collect::<Result<_, _>>()?;
    let document = Document { format: FORMAT, runs, not_run: not_run.to_vec() };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)?;
    Ok(())
}

fn form(run: &Run) -> Result<RunForm, Failure> {
    let report = &run.report;
    Ok(RunForm {
        scenario: run.system.scenario.name.clone(),
        larger: run.is_larger,
        behaviour: run.system.behaviour.deviations(),
        complete: report.is_complete(),
        stopped: report.stopped.map(|stopped| stopped.to_string()),
        states: report.states,
        generated: report.generated,
        depth: report.depth,
        properties: report
            .properties
            .iter()
            .map(|entry| {
                let (reason, trace) = match &entry.found {
                    Found::Violated { reason, path } => (Some(reason.clone()), trace(run, path)?),
                    _ => (None, Vec::new()),
                };
                Ok(PropertyForm {
                    name: entry.info.name,
                    prose: entry.info.prose,
                    sources: entry.info.sources.split(' ').collect(),
                    verdict: verdict(Verdict::of(report, &entry.found)),
                    pinned_violated: run.pinned_reason(entry.info.name).is_some(),
                    reason,
                    trace,
                })
            })
            .collect::<Result<_, Failure>>()?,
        goals: report
            .goals
            .iter()
            .map(|goal| GoalForm { name: goal.name.clone(), reached: goal.reached })
            .collect(),
        not_exercised: points(!report.consulted & Behaviour::asked_of_machines()),
        mismatches: run.mismatches.iter().map(|found| found.text.clone()).collect(),
    })
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Violated => "violated",
        Verdict::NeverCameUp => "never-came-up",
        Verdict::Unknown => "unknown",
    }
}

/// The decision points of a set.
fn points(set: u128) -> Vec<&'static str> {
    Behaviour::POINTS
        .iter()
        .enumerate()
        .filter(|(at, _)| set >> at & 1 == 1)
        .map(|(_, point)| point.name)
        .collect()
}

/// The steps of a path, with the bytes of the messages.
fn trace(run: &Run, path: &Path<Action>) -> Result<Vec<StepForm>, Failure> {
    let form = run.system.behaviour.wire.address_form;
    let mut binding = Binding::new(Version::default()).with_address_form(form);
    let mut steps = Vec::new();
    let mut failed = None;
    let walked = replay(&run.system, path, |step| {
        let words = line(step.action, step.effect);
        let device = step.action.device().and_then(|id| step.before.device(id));
        if let Some(device) = device {
            binding.set_version(device.version);
        }
        let bytes = bytes(&mut binding, step.effect).unwrap_or_else(|error| {
            failed = Some(error);
            None
        });
        steps.push(StepForm {
            step: steps.len() + 1,
            from: words.from.to_string(),
            to: words.to.to_string(),
            lost: words.lost,
            text: words.text,
            consulted: points(step.effect.consulted.bits()),
            bytes: bytes.map(|bytes| hex(&bytes)),
        });
    });
    match (walked, failed) {
        (Ok(_), None) => Ok(steps),
        (Err(refused), _) => Err(Failure::unusable(refused)),
        (_, Some(error)) => Err(Failure::unusable(error)),
    }
}

/// The body of the message that a step sends.
///
/// What the version has no place for has none; neither has an answer that is an HTTP status alone.
fn bytes(binding: &mut Binding, effect: &Effect) -> Result<Option<Vec<u8>>, BindError> {
    let written = match &effect.event {
        Event::Sent { request } => binding.write_request(request),
        Event::Handled(Handled { response: Some(response), .. }) => binding.write_response(response),
        _ => return Ok(None),
    };
    match written {
        Err(BindError::NotAtVersion { .. } | BindError::HttpStatus(_)) => Ok(None),
        bytes => bytes.map(Some),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}
