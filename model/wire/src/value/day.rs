//! Days of the proleptic Gregorian calendar, years 1 to 9999.

/// A day, counted from 1970-01-01, which is day 0; from 0001-01-01 to 9999-12-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// Year, month and day of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, as far as the month goes.
    pub day: u8,
}

impl Day {
    /// 0001-01-01.
    pub const FIRST: Self = Self(-YEAR_ONE_TO_1970);
    /// 9999-12-31.
    pub const LAST: Self = Self(2_932_896);

    /// The day with this number; `None` outside the years 1 to 9999.
    pub fn new(number: i32) -> Option<Self> {
        (Self::FIRST.0..=Self::LAST.0).contains(&number).then_some(Self(number))
    }

    /// The day of this date; `None` when there is no such date.
    pub fn from_civil(civil: Civil) -> Option<Self> {
        let Civil { year, month, day } = civil;
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        if !exists {
            return None;
        }
        let before = i32::from(year) - 1;
        let leap_days = before / 4 - before / 100 + before / 400;
        let in_year: i32 = (1..month).map(|earlier| i32::from(days_in_month(year, earlier))).sum();
        Some(Self(before * 365 + leap_days + in_year + i32::from(day) - 1 - YEAR_ONE_TO_1970))
    }

    /// Days since 1970-01-01; negative before.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Year, month and day of the month.
    pub fn civil(self) -> Civil {
        // Whole cycles of 400, 100 and 4 years first. The last day of a cycle of 400 or of 4 years is its 366th of a
        // leap year, not the first of a year or century more: hence the two minima.
        let days = self.0 + YEAR_ONE_TO_1970;
        let (cycles, days) = (days / DAYS_IN_400_YEARS, days % DAYS_IN_400_YEARS);
        let centuries = (days / DAYS_IN_100_YEARS).min(3);
        let days = days - centuries * DAYS_IN_100_YEARS;
        let (fours, days) = (days / DAYS_IN_4_YEARS, days % DAYS_IN_4_YEARS);
        let years = (days / 365).min(3);
        let year = clip_u16(cycles * 400 + centuries * 100 + fours * 4 + years + 1);

        let (mut month, mut day) = (1, days - years * 365);
        while month < 12 && day >= i32::from(days_in_month(year, month)) {
            day -= i32::from(days_in_month(year, month));
            month += 1;
        }
        Civil { year, month, day: clip_u8(day + 1) }
    }
}

/// Days in a month of the proleptic Gregorian calendar; `month` is 1 to 12.
pub(super) const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// Days from 0001-01-01 to 1970-01-01.
const YEAR_ONE_TO_1970: i32 = 719_162;
const DAYS_IN_400_YEARS: i32 = 146_097;
const DAYS_IN_100_YEARS: i32 = 36_524;
const DAYS_IN_4_YEARS: i32 = 1_461;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a `Day` ends with the year 9999"
)]
const fn clip_u16(year: i32) -> u16 {
    year as u16
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a day of a month is 1 to 31")]
const fn clip_u8(day: i32) -> u8 {
    day as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_dates() {
        #[rustfmt::skip]
        let table = [
            (1, 1, 1, -719_162), (1600, 2, 29, -135_081), (1600, 12, 31, -134_775), (1601, 1, 1, -134_774),
            (1900, 2, 28, -25_509), (1900, 3, 1, -25_508), (1969, 12, 31, -1), (1970, 1, 1, 0), (2000, 2, 29, 11_016),
            (2000, 12, 31, 11_322), (2001, 1, 1, 11_323), (2009, 1, 8, 14_252), (2038, 1, 19, 24_855),
            (9999, 12, 31, 2_932_896),
        ];
        for (year, month, day, number) in table {
            let civil = Civil { year, month, day };
            assert_eq!(Day::from_civil(civil).map(Day::number), Some(number), "{civil:?}");
            assert_eq!(Day::new(number).map(Day::civil), Some(civil), "{number}");
        }
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut expected = Civil { year: 1, month: 1, day: 1 };
        for number in Day::FIRST.number()..=Day::LAST.number() {
            let day = Day::new(number).unwrap();
            assert_eq!(day.civil(), expected);
            assert_eq!(Day::from_civil(expected), Some(day));
            let Civil { year, month, day } = expected;
            expected = match (month, day) {
                (12, 31) => Civil { year: year + 1, month: 1, day: 1 },
                _ if day == days_in_month(year, month) => Civil { year, month: month + 1, day: 1 },
                _ => Civil { year, month, day: day + 1 },
            };
        }
        assert_eq!(expected, Civil { year: 10_000, month: 1, day: 1 });
    }

    #[test]
    fn dates_that_do_not_exist() {
        #[rustfmt::skip]
        let table = [
            (0, 12, 31), (10_000, 1, 1), (2009, 0, 1), (2009, 13, 1), (2009, 1, 0), (2009, 1, 32), (2009, 2, 29),
            (1900, 2, 29), (2000, 2, 30), (2009, 4, 31), (2009, 255, 255),
        ];
        for (year, month, day) in table {
            assert_eq!(Day::from_civil(Civil { year, month, day }), None, "{year}-{month}-{day}");
        }
        assert_eq!(Day::new(Day::FIRST.number() - 1), None);
        assert_eq!(Day::new(Day::LAST.number() + 1), None);
    }
}
