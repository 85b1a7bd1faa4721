//! Axes: where a number stands.

use std::ops::RangeInclusive;

use super::Px;
use super::log::{OF_TEN, decade_below, log2};

/// A logarithmic axis.
pub(super) struct Decades {
    /// The decades that are on it.
    whole: RangeInclusive<u32>,
    /// The logarithms at its ends.
    low: i64,
    high: i64,
    from: Px,
    to: Px,
}

impl Decades {
    /// An axis from one place to another, from the decade below a number to 1, 2 or 5 times a decade above another; 0 counts
    /// as 1. It has at least one decade.
    pub(super) fn around(least: u64, most: u64, from: Px, to: Px) -> Self {
        let first = decade_below(least);
        let low = i64::from(first) * OF_TEN;
        let below = i64::from(decade_below(most)) * OF_TEN;
        let ends = [0, log2(2), log2(5), OF_TEN].map(|log| below + log);
        let high = ends.into_iter().find(|end| *end >= log2(most)).unwrap_or(low).max(low + OF_TEN);
        let end = u32::try_from(high / OF_TEN).unwrap_or(first);
        Self { whole: first..=end, low, high, from, to }
    }

    /// Where a number stands; what is not on the axis stands at its end.
    pub(super) fn place(&self, number: u64) -> Px {
        self.at(log2(number))
    }

    /// Where a ratio stands that is not below 1; `part` is not 0.
    pub(super) fn place_of_ratio(&self, whole: u64, part: u64) -> Px {
        self.at(log2(whole) - log2(part))
    }

    /// Where a number stands, if it is between the ends of the axis and not too near to them.
    pub(super) fn inside(&self, number: u64) -> Option<Px> {
        let place = self.place(number);
        (place > self.from + 8 && self.to > place + 8).then_some(place)
    }

    fn at(&self, log: i64) -> Px {
        let (low, high) = (self.low, self.high);
        let length = self.to.0 - self.from.0;
        let tenths = (2 * (log.clamp(low, high) - low) * length + (high - low)) / (2 * (high - low));
        Px(self.from.0 + tenths)
    }

    /// The decades with their places.
    pub(super) fn decades(&self) -> impl Iterator<Item = (u32, Px)> + '_ {
        self.whole.clone().map(|decade| (decade, self.at(i64::from(decade) * OF_TEN)))
    }

    /// The places of 1, 2, … 9 times each decade, with whether it is the decade itself.
    pub(super) fn ticks(&self) -> impl Iterator<Item = (Px, bool)> + '_ {
        self.digits(log2)
    }

    /// The same of an axis of ratios, for 1, 2, … 9 times each decade of their inverses.
    pub(super) fn ticks_of_inverses(&self) -> impl Iterator<Item = (Px, bool)> + '_ {
        self.digits(|digit| if digit == 1 { 0 } else { OF_TEN - log2(digit) })
    }

    fn digits(&self, log: fn(u64) -> i64) -> impl Iterator<Item = (Px, bool)> + '_ {
        let all = self.whole.clone().flat_map(move |decade| {
            (1..=9).map(move |digit| (i64::from(decade) * OF_TEN + log(digit), digit == 1))
        });
        all.filter(|(log, _)| *log <= self.high).map(|(log, is_decade)| (self.at(log), is_decade))
    }
}

/// A linear axis from 0.
pub(super) struct Linear {
    /// From tick to tick.
    step: u64,
    ticks: u64,
    from: Px,
    to: Px,
}

impl Linear {
    /// An axis from one place to another that has room for a number, with ticks of 1, 2 or 5 times a power of ten that is
    /// not below `unit`.
    pub(super) fn up_to(most: u64, unit: u64, from: Px, to: Px) -> Self {
        let mut step = unit.max(1);
        let mut factors = [2, 5, 10].into_iter().cycle();
        let mut power = step;
        while step.saturating_mul(MOST_TICKS) < most {
            let Some(factor) = factors.next() else { break };
            step = power.saturating_mul(factor);
            if factor == 10 {
                power = step;
            }
        }
        Self { step, ticks: most.div_ceil(step).max(1), from, to }
    }

    /// Where a number stands; what is not on the axis stands at its end.
    pub(super) fn place(&self, number: u64) -> Px {
        let most = u128::from(self.step) * u128::from(self.ticks);
        let length = u128::from(self.to.0.abs_diff(self.from.0));
        let tenths = (2 * u128::from(number).min(most) * length + most) / (2 * most);
        Px(self.from.0 + i64::try_from(tenths).unwrap_or_default())
    }

    /// The ticks with their places.
    pub(super) fn ticks(&self) -> impl Iterator<Item = (u64, Px)> + '_ {
        (0..=self.ticks).map(|tick| (tick * self.step, self.place(tick * self.step)))
    }
}

/// As many ticks as a small axis bears besides 0.
const MOST_TICKS: u64 = 4;

#[cfg(test)]
mod tests {
    use super::super::px;
    use super::*;

    #[test]
    fn decades_stand_at_equal_distances() {
        let axis = Decades::around(3, 10_000, px(0), px(400));
        let places: Vec<(u32, i64)> = axis.decades().map(|(decade, place)| (decade, place.0)).collect();
        assert_eq!(places, [(0, 0), (1, 1_000), (2, 2_000), (3, 3_000), (4, 4_000)]);
        assert_eq!((axis.place(0), axis.place(31), axis.place(u64::MAX)), (px(0), Px(1_491), px(400)));
        assert_eq!(axis.place_of_ratio(7_000, 70), px(200));
        assert_eq!((axis.ticks().count(), axis.ticks_of_inverses().count()), (37, 37));
    }

    #[test]
    fn axes_end_at_round_numbers() {
        for (least, most, decades, ticks) in
            [(1, 1, 2, 10), (0, 0, 2, 10), (20, 23, 2, 10), (3, 150, 3, 20), (3, 450, 3, 23), (3, 501, 4, 28)]
        {
            let axis = Decades::around(least, most, px(0), px(100));
            assert_eq!((axis.decades().count(), axis.ticks().count()), (decades, ticks), "{least} {most}");
            assert!(axis.place(most) <= px(100));
        }
        assert_eq!(Decades::around(1, u64::MAX, px(0), px(100)).decades().last(), Some((19, Px(984))));
    }

    #[test]
    fn ticks_are_round() {
        for (most, ticks) in [
            (0, vec![0, 1]),
            (3, vec![0, 1, 2, 3]),
            (7, vec![0, 2, 4, 6, 8]),
            (18, vec![0, 5, 10, 15, 20]),
            (31, vec![0, 10, 20, 30, 40]),
            (210, vec![0, 100, 200, 300]),
        ] {
            let axis = Linear::up_to(most, 1, px(0), px(100));
            assert_eq!(axis.ticks().map(|(tick, _)| tick).collect::<Vec<_>>(), ticks, "{most}");
            assert_eq!((axis.place(0), axis.place(u64::MAX)), (px(0), px(100)));
        }
    }
}
