//! How long deliveries took: which share took longer than a time, both on logarithmic axes.

use std::fmt::Write as _;

use super::super::show::thousands;
use super::super::{Comparison, Latencies};
use super::axis::Decades;
use super::{Drawing, Px, count, escaped, look, px, text_width};
use crate::time::{DAY, HOUR, MINUTE, SECOND};

/// Distances in pixels.
const WIDTH: i64 = 820;
const LEFT: i64 = 84;
const RIGHT: i64 = WIDTH - 80;
const TOP: i64 = 40;
const BOTTOM: i64 = TOP + 400;
const LEGEND: i64 = BOTTOM + 76;
const LEADING: i64 = 22;
const SWATCH: i64 = 38;

/// Times that people know, in milliseconds.
const KNOWN: [(u64, &str); 7] = [
    (SECOND, "1 s"),
    (10 * SECOND, "10 s"),
    (MINUTE, "1 min"),
    (10 * MINUTE, "10 min"),
    (HOUR, "1 h"),
    (DAY, "1 day"),
    (7 * DAY, "1 week"),
];

/// Shares of which people speak as of quantiles, by their decade below 1.
const QUANTILES: [&str; 7] = ["", "p90", "p99", "p99.9", "p99.99", "p99.999", "p99.9999"];

impl Comparison {
    /// How long deliveries took, as an SVG document: the share of deliveries that took longer than a time, both on
    /// logarithmic axes, a line for each row. A line ends in a dot at the longest delivery. Lines are exact to half a pixel.
    pub fn latency_plot(&self) -> String {
        let mut drawing = Drawing::default();
        let (times, shares) = self.axes();
        frame(&mut drawing, &times, &shares);
        for (at, row) in self.rows.iter().enumerate().rev() {
            curve(&mut drawing, &look(at), &row.label, &row.numbers.latencies, &times, &shares);
        }
        let height = self.legend(&mut drawing);
        drawing.document(
            WIDTH,
            height,
            "Delivery latency",
            &format!(
                "The share of deliveries that took longer than a time, on logarithmic axes, for {}.",
                self.described()
            ),
        )
    }

    /// The axis of times in milliseconds, and that of shares as one delivery in so many.
    fn axes(&self) -> (Decades, Decades) {
        let all = || self.rows.iter().map(|row| &row.numbers.latencies).filter(|some| some.count() > 0);
        let shortest = all().filter_map(|some| some.survival().next()).map(|(time, _)| time).min();
        let longest = all().filter_map(Latencies::longest).max();
        let rarest = all().map(|some| {
            let left = some.survival().map(|(_, left)| left).filter(|left| *left > 0).last();
            some.count().div_ceil(left.unwrap_or(1))
        });
        let times = Decades::around(shortest.unwrap_or(SECOND), longest.unwrap_or(DAY), px(LEFT), px(RIGHT));
        (times, Decades::around(1, rarest.max().unwrap_or(1_000), px(TOP), px(BOTTOM)))
    }

    /// What the lines are. Gives how far down it reaches.
    fn legend(&self, drawing: &mut Drawing) -> i64 {
        let entries: Vec<(String, String)> = self
            .rows
            .iter()
            .map(|row| (row.label.clone(), format!("n = {}", thousands(row.numbers.latencies.count()))))
            .collect();
        let widest = entries.iter().map(|(label, n)| text_width(label) + text_width(n) + 8).max();
        let pitch = widest.unwrap_or_default() + SWATCH + 28;
        let columns = ((RIGHT - LEFT + 28) / pitch).clamp(1, 4);
        for (place, (label, n)) in entries.iter().enumerate() {
            let x = LEFT + count(place) % columns * pitch;
            let y = LEGEND + count(place) / columns * LEADING;
            drawing.path(&format!("line {}", look(place)), &format!("M{x} {}h{}", y - 4, SWATCH - 10));
            let (x, label, n) = (x + SWATCH, escaped(label), escaped(n));
            drawing.put(&format!(
                "<text x=\"{x}\" y=\"{y}\">{label} <tspan class=\"faint\" dx=\"4\">{n}</tspan></text>"
            ));
        }
        LEGEND + (count(entries.len()) + columns - 1) / columns * LEADING
    }
}

/// Grid, ticks and axis titles.
fn frame(drawing: &mut Drawing, times: &Decades, shares: &Decades) {
    for (x, is_decade) in times.ticks() {
        let (class, length) = if is_decade { ("tick", 7) } else { ("tick", 4) };
        if is_decade {
            drawing.path("grid", &format!("M{x} {TOP}V{BOTTOM}"));
        }
        drawing.path(class, &format!("M{x} {BOTTOM}v{length}"));
    }
    for (y, is_decade) in shares.ticks_of_inverses() {
        let length = if is_decade { 7 } else { 4 };
        if is_decade {
            drawing.path("grid", &format!("M{LEFT} {y}H{RIGHT}"));
        }
        drawing.path("tick", &format!("M{LEFT} {y}h-{length}"));
    }
    for (time, name) in KNOWN {
        if let Some(x) = times.inside(time) {
            drawing.path("known", &format!("M{x} {TOP}V{BOTTOM}"));
            drawing.text("middle faint", x, px(TOP - 8), name);
        }
    }
    for (decade, x) in times.decades() {
        drawing.text("middle", x, px(BOTTOM + 22), &seconds(decade));
    }
    for (decade, y) in shares.decades() {
        let share = if decade == 0 { "1".to_owned() } else { format!("10{}", superscript(decade)) };
        drawing.text("end", px(LEFT - 11), y + 4, &share);
        let quantile = usize::try_from(decade).ok().and_then(|decade| QUANTILES.get(decade));
        drawing.text("faint", px(RIGHT + 8), y + 4, quantile.copied().unwrap_or_default());
    }
    drawing.text("faint", px(RIGHT + 8), shares.place(2) + 4, "p50");
    drawing.put(&format!(
        "<rect class=\"frame\" x=\"{LEFT}\" y=\"{TOP}\" width=\"{}\" height=\"{}\"/>",
        RIGHT - LEFT,
        BOTTOM - TOP
    ));
    let (middle, centre) = (i64::midpoint(LEFT, RIGHT), i64::midpoint(TOP, BOTTOM));
    drawing.text("middle axis", px(middle), px(BOTTOM + 44), "Time from writing to delivery (seconds)");
    drawing.upright("middle axis", px(24), px(centre), "Share of deliveries that took longer");
}

/// The line of a row.
fn curve(
    drawing: &mut Drawing,
    look: &str,
    label: &str,
    latencies: &Latencies,
    times: &Decades,
    shares: &Decades,
) {
    let mut corners: Vec<(Px, Option<Px>)> = Vec::new();
    for (time, left) in latencies.survival() {
        // Half a pixel is all that can be seen.
        let x = Px(times.place(time).0 / 5 * 5);
        let y = (left > 0).then(|| shares.place_of_ratio(latencies.count(), left));
        match corners.last_mut() {
            Some(last) if last.0 == x => last.1 = y,
            _ => corners.push((x, y)),
        }
    }
    let Some((end, _)) = corners.last().copied() else { return };
    let mut d = format!("M{LEFT} {TOP}");
    let mut last = px(TOP);
    for (x, y) in corners {
        // A string takes all that is written to it.
        let _ = write!(d, "H{x}");
        if let Some(y) = y.filter(|y| *y != last) {
            let _ = write!(d, "V{y}");
            last = y;
        }
    }
    drawing.put(&format!("<g class=\"{look}\"><title>{}</title>", escaped(label)));
    drawing.path("line", &d);
    drawing.put(&format!("<circle class=\"dot\" cx=\"{end}\" cy=\"{last}\" r=\"3.5\"/></g>"));
}

/// 10^decade milliseconds in seconds.
fn seconds(decade: u32) -> String {
    match decade {
        0 => "0.001".to_owned(),
        1 => "0.01".to_owned(),
        2 => "0.1".to_owned(),
        _ => 10_u64.checked_pow(decade - 3).map(thousands).unwrap_or_default(),
    }
}

/// `⁻¹²`
fn superscript(decade: u32) -> String {
    let digits = decade.to_string();
    let raised = digits.bytes().filter_map(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::from(digit - b'0')));
    std::iter::once('⁻').chain(raised).collect()
}
