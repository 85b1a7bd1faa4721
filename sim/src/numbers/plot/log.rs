//! Logarithms of integers, in integers.

/// log₂ 10.
pub(super) const OF_TEN: i64 = 217_706;

/// log₂ in 65,536ths, rounded down; of 0 as of 1.
pub(super) fn log2(number: u64) -> i64 {
    let number = number.max(1);
    let whole = number.ilog2();
    // From 1 to 2, in 2³¹sts. Squaring doubles the logarithm, whose next digit is whether 2 is reached.
    let mut mantissa = if whole > 31 { number >> (whole - 31) } else { number << (31 - whole) };
    let mut log = i64::from(whole);
    for _ in 0..16 {
        mantissa = (mantissa * mantissa) >> 31;
        let digit = mantissa >> 32;
        mantissa >>= digit;
        log = 2 * log + i64::from(digit == 1);
    }
    log
}

/// The greatest d with 10^d of at most the number; of 0 as of 1.
pub(super) fn decade_below(number: u64) -> u32 {
    number.max(1).ilog10()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decades_are_below_numbers() {
        for (number, below) in [(0, 0), (1, 0), (9, 0), (10, 1), (99, 1), (u64::MAX, 19)] {
            assert_eq!(decade_below(number), below, "{number}");
        }
        assert_eq!((log2(0), log2(1), log2(1 << 40)), (0, 0, 40 << 16));
        assert!((log2(10) - OF_TEN).abs() <= 1);
    }

    proptest! {
        #[test]
        #[expect(clippy::cast_precision_loss, clippy::float_arithmetic, reason = "the peer is of floats")]
        fn logarithms_are_those_of_floats(number in prop_oneof![1_u64..100_000, any::<u64>()]) {
            let expected = f64::log2(number.max(1) as f64) * 65_536.0;
            prop_assert!((log2(number) as f64 - expected).abs() < 2.0, "{number}: {} {expected}", log2(number));
        }
    }
}
