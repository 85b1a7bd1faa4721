//! A run as a sequence between the parties, in text: one column a party, one line a step.

mod svg;
mod text;

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

/// What stands around a chart or a drawing, and beside and between its steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caption<'a> {
    /// The line above it; may be empty.
    pub title: &'a str,
    /// What there is to say of it, in a sentence or two; may be empty.
    pub note: &'a str,
    /// The step, counted from 0, that it is about, such as the one that breaks a property.
    pub marked: Option<usize>,
    /// What stands beside each step, such as its time; where it is empty, numbers from 1.
    pub labels: &'a [String],
    /// What stands between steps, in their order.
    pub between: &'a [Between],
}

/// A row between steps: what is left out there, or that another day begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    /// The step, counted from 0, before which it stands; behind the last step, how many there are.
    pub before: usize,
    /// What it says.
    pub text: String,
}

impl Caption<'_> {
    /// What stands beside a step.
    fn label(&self, at: usize) -> String {
        self.labels.get(at).cloned().unwrap_or_else(|| (at + 1).to_string())
    }

    /// What stands before a step.
    fn before(&self, at: usize) -> impl Iterator<Item = &str> {
        self.between.iter().filter(move |between| between.before == at).map(|between| between.text.as_str())
    }
}

/// The width of a column, of a label at least, of the mark behind it, and of a line where words allow.
const COLUMN: usize = 12;
const LABEL: usize = 4;
const MARK: usize = 2;
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

    /// The chart, with labels of one's own instead of numbers from 1.
    pub fn labelled(&self, label: impl Fn(usize) -> String) -> String {
        let labels: Vec<String> = (0..self.lines.len()).map(label).collect();
        self.captioned(&Caption { labels: &labels, ..Caption::default() })
    }

    /// The chart, with what stands around it and between its steps. The step that it is about has an exclamation mark.
    pub fn captioned(&self, caption: &Caption<'_>) -> String {
        let mut chart = String::new();
        for line in broken(caption.title, WIDTH).into_iter().chain(broken(caption.note, WIDTH)) {
            chart.push_str(&line);
            chart.push('\n');
        }
        chart.push_str(if chart.is_empty() { "" } else { "\n" });
        // A string takes all that is written to it.
        let _ = self.write(&mut chart, caption);
        chart
    }

    fn write(&self, f: &mut impl fmt::Write, caption: &Caption<'_>) -> fmt::Result {
        let parties = self.parties();
        let labels = caption.labels.iter().map(|label| label.chars().count()).max().unwrap_or_default();
        let labels = labels.max(LABEL);
        let margin = labels + MARK;
        write!(f, "{:margin$}", "")?;
        let mut names = String::new();
        for party in &parties {
            write!(names, "{:^COLUMN$}", party.to_string())?;
        }
        writeln!(f, "{}", names.trim_end())?;
        let lifelines: String = lifelines(&parties).into_iter().collect();
        let width = WIDTH.saturating_sub(LABEL + MARK + lifelines.trim_end().chars().count() + 2).max(TEXT);
        for (at, line) in self.lines.iter().enumerate() {
            write_between(f, caption.before(at), &lifelines, margin)?;
            let arrow: String = arrow(&parties, line).into_iter().collect();
            let mut text = broken(&line.text, width).into_iter();
            let mark = if caption.marked == Some(at) { '!' } else { ' ' };
            let (label, text_here) = (caption.label(at), text.next().unwrap_or_default());
            writeln!(f, "{label:>labels$} {mark}{}  {text_here}", arrow.trim_end())?;
            for rest in text {
                writeln!(f, "{:margin$}{}    {rest}", "", lifelines.trim_end())?;
            }
        }
        write_between(f, caption.before(self.lines.len()), &lifelines, margin)
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, &Caption::default())
    }
}

/// What stands between steps, with the lifelines broken.
fn write_between<'t>(
    f: &mut impl fmt::Write,
    mut texts: impl Iterator<Item = &'t str>,
    lifelines: &str,
    margin: usize,
) -> fmt::Result {
    let broken = lifelines.trim_end().replace('│', "┆");
    texts.try_for_each(|text| writeln!(f, "{:margin$}{broken}  {text}", ""))
}

/// Text in lines of so many columns, broken between words.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|_| !text.is_empty()) {
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
        let between = |before, text: &str| Between { before, text: text.to_owned() };
        let caption = Caption {
            title: "a title",
            note: "a note",
            marked: Some(1),
            labels: &["03:04:05.006".to_owned(), "13:04:05.006".to_owned()],
            between: &[between(0, "day 3"), between(1, "… 14 polls"), between(2, "… 1 poll")],
        };
        let expected = [
            "a title",
            "a note",
            "",
            "                 device",
            "                    ┆  day 3",
            "03:04:05.006        ●  restarts",
            "                    ┆  … 14 polls",
            "13:04:05.006 !      ●  restarts",
            "                    ┆  … 1 poll",
            "",
        ];
        assert_eq!(fork.captioned(&caption), expected.join("\n"));
    }
}
