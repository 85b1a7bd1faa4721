//! Points in time: `2009-01-08T00:14:36.000Z` and `20090108T001436Z`.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use super::day::{Civil, Day, days_in_month};

/// A point in time to the millisecond, UTC, from 0001-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.
///
/// [`parse`](Self::parse) gives the normalised value; to pass a text on unchanged, keep the text.
/// [`Display`](fmt::Display) always writes three digits of a second: `2009-01-08T00:14:36.000Z`
/// ([MS-ASDTYPE] 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    /// Since 1970-01-01T00:00:00Z.
    milliseconds: i64,
}

impl DateTime {
    /// 0001-01-01T00:00:00.000Z.
    pub const FIRST: Self = Self { milliseconds: Day::FIRST.number() as i64 * MS_PER_DAY };
    /// 9999-12-31T23:59:59.999Z.
    pub const LAST: Self = Self { milliseconds: (Day::LAST.number() as i64 + 1) * MS_PER_DAY - 1 };

    /// Reads the form `YYYY-MM-DDTHH:MM:SSZ` with or without a fraction of a second ([MS-ASDTYPE] 2.3,
    /// EC-58).
    ///
    /// - The fraction has one digit or more; digits past the third are cut off, not rounded.
    /// - Hour 24, which the specification allows without saying what it means, stands only in 24:00:00 and is
    ///   midnight of the next day, as ISO 8601 has it.
    /// - Second 60, offsets such as `+01:00`, lower-case `t` and `z`, and blanks are refused: times are UTC
    ///   and this form is the only one.
    pub fn parse(text: &str) -> Result<Self, DateTimeError> {
        Reader { text, at: 0 }.read(Form::Long)
    }

    /// Reads the compact form `YYYYMMDDTHHMMSSZ` ([MS-ASDTYPE] 2.7.5), which has no fraction. Hours are as in
    /// [`parse`](Self::parse).
    pub fn parse_compact(text: &str) -> Result<Self, DateTimeError> {
        Reader { text, at: 0 }.read(Form::Compact)
    }

    /// The point that many milliseconds after 1970-01-01T00:00:00Z; `None` outside the years 1 to 9999.
    pub fn from_unix_ms(milliseconds: i64) -> Option<Self> {
        let range = Self::FIRST.milliseconds..=Self::LAST.milliseconds;
        range.contains(&milliseconds).then_some(Self { milliseconds })
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
    pub const fn unix_ms(self) -> i64 {
        self.milliseconds
    }

    /// The first moment of a day.
    pub const fn midnight(day: Day) -> Self {
        Self { milliseconds: day.number() as i64 * MS_PER_DAY }
    }

    /// The day that this moment is part of.
    pub fn day(self) -> Day {
        #[expect(clippy::cast_possible_truncation, reason = "a `DateTime` ends with the year 9999")]
        let number = self.milliseconds.div_euclid(MS_PER_DAY) as i32;
        Day::new(number).unwrap_or(Day::LAST)
    }

    /// The compact form, `20090108T001436Z`; milliseconds are cut off, since the form has no place for them.
    pub fn to_compact(self) -> String {
        let (Civil { year, month, day }, Clock { hour, minute, second, .. }) = self.parts();
        format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
    }

    fn parts(self) -> (Civil, Clock) {
        let of_day = self.milliseconds.rem_euclid(MS_PER_DAY);
        let clock = Clock {
            hour: of_day / 3_600_000,
            minute: of_day / 60_000 % 60,
            second: of_day / 1000 % 60,
            millisecond: of_day % 1000,
        };
        (self.day().civil(), clock)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Civil { year, month, day }, Clock { hour, minute, second, millisecond }) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// A text that is not a point in time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("offset {offset}: {fault}")]
pub struct DateTimeError {
    /// Offset in bytes of what is at fault; for a number, of its first digit.
    pub offset: usize,
    /// What was found and what would be right.
    pub fault: DateTimeFault,
}

/// What is wrong with a text that is not a point in time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateTimeFault {
    /// Another character stands here.
    #[error("expected {expected}, found {found:?}")]
    Unexpected {
        /// What would be right.
        expected: &'static str,
        /// What is there.
        found: char,
    },
    /// The text ends here.
    #[error("expected {expected}, found the end")]
    Ended {
        /// What would be right.
        expected: &'static str,
    },
    /// A number that its field cannot have.
    #[error("the {field} is {value}; expected {low} to {high}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// What is there.
        value: u16,
        /// The least that would be right.
        low: u16,
        /// The greatest that would be right, in this month for a day.
        high: u16,
    },
    /// Hour 24 with something after it.
    #[error("hour 24 stands only in 24:00:00")]
    PastMidnight,
    /// 24:00:00 on the last day of the year 9999.
    #[error("midnight after the last day of the year 9999; expected a time before it")]
    PastYear9999,
}

const MS_PER_DAY: i64 = 86_400_000;

/// The time of day.
struct Clock {
    hour: i64,
    minute: i64,
    second: i64,
    millisecond: i64,
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Long,
    Compact,
}

/// Reads one text from its start; everything before `at` is ASCII.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn read(mut self, form: Form) -> Result<DateTime, DateTimeError> {
        let year = self.number("year", 4, 1..=9999)?;
        self.separator(form, '-', "'-'")?;
        let month = self.small_number("month", 1..=12)?;
        self.separator(form, '-', "'-'")?;
        let day = self.small_number("day", 1..=days_in_month(year, month))?;
        self.literal('T', "'T'")?;
        let hour_at = self.at;
        let hour = self.small_number("hour", 0..=24)?;
        self.separator(form, ':', "':'")?;
        let minute = self.small_number("minute", 0..=59)?;
        self.separator(form, ':', "':'")?;
        let second = self.small_number("second", 0..=59)?;
        let millisecond = if form == Form::Long { self.fraction()? } else { 0 };
        self.literal('Z', "'Z', since times are UTC")?;
        if let Some(found) = self.peek() {
            return Err(self.fault(DateTimeFault::Unexpected { expected: "the end", found }));
        }

        let of_day = i64::from(hour) * 3_600_000
            + i64::from(minute) * 60_000
            + i64::from(second) * 1000
            + i64::from(millisecond);
        if of_day > MS_PER_DAY {
            return Err(DateTimeError { offset: hour_at, fault: DateTimeFault::PastMidnight });
        }
        Day::from_civil(Civil { year, month, day })
            .and_then(|day| DateTime::from_unix_ms(DateTime::midnight(day).unix_ms() + of_day))
            .ok_or(DateTimeError { offset: hour_at, fault: DateTimeFault::PastYear9999 })
    }

    /// Milliseconds, 0 when there is no fraction.
    fn fraction(&mut self) -> Result<u16, DateTimeError> {
        if self.peek() != Some('.') {
            return Ok(0);
        }
        self.at += 1;
        let (mut value, mut unit) = (u16::from(self.digit()?) * 100, 10);
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            value += u16::from(self.digit()?) * unit;
            unit /= 10;
        }
        Ok(value)
    }

    fn small_number(&mut self, field: &'static str, range: RangeInclusive<u8>) -> Result<u8, DateTimeError> {
        let range = u16::from(*range.start())..=u16::from(*range.end());
        let number = self.number(field, 2, range)?;
        #[expect(clippy::cast_possible_truncation, reason = "two digits")]
        Ok(number as u8)
    }

    fn number(
        &mut self,
        field: &'static str,
        digits: u8,
        range: RangeInclusive<u16>,
    ) -> Result<u16, DateTimeError> {
        let offset = self.at;
        let mut value = 0;
        for _ in 0..digits {
            value = value * 10 + u16::from(self.digit()?);
        }
        if range.contains(&value) {
            return Ok(value);
        }
        let (low, high) = range.into_inner();
        Err(DateTimeError { offset, fault: DateTimeFault::OutOfRange { field, value, low, high } })
    }

    fn digit(&mut self) -> Result<u8, DateTimeError> {
        match self.text.as_bytes().get(self.at) {
            Some(&byte) if byte.is_ascii_digit() => {
                self.at += 1;
                Ok(byte - b'0')
            }
            _ => Err(self.unexpected("a digit")),
        }
    }

    fn separator(&mut self, form: Form, wanted: char, expected: &'static str) -> Result<(), DateTimeError> {
        if form == Form::Compact { Ok(()) } else { self.literal(wanted, expected) }
    }

    fn literal(&mut self, wanted: char, expected: &'static str) -> Result<(), DateTimeError> {
        if self.peek() != Some(wanted) {
            return Err(self.unexpected(expected));
        }
        self.at += wanted.len_utf8();
        Ok(())
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn unexpected(&self, expected: &'static str) -> DateTimeError {
        self.fault(match self.peek() {
            Some(found) => DateTimeFault::Unexpected { expected, found },
            None => DateTimeFault::Ended { expected },
        })
    }

    fn fault(&self, fault: DateTimeFault) -> DateTimeError {
        DateTimeError { offset: self.at, fault }
    }
}

#[cfg(test)]
mod tests;
