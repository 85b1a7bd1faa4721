//! A run as a sequence between the parties, drawn: one lifeline a party, one arrow or dot a step.

use std::fmt::Write as _;

use super::text::{SIZE, escaped, lines, width};
use super::{Caption, Line, Party, Sequence};
use crate::id::DeviceId;

impl Sequence {
    /// The sequence as an SVG document that needs nothing else, in colours for light and for dark surroundings. A message
    /// that is lost ends in a cross, and a step in one place is a dot. The same sequence gives the same bytes.
    pub fn svg(&self, caption: &Caption<'_>) -> String {
        let grid = Grid::new(self, caption);
        let title = lines(caption.title, grid.width - 2 * MARGIN);
        let note = lines(caption.note, grid.width - 2 * MARGIN);
        let mut drawing = Drawing { svg: String::new(), grid: &grid, y: MARGIN };
        drawing.paragraph("title", &title, TITLE_LEADING);
        drawing.paragraph("note", &note, LEADING);
        drawing.y += if title.is_empty() && note.is_empty() { 0 } else { GAP };
        let top = drawing.y;
        drawing.y += PARTY_HEIGHT + GAP;
        let rows: Vec<Row<'_>> = self.lines.iter().map(|line| grid.row(line)).collect();
        for (at, row) in rows.iter().enumerate() {
            drawing.between(caption, at);
            drawing.row(at, row, caption);
        }
        drawing.between(caption, rows.len());
        let bottom = drawing.y;
        let steps = drawing.svg;
        let height = bottom + PARTY_HEIGHT + MARGIN;
        document(&grid, caption, height, &lifelines(&grid, top, bottom), &steps)
    }
}

/// Distances in pixels.
const MARGIN: i32 = 20;
const GAP: i32 = 16;
const LEADING: i32 = 17;
const TITLE_LEADING: i32 = 24;
const NUMBERS: i32 = 44;
const MARK: i32 = 42;
const PARTY_WIDTH: i32 = 104;
const PARTY_HEIGHT: i32 = 30;
const ROW_GAP: i32 = 20;
const HEAD: i32 = 10;
const CROSS: i32 = 6;
/// The room beside a lifeline for what happens there.
const BESIDE: i32 = 300;
/// The distance that all lifelines would share, and between which bounds it is kept.
const SPREAD: i32 = 900;
const NARROWEST: i32 = 220;
const WIDEST: i32 = 360;

/// Where the lifelines stand.
struct Grid {
    parties: Vec<Party>,
    /// How wide the column of numbers or labels is.
    labels: i32,
    spacing: i32,
    width: i32,
}

/// One step, with its text in lines.
struct Row<'a> {
    line: &'a Line,
    from: i32,
    to: i32,
    text: Vec<String>,
}

impl Grid {
    fn new(sequence: &Sequence, caption: &Caption<'_>) -> Self {
        let widest = caption.labels.iter().map(|label| width(label)).max();
        let labels = widest.map_or(NUMBERS, |widest| MARK + widest + GAP);
        let parties = sequence.parties();
        let gaps = (count(parties.len()) - 1).max(0);
        let spacing = SPREAD.checked_div(gaps).unwrap_or_default().clamp(NARROWEST, WIDEST);
        let beside =
            sequence.lines.iter().any(|line| line.from == line.to && Some(&line.from) == parties.last());
        let right = if beside { BESIDE + GAP } else { PARTY_WIDTH / 2 };
        let width = MARGIN + labels + PARTY_WIDTH / 2 + gaps * spacing + right + MARGIN;
        Self { parties, labels, spacing, width }
    }

    fn x(&self, at: usize) -> i32 {
        MARGIN + self.labels + PARTY_WIDTH / 2 + count(at) * self.spacing
    }

    fn x_of(&self, party: Party) -> i32 {
        self.x(self.parties.iter().position(|entry| *entry == party).unwrap_or_default())
    }

    fn row<'a>(&self, line: &'a Line) -> Row<'a> {
        let (from, to) = (self.x_of(line.from), self.x_of(line.to));
        let room = match (from - to).abs() {
            // It may pass a lifeline or two, behind which nothing happens in this row.
            0 => (self.width - MARGIN - from - 2 * GAP).min(BESIDE),
            way if line.lost => way * 3 / 5,
            // Across several lifelines one of the gaps is room enough; it keeps lines short.
            way => way.min(self.spacing * 3 / 2) - 2 * GAP,
        };
        Row { line, from, to, text: lines(&line.text, room) }
    }
}

impl Row<'_> {
    /// Where its arrow ends: on its way, if it is lost.
    fn end(&self) -> i32 {
        if self.line.lost { self.from + (self.to - self.from) * 3 / 5 } else { self.to }
    }
}

/// A drawing under way: what is drawn, and how far down it reaches.
struct Drawing<'g> {
    svg: String,
    grid: &'g Grid,
    y: i32,
}

impl Drawing<'_> {
    /// Lines of text from the left margin.
    fn paragraph(&mut self, class: &str, lines: &[String], leading: i32) {
        for line in lines {
            self.y += leading;
            let y = self.y - leading / 4;
            self.put(&format!("<text class=\"{class}\" x=\"{MARGIN}\" y=\"{y}\">{}</text>", escaped(line)));
        }
    }

    fn row(&mut self, at: usize, row: &Row<'_>, caption: &Caption<'_>) {
        let marked = caption.marked == Some(at);
        let height = count(row.text.len()) * LEADING;
        let is_local = row.from == row.to;
        // A dot stands beside the middle of its text, an arrow below it.
        let (middle, bottom) = if is_local {
            (self.y + height.max(LEADING) / 2, self.y + height.max(LEADING))
        } else {
            (self.y + height + HEAD / 2 + 2, self.y + height + HEAD + 2)
        };
        let lost = if row.line.lost { " lost" } else { "" };
        let bad = if marked { " bad" } else { "" };
        self.put(&format!("<g class=\"{}{lost}{bad}\">", class(row.line.from)));
        if marked {
            let (y, height) = (self.y - ROW_GAP / 2 + 2, bottom - self.y + ROW_GAP - 4);
            let (x, width) = (MARGIN / 2, self.grid.width - MARGIN);
            self.put(&format!(
                "<rect class=\"band\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>"
            ));
            self.lifelines_over_band(y, height);
        }
        match caption.labels.get(at) {
            Some(label) => self.label(label, middle, marked),
            None => self.number(&(at + 1).to_string(), middle),
        }
        if is_local {
            self.put(&format!("<circle class=\"dot\" cx=\"{}\" cy=\"{middle}\" r=\"5\"/>", row.from));
            self.text("say", row.from + GAP, &row.text);
        } else {
            self.arrow(row, middle);
            self.text("say over", i32::midpoint(row.from, row.end()), &row.text);
        }
        self.put("</g>");
        self.y = bottom + ROW_GAP;
    }

    /// The band of a marked step covers the lifelines; here they are again.
    fn lifelines_over_band(&mut self, y: i32, height: i32) {
        for at in 0..self.grid.parties.len() {
            let x = self.grid.x(at);
            self.put(&format!("<path class=\"life\" d=\"M{x} {y}v{height}\"/>"));
        }
    }

    /// What is left out here, or which day begins: the lifelines are broken, and what it is stands across them.
    fn between(&mut self, caption: &Caption<'_>, before: usize) {
        let text = caption.before(before).collect::<Vec<_>>().join(" · ");
        if !text.is_empty() {
            let (top, height) = (self.y - ROW_GAP / 4, LEADING + ROW_GAP / 2);
            let (left, right) = (self.grid.x(0) - PARTY_WIDTH / 2, self.grid.width - MARGIN);
            self.put("<g class=\"between\">");
            self.put(&format!(
                "<rect class=\"paper\" x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{height}\"/>",
                right - left
            ));
            for at in 0..self.grid.parties.len() {
                let x = self.grid.x(at);
                self.put(&format!("<path class=\"life\" d=\"M{x} {top}v{height}\"/>"));
            }
            let y = top + height / 2;
            let first = self.grid.x(0);
            let wide = width(&text) + GAP;
            self.put(&format!("<path class=\"rule\" d=\"M{left} {y}H{right}\"/>"));
            self.put(&format!(
                "<rect class=\"paper\" x=\"{}\" y=\"{top}\" width=\"{wide}\" height=\"{height}\"/>",
                first + GAP / 2
            ));
            self.put(&format!("<text x=\"{}\" y=\"{}\">{}</text>", first + GAP, y + 4, escaped(&text)));
            self.put("</g>");
            self.y = top + height + ROW_GAP / 2;
        }
    }

    /// A label of one's own; a mark stands before it.
    fn label(&mut self, label: &str, y: i32, marked: bool) {
        if marked {
            let x = MARGIN + 6;
            self.put(&format!(
                "<g class=\"number\"><circle cx=\"{x}\" cy=\"{y}\" r=\"9\"/><text x=\"{x}\" y=\"{}\">!</text></g>",
                y + 4
            ));
        }
        let x = MARGIN + self.grid.labels - GAP;
        self.put(&format!("<text class=\"label\" x=\"{x}\" y=\"{}\">{}</text>", y + 4, escaped(label)));
    }

    fn number(&mut self, number: &str, y: i32) {
        let x = MARGIN + NUMBERS / 2 - 10;
        self.put(&format!(
            "<g class=\"number\"><circle cx=\"{x}\" cy=\"{y}\" r=\"11\"/><text x=\"{x}\" y=\"{}\">{number}</text></g>",
            y + 4
        ));
    }

    fn text(&mut self, class: &str, x: i32, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            let y = self.y + count(at) * LEADING + SIZE;
            self.put(&format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(line)));
        }
    }

    fn arrow(&mut self, row: &Row<'_>, y: i32) {
        let forward = if row.from < row.to { 1 } else { -1 };
        if row.line.lost {
            let end = row.end();
            self.put(&format!("<path class=\"way\" d=\"M{} {y}H{}\"/>", row.from, end - forward * CROSS));
            let (left, top, across) = (end - CROSS, y - CROSS, 2 * CROSS);
            self.put(&format!(
                "<path class=\"cross\" d=\"M{left} {top}l{across} {across}m0 {}l{} {across}\"/>",
                -across, -across
            ));
        } else {
            let back = row.to - forward * HEAD;
            self.put(&format!("<path class=\"way\" d=\"M{} {y}H{back}\"/>", row.from));
            self.put(&format!(
                "<path class=\"head\" d=\"M{} {y}L{back} {}V{}Z\"/>",
                row.to,
                y - HEAD / 2,
                y + HEAD / 2
            ));
        }
    }

    fn put(&mut self, element: &str) {
        self.svg.push_str(element);
        self.svg.push('\n');
    }
}

/// The lifelines, with the names of the parties at both ends.
fn lifelines(grid: &Grid, top: i32, bottom: i32) -> String {
    let mut svg = String::new();
    for (at, party) in grid.parties.iter().enumerate() {
        let (x, class, name) = (grid.x(at), class(*party), escaped(&party.to_string()));
        let length = bottom - top - PARTY_HEIGHT;
        // A string takes all that is written to it.
        let _ = writeln!(svg, "<path class=\"life\" d=\"M{x} {}v{length}\"/>", top + PARTY_HEIGHT);
        for y in [top, bottom] {
            let left = x - PARTY_WIDTH / 2;
            let _ = writeln!(
                svg,
                "<g class=\"party {class}\"><rect x=\"{left}\" y=\"{y}\" width=\"{PARTY_WIDTH}\" \
                 height=\"{PARTY_HEIGHT}\" rx=\"15\"/><text x=\"{x}\" y=\"{}\">{name}</text></g>",
                y + PARTY_HEIGHT / 2 + 5
            );
        }
    }
    svg
}

fn document(grid: &Grid, caption: &Caption<'_>, height: i32, lifelines: &str, steps: &str) -> String {
    let width = grid.width;
    let title = if caption.title.is_empty() { "sequence" } else { caption.title };
    let style = include_str!("style.css");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"asms-sequence\" role=\"img\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n<title>{}</title>\n<desc>{}</desc>\n\
         <style>\n{style}</style>\n<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n\
         {lifelines}{steps}</svg>\n",
        escaped(title),
        escaped(caption.note),
    )
}

/// The class that gives a party its colour.
fn class(party: Party) -> &'static str {
    match party {
        Party::User => "user",
        Party::Device(DeviceId(0)) => "device",
        Party::Device(_) => "other",
        Party::Server => "server",
        Party::Radio => "radio",
        Party::Handset => "handset",
    }
}

fn count(things: usize) -> i32 {
    i32::try_from(things).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::Between;

    fn sample() -> Sequence {
        let device = Party::Device(DeviceId(0));
        let other = Party::Device(DeviceId(1));
        let line = |from, to, lost, text: &str| Line { from, to, lost, text: text.to_owned() };
        let answer = "answers key 1: Status 1, new key 2, ClientId 1 is item 2, Add SMS item 1 with text 1 (nobody \
                      waits for the answer)";
        Sequence {
            lines: vec![
                line(Party::User, device, false, "asks for <Email> & \"SMS\""),
                line(
                    device,
                    Party::Server,
                    false,
                    "Sync key 1, Options SMS + default class, Add text 2 as ClientId 1",
                ),
                line(Party::Server, Party::Server, false, answer),
                line(Party::Server, device, true, "the response is lost"),
                line(other, Party::Server, true, "the request is lost"),
                line(device, device, false, "restarts, and forgets that it waits"),
                line(Party::User, Party::Server, false, "delete item 2"),
                line(device, Party::Radio, false, "part 1 of 2"),
                line(Party::Radio, Party::Handset, false, "part 1 of 2"),
                line(Party::Handset, Party::Handset, false, "shows text 2 twice"),
            ],
        }
    }

    /// A golden file, to be looked at in a browser.
    #[test]
    fn everything_that_is_drawn() {
        let note = "exactly-once is violated: text 2 was sent once, and is shown twice by the handset. What is drawn \
                    here is no run of the model; it shows every kind of arrow there is.";
        let caption =
            Caption { title: "sample with AMB-17=no-dedupe", note, marked: Some(9), ..Caption::default() };
        let svg = sample().svg(&caption);
        assert_eq!(svg, sample().svg(&caption));
        insta::assert_binary_snapshot!("sample.svg", svg.into_bytes());
    }

    /// The same with times, with what is left out, and the mark where the window is narrow.
    #[test]
    fn times_and_gaps() {
        let labels: Vec<String> = (1..=10).map(|at| format!("{at:02}:04:05.006")).collect();
        let between = |before, text: &str| Between { before, text: text.to_owned() };
        let between =
            [between(0, "day 3"), between(3, "… 14 polls"), between(3, "day 4"), between(10, "… 1 poll")];
        let (title, note) = ("everyday, seed 17", "sent-once is violated: text 2 was shown twice.");
        let caption = Caption { title, note, marked: Some(9), labels: &labels, between: &between };
        insta::assert_binary_snapshot!("timed.svg", sample().svg(&caption).into_bytes());
    }

    /// One party, no steps, a mark that is nowhere: still a drawing.
    #[test]
    fn little_to_draw() {
        let alone = Sequence { lines: sample().lines[5..6].to_vec() };
        for sequence in [Sequence::default(), alone] {
            let svg = sequence.svg(&Caption { marked: Some(7), ..Caption::default() });
            assert!(svg.starts_with("<svg xmlns") && svg.ends_with("</svg>\n"));
            assert!(!svg.contains("class=\"band\"") && !svg.contains("=\"-"), "{svg}");
        }
    }
}
