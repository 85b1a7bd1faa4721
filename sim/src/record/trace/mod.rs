//! A trace: everything that happens, as lines that a program reads and that can be done again.
//!
//! Each line is a JSON object: a [`Header`], an [`Event`] for each thing that happens, the [`End`]. Lines are written as
//! things happen, and read one by one, so that a trace may be longer than memory.

mod form;
mod read;
mod replay;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, Write};

use asms_machine::fingerprint::fingerprint;
use asms_machine::message::Request;
use asms_machine::system::{Action, Event as What};

pub use form::{End, Event, FORMAT, Header, Octets, Options, VERSION, Verdict, trace_schema};
pub use read::{LONGEST, ReadError, Reader, read};
pub use replay::{ReplayError, Replayed, replay};

use super::message::{message, words};
use crate::observe::{Cause, Happening, Observer};
use crate::time::DAY;
use crate::watch::Finding;

/// Writes a line for each thing that happens. What cannot be written ends the trace and not the run.
#[derive(Debug)]
pub struct Trace<W> {
    out: W,
    verdicts: BTreeMap<u64, Vec<Verdict>>,
    events: u64,
    scratch: Vec<u8>,
    /// Why the trace ended, if it did.
    pub failed: Option<io::Error>,
}

impl<W: Write> Trace<W> {
    /// A trace that goes there, from its first line on.
    pub fn new(out: W, header: &Header) -> Self {
        let mut trace = Self { out, verdicts: BTreeMap::new(), events: 0, scratch: Vec::new(), failed: None };
        trace.put(header);
        trace
    }

    /// The same trace, with what is known from an earlier run of the seed about what each event breaks.
    #[must_use]
    pub fn judged(mut self, findings: &[Finding]) -> Self {
        for finding in findings {
            self.verdicts.entry(finding.event).or_default().push(finding.into());
        }
        self
    }

    /// The last line. Gives what the trace was written to, or why it could not be.
    pub fn finish(mut self) -> io::Result<W> {
        self.put(&End { events: self.events });
        match self.failed {
            Some(error) => Err(error),
            None => self.out.flush().map(|()| self.out),
        }
    }

    fn put(&mut self, line: &impl serde::Serialize) {
        if self.failed.is_none() {
            let written = serde_json::to_writer(&mut self.out, line).map_err(io::Error::from);
            self.failed = written.and_then(|()| self.out.write_all(b"\n")).err();
        }
    }
}

impl<W: Write> Observer for Trace<W> {
    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        self.events += 1;
        if self.failed.is_none() {
            let verdicts = self.verdicts.remove(&happening.number).unwrap_or_default();
            let event = event(happening, verdicts, &mut self.scratch);
            self.put(&event);
        }
        true
    }
}

/// What a trace says of something that happened. `scratch` is working space, kept between calls.
fn event(happening: &Happening<'_>, verdicts: Vec<Verdict>, scratch: &mut Vec<u8>) -> Event {
    let line = words(happening);
    let (message, status) = message(&happening.effect.event);
    let action = match happening.cause {
        Cause::Action(action) => Some(action),
        Cause::Restored => None,
    };
    let text = match &happening.effect.event {
        What::Written { text, .. } => Some(*text),
        _ => None,
    };
    let damage = match &happening.effect.event {
        What::Handled(handled) if matches!(action, Some(Action::ServerHandles(..))) => {
            match &handled.request {
                Request::Malformed(why) => Some(*why),
                _ => None,
            }
        }
        _ => None,
    };
    Event {
        event: happening.number,
        time: happening.time,
        user: happening.user,
        actor: line.from,
        to: line.to,
        lost: line.lost,
        action,
        words: line.text,
        message,
        status,
        text,
        damage,
        // A day passes at midnight, or where the clock of the server jumps.
        midnight: action == Some(Action::DayPasses) && happening.time.0.is_multiple_of(DAY),
        octets: happening.octets.map(|octets| Octets(octets.to_vec())),
        state: fingerprint(happening.after, scratch),
        verdicts,
    }
}
