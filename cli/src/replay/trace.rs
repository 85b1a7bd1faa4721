//! A trace that is done again by the machines.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use asms_sim::Plan;
use asms_sim::observe::Observer;
use asms_sim::record::{Header, Reader, ReplayError, Replayed, read, replay};
use asms_sim::watch::{Finding, Oracles};

use crate::answer::{Answer, Failure};
use crate::layout::wrapped;

/// Whether a file holds a trace: its lines are JSON objects, and no file of failures begins so.
pub(crate) fn is_trace(path: &Path) -> Result<bool, Failure> {
    let mut file = BufReader::new(File::open(path).map_err(|error| unusable(path, error))?);
    let begin = file.fill_buf().map_err(|error| unusable(path, error))?;
    Ok(begin.first() == Some(&b'{'))
}

/// A trace that was done again before the oracles.
pub(crate) struct Again {
    pub(crate) header: Header,
    pub(crate) plan: Plan,
    /// What is broken without excuse, in the order in which it happens.
    pub(crate) findings: Vec<Finding>,
    /// What came of it, or why a step cannot be done.
    pub(crate) came: Result<Replayed, ReplayError>,
}

impl Again {
    /// Does a trace again.
    pub(crate) fn of(path: &Path) -> Result<Self, Failure> {
        let reader = open(path)?;
        let header = reader.header.clone();
        let plan = header.plan().map_err(|error| unusable(path, error))?;
        let mut oracles = Oracles::new(&plan);
        let came = before(path, reader, &plan, &mut oracles)?;
        let unexcused = oracles.findings.into_values().filter(|finding| finding.excuse.is_none());
        let mut findings: Vec<Finding> = unexcused.collect();
        findings.sort_by_key(|finding| finding.event);
        Ok(Self { header, plan, findings, came })
    }
}

/// Does a trace again before somebody who watches.
pub(crate) fn watch(path: &Path, plan: &Plan, observer: &mut dyn Observer) -> Result<(), Failure> {
    before(path, open(path)?, plan, observer).map(drop)
}

/// A step that the machines do not do is an answer; all else that can be wrong with a trace is not.
fn before(
    path: &Path,
    reader: Reader<BufReader<File>>,
    plan: &Plan,
    observer: &mut dyn Observer,
) -> Result<Result<Replayed, ReplayError>, Failure> {
    match replay(reader, plan, observer) {
        Err(
            error @ (ReplayError::Read(_)
            | ReplayError::OfAnother { .. }
            | ReplayError::NoUser { .. }
            | ReplayError::NoText { .. }),
        ) => Err(unusable(path, error)),
        came => Ok(came),
    }
}

fn open(path: &Path) -> Result<Reader<BufReader<File>>, Failure> {
    let file = File::open(path).map_err(|error| unusable(path, error))?;
    read(BufReader::new(file)).map_err(|error| unusable(path, error))
}

fn unusable(path: &Path, error: impl std::fmt::Display) -> Failure {
    Failure::unusable(format!("{}: {error}", path.display()))
}

/// Does a trace again, and says what came of it.
pub(super) fn run(path: &Path, out: &mut impl Write) -> Result<Answer, Failure> {
    let Again { header, findings, came, .. } = Again::of(path)?;
    let label = format!("{} seed {}: ", header.scenario, header.seed);
    let replayed = match came {
        Ok(replayed) => replayed,
        Err(error) => {
            wrapped(out, &label, &format!("the machines do not do this any more. {error}"))?;
            return Ok(Answer::Differs);
        }
    };
    let events = replayed.events;
    wrapped(out, &label, &format!("{events} events done again, and after each the state is as it was"))?;
    for Finding { property, reason, event, time, .. } in &findings {
        wrapped(out, "  ", &format!("{property} is broken at {time}, by event {event}: {reason}"))?;
    }
    for (event, verdict) in replayed.verdicts.iter().filter(|(_, verdict)| verdict.excuse.is_none()) {
        if !findings.iter().any(|finding| (finding.event, finding.property) == (*event, &verdict.property)) {
            let property = &verdict.property;
            wrapped(out, "  ", &format!("{property}, which event {event} broke, holds now"))?;
        }
    }
    Ok(if findings.is_empty() { Answer::Yes } else { Answer::No })
}
