//! How often something came about, and how sure that is.

/// How often something came about of how many times it could have.
///
/// Histories are counted apart, since what goes wrong comes in heaps: a server that is restored, or a radio that is down,
/// hits all messages of a day. The sums of squares say how much the histories differ, and with that how many messages
/// are worth as much as independent ones. Tallies merge exactly, in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often it came about.
    pub count: u64,
    /// How often it could have.
    pub of: u64,
    /// In how many histories it could have.
    pub histories: u64,
    /// The sum of `count²` over histories.
    counts_squared: u128,
    /// The sum of `count · of` over histories.
    products: u128,
    /// The sum of `of²` over histories.
    ofs_squared: u128,
}

/// A share of a whole, in parts per 1,000,000,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct Share(u32);

/// Between which shares a true share is, with a confidence of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Bounds {
    /// The lower bound, rounded down.
    pub low: Share,
    /// The upper bound, rounded up.
    pub high: Share,
}

impl Share {
    /// Parts of the whole.
    pub const WHOLE: u32 = 1_000_000_000;

    /// Parts per 1,000,000,000.
    pub const fn parts(self) -> u32 {
        self.0
    }

    fn of(parts: u128) -> Self {
        Self(u32::try_from(parts).map_or(Self::WHOLE, |parts| parts.min(Self::WHOLE)))
    }
}

impl Bounds {
    /// Whether there is no share that both allow.
    pub fn are_apart(self, other: Self) -> bool {
        self.high < other.low || other.high < self.low
    }
}

/// The 95 % quantile of χ² with one degree of freedom, 1.959964², in parts per million.
const CHI_SQUARED: u128 = 3_841_459;
const MILLION: u128 = 1_000_000;
/// A design effect of 1, in thousandths.
const NO_EFFECT: u128 = 1_000;
/// The greatest design effect that counts, in thousandths.
const GREATEST_EFFECT: u128 = 1_000_000_000;

impl Tally {
    /// Counts a history, in which it came about `count` times of `of`; more than `of` count as `of`. A history in which it
    /// could not come about is none.
    pub fn add(&mut self, count: u64, of: u64) {
        if of == 0 {
            return;
        }
        let count = count.min(of);
        let (wide, wide_of) = (u128::from(count), u128::from(of));
        self.merge(&Self {
            count,
            of,
            histories: 1,
            counts_squared: wide * wide,
            products: wide * wide_of,
            ofs_squared: wide_of * wide_of,
        });
    }

    /// Counts what another tally counted too.
    pub fn merge(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        self.of = self.of.saturating_add(other.of);
        self.histories = self.histories.saturating_add(other.histories);
        self.counts_squared = self.counts_squared.saturating_add(other.counts_squared);
        self.products = self.products.saturating_add(other.products);
        self.ofs_squared = self.ofs_squared.saturating_add(other.ofs_squared);
    }

    /// The share, to the nearest part; none where it could not have come about.
    pub fn share(&self) -> Option<Share> {
        let (count, of) = (u128::from(self.count), u128::from(self.of));
        (2 * count * u128::from(Share::WHOLE) + of).checked_div(2 * of).map(Share::of)
    }

    /// Between which shares the true one is, with a confidence of 95 %; none where it could not have come about.
    ///
    /// This is the score interval of Wilson (1927) for x = `count` of n = `of`, with z² = 3.841459 · d:
    ///
    /// > (2x + z² ± √(z⁴ + 4z² · x(n − x)/n)) / (2(n + z²))
    ///
    /// where d is [`Self::design_effect`], which amounts to the interval for n/d independent messages. The lower bound is
    /// rounded down, the upper one up, so that they are never narrower than that.
    pub fn bounds(&self) -> Option<Bounds> {
        if self.of == 0 {
            return None;
        }
        let (count, of) = (u128::from(self.count), u128::from(self.of));
        let z = (CHI_SQUARED * u128::from(self.design_effect())).div_ceil(NO_EFFECT);
        // Everything is in millionths. None of it is beyond 128 bits: z is below 2⁴², count and of are below 2⁶⁴.
        let spread = part_of(4 * z * MILLION * count, of - count, of);
        let root = (z * z + spread).isqrt();
        let root = if root * root == z * z + spread { root } else { root + 1 };
        let (middle, whole) = (2 * count * MILLION + z, 2 * (of * MILLION + z));
        let parts = u128::from(Share::WHOLE);
        Some(Bounds {
            low: Share::of(middle.saturating_sub(root) * parts / whole),
            high: Share::of(((middle + root) * parts).div_ceil(whole)),
        })
    }

    /// How many messages are worth as much as an independent one, in thousandths, from 1,000: what histories that differ
    /// take away from what is known.
    ///
    /// For k histories with xᵢ of nᵢ, x and n in all, and p = x/n, it is the variance of the ratio over that of a binomial
    /// share, k/(k − 1) · Σ(xᵢ − p·nᵢ)² / (n · p · (1 − p)), the design effect of Kish (1965), times t²/z² with Student's t
    /// for k − 1 degrees of freedom, after Korn and Graubard (1998), since few histories say little of how much they differ.
    /// A single one says nothing of it, so its bounds are those of independent messages.
    pub fn design_effect(&self) -> u64 {
        // Sums that are beyond 128 bits when they are multiplied lose their last bits.
        let effect = (0..64).step_by(4).find_map(|shift| self.design_effect_of(shift));
        let effect = effect.unwrap_or_default().min(GREATEST_EFFECT * MILLION);
        let student = student_squared(self.histories.saturating_sub(1));
        let widened = effect * student / CHI_SQUARED / (MILLION / NO_EFFECT);
        u64::try_from(widened.clamp(NO_EFFECT, GREATEST_EFFECT)).unwrap_or(u64::MAX)
    }

    /// The same without t²/z², in millionths.
    fn design_effect_of(&self, shift: u32) -> Option<u128> {
        let (x, n) = (u128::from(self.count >> shift), u128::from(self.of >> shift));
        let (xx, xn, nn) = (
            self.counts_squared >> (2 * shift),
            self.products >> (2 * shift),
            self.ofs_squared >> (2 * shift),
        );
        let k = u128::from(self.histories);
        if k < 2 || x == 0 || x >= n {
            return Some(0);
        }
        // n² · Σ(xᵢ − p·nᵢ)²
        let squares = n.checked_mul(n)?.checked_mul(xx)?.checked_add(x.checked_mul(x)?.checked_mul(nn)?)?;
        let residual = squares.saturating_sub((2 * x).checked_mul(n)?.checked_mul(xn)?);
        let scaled =
            residual.checked_mul(MILLION).map_or_else(|| residual / n * MILLION, |residual| residual / n);
        let scaled = scaled.checked_mul(k)?;
        Some(scaled / x.checked_mul(n - x)?.checked_mul(k - 1)?)
    }
}

/// Squares of the 97.5 % quantile of Student's distribution with 1, 2, … degrees of freedom, in parts per million.
const STUDENT_SQUARED: [u128; 9] =
    [161_447_639, 18_512_821, 10_127_964, 7_708_647, 6_607_891, 5_987_378, 5_591_448, 5_317_655, 5_117_355];

/// The same for any degrees of freedom; beyond the table by the series of Cornish and Fisher, squared, which is at most 0.6 %
/// too small there. Without a degree of freedom it says nothing, and is 0.
fn student_squared(freedom: u64) -> u128 {
    let Some(place) = freedom.checked_sub(1) else { return 0 };
    let exact = usize::try_from(place).ok().and_then(|place| STUDENT_SQUARED.get(place));
    let freedom = u128::from(freedom);
    exact.copied().unwrap_or(CHI_SQUARED + 9_299_300 / freedom + 16_692_000 / (freedom * freedom))
}

/// `amount · part / whole`, rounded down, for a part of at most the whole and both below 2⁶⁴, without ever being greater
/// than the amount.
fn part_of(amount: u128, part: u128, whole: u128) -> u128 {
    amount / whole * part + amount % whole * part / whole
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tally(histories: &[(u64, u64)]) -> Tally {
        let mut tally = Tally::default();
        for (count, of) in histories {
            tally.add(*count, *of);
        }
        tally
    }

    #[test]
    fn bounds_of_a_single_history_are_those_of_wilson() {
        // As statistics packages give them, to half a millionth.
        for (count, of, low, high) in [
            (0, 10, 0, 277_532_801),
            (1, 10, 17_876_213, 404_150_029),
            (5, 10, 236_593_091, 763_406_909),
            (10, 10, 722_467_199, 1_000_000_000),
            (81, 263, 255_288_520, 366_209_577),
            (3, 100_000, 10_203_u32, 88_208),
        ] {
            let bounds = tally(&[(count, of)]).bounds().unwrap();
            assert!(bounds.low.0.abs_diff(low) <= 500 && bounds.high.0.abs_diff(high) <= 500, "{bounds:?}");
        }
        assert_eq!(Tally::default().bounds(), None);
        assert_eq!(Tally::default().share(), None);
    }

    #[test]
    fn messages_that_go_wrong_in_heaps_count_for_fewer() {
        let even = tally(&[(5, 100); 40]);
        let mut heaped = vec![(0, 100); 36];
        heaped.extend([(50, 100); 4]);
        let heaped = tally(&heaped);
        assert_eq!((even.share(), even.design_effect()), (heaped.share(), 1_000));
        // Σ(xᵢ − 5)² = 36 · 25 + 4 · 45² = 9,000; 40/39 · 9,000 / (4,000 · 0.05 · 0.95) = 48.583, times 4.0909 / 3.8415.
        assert_eq!(heaped.design_effect(), 51_737);
        let (even, heaped) = (even.bounds().unwrap(), heaped.bounds().unwrap());
        assert!(heaped.low < even.low && even.high < heaped.high, "{even:?} {heaped:?}");
        assert!(!even.are_apart(heaped));
    }

    #[test]
    fn student_is_that_of_tables() {
        let rows =
            [(1, 12_706), (2, 4_303), (9, 2_262), (10, 2_228), (20, 2_086), (60, 2_000), (1_000, 1_962)];
        for (freedom, thousandths) in rows {
            let found = student_squared(freedom).isqrt();
            assert!(found.abs_diff(thousandths) <= 7, "{freedom}: {found}");
        }
        assert_eq!((student_squared(0), student_squared(u64::MAX)), (0, CHI_SQUARED));
    }

    #[test]
    fn the_greatest_numbers_have_bounds() {
        for count in [0, 1, u64::MAX / 2, u64::MAX - 1, u64::MAX] {
            for tally in [tally(&[(count, u64::MAX)]), tally(&[(count, u64::MAX), (1, 2)])] {
                let (bounds, share) = (tally.bounds().unwrap(), tally.share().unwrap());
                assert!(bounds.low <= share && share <= bounds.high, "{tally:?} {bounds:?}");
            }
        }
    }

    /// What the formulas give in floats.
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        clippy::many_single_char_names,
        reason = "an independent way to the same numbers, in the letters of the formula"
    )]
    fn in_floats(histories: &[(u64, u64)]) -> (f64, f64) {
        let sum = |of: fn(&(u64, u64)) -> u64| histories.iter().map(of).sum::<u64>() as f64;
        let (x, n, k) = (sum(|history| history.0), sum(|history| history.1), histories.len() as f64);
        let p = x / n;
        let squares: f64 =
            histories.iter().map(|(count, of)| f64::powi(*count as f64 - p * *of as f64, 2)).sum();
        let effect = if k < 2.0 || x <= 0.0 || x >= n {
            1.0
        } else {
            let student = student_squared(histories.len() as u64 - 1) as f64 / CHI_SQUARED as f64;
            f64::max(1.0, student * k / (k - 1.0) * squares / (n * p * (1.0 - p)))
        };
        let (z, n) = (1.959_964, n / effect);
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let reach = z / (1.0 + z * z / n) * f64::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
        (middle - reach, middle + reach)
    }

    fn histories() -> impl Strategy<Value = Vec<(u64, u64)>> {
        let history = (1_u64..5_000).prop_flat_map(|of| (prop_oneof![0..=of, 0..=of.min(3)], Just(of)));
        prop::collection::vec(history, 1..40)
    }

    proptest! {
        #[test]
        #[expect(clippy::float_arithmetic, reason = "the expected bounds are floats")]
        fn bounds_are_those_of_the_formula(histories in histories()) {
            let bounds = tally(&histories).bounds().unwrap();
            let (low, high) = in_floats(&histories);
            let whole = f64::from(Share::WHOLE);
            // The design effect is known to a thousandth.
            let allowed = (high - low) / 1_000.0 + 2.0 / whole;
            prop_assert!((f64::from(bounds.low.0) / whole - low).abs() <= allowed, "{bounds:?} {low}");
            prop_assert!((f64::from(bounds.high.0) / whole - high).abs() <= allowed, "{bounds:?} {high}");
        }

        #[test]
        fn bounds_contain_the_share(count: u64, of: u64, other in 0_u64..100) {
            let tally = tally(&[(count, of), (other, 100)]);
            let (bounds, share) = (tally.bounds().unwrap(), tally.share().unwrap());
            prop_assert!(bounds.low <= share && share <= bounds.high);
        }

        #[test]
        fn bounds_shrink_as_messages_come_in(count in 0_u64..1_000, more in 0_u64..1_000, times in 2_u64..100) {
            let of = count + more + 1;
            let (few, many) = (tally(&[(count, of)]), tally(&[(count * times, of * times)]));
            let (few, many) = (few.bounds().unwrap(), many.bounds().unwrap());
            prop_assert!(many.high.0 - many.low.0 < few.high.0 - few.low.0, "{few:?} {many:?}");
        }

        #[test]
        fn tallies_merge_in_any_order(histories in histories(), at: prop::sample::Index) {
            let (first, second) = histories.split_at(at.index(histories.len()));
            let (mut there, mut back) = (tally(first), tally(second));
            let begun = there;
            there.merge(&back);
            back.merge(&begun);
            prop_assert_eq!(there, back);
            prop_assert_eq!(there, tally(&histories));
        }
    }
}
