//! A document as the message of a command.

use std::fmt;
use std::io::{self, Write};

use asms_wire::Version;
use asms_wire::command::{Allowed, Command, Found, Path, Request, Response, SchemaError};
use asms_wire::wbxml::{Decoder, EventKind, Tag};

use crate::answer::Answer;
use crate::layout::wrapped;

/// Which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Direction {
    /// From client to server.
    Request,
    /// Back.
    Response,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Request => "request",
            Self::Response => "response",
        })
    }
}

/// What a sound document says.
#[derive(Clone, Debug)]
pub(super) enum Message {
    /// A message that keeps the schema; in both directions if it fits both.
    Typed {
        /// The command.
        command: Command,
        /// The directions that it fits, and its summary in each.
        readings: Vec<(Direction, String)>,
    },
    /// A document that breaks the schema in every direction that was asked for.
    Broken {
        /// The command.
        command: Command,
        /// The version whose schema it breaks.
        version: Version,
        /// The first breach in each direction, the farthest first.
        breaches: Vec<(Direction, SchemaError)>,
    },
    /// A command that has no schema here.
    Untyped {
        /// The root.
        root: Tag,
    },
    /// Another command than was asked for.
    Other {
        /// The command that was asked for.
        expected: Command,
        /// Where the root stands.
        error: SchemaError,
    },
}

impl Message {
    /// Reads a document without faults, as a message of `expected` if that is given. None for a document without root,
    /// which no sound document is.
    pub(super) fn read(
        bytes: &[u8],
        version: Version,
        expected: Option<Command>,
        direction: Option<Direction>,
    ) -> Option<Self> {
        let (offset, root) = root(bytes)?;
        if let Some(expected) = expected.filter(|command| command.root() != root) {
            let error = SchemaError {
                path: Path::default(),
                offset,
                found: Found::Element(root),
                allowed: Allowed::Elements(vec![expected.root()]),
            };
            return Some(Self::Other { expected, error });
        }
        let Some(command) = Command::of_root(root) else { return Some(Self::Untyped { root }) };
        let (mut readings, mut breaches) = (Vec::new(), Vec::new());
        for way in [Direction::Request, Direction::Response] {
            if direction.is_some_and(|direction| direction != way) {
                continue;
            }
            let summary = match way {
                Direction::Request => Request::decode(bytes, version).map(|message| message.summary()),
                Direction::Response => Response::decode(bytes, version).map(|message| message.summary()),
            };
            match summary {
                Ok(summary) => readings.push((way, summary)),
                Err(error) => breaches.push((way, error)),
            }
        }
        if readings.is_empty() {
            // The reading that goes farther is more likely the one that was meant.
            breaches.sort_by_key(|(_, error)| std::cmp::Reverse(error.offset));
            return Some(Self::Broken { command, version, breaches });
        }
        Some(Self::Typed { command, readings })
    }

    /// Writes one line, or one for each direction that the document fits.
    pub(super) fn print_summary(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Typed { readings, .. } => {
                for (at, (_, summary)) in readings.iter().enumerate() {
                    wrapped(out, if at == 0 { "" } else { "or " }, summary)?;
                }
                Ok(())
            }
            Self::Broken { command, version, breaches } => {
                let offset = breaches.first().map_or(0, |(_, error)| error.offset);
                writeln!(
                    out,
                    "{command}: breaks the schema of version {version} at offset {offset} (see the end)"
                )
            }
            Self::Untyped { root } => {
                writeln!(out, "{root}: the schema of this command is not checked")
            }
            Self::Other { expected, error } => writeln!(out, "not {expected}: {}", error.found),
        }
    }

    /// Writes what breaks the schema, if anything does.
    pub(super) fn print_breach(&self, out: &mut dyn Write) -> io::Result<Answer> {
        match self {
            Self::Typed { .. } | Self::Untyped { .. } => return Ok(Answer::Yes),
            Self::Broken { version, breaches, .. } => {
                if let [(_, error), (_, other)] = breaches.as_slice()
                    && error == other
                {
                    writeln!(out, "\nbreaks the schema of a request and of a response, version {version}")?;
                    print_error(out, error)?;
                    return Ok(Answer::No);
                }
                let farthest = breaches.first().map_or(0, |(_, error)| error.offset);
                for (way, error) in breaches {
                    if error.offset == farthest {
                        writeln!(out, "\nbreaks the schema of a {way}, version {version}")?;
                        print_error(out, error)?;
                    } else {
                        writeln!(
                            out,
                            "\nas a {way} it breaks at offset {} already, {}",
                            error.offset, error.path
                        )?;
                    }
                }
            }
            Self::Other { expected, error } => {
                writeln!(out, "\nis not the command {expected}")?;
                print_error(out, error)?;
            }
        }
        Ok(Answer::No)
    }
}

fn print_error(out: &mut dyn Write, error: &SchemaError) -> io::Result<()> {
    writeln!(out, "  path     {}", error.path)?;
    writeln!(out, "  offset   {}", error.offset)?;
    wrapped(out, "  found    ", &error.found.to_string())?;
    wrapped(out, "  allowed  ", &error.allowed.to_string())
}

fn root(bytes: &[u8]) -> Option<(usize, Tag)> {
    let mut decoder = Decoder::new(bytes).ok()?;
    loop {
        let event = decoder.next_event().ok()??;
        if let EventKind::Start(tag) | EventKind::Empty(tag) = event.kind {
            return Some((event.offset, tag));
        }
    }
}

/// The command of this name, in capitals or not.
pub(super) fn command(name: &str) -> Result<Command, String> {
    let known = |command: &Command| command.name().eq_ignore_ascii_case(name);
    Command::ALL.into_iter().find(known).ok_or_else(|| {
        let names: Vec<&str> = Command::ALL.iter().map(|command| command.name()).collect();
        format!("expected one of {}", names.join(", "))
    })
}
