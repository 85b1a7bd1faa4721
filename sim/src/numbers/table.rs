//! Numbers as tables for a terminal.

use super::show::{bounds, per_10_000, perhaps, thousands, time};
use super::{Comparison, Latencies, Measure, Numbers, Quantile, Row};

impl Numbers {
    /// The numbers as a table for a terminal of 100 columns, ending in a line break.
    pub fn table(&self) -> String {
        let mut lines = vec![counted(self), String::new()];
        let mut shares = vec![heads(["", "count", "of", "per 10,000", "95 % from", "to"])];
        for measure in Measure::all() {
            let tally = self.tally(measure);
            let [low, high] = bounds(tally.bounds());
            let of = format!("{} {}", thousands(tally.of), measure.whole());
            let share = per_10_000(tally.share());
            shares.push([measure.name().to_owned(), thousands(tally.count), of, share, low, high]);
        }
        lines.extend(aligned(&shares));
        lines.push(String::new());
        let radio = latency_cells(ON_THE_RADIO, &self.radio_latencies);
        lines.extend(aligned(&[latency_heads(), latency_cells("", &self.latencies), radio]));
        lines.push(String::new());
        lines.extend(aligned(&[traffic_heads(), traffic_cells("", self)]));
        lines.extend(remarks(&[self]));
        lines.join("\n") + "\n"
    }
}

impl Comparison {
    /// The rows side by side, measure by measure, as tables for a terminal of 100 columns, ending in a line break.
    pub fn table(&self) -> String {
        let mut lines = Vec::new();
        let mut shares = vec![heads(["", "count", "of", "per 10,000", "95 % from", "to", ""])];
        for measure in Measure::all() {
            let head = format!("{}, per 10,000 {}", measure.name(), measure.whole());
            shares.push(heads([&head, "", "", "", "", "", ""]));
            shares.extend(self.rows.iter().map(|row| self.cells(measure, row)));
        }
        lines.extend(aligned(&shares));
        lines.push(String::new());
        let mut latencies = vec![latency_heads()];
        let indented = |row: &Row| format!("  {}", row.label);
        for row in &self.rows {
            let of_radio = format!("  {ON_THE_RADIO}");
            latencies.push(latency_cells(&indented(row), &row.numbers.latencies));
            latencies.push(latency_cells(&of_radio, &row.numbers.radio_latencies));
        }
        lines.extend(aligned(&latencies));
        lines.push(String::new());
        let mut traffic = vec![traffic_heads()];
        traffic.extend(self.rows.iter().map(|row| traffic_cells(&indented(row), &row.numbers)));
        lines.extend(aligned(&traffic));
        let numbers: Vec<&Numbers> = self.rows.iter().map(|row| &row.numbers).collect();
        lines.extend(remarks(&numbers));
        if let [first, _, ..] = self.rows.as_slice() {
            lines.push(format!("▲ and ▼: above and below {} beyond the bounds of both.", first.label));
        }
        lines.join("\n") + "\n"
    }

    fn cells(&self, measure: Measure, row: &Row) -> [String; 7] {
        let tally = row.numbers.tally(measure);
        let [low, high] = bounds(tally.bounds());
        let first = self.rows.first().and_then(|first| first.numbers.tally(measure).share());
        let mark = match self.differs(row, measure) {
            false => "",
            true if tally.share() > first => "▲",
            true => "▼",
        };
        [
            format!("  {}", row.label),
            thousands(tally.count),
            thousands(tally.of),
            per_10_000(tally.share()),
            low,
            high,
            mark.to_owned(),
        ]
    }
}

/// How much was counted.
fn counted(numbers: &Numbers) -> String {
    let plural = |number: u64, one: &str, several: &str| {
        format!("{} {}", thousands(number), if number == 1 { one } else { several })
    };
    format!(
        "{}, one for each recipient, in {}",
        plural(numbers.messages, "message", "messages"),
        plural(numbers.histories, "history", "histories")
    )
}

/// What is to be known of bounds.
fn remarks(numbers: &[&Numbers]) -> Vec<String> {
    let wider =
        "Bounds: Wilson's score interval, wider where histories differ more than chance has it, or are few.";
    let alone = "A single history does not show how much histories differ; its bounds are too narrow.";
    let mut lines = vec![String::new(), wider.to_owned()];
    if numbers.iter().any(|numbers| numbers.histories == 1) {
        lines.push(alone.to_owned());
    }
    lines
}

fn latency_heads() -> [String; 7] {
    heads(["delivery latency", "deliveries", "p50", "p90", "p99", "p99.9", "longest"])
}

/// What stands before the times from the first part that the service centre had.
const ON_THE_RADIO: &str = "  on the radio alone";

fn latency_cells(label: &str, latencies: &Latencies) -> [String; 7] {
    let [half, tenth, hundredth, thousandth] =
        Quantile::ALL.map(|quantile| time(latencies.quantile(quantile)));
    let longest = time(latencies.longest());
    [label.to_owned(), thousands(latencies.count()), half, tenth, hundredth, thousandth, longest]
}

fn traffic_heads() -> [String; 4] {
    heads(["traffic", "octets", "octets a message", "octets a device and day"])
}

fn traffic_cells(label: &str, numbers: &Numbers) -> [String; 4] {
    let [message, day] = [numbers.octets_per_message(), numbers.octets_per_device_day()].map(perhaps);
    [label.to_owned(), thousands(numbers.octets), message, day]
}

fn heads<const N: usize>(heads: [&str; N]) -> [String; N] {
    heads.map(str::to_owned)
}

/// The lines of a table whose first column is aligned to the left and whose others to the right. A row with nothing but its
/// first cell is a heading, which may reach across the columns.
fn aligned<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let widths: [usize; N] = std::array::from_fn(|column| {
        let rows = rows.iter().filter(|row| row.iter().skip(1).any(|cell| !cell.is_empty()));
        rows.filter_map(|row| row.get(column)).map(|cell| columns(cell)).max().unwrap_or_default()
    });
    rows.iter()
        .map(|row| {
            let mut line = String::new();
            for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
                let pad = " ".repeat(width.saturating_sub(columns(cell)));
                match at {
                    0 => line.extend([cell.as_str(), &pad]),
                    _ => line.extend(["  ", &pad, cell]),
                }
            }
            line.trim_end().to_owned()
        })
        .collect()
}

fn columns(cell: &str) -> usize {
    cell.chars().count()
}
