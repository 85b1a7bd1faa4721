//! A log: one line for each thing that happens.

use std::fmt;
use std::io::{self, Write};

use asms_machine::system::Line;

use super::message::words;
use crate::observe::{Happening, Observer};
use crate::time::Time;

/// What the columns of a log say.
pub const LEGEND: &str = "\
Each line is one thing that happened:

  3 04:05:06.789     17  u0  device    → server    Sync Inbox key 5  [118]
  │ │                │   │   │         │ │         │                 │
  │ │                │   │   │         │ │         │                 octets sent: WBXML or a TPDU
  │ │                │   │   │         │ │         what happened, in words
  │ │                │   │   │         │ whom it reached; nobody where nothing was sent
  │ │                │   │   │         → arrived, ✗ lost on its way
  │ │                │   │   who acted
  │ │                │   the user, from 0
  │ │                the number of the event, from 1
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

    /// The end of the log. Gives what it was written to, or why it could not be.
    pub fn finish(mut self) -> io::Result<W> {
        match self.failed {
            Some(error) => Err(error),
            None => self.out.flush().map(|()| self.out),
        }
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

impl fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Happening { number, time, user, octets, .. } = *self.0;
        f.write_str(&row(time, number, user, &words(self.0), octets.map(<[u8]>::len)))
    }
}

fn row(time: Time, number: u64, user: u16, line: &Line, octets: Option<usize>) -> String {
    let (time, from, to) = (time.to_string(), line.from.to_string(), line.to.to_string());
    let (arrow, to) = match (line.from == line.to, line.lost) {
        (true, _) => (' ', String::new()),
        (false, true) => ('✗', to),
        (false, false) => ('→', to),
    };
    let octets = octets.map(|octets| format!("  [{octets}]")).unwrap_or_default();
    format!("{time:>16} {number:>6}  u{user}  {from:<9} {arrow} {to:<9} {}{octets}", line.text)
}

#[cfg(test)]
mod tests {
    use asms_machine::id::DeviceId;
    use asms_machine::system::Party;

    use super::*;
    use crate::plan::{Fault, Faults, Plan};
    use crate::time::{DAY, HOUR, MINUTE, SECOND};
    use crate::world::World;

    #[test]
    fn the_legend_shows_a_line_as_it_is() {
        let time = Time(3 * DAY + 4 * HOUR + 5 * MINUTE + 6 * SECOND + 789);
        let text = "Sync Inbox key 5".to_owned();
        let line = Line { from: Party::Device(DeviceId(0)), to: Party::Server, lost: false, text };
        let row = row(time, 17, 0, &line, Some(118));
        let mut legend = LEGEND.lines().skip(2);
        assert_eq!(legend.next(), Some(row.as_str()));
        // Every bar stands below the beginning of a column.
        let row: Vec<char> = row.chars().collect();
        for line in legend {
            for (at, _) in line.chars().enumerate().filter(|(_, c)| *c == '│') {
                assert!(row[at] != ' ' && row[at - 1] == ' ', "{line}");
            }
        }
    }

    #[test]
    fn a_day_as_it_is_logged() {
        let text = include_str!("../../scenarios/everyday.toml");
        let plan = Plan::parse("everyday", "everyday.toml", text).expect("a plan");
        let faults = Faults::NONE.with(Fault::ResponseLost, 100_000).with(Fault::RequestDoubled, 100_000);
        let plan = Plan { days: 1, poll: 3 * HOUR, faults, swarm: false, ..plan };
        let mut log = Log::new(Vec::new());
        World::new(&plan, 5).run(&mut log).expect("no divergence");
        insta::assert_snapshot!(String::from_utf8(log.out).expect("it is text"));
    }
}
