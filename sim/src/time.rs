//! Virtual time.

use std::fmt;

/// A moment of a run: milliseconds since its first midnight.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Time(pub u64);

/// Milliseconds of a second.
pub const SECOND: u64 = 1_000;
/// Milliseconds of a minute.
pub const MINUTE: u64 = 60 * SECOND;
/// Milliseconds of an hour.
pub const HOUR: u64 = 60 * MINUTE;
/// Milliseconds of a day.
pub const DAY: u64 = 24 * HOUR;

impl Time {
    /// So many milliseconds later.
    #[must_use]
    pub const fn after(self, milliseconds: u64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The milliseconds since an earlier moment; none since a later one.
    pub const fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The midnight that follows.
    #[must_use]
    pub const fn next_midnight(self) -> Self {
        Self((self.0 / DAY + 1) * DAY)
    }
}

/// The day from 0, and the time of the day: `3 04:05:06.789`.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, rest) = (self.0 / DAY, self.0 % DAY);
        let (hour, minute, second) = (rest / HOUR, rest % HOUR / MINUTE, rest % MINUTE / SECOND);
        write!(f, "{day} {hour:02}:{minute:02}:{second:02}.{:03}", rest % SECOND)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_prints_as_day_and_time() {
        assert_eq!(Time(0).to_string(), "0 00:00:00.000");
        assert_eq!(Time(3 * DAY + 4 * HOUR + 5 * MINUTE + 6 * SECOND + 789).to_string(), "3 04:05:06.789");
    }

    #[test]
    fn midnight_is_always_ahead() {
        assert_eq!(Time(0).next_midnight(), Time(DAY));
        assert_eq!(Time(DAY - 1).next_midnight(), Time(DAY));
        assert_eq!(Time(DAY).next_midnight(), Time(2 * DAY));
    }
}
