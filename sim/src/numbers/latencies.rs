//! How long many things took, in little memory.

use std::collections::BTreeMap;

/// How long many things took, in milliseconds.
///
/// Times below 10 seconds are kept exactly. Longer ones are rounded down to four significant digits, which makes them less than
/// 0.1 % too short. So there are at most 9,000 different ones a decade, however many things there were. The longest is
/// exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Latencies {
    /// How many took a time, by the time rounded down.
    buckets: BTreeMap<u64, u64>,
    /// How many there were.
    count: u64,
    /// The longest, exactly.
    longest: u64,
}

/// From here on times are rounded down.
const EXACT: u64 = 10_000;

/// A quantile as a ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantile {
    /// How many.
    pub part: u32,
    /// Of how many; not 0.
    pub of: u32,
    /// Its name: `p99`.
    pub name: &'static str,
}

impl Quantile {
    /// Those of tables.
    pub const ALL: [Self; 4] = [
        Self { part: 1, of: 2, name: "p50" },
        Self { part: 9, of: 10, name: "p90" },
        Self { part: 99, of: 100, name: "p99" },
        Self { part: 999, of: 1_000, name: "p99.9" },
    ];
}

impl Latencies {
    /// Counts something that took so many milliseconds.
    pub fn add(&mut self, milliseconds: u64) {
        self.put(rounded_down(milliseconds), 1);
        self.longest = self.longest.max(milliseconds);
    }

    /// Counts what others counted too; exact, and the same in any order.
    pub fn merge(&mut self, other: &Self) {
        for (milliseconds, count) in &other.buckets {
            self.put(*milliseconds, *count);
        }
        self.longest = self.longest.max(other.longest);
    }

    fn put(&mut self, rounded: u64, count: u64) {
        let bucket = self.buckets.entry(rounded).or_default();
        *bucket = bucket.saturating_add(count);
        self.count = self.count.saturating_add(count);
    }

    /// How many things there were.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The longest time in milliseconds, exactly; none where there was nothing.
    pub fn longest(&self) -> Option<u64> {
        (self.count > 0).then_some(self.longest)
    }

    /// The time in milliseconds that such a part did not exceed, by nearest rank: of n things in order, the one with number
    /// ⌈n · part / of⌉, rounded down as described. None where there was nothing.
    pub fn quantile(&self, quantile: Quantile) -> Option<u64> {
        let product = u128::from(self.count) * u128::from(quantile.part);
        let rank = product.div_ceil(u128::from(quantile.of.max(1))).max(1);
        let mut sum = 0;
        let reached = self.buckets.iter().find(|(_, count)| {
            sum += u128::from(**count);
            sum >= rank
        });
        reached.map(|(milliseconds, _)| *milliseconds)
    }

    /// Every time in milliseconds, rounded down as described and in order, with how many things took longer than all that
    /// are rounded to it.
    pub fn survival(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        let mut left = self.count;
        self.buckets.iter().map(move |(milliseconds, count)| {
            left = left.saturating_sub(*count);
            (*milliseconds, left)
        })
    }
}

/// The time without all but its first four digits.
fn rounded_down(milliseconds: u64) -> u64 {
    let mut unit = 1;
    while milliseconds / unit >= EXACT {
        unit *= 10;
    }
    milliseconds / unit * unit
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn latencies(times: &[u64]) -> Latencies {
        let mut latencies = Latencies::default();
        for time in times {
            latencies.add(*time);
        }
        latencies
    }

    #[test]
    fn quantiles_are_of_the_nearest_rank() {
        let times: Vec<u64> = (1..=1_000).collect();
        let some = latencies(&times);
        assert_eq!(Quantile::ALL.map(|quantile| some.quantile(quantile)), [500, 900, 990, 999].map(Some));
        assert_eq!(some.longest(), Some(1_000));
        let one = latencies(&[7]);
        assert_eq!(Quantile::ALL.map(|quantile| one.quantile(quantile)), [Some(7); 4]);
        assert_eq!(Latencies::default().quantile(Quantile::ALL[0]), None);
        assert_eq!(Latencies::default().longest(), None);
    }

    #[test]
    fn four_digits_are_kept() {
        for (time, kept) in [
            (0, 0),
            (9_999, 9_999),
            (10_009, 10_000),
            (123_456, 123_400),
            (u64::MAX, 18_440_000_000_000_000_000),
        ] {
            assert_eq!(rounded_down(time), kept);
        }
    }

    #[test]
    fn survival_says_how_many_took_longer() {
        let some = latencies(&[5, 5, 20_001, 20_009, 70_000]);
        assert_eq!(some.survival().collect::<Vec<_>>(), [(5, 3), (20_000, 1), (70_000, 0)]);
    }

    fn times() -> impl Strategy<Value = Vec<u64>> {
        let time = prop_oneof![0_u64..20_000, 0_u64..10_000_000_000, any::<u64>()];
        prop::collection::vec(time, 1..300)
    }

    proptest! {
        #[test]
        fn quantiles_are_at_most_a_thousandth_too_short(mut times in times(), part in 0_u32..=1_000) {
            let found = latencies(&times).quantile(Quantile { part, of: 1_000, name: "" }).unwrap();
            times.sort_unstable();
            let rank = (times.len() * usize::try_from(part).unwrap()).div_ceil(1_000).max(1);
            let exact = times[rank - 1];
            prop_assert!(found <= exact && u128::from(exact - found) * 1_000 <= u128::from(exact), "{found} {exact}");
            prop_assert!(exact >= EXACT || found == exact);
            prop_assert_eq!(latencies(&times).longest(), times.last().copied());
        }

        #[test]
        fn latencies_merge_in_any_order(times in times(), a: prop::sample::Index, b: prop::sample::Index) {
            let (a, b) = (a.index(times.len()), b.index(times.len()));
            let (a, b) = (a.min(b), a.max(b));
            let parts = [&times[..a], &times[a..b], &times[b..]].map(latencies);
            for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]] {
                let mut left = parts[order[0]].clone();
                left.merge(&parts[order[1]]);
                left.merge(&parts[order[2]]);
                let mut right = parts[order[1]].clone();
                right.merge(&parts[order[2]]);
                let mut whole = parts[order[0]].clone();
                whole.merge(&right);
                prop_assert_eq!(&left, &whole);
                prop_assert_eq!(&left, &latencies(&times));
            }
        }
    }
}
