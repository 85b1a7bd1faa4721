//! How often something happens.

use std::fmt;

/// How often something happens, in parts per million, 0 to 1,000,000.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(into = "u32", try_from = "u32")]
pub struct Rate(#[schemars(range(max = 1_000_000))] u32);

impl Rate {
    /// Parts of the whole.
    pub const MILLION: u32 = 1_000_000;
    /// 0.
    pub const NEVER: Self = Self(0);
    /// 1,000,000.
    pub const ALWAYS: Self = Self(Self::MILLION);

    /// So many parts per million; none above 1,000,000.
    pub const fn new(ppm: u32) -> Option<Self> {
        if ppm <= Self::MILLION { Some(Self(ppm)) } else { None }
    }

    /// Parts per million.
    pub const fn ppm(self) -> u32 {
        self.0
    }

    /// Whether a number by chance, of which all 2⁶⁴ are equally likely, lets it happen.
    pub fn happens(self, number: u64) -> bool {
        self.number_below().is_none_or(|bound| number < bound)
    }

    /// The numbers that let it happen are those below this, all when there is none.
    pub(super) fn number_below(self) -> Option<u64> {
        u64::try_from((u128::from(self.0) << 64) / u128::from(Self::MILLION)).ok()
    }

    /// So many parts per million that are known to be no more than the whole.
    pub(super) const fn of(ppm: u32) -> Self {
        Self(if ppm <= Self::MILLION { ppm } else { Self::MILLION })
    }
}

/// More than the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rate is 0 to 1000000 parts per million, and not {0}")]
pub struct TooOften(u32);

impl TryFrom<u32> for Rate {
    type Error = TooOften;

    fn try_from(ppm: u32) -> Result<Self, TooOften> {
        Self::new(ppm).ok_or(TooOften(ppm))
    }
}

impl From<Rate> for u32 {
    fn from(rate: Rate) -> Self {
        rate.0
    }
}

/// In per cent.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, parts) = (self.0 / 10_000, self.0 % 10_000);
        match parts {
            0 => write!(f, "{whole} %"),
            _ => write!(f, "{whole}.{} %", format!("{parts:04}").trim_end_matches('0')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_print_in_per_cent() {
        for (ppm, shown) in [
            (0, "0 %"),
            (1, "0.0001 %"),
            (500, "0.05 %"),
            (380_000, "38 %"),
            (51_000, "5.1 %"),
            (1_000_000, "100 %"),
        ] {
            assert_eq!(Rate::new(ppm).map(|rate| rate.to_string()).as_deref(), Some(shown));
        }
        assert_eq!(Rate::new(1_000_001), None);
    }

    #[test]
    fn numbers_below_the_share_let_it_happen() {
        for (rate, last) in
            [(500_000, u64::MAX >> 1), (1, 18_446_744_073_708), (999_999, 18_446_725_626_965_477_905)]
        {
            let rate = Rate::of(rate);
            assert!(rate.happens(0) && rate.happens(last), "{rate}");
            assert!(!rate.happens(last + 1) && !rate.happens(u64::MAX), "{rate}");
        }
        assert!(!Rate::NEVER.happens(0));
        assert!(Rate::ALWAYS.happens(u64::MAX));
    }
}
