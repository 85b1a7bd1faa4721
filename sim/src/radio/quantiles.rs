//! How long something takes, as a table.

use std::fmt;

use super::Rate;
use crate::draw::scaled;

/// How long something takes, in milliseconds: the quantile function of a distribution at equal steps, from the shortest
/// time to the longest, and on a straight line between two steps.
///
/// So a time is drawn without a float, and the greater number never gives the shorter time.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(into = "Vec<u64>", try_from = "Vec<u64>")]
pub struct Quantiles {
    /// At least two, in order.
    milliseconds: Vec<u64>,
}

/// A list of times that is no quantile function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantilesError {
    /// Too few times.
    #[error("{0} times; at least 2 are needed, the shortest and the longest")]
    TooFew(usize),
    /// A time that is too long.
    #[error("time {at} is {found} ms; a time is of at most {LONGEST} ms, ten years")]
    TooLong {
        /// Its place, from 1.
        at: usize,
        /// The time in milliseconds.
        found: u64,
    },
    /// A time that is shorter than the one before it.
    #[error("time {at} is {found} ms, after {before} ms; the times have to be in order")]
    Unsorted {
        /// Its place, from 1.
        at: usize,
        /// The time in milliseconds.
        found: u64,
        /// The one before it.
        before: u64,
    },
}

/// The longest time there is, in milliseconds: ten years of 365 days.
pub const LONGEST: u64 = 10 * 365 * 24 * 3_600_000;

impl Quantiles {
    /// A table of at least two times in milliseconds, the shortest first, at equal steps of probability from 0 to 1.
    pub fn new(milliseconds: Vec<u64>) -> Result<Self, QuantilesError> {
        if milliseconds.len() < 2 {
            return Err(QuantilesError::TooFew(milliseconds.len()));
        }
        let mut before = 0;
        for (found, at) in milliseconds.iter().copied().zip(1..) {
            if found > LONGEST {
                return Err(QuantilesError::TooLong { at, found });
            }
            if found < before {
                return Err(QuantilesError::Unsorted { at, found, before });
            }
            before = found;
        }
        Ok(Self { milliseconds })
    }

    /// The table.
    pub fn milliseconds(&self) -> &[u64] {
        &self.milliseconds
    }

    /// The time in milliseconds that a number by chance gives, of which all 2⁶⁴ are equally likely. A greater number
    /// never gives a shorter time.
    pub fn sample(&self, u: u64) -> u64 {
        let place = u128::from(u) * self.steps();
        let step = usize::try_from(place >> 64).unwrap_or(usize::MAX);
        let within = place & u128::from(u64::MAX);
        match self.milliseconds.get(step..) {
            Some([from, to, ..]) => {
                from + u64::try_from((u128::from(to - from) * within) >> 64).unwrap_or(to - from)
            }
            // There is always a next time: the steps are one less than the times.
            _ => 0,
        }
    }

    /// How long something still takes that is under way at a moment by chance, where this is how long it takes in all. What
    /// takes long is under way for long, and so comes up more often. Both numbers are by chance: the one says what is under
    /// way, the other how much of it is over.
    pub fn remaining(&self, which: u64, over: u64) -> u64 {
        let steps = || self.milliseconds.windows(2).map(|step| (step[0], step[1]));
        let weight = |(from, to)| u128::from(from) + u128::from(to);
        let whole: u128 = steps().map(weight).sum();
        let mut place = (u128::from(which) * whole) >> 64;
        for (from, to) in steps() {
            let here = weight((from, to));
            if place < here {
                let beyond = u128::from(to - from) * place / here;
                return scaled(over, from + u64::try_from(beyond).unwrap_or(to - from));
            }
            place -= here;
        }
        0
    }

    /// The mean time in milliseconds, rounded down.
    pub fn mean(&self) -> u64 {
        let whole: u128 =
            self.milliseconds.windows(2).map(|step| u128::from(step[0]) + u128::from(step[1])).sum();
        u64::try_from(whole / (2 * self.steps())).unwrap_or(LONGEST)
    }

    /// The same with every time so many times as long, rounded down, at most [`LONGEST`].
    #[must_use]
    pub fn scaled(&self, by: u64, of: u64) -> Self {
        let scaled = |time: &u64| u128::from(*time) * u128::from(by) / u128::from(of.max(1));
        let scaled = |time| u64::try_from(scaled(time)).unwrap_or(LONGEST).min(LONGEST);
        Self { milliseconds: self.milliseconds.iter().map(scaled).collect() }
    }

    /// The time below which such a share of all times is.
    pub fn quantile(&self, share: Rate) -> u64 {
        match share.number_below() {
            Some(number) => self.sample(number),
            None => self.milliseconds.last().copied().unwrap_or_default(),
        }
    }

    /// The share of all times that are shorter than this, rounded down to a whole part per million.
    pub fn share_below(&self, milliseconds: u64) -> Rate {
        let step = self.milliseconds.partition_point(|time| *time < milliseconds);
        let Some(before) = step.checked_sub(1) else { return Rate::NEVER };
        let Some([from, to]) = self.milliseconds.get(before..=step) else { return Rate::ALWAYS };
        let (within, length) = (u128::from(milliseconds - from), u128::from(to - from));
        let million = u128::from(Rate::MILLION);
        let share = (before as u128 * length + within) * million / (self.steps() * length);
        Rate::new(u32::try_from(share).unwrap_or(Rate::MILLION)).unwrap_or(Rate::ALWAYS)
    }

    /// A table that is known to be one.
    pub(super) fn of(milliseconds: &[u64]) -> Self {
        Self { milliseconds: milliseconds.to_vec() }
    }

    fn steps(&self) -> u128 {
        (self.milliseconds.len().saturating_sub(1)) as u128
    }
}

impl TryFrom<Vec<u64>> for Quantiles {
    type Error = QuantilesError;

    fn try_from(milliseconds: Vec<u64>) -> Result<Self, QuantilesError> {
        Self::new(milliseconds)
    }
}

impl From<Quantiles> for Vec<u64> {
    fn from(quantiles: Quantiles) -> Self {
        quantiles.milliseconds
    }
}

/// The median, and how long the slowest tenth and hundredth take.
impl fmt::Display for Quantiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |ppm| Rate::new(ppm).map_or(0, |share| self.quantile(share));
        let time = super::show::Time;
        let [median, tenth, hundredth] = [500_000, 900_000, 990_000].map(|ppm| time(share(ppm)));
        write!(f, "half within {median}, 90 % within {tenth}, 99 % within {hundredth}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tables;
    use super::*;

    /// The tables are what their formula gives, to a millisecond or a thousandth.
    #[test]
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small enough")]
    fn tables_are_log_normal() {
        for (table, median, sigma) in [
            (&tables::GOOD, 7_000.0, 0.15),
            (&tables::URBAN, 8_000.0, 0.5),
            (&tables::CONGESTED, 30_000.0, 1.6),
            (&tables::DISASTER, 276_000.0, 2.23),
            (&tables::ABSENCE, 10_000.0, 1.2),
        ] {
            assert_eq!(Quantiles::new(table.to_vec()), Ok(Quantiles::of(table)));
            for (at, found) in table.iter().enumerate() {
                let p = (at as f64 / 256.0).clamp(1.0 / 4096.0, 1.0 - 1.0 / 4096.0);
                let expected: f64 = median * f64::exp(sigma * normal_quantile(p));
                let off = (*found as f64 - expected).abs();
                assert!(
                    off <= f64::max(1.0, expected / 1000.0),
                    "{median} {sigma}: {at} is {found}, not {expected}"
                );
            }
        }
    }

    /// −4 s · ln(1 − p), to a millisecond or a thousandth.
    #[test]
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small enough")]
    fn the_table_of_bursts_is_exponential() {
        assert_eq!(Quantiles::new(tables::BURST.to_vec()), Ok(Quantiles::of(&tables::BURST)));
        for (at, found) in tables::BURST.iter().enumerate() {
            let p = (at as f64 / 256.0).clamp(1.0 / 4096.0, 1.0 - 1.0 / 4096.0);
            let expected = -4_000.0 * f64::ln(1.0 - p);
            let off = (*found as f64 - expected).abs();
            assert!(off <= f64::max(1.0, expected / 1000.0), "{at} is {found}, not {expected}");
        }
        assert_eq!(Quantiles::of(&tables::BURST).mean(), 4007);
    }

    /// Lengths of 0 to 100: the mean of what is under way is ⅔ of the longest, of which half is over.
    #[test]
    fn what_remains_is_of_what_takes_long() {
        let quantiles = Quantiles::new((0..=100).map(|time| time * 1_000).collect()).expect("it is in order");
        let numbers = (0..1_000_u64).map(|at| at * (u64::MAX / 1_000));
        let sum: u64 = numbers.clone().map(|which| quantiles.remaining(which, u64::MAX / 2)).sum();
        assert!((sum / 1_000).abs_diff(33_333) < 200, "{}", sum / 1_000);
        assert_eq!((quantiles.mean(), quantiles.remaining(u64::MAX, u64::MAX) / 1_000), (50_000, 99));
        assert_eq!(Quantiles::of(&[0, 0]).remaining(5, 5), 0);
        assert_eq!(quantiles.scaled(1, 1_000), Quantiles::new((0..=100).collect()).expect("it is in order"));
    }

    /// Where the standard normal distribution reaches p, by halving.
    fn normal_quantile(p: f64) -> f64 {
        let (mut low, mut high) = (-5.0, 5.0);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if normal(middle) < p {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The standard normal distribution, by its series: ½ + φ(x) · (x + x³/3 + x⁵/(3·5) + …).
    #[expect(clippy::float_arithmetic, reason = "the distribution is of real numbers")]
    fn normal(x: f64) -> f64 {
        let (mut term, mut sum, mut odd) = (x, x, 1.0);
        for _ in 0..200 {
            odd += 2.0;
            term *= x * x / odd;
            sum += term;
        }
        0.5 + sum * f64::exp(-x * x / 2.0) / f64::sqrt(2.0 * std::f64::consts::PI)
    }

    #[test]
    fn times_lie_on_the_lines_between_the_steps() {
        let quantiles = Quantiles::new(vec![10, 20, 120]).expect("it is in order");
        let rows = [(0, 10), (1 << 62, 15), (1 << 63, 20), (3 << 62, 70), (u64::MAX, 119)];
        for (number, milliseconds) in rows {
            assert_eq!(quantiles.sample(number), milliseconds, "{number:#x}");
        }
        for (share, milliseconds) in [(0, 10), (250_000, 15), (500_000, 20), (750_000, 70), (1_000_000, 120)]
        {
            let share = Rate::new(share).expect("it is a share");
            // A share of a million parts is a hair below the number that stands for it.
            let quantile = quantiles.quantile(share);
            assert!(quantile == milliseconds || quantile + 1 == milliseconds, "{share}: {quantile}");
            assert_eq!(quantiles.share_below(milliseconds), share);
        }
        assert_eq!(quantiles.share_below(5), Rate::NEVER);
        assert_eq!(quantiles.share_below(121), Rate::ALWAYS);
    }

    #[test]
    fn lists_that_are_no_tables() {
        for (list, error) in [
            (vec![], "0 times; at least 2 are needed, the shortest and the longest"),
            (vec![7], "1 times; at least 2 are needed, the shortest and the longest"),
            (vec![7, 9, 8], "time 3 is 8 ms, after 9 ms; the times have to be in order"),
            (
                vec![7, u64::MAX],
                "time 2 is 18446744073709551615 ms; a time is of at most 315360000000 ms, ten years",
            ),
        ] {
            assert_eq!(Quantiles::new(list).map_err(|error| error.to_string()), Err(error.to_owned()));
        }
        assert_eq!(Quantiles::new(vec![7, 7]).map(|table| table.sample(u64::MAX)), Ok(7));
    }

    proptest! {
        #[test]
        fn a_greater_number_never_gives_a_shorter_time(
            mut times in prop::collection::vec(0..=LONGEST, 2..20),
            mut numbers: [u64; 2],
        ) {
            times.sort_unstable();
            numbers.sort_unstable();
            let quantiles = Quantiles::new(times).expect("it is in order");
            let [less, more] = numbers.map(|number| quantiles.sample(number));
            prop_assert!(less <= more);
            let ends = (quantiles.milliseconds.first().copied(), quantiles.milliseconds.last().copied());
            prop_assert!(ends.0 <= Some(less) && Some(more) <= ends.1);
        }
    }
}
