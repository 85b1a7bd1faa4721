//! A run as a sequence between the parties, in text: one column a party, one line a step.

mod svg;
mod text;

pub use svg::Caption;

use std::fmt::{self, Write as _};

use super::{Line, Party};

/// A run as a sequence. It prints as a chart:
///
/// ```text
///          device      server
///    1        ├──────────►│  Sync key 0
///    2        │           ●  answers key 0: Status 1, new key 1
///    3        │     ╳─────┤  the response is lost
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sequence {
    /// The steps.
    pub lines: Vec<Line>,
}

/// The width of a column, of the margin for the number, and of a line where words allow.
const COLUMN: usize = 12;
const MARGIN: usize = 6;
const WIDTH: usize = 100;

/// The fewest columns that text is broken to, however many parties there are.
const TEXT: usize = 40;

impl Sequence {
    /// The parties that take part, in the order of the columns.
    pub fn parties(&self) -> Vec<Party> {
        let mut parties: Vec<Party> = self.lines.iter().flat_map(|line| [line.from, line.to]).collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// The chart, with labels of one's own instead of numbers from 1; they have room for four characters.
    pub fn labelled(&self, label: impl Fn(usize) -> String) -> String {
        let mut chart = String::new();
        // A string takes all that is written to it.
        let _ = self.write(&mut chart, label);
        chart
    }

    fn write(&self, f: &mut impl fmt::Write, label: impl Fn(usize) -> String) -> fmt::Result {
        let parties = self.parties();
        write!(f, "{:MARGIN$}", "")?;
        let mut names = String::new();
        for party in &parties {
            write!(names, "{:^COLUMN$}", party.to_string())?;
        }
        writeln!(f, "{}", names.trim_end())?;
        let lifelines: String = lifelines(&parties).into_iter().collect();
        let width = WIDTH.saturating_sub(MARGIN + lifelines.trim_end().chars().count() + 2).max(TEXT);
        for (at, line) in self.lines.iter().enumerate() {
            let arrow: String = arrow(&parties, line).into_iter().collect();
            let mut text = broken(&line.text, width).into_iter();
            writeln!(f, "{:>4}  {}  {}", label(at), arrow.trim_end(), text.next().unwrap_or_default())?;
            for rest in text {
                writeln!(f, "{:MARGIN$}{}    {rest}", "", lifelines.trim_end())?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, |at| (at + 1).to_string())
    }
}

/// Text in lines of so many columns, broken between words.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The lifelines of the parties.
fn lifelines(parties: &[Party]) -> Vec<char> {
    let mut row = vec![' '; parties.len() * COLUMN];
    for place in row.iter_mut().skip(COLUMN / 2).step_by(COLUMN) {
        *place = '│';
    }
    row
}

/// The lifelines of one step, with its arrow.
fn arrow(parties: &[Party], line: &Line) -> Vec<char> {
    let middle = |party: Party| {
        parties.iter().position(|entry| *entry == party).unwrap_or_default() * COLUMN + COLUMN / 2
    };
    let mut row = lifelines(parties);
    let (from, to) = (middle(line.from), middle(line.to));
    if from == to {
        row[from] = '●';
        return row;
    }
    let (low, high) = (from.min(to), from.max(to));
    row[low + 1..high].fill('─');
    row[from] = if from < to { '├' } else { '┤' };
    // An arrow that does not arrive ends half-way.
    let half = low + (high - low) / 2;
    match (line.lost, from < to) {
        (false, true) => row[to - 1] = '►',
        (false, false) => row[to + 1] = '◄',
        (true, true) => {
            row[half] = '╳';
            row[half + 1..high].fill(' ');
        }
        (true, false) => {
            row[half] = '╳';
            row[low + 1..half].fill(' ');
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DeviceId;

    #[test]
    fn arrows_reach_who_they_reach() {
        let device = Party::Device(DeviceId(0));
        let line = |from, to, lost, text: &str| Line { from, to, lost, text: text.to_owned() };
        let sequence = Sequence {
            lines: vec![
                line(Party::User, device, false, "asks"),
                line(device, Party::Server, false, "sends"),
                line(Party::Server, device, true, "is lost"),
                line(device, Party::Server, true, "is lost too"),
                line(device, device, false, "restarts"),
                line(
                    Party::Server,
                    Party::User,
                    false,
                    "passes by, with a text that is so long that it needs two lines",
                ),
            ],
        };
        let expected = [
            "          user       device      server",
            "   1        ├──────────►│           │  asks",
            "   2        │           ├──────────►│  sends",
            "   3        │           │     ╳─────┤  is lost",
            "   4        │           ├─────╳     │  is lost too",
            "   5        │           ●           │  restarts",
            "   6        │◄──────────────────────┤  passes by, with a text that is so long that it needs two",
            "            │           │           │    lines",
            "",
        ];
        assert_eq!(sequence.to_string(), expected.join("\n"));
        let fork = Sequence { lines: vec![sequence.lines[4].clone(), sequence.lines[4].clone()] };
        let expected = ["         device", " 1 A        ●  restarts", " 1 B        ●  restarts", ""];
        assert_eq!(fork.labelled(|at| ["1 A", "1 B"][at].to_owned()), expected.join("\n"));
    }
}
