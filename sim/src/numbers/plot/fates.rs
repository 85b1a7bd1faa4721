//! What became of messages: all fates as bars, and those that ought not to be with their bounds.

use super::super::show::{per_10_000, thousands};
use super::super::{Bounds, Comparison, Measure, Row};
use super::axis::{Decades, Linear};
use super::{Drawing, Px, count, escaped, px, shortened, text_width};
use crate::watch::Fate;

/// Distances in pixels.
const MARGIN: i64 = 16;
const TOP: i64 = 62;
const PITCH: i64 = 46;
const BAR: i64 = 20;
const STACK: i64 = 300;
const PANEL: i64 = 170;
const GAP: i64 = 34;
const LEADING: i64 = 22;
/// The room that labels have.
const NARROWEST: i64 = 90;
const WIDEST: i64 = 270;

/// The fates in the order of bars: from what is well to what is not.
const STACKED: [Fate; 6] =
    [Fate::Once, Fate::Reported, Fate::Recalled, Fate::Duplicated, Fate::FalselyReported, Fate::Lost];

/// Those that ought not to be.
const AMISS: [Fate; 3] = [Fate::Duplicated, Fate::Lost, Fate::FalselyReported];

/// Parts per 1,000,000,000 in one per 10,000.
const PER_10_000: u64 = 100_000;

impl Comparison {
    /// What became of messages, as an SVG document: for each row a bar of all fates, and beside it the share of messages
    /// that were duplicated, lost and falsely reported, each on an axis of its own and with its bounds of 95 %. An axis is
    /// logarithmic where the shares on it are further apart than 1 : 100.
    pub fn fate_plot(&self) -> String {
        let layout = Layout::of(self);
        let mut drawing = Drawing::default();
        for (at, row) in self.rows.iter().enumerate() {
            layout.label(&mut drawing, at, row);
            layout.bar(&mut drawing, at, row);
        }
        layout.percent(&mut drawing);
        for (place, fate) in (0..).zip(AMISS) {
            layout.panel(&mut drawing, self, layout.stack + STACK + GAP + place * (PANEL + GAP), fate);
        }
        let height = layout.legend(&mut drawing, self);
        drawing.document(
            layout.width,
            height,
            "Fates of messages",
            &format!("What became of messages, with the rare fates enlarged, for {}.", self.described()),
        )
    }
}

/// Where things stand.
struct Layout {
    labels: i64,
    stack: i64,
    bottom: i64,
    width: i64,
}

impl Layout {
    fn of(comparison: &Comparison) -> Self {
        let widest = comparison.rows.iter().map(|row| text_width(&row.label)).max().unwrap_or_default();
        let labels = widest.clamp(NARROWEST, WIDEST);
        let stack = MARGIN + labels + 16;
        let width = stack + STACK + 3 * (GAP + PANEL) + MARGIN + 8;
        Self { labels, stack, bottom: TOP + count(comparison.rows.len()).max(1) * PITCH, width }
    }

    /// The middle of a row.
    fn middle(at: usize) -> i64 {
        TOP + count(at) * PITCH + PITCH / 2
    }

    fn label(&self, drawing: &mut Drawing, at: usize, row: &Row) {
        let (x, y) = (px(MARGIN + self.labels), Self::middle(at));
        let shown = shortened(&row.label, self.labels);
        drawing.put(&format!("<g><title>{}</title>", escaped(&row.label)));
        drawing.text("end", x, px(y - 2), &shown);
        drawing.text("end faint small", x, px(y + 14), &format!("n = {}", thousands(row.numbers.messages)));
        drawing.put("</g>");
    }

    /// All fates of a row, beside each other.
    fn bar(&self, drawing: &mut Drawing, at: usize, row: &Row) {
        let axis =
            Linear::up_to(row.numbers.messages, row.numbers.messages, px(self.stack), px(self.stack + STACK));
        let y = Self::middle(at) - BAR / 2;
        let mut sum: u64 = 0;
        for fate in STACKED {
            let tally = row.numbers.tally(Measure::Fate(fate));
            let from = axis.place(sum);
            sum = sum.saturating_add(tally.count);
            let width = Px(axis.place(sum).0 - from.0);
            if width > Px(0) {
                drawing.put(&format!(
                    "<rect class=\"{}\" x=\"{from}\" y=\"{y}\" width=\"{width}\" height=\"{BAR}\"><title>{}: {} per \
                     10,000</title></rect>",
                    class(fate),
                    fate.name(),
                    escaped(&per_10_000(tally.share())),
                ));
            }
        }
    }

    /// The axis of the bars.
    fn percent(&self, drawing: &mut Drawing) {
        let axis = Linear::up_to(100, 25, px(self.stack), px(self.stack + STACK));
        drawing.text("strong", px(self.stack), px(TOP - 30), "all messages");
        drawing.text("faint small", px(self.stack), px(TOP - 13), "share of messages (%)");
        for (per_cent, x) in axis.ticks() {
            drawing.path("tick", &format!("M{x} {}v6", self.bottom));
            drawing.text("middle small", x, px(self.bottom + 20), &per_cent.to_string());
        }
        drawing.path("base", &format!("M{} {}h{STACK}", self.stack, self.bottom));
    }

    /// One fate that ought not to be, with its bounds.
    fn panel(&self, drawing: &mut Drawing, comparison: &Comparison, left: i64, fate: Fate) {
        let measure = Measure::Fate(fate);
        let scale = Scale::of(comparison, measure, left);
        drawing.put(&format!("<g class=\"{}\">", class(fate)));
        drawing.put(&format!(
            "<rect class=\"key\" x=\"{left}\" y=\"{}\" width=\"11\" height=\"11\"/>",
            TOP - 40
        ));
        drawing.text("strong", px(left + 17), px(TOP - 30), fate.name());
        drawing.text("faint small", px(left), px(TOP - 13), &format!("per 10,000 messages{}", scale.named()));
        for (label, x) in scale.ticks() {
            drawing.path("grid", &format!("M{x} {TOP}V{}", self.bottom));
            drawing.path("tick", &format!("M{x} {}v6", self.bottom));
            drawing.text("middle small", x, px(self.bottom + 20), &label);
        }
        drawing.path("base", &format!("M{left} {}h{PANEL}", self.bottom));
        if let Some([from, to]) = bounds(comparison.rows.first(), measure).map(|bounds| scale.reach(bounds)) {
            let (width, height) = (Px(to.0 - from.0), self.bottom - TOP);
            drawing.put(&format!(
                "<rect class=\"band\" x=\"{from}\" y=\"{TOP}\" width=\"{width}\" height=\"{height}\"/>"
            ));
        }
        for (at, row) in comparison.rows.iter().enumerate() {
            let tally = row.numbers.tally(measure);
            let (Some(bounds), Some(share)) = (tally.bounds(), tally.share()) else { continue };
            let ([from, to], x, y) = (scale.reach(bounds), scale.place(share.parts()), Self::middle(at));
            drawing.put(&format!(
                "<g><title>{}: {} per 10,000</title>",
                escaped(&row.label),
                escaped(&per_10_000(Some(share)))
            ));
            let end = y - 5;
            drawing.path("whisker", &format!("M{from} {y}H{to}M{from} {end}v10M{to} {end}v10"));
            let differs = if comparison.differs(row, measure) { "differs" } else { "same" };
            drawing.put(&format!("<circle class=\"{differs}\" cx=\"{x}\" cy=\"{y}\" r=\"4.5\"/></g>"));
        }
        drawing.put("</g>");
    }

    /// What colours and marks say. Gives how far down it reaches.
    fn legend(&self, drawing: &mut Drawing, comparison: &Comparison) -> i64 {
        let mut y = self.bottom + 58;
        let mut x = self.stack;
        for fate in STACKED {
            drawing.put(&format!(
                "<g class=\"{}\"><rect class=\"key\" x=\"{x}\" y=\"{}\" width=\"11\" height=\"11\"/></g>",
                class(fate),
                y - 10
            ));
            drawing.text("", px(x + 17), px(y), fate.name());
            x += 17 + text_width(fate.name()) + 22;
        }
        y += LEADING;
        let x = self.stack;
        drawing.path("whisker", &format!("M{x} {}h30M{x} {}v10m30 -10v10", y - 4, y - 9));
        drawing.put(&format!("<circle class=\"same\" cx=\"{}\" cy=\"{}\" r=\"4.5\"/>", x + 15, y - 4));
        drawing.text("", px(x + 40), px(y), "share and 95 % bounds");
        if let [first, _, ..] = comparison.rows.as_slice() {
            let x = x + 40 + text_width("share and 95 % bounds") + 24;
            drawing.put(&format!("<circle class=\"differs\" cx=\"{x}\" cy=\"{}\" r=\"4.5\"/>", y - 4));
            let text =
                format!("filled: bounds apart from those of {} (grey band)", shortened(&first.label, 260));
            drawing.text("", px(x + 12), px(y), &text);
        }
        y + LEADING
    }
}

/// The axis of a panel, in parts per 1,000,000,000.
enum Scale {
    Linear(Linear),
    /// Beside the decades there is a place for 0.
    Decades(Px, Decades),
}

/// The room for 0 before decades, in pixels.
const ZERO: i64 = 26;

impl Scale {
    /// An axis that has room for the bounds of every row.
    fn of(comparison: &Comparison, measure: Measure, left: i64) -> Self {
        let tallies = || comparison.rows.iter().map(|row| row.numbers.tally(measure));
        let shares = || tallies().filter_map(|tally| tally.share()).map(|share| u64::from(share.parts()));
        let highs = tallies().filter_map(|tally| tally.bounds()).map(|bounds| u64::from(bounds.high.parts()));
        let (high, most) = (highs.max().unwrap_or(1), shares().max().unwrap_or_default());
        let least = shares().filter(|share| *share > 0).min().unwrap_or(1);
        if most / least < 100 {
            return Self::Linear(Linear::up_to(high, PER_10_000 / 1_000, px(left), px(left + PANEL)));
        }
        let decades = Decades::around(least / 2, high, px(left + ZERO), px(left + PANEL));
        Self::Decades(px(left), decades)
    }

    fn place(&self, parts: u32) -> Px {
        match self {
            Self::Linear(axis) => axis.place(parts.into()),
            Self::Decades(zero, _) if parts == 0 => *zero,
            Self::Decades(_, axis) => axis.place(parts.into()),
        }
    }

    fn reach(&self, bounds: Bounds) -> [Px; 2] {
        [self.place(bounds.low.parts()), self.place(bounds.high.parts())]
    }

    fn ticks(&self) -> Vec<(String, Px)> {
        match self {
            Self::Linear(axis) => axis.ticks().map(|(parts, x)| (per_ten_thousand(parts), x)).collect(),
            Self::Decades(zero, axis) => {
                let decades: Vec<(u32, Px)> = axis.decades().collect();
                // As many labels as there is room for.
                let every = decades.len().div_ceil(5).max(1);
                let shown = decades.into_iter().step_by(every);
                let labels = shown.map(|(decade, x)| {
                    (10_u64.checked_pow(decade).map(per_ten_thousand).unwrap_or_default(), x)
                });
                std::iter::once(("0".to_owned(), *zero)).chain(labels).collect()
            }
        }
    }

    const fn named(&self) -> &'static str {
        match self {
            Self::Linear(_) => "",
            Self::Decades(..) => ", log",
        }
    }
}

fn bounds(row: Option<&Row>, measure: Measure) -> Option<Bounds> {
    row?.numbers.tally(measure).bounds()
}

/// Parts per 1,000,000,000 as parts per 10,000, without digits that say nothing.
fn per_ten_thousand(parts: u64) -> String {
    let (whole, rest) = (thousands(parts / PER_10_000), parts % PER_10_000);
    let digits = format!("{rest:05}");
    match digits.trim_end_matches('0') {
        "" => whole,
        digits => format!("{whole}.{digits}"),
    }
}

/// The class that gives a fate its colour.
const fn class(fate: Fate) -> &'static str {
    match fate {
        Fate::Once => "once",
        Fate::Duplicated => "duplicated",
        Fate::Reported => "reported",
        Fate::FalselyReported => "falsely",
        Fate::Recalled => "recalled",
        Fate::Lost => "lost",
    }
}
