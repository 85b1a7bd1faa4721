//! A log: one line for each thing that happens.

use std::io::{self, Write};

use super::message::words;
use crate::observe::{Happening, Observer};

/// What the columns of a log say.
pub const LEGEND: &str = "\
Each line is one thing that happened:

  3 04:05:06.789    17  u0  device   → server    Sync key 5 of inbox                  [118]
  │ │               │   │   │        │ │         │                                     │
  │ │               │   │   │        │ │         what happened, in words               octets sent: WBXML or a TPDU
  │ │               │   │   │        │ whom it reached; nobody where nothing was sent
  │ │               │   │   │        → arrived, ✗ lost on its way
  │ │               │   │   who acted
  │ │               │   the user, from 0
  │ │               the number of the event, from 1
  │ the time of the day
  the day, from 0
";

/// Writes a line for each thing that happens. What cannot be written ends the log and not the run.
#[derive(Debug)]
pub struct Log<W> {
    out: W,
    /// Why the log ended, if it did.
    pub failed: Option<io::Error>,
}

impl<W: Write> Log<W> {
    /// A log that goes there.
    pub fn new(out: W) -> Self {
        Self { out, failed: None }
    }
}

impl<W: Write> Observer for Log<W> {
    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        if self.failed.is_none() {
            self.failed = writeln!(self.out, "{}", Entry(happening)).err();
        }
        true
    }
}

/// A line of the log.
pub(super) struct Entry<'h>(pub(super) &'h Happening<'h>);

impl std::fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Happening { number, time, user, octets, .. } = *self.0;
        let line = words(self.0);
        let (from, to) = (line.from.to_string(), line.to.to_string());
        let (arrow, to) = match (line.from == line.to, line.lost) {
            (true, _) => (' ', String::new()),
            (false, true) => ('✗', to),
            (false, false) => ('→', to),
        };
        let time = time.to_string();
        write!(f, "{time:>16} {number:>6}  u{user}  {from:<9} {arrow} {to:<9} {}", line.text)?;
        if let Some(octets) = octets {
            write!(f, "  [{}]", octets.len())?;
        }
        Ok(())
    }
}
