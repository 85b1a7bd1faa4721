//! Numbers as people read them.

use super::{Bounds, Share};
use crate::radio::show::Time;

/// What stands where there is nothing to say.
pub(super) const NOTHING: &str = "·";

/// `1,234,567`
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// `1,234,567`, or that there is nothing.
pub(super) fn perhaps(number: Option<u64>) -> String {
    number.map_or_else(|| NOTHING.to_owned(), thousands)
}

/// A time in milliseconds with its unit, or that there is none.
pub(super) fn time(milliseconds: Option<u64>) -> String {
    milliseconds.map_or_else(|| NOTHING.to_owned(), |milliseconds| Time(milliseconds).to_string())
}

/// A share per 10,000 with two digits behind the point, to the nearest. What would not be seen among them is `< 0.01`.
pub(super) fn per_10_000(share: Option<Share>) -> String {
    match share.map(Share::parts) {
        None => NOTHING.to_owned(),
        Some(1..HALF_A_HUNDREDTH) => "< 0.01".to_owned(),
        Some(parts) => hundredths((u64::from(parts) + u64::from(HALF_A_HUNDREDTH)) / HUNDREDTH),
    }
}

/// Bounds per 10,000, the lower one rounded down and the upper one up.
pub(super) fn bounds(bounds: Option<Bounds>) -> [String; 2] {
    match bounds {
        None => [NOTHING.to_owned(), NOTHING.to_owned()],
        Some(Bounds { low, high }) => [
            hundredths(u64::from(low.parts()) / HUNDREDTH),
            hundredths(u64::from(high.parts()).div_ceil(HUNDREDTH)),
        ],
    }
}

/// Parts per 1,000,000,000 in a hundredth of a part per 10,000.
const HUNDREDTH: u64 = 1_000;
const HALF_A_HUNDREDTH: u32 = 500;

fn hundredths(number: u64) -> String {
    format!("{}.{:02}", thousands(number / 100), number % 100)
}

#[cfg(test)]
mod tests {
    use super::super::Tally;
    use super::*;

    #[test]
    fn thousands_are_separated() {
        for (number, shown) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (123_456, "123,456"),
            (u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(thousands(number), shown);
        }
    }

    #[test]
    fn shares_are_told_per_10_000() {
        for (count, of, shown) in [
            (0, 0, "·"),
            (0, 1, "0.00"),
            (1, 3, "3,333.33"),
            (1, 1, "10,000.00"),
            (1, 1_000_000, "0.01"),
            (1, 10_000_000, "< 0.01"),
        ] {
            let mut tally = Tally::default();
            tally.add(count, of);
            assert_eq!(per_10_000(tally.share()), shown);
        }
    }
}
