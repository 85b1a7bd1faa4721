//! A document as JSON.

use std::io::Write;

use asms_wire::Version;
use asms_wire::command::SchemaError;
use asms_wire::wbxml::lenient::{self, Diagnosis, Recovered};
use asms_wire::wbxml::{DecodeError, Event, EventKind, Options, tag};
use serde::Serialize;

use super::message::{Direction, Message};
use super::walk;
use crate::answer::{Answer, Failure};
use crate::form::Form;
use crate::layout::dense_hex;

/// Prints everything that is known of the document. What is wrong with it is in the output, and in the answer.
pub(super) fn print(
    out: &mut dyn Write,
    form: Form,
    bytes: &[u8],
    lenient: bool,
    version: Version,
    message: Option<&Message>,
) -> Result<Answer, Failure> {
    let mut events = Vec::new();
    let fault = walk(bytes, |event, _| {
        events.push(EventRow::from(event));
        Ok(())
    })?;
    let reading =
        if lenient { lenient::read(bytes, Options::default()) } else { lenient::Reading::default() };
    let sound = fault.is_none();
    let faults: Vec<FaultRow> = match &fault {
        Some(fault) if !lenient => vec![FaultRow::new(fault, None)],
        _ => reading
            .faults
            .iter()
            .map(|Diagnosis { error, repair }| FaultRow::new(error, repair.as_ref().map(ToString::to_string)))
            .collect(),
    };
    let (command, readings, breaches) = match message {
        Some(Message::Typed { command, readings }) => (Some(command.name()), readings.as_slice(), Vec::new()),
        Some(Message::Broken { command, breaches, .. }) => (
            Some(command.name()),
            [].as_slice(),
            breaches.iter().map(|(way, error)| BreachRow::new(Some(*way), error)).collect(),
        ),
        Some(Message::Other { error, .. }) => (None, [].as_slice(), vec![BreachRow::new(None, error)]),
        Some(Message::Untyped { .. }) | None => (None, [].as_slice(), Vec::new()),
    };
    let broken = !breaches.is_empty();
    let document = Document {
        form,
        bytes: bytes.len(),
        version: version.to_string(),
        command,
        readings: readings
            .iter()
            .map(|(direction, summary)| Reading { direction: *direction, summary })
            .collect(),
        events,
        faults,
        beyond: reading.beyond.iter().map(EventRow::from).collect(),
        breaches,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)?;
    match (sound, broken) {
        (true, false) => Ok(Answer::Yes),
        (false, _) if !lenient => Err(Failure::unusable("the document is not WBXML: see faults")),
        _ => Ok(Answer::No),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    /// How the bytes came.
    form: Form,
    bytes: usize,
    /// The version whose schema counts.
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<&'static str>,
    /// The directions in which the message keeps the schema.
    readings: Vec<Reading<'a>>,
    /// Up to the first fault.
    events: Vec<EventRow<'a>>,
    faults: Vec<FaultRow>,
    /// Behind the first fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beyond: Vec<EventRow<'a>>,
    breaches: Vec<BreachRow>,
}

#[derive(Serialize)]
struct Reading<'a> {
    direction: Direction,
    summary: &'a str,
}

#[derive(Serialize)]
struct EventRow<'a> {
    offset: usize,
    #[serde(flatten)]
    what: What<'a>,
}

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum What<'a> {
    Page { page: u8, namespace: Option<&'static str> },
    Start { tag: String },
    Empty { tag: String },
    Text { text: &'a str },
    Opaque { hex: String },
    End { tag: String },
    Latin1 { text: &'a str },
}

impl<'a> From<Event<'a>> for EventRow<'a> {
    fn from(Event { offset, kind }: Event<'a>) -> Self {
        let what = match kind {
            EventKind::Page(page) => What::Page { page, namespace: tag::namespace_of(page) },
            EventKind::Start(tag) => What::Start { tag: tag.to_string() },
            EventKind::Empty(tag) => What::Empty { tag: tag.to_string() },
            EventKind::Text(text) => What::Text { text },
            EventKind::Opaque(bytes) => What::Opaque { hex: dense_hex(bytes) },
            EventKind::End(tag) => What::End { tag: tag.to_string() },
        };
        Self { offset, what }
    }
}

impl<'a> From<&'a Recovered<'a>> for EventRow<'a> {
    fn from(recovered: &'a Recovered<'a>) -> Self {
        match recovered {
            Recovered::Event(event) => Self::from(*event),
            Recovered::Latin1 { offset, text } => Self { offset: *offset, what: What::Latin1 { text } },
        }
    }
}

#[derive(Serialize)]
struct FaultRow {
    offset: usize,
    /// The elements open there, outermost first.
    open: Vec<String>,
    fault: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    repair: Option<String>,
}

impl FaultRow {
    fn new(error: &DecodeError, repair: Option<String>) -> Self {
        let open = error.open.iter().map(ToString::to_string).collect();
        Self { offset: error.offset, open, fault: error.fault.to_string(), repair }
    }
}

#[derive(Serialize)]
struct BreachRow {
    /// The direction whose schema is broken; absent when it is another command than was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<Direction>,
    path: String,
    offset: usize,
    found: String,
    allowed: String,
}

impl BreachRow {
    fn new(direction: Option<Direction>, error: &SchemaError) -> Self {
        Self {
            direction,
            path: error.path.to_string(),
            offset: error.offset,
            found: error.found.to_string(),
            allowed: error.allowed.to_string(),
        }
    }
}
