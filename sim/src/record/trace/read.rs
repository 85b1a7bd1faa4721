//! Reads a trace back, strictly.

use std::fmt;
use std::io::{self, BufRead, Read as _};

use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::form::{End, Event, FORMAT, Header, VERSION};

/// The most octets of a line.
pub const LONGEST: u64 = 16 << 20;

/// A trace that cannot be read, and where it is wrong.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The octets do not come.
    #[error("line {line}: {error}")]
    Io {
        /// The line, from 1.
        line: u64,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// A line that is longer than any of a trace.
    #[error("line {line} has more than {LONGEST} octets, the most that is read")]
    TooLong {
        /// The line, from 1.
        line: u64,
    },
    /// A line that is no JSON object.
    #[error("line {line}: {error}; each line of a trace is a JSON object")]
    Json {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        #[source]
        error: serde_json::Error,
    },
    /// A key that no such line has.
    #[error("line {line}: there is no key {key:?} in {of}; there are {allowed}")]
    UnknownKey {
        /// The line, from 1.
        line: u64,
        /// The key.
        key: String,
        /// What such a line is.
        of: &'static str,
        /// The keys that there are.
        allowed: String,
    },
    /// A key that such a line has to have.
    #[error("line {line}: {of} has {key:?}, and this one has not")]
    MissingKey {
        /// The line, from 1.
        line: u64,
        /// The key.
        key: &'static str,
        /// What such a line is.
        of: &'static str,
    },
    /// A value that cannot stand there.
    #[error("line {line}, {key}: {message}")]
    Value {
        /// The line, from 1.
        line: u64,
        /// The key.
        key: &'static str,
        /// What stands there, and what may.
        message: String,
    },
    /// Nothing at all.
    #[error("there is no first line; a trace begins with its header")]
    Empty,
    /// No last line.
    #[error("it ends after line {line} without its last line, {{\"events\":…}}: it was cut short")]
    Cut {
        /// The last line that there is, from 1.
        line: u64,
    },
}

/// Begins to read a trace: its first line at once, the events one by one.
pub fn read<R: BufRead>(from: R) -> Result<Reader<R>, ReadError> {
    let mut lines = Lines { from, number: 0 };
    let mut line = lines.next()?.ok_or(ReadError::Empty)?;
    let header = header(&mut line)?;
    line.is_done(HEADER)?;
    Ok(Reader { header, lines, events: 0, done: false })
}

/// A trace that is being read. It gives the events; after an error it gives nothing more.
#[derive(Debug)]
pub struct Reader<R> {
    /// Its first line.
    pub header: Header,
    lines: Lines<R>,
    events: u64,
    done: bool,
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Event, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let event = self.event();
        self.done = !matches!(event, Ok(Some(_)));
        event.transpose()
    }
}

impl<R: BufRead> Reader<R> {
    fn event(&mut self) -> Result<Option<Event>, ReadError> {
        let Some(mut line) = self.lines.next()? else {
            return Err(ReadError::Cut { line: self.lines.number });
        };
        if line.has("events") {
            return self.end(line).map(|()| None);
        }
        let event = event(&mut line)?;
        line.is_done(EVENT)?;
        self.events += 1;
        if event.event != self.events {
            let message = format!("{}, where events are numbered and {} is next", event.event, self.events);
            return Err(ReadError::Value { line: line.number, key: "event", message });
        }
        Ok(Some(event))
    }

    fn end(&mut self, mut line: Line) -> Result<(), ReadError> {
        let end = End { events: line.needed("events", END)? };
        line.is_done(END)?;
        if end.events != self.events {
            let message = format!("{}, where {} came before", end.events, self.events);
            return Err(ReadError::Value { line: line.number, key: "events", message });
        }
        match self.lines.next()? {
            Some(line) => Err(line.wrong("events", "this is the last line, and more follow".to_owned())),
            None => Ok(()),
        }
    }
}

/// What kinds of line are called, and the keys of each.
pub(super) type Form = (&'static str, &'static [&'static str]);

pub(super) const HEADER: Form = (
    "a header",
    &["format", "version", "program", "scenario", "seed", "options", "behaviour", "overrides", "text"],
);
pub(super) const EVENT: Form = (
    "an event",
    &[
        "event", "time", "user", "actor", "to", "lost", "action", "words", "message", "status", "text",
        "damage", "midnight", "octets", "state", "verdicts",
    ],
);
pub(super) const END: Form = ("the end", &["events"]);

fn header(line: &mut Line) -> Result<Header, ReadError> {
    let format: String = line.needed("format", HEADER)?;
    if format != FORMAT {
        return Err(line.wrong("format", format!("{format:?}, where {FORMAT:?} is read")));
    }
    let version = line.needed("version", HEADER)?;
    if version != VERSION {
        return Err(line.wrong("version", format!("{version}, where {VERSION} is read")));
    }
    Ok(Header {
        format,
        version,
        program: line.needed("program", HEADER)?,
        scenario: line.needed("scenario", HEADER)?,
        seed: line.needed("seed", HEADER)?,
        options: line.needed("options", HEADER)?,
        behaviour: line.needed("behaviour", HEADER)?,
        overrides: line.value("overrides")?.unwrap_or_default(),
        text: line.needed("text", HEADER)?,
    })
}

fn event(line: &mut Line) -> Result<Event, ReadError> {
    Ok(Event {
        event: line.needed("event", EVENT)?,
        time: line.needed("time", EVENT)?,
        user: line.needed("user", EVENT)?,
        actor: line.needed("actor", EVENT)?,
        to: line.needed("to", EVENT)?,
        lost: line.value("lost")?.unwrap_or_default(),
        action: line.value("action")?,
        words: line.needed("words", EVENT)?,
        message: line.value("message")?,
        status: line.value("status")?,
        text: line.value("text")?,
        damage: line.value("damage")?,
        midnight: line.value("midnight")?.unwrap_or_default(),
        octets: line.value("octets")?,
        state: line.needed("state", EVENT)?,
        verdicts: line.value("verdicts")?.unwrap_or_default(),
    })
}

/// The lines of a trace.
#[derive(Debug)]
struct Lines<R> {
    from: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    fn next(&mut self) -> Result<Option<Line>, ReadError> {
        let number = self.number + 1;
        let mut octets = Vec::new();
        let read = (&mut self.from).take(LONGEST + 1).read_until(b'\n', &mut octets);
        match read.map_err(|error| ReadError::Io { line: number, error })? {
            0 => return Ok(None),
            length if length as u64 > LONGEST => return Err(ReadError::TooLong { line: number }),
            _ => self.number = number,
        }
        let pairs = serde_json::from_slice::<Pairs>(&octets);
        let pairs = pairs.map_err(|error| ReadError::Json { line: number, error })?.0;
        Ok(Some(Line { number, pairs }))
    }
}

/// A line: its keys and values that nobody took yet.
struct Line {
    number: u64,
    pairs: Vec<(String, Value)>,
}

impl Line {
    fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|(found, _)| found == key)
    }

    fn value<T: DeserializeOwned>(&mut self, key: &'static str) -> Result<Option<T>, ReadError> {
        let Some(at) = self.pairs.iter().position(|(found, _)| found == key) else { return Ok(None) };
        let (_, value) = self.pairs.swap_remove(at);
        T::deserialize(value).map(Some).map_err(|error| self.wrong(key, error.to_string()))
    }

    fn needed<T: DeserializeOwned>(&mut self, key: &'static str, (of, _): Form) -> Result<T, ReadError> {
        self.value(key)?.ok_or(ReadError::MissingKey { line: self.number, key, of })
    }

    fn is_done(&self, (of, keys): Form) -> Result<(), ReadError> {
        let Some((key, _)) = self.pairs.first() else { return Ok(()) };
        let (line, key, allowed) = (self.number, key.clone(), keys.join(", "));
        Err(ReadError::UnknownKey { line, key, of, allowed })
    }

    fn wrong(&self, key: &'static str, message: String) -> ReadError {
        ReadError::Value { line: self.number, key, message }
    }
}

/// The keys and values of a JSON object, each key once.
struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
        let mut pairs: Vec<(String, Value)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if pairs.iter().any(|(other, _)| *other == key) {
                return Err(A::Error::custom(format_args!("the key {key:?} comes twice")));
            }
            pairs.push((key, value));
        }
        Ok(Pairs(pairs))
    }
}
