//! Numbers side by side.

use super::{Measure, Numbers};

/// What became of the same seeds under several readings, presets or scenarios. The first is what the others are compared
/// with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared.
    pub rows: Vec<Row>,
}

/// One of what is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name, in a few words.
    pub label: String,
    /// What became of its messages.
    pub numbers: Numbers,
}

impl Comparison {
    /// Whether a row differs from the first beyond the bounds: the two intervals of 95 % have no share in common. Where
    /// chance alone makes the difference that happens far more rarely than once in 20 times, about once in 180; and since the
    /// seeds are the same, more rarely still. Of a row with a single history that is never said, since nothing is known of how
    /// much histories differ.
    pub fn differs(&self, row: &Row, measure: Measure) -> bool {
        let bounds = |row: &Row| {
            let tally = row.numbers.tally(measure);
            tally.bounds().filter(|_| tally.histories > 1)
        };
        let first = self.rows.first().and_then(bounds);
        first.zip(bounds(row)).is_some_and(|(first, own)| first.are_apart(own))
    }
}
