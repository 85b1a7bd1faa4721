//! Time stamps of seven octets.

use std::fmt;

/// A time stamp as the wire carries it ([3GPP TS 23.040] 9.2.3.11): year, month, day, hour, minute, second and
/// zone, each an octet of two decimal digits with the first digit in the low nibble.
///
/// Any seven octets are a time stamp, because service centres are seen to send digits that are none;
/// [`Self::to_date`] tells whether the octets name a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeStamp([u8; 7]);

impl TimeStamp {
    /// The time stamp with these octets.
    pub const fn from_octets(octets: [u8; 7]) -> Self {
        Self(octets)
    }

    /// The octets, as the wire carries them.
    pub const fn octets(self) -> [u8; 7] {
        self.0
    }

    /// The time stamp of a date, or the part of the date that is out of its range.
    pub fn from_date(date: Date) -> Result<Self, DateError> {
        date.check()?;
        let zone = two_digits(date.zone.unsigned_abs()) | if date.zone < 0 { ZONE_SIGN } else { 0 };
        let [year, month, day, hour, minute, second] =
            [date.year, date.month, date.day, date.hour, date.minute, date.second].map(two_digits);
        Ok(Self([year, month, day, hour, minute, second, zone]))
    }

    /// The date, or the first part of it that is not decimal or out of its range.
    pub fn to_date(self) -> Result<Date, DateError> {
        let [year, month, day, hour, minute, second, zone] = self.0;
        let quarters = number(DatePart::Zone, zone & !ZONE_SIGN)?.cast_signed();
        let date = Date {
            year: number(DatePart::Year, year)?,
            month: number(DatePart::Month, month)?,
            day: number(DatePart::Day, day)?,
            hour: number(DatePart::Hour, hour)?,
            minute: number(DatePart::Minute, minute)?,
            second: number(DatePart::Second, second)?,
            zone: if zone & ZONE_SIGN == 0 { quarters } else { -quarters },
        };
        date.check()?;
        Ok(date)
    }
}

/// A date and time of day, local to the service centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// Year without its century, 0 to 99.
    pub year: u8,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31. Whether the month has that day is not checked.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
    /// Local time minus GMT in quarters of an hour, -79 to 79; -48 to 56 are in use.
    pub zone: i8,
}

impl Date {
    fn check(self) -> Result<(), DateError> {
        let parts = [
            (DatePart::Year, self.year, 0..=99),
            (DatePart::Month, self.month, 1..=12),
            (DatePart::Day, self.day, 1..=31),
            (DatePart::Hour, self.hour, 0..=23),
            (DatePart::Minute, self.minute, 0..=59),
            (DatePart::Second, self.second, 0..=59),
            (DatePart::Zone, self.zone.unsigned_abs(), 0..=79),
        ];
        match parts.into_iter().find(|(_, found, range)| !range.contains(found)) {
            None => Ok(()),
            Some((part, found, range)) => {
                Err(DateError::OutOfRange { part, found, first: *range.start(), last: *range.end() })
            }
        }
    }
}

/// A part of a date. Its number is its octet within the time stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatePart {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day.
    Day,
    /// The hour.
    Hour,
    /// The minute.
    Minute,
    /// The second.
    Second,
    /// The zone.
    Zone,
}

impl fmt::Display for DatePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
            Self::Zone => "zone",
        })
    }
}

/// Why seven octets do not name a date, or a date has no octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// A nibble is not a decimal digit.
    #[error("the {place} digit of the {part} is {found:#X}, expected 0 to 9")]
    NotDecimal {
        /// The part it is in.
        part: DatePart,
        /// Which digit: the tens stand in the low nibble.
        place: Place,
        /// The nibble.
        found: u8,
    },
    /// A number is outside its range.
    #[error("the {part} is {found}, expected {first} to {last}")]
    OutOfRange {
        /// The part.
        part: DatePart,
        /// Its number; for the zone without its sign.
        found: u8,
        /// The smallest that is right.
        first: u8,
        /// The largest that is right.
        last: u8,
    },
}

/// Which of the two digits of an octet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The low nibble, written first.
    Tens,
    /// The high nibble, written second.
    Units,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tens => "tens",
            Self::Units => "units",
        })
    }
}

/// The top bit of the tens digit of the zone: set when local time is behind GMT.
const ZONE_SIGN: u8 = 0x08;

/// The number below 100 that an octet spells, first digit in the low nibble.
fn number(part: DatePart, octet: u8) -> Result<u8, DateError> {
    let (tens, units) = (octet & 0x0F, octet >> 4);
    for (place, found) in [(Place::Tens, tens), (Place::Units, units)] {
        if found > 9 {
            return Err(DateError::NotDecimal { part, place, found });
        }
    }
    Ok(tens * 10 + units)
}

/// The octet that spells a number below 100.
const fn two_digits(number: u8) -> u8 {
    (number / 10) | ((number % 10) << 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAMPLE: [u8; 7] = [0x01, 0x21, 0x13, 0x32, 0x95, 0x85, 0x80];

    #[test]
    fn the_digits_of_each_octet_are_swapped() {
        // 10-12-31 23:59:58, and 08 quarters written 80.
        let date = Date { year: 10, month: 12, day: 31, hour: 23, minute: 59, second: 58, zone: 8 };
        assert_eq!(TimeStamp::from_octets(SAMPLE).to_date(), Ok(date));
        assert_eq!(TimeStamp::from_date(date), Ok(TimeStamp::from_octets(SAMPLE)));
    }

    #[test]
    fn the_zone_counts_signed_quarters() {
        for (octet, quarters) in
            [(0x00, 0), (0x80, 8), (0x8A, -28), (0x48, -4), (0x65, 56), (0x8C, -48), (0x97, 79), (0x9F, -79)]
        {
            let mut octets = SAMPLE;
            octets[6] = octet;
            let stamp = TimeStamp::from_octets(octets);
            let date = stamp.to_date().unwrap();
            assert_eq!(date.zone, quarters, "{octet:#04X}");
            assert_eq!(TimeStamp::from_date(date), Ok(stamp), "{octet:#04X}");
        }
    }

    #[test]
    fn the_bad_digit_is_named() {
        let not_decimal = |part, place, found| DateError::NotDecimal { part, place, found };
        let cases = [
            (0, 0x0A, not_decimal(DatePart::Year, Place::Tens, 10)),
            (2, 0xF1, not_decimal(DatePart::Day, Place::Units, 15)),
            (6, 0xA0, not_decimal(DatePart::Zone, Place::Units, 10)),
            (1, 0x31, DateError::OutOfRange { part: DatePart::Month, found: 13, first: 1, last: 12 }),
            (2, 0x00, DateError::OutOfRange { part: DatePart::Day, found: 0, first: 1, last: 31 }),
            (5, 0x06, DateError::OutOfRange { part: DatePart::Second, found: 60, first: 0, last: 59 }),
        ];
        for (index, octet, error) in cases {
            let mut octets = SAMPLE;
            octets[index] = octet;
            assert_eq!(TimeStamp::from_octets(octets).to_date(), Err(error));
        }
        let error = not_decimal(DatePart::Day, Place::Units, 15);
        assert_eq!(error.to_string(), "the units digit of the day is 0xF, expected 0 to 9");
    }

    #[test]
    fn a_date_out_of_range_has_no_octets() {
        let date = Date { year: 10, month: 12, day: 31, hour: 24, minute: 0, second: 0, zone: 0 };
        let error = DateError::OutOfRange { part: DatePart::Hour, found: 24, first: 0, last: 23 };
        assert_eq!(TimeStamp::from_date(date), Err(error));
        let date = Date { hour: 0, zone: i8::MIN, ..date };
        let error = DateError::OutOfRange { part: DatePart::Zone, found: 128, first: 0, last: 79 };
        assert_eq!(TimeStamp::from_date(date), Err(error));
    }

    proptest! {
        #[test]
        fn a_date_survives_the_wire(
            (year, month, day) in (0_u8..=99, 1_u8..=12, 1_u8..=31),
            (hour, minute, second) in (0_u8..=23, 0_u8..=59, 0_u8..=59),
            zone in -79_i8..=79,
        ) {
            let date = Date { year, month, day, hour, minute, second, zone };
            prop_assert_eq!(TimeStamp::from_date(date).unwrap().to_date(), Ok(date));
        }

        #[test]
        fn octets_that_name_a_date_come_back(
            octets in prop::array::uniform7((1_u8..=12).prop_map(two_digits)), behind: bool,
        ) {
            let mut octets = octets;
            octets[6] |= if behind { ZONE_SIGN } else { 0 };
            let stamp = TimeStamp::from_octets(octets);
            prop_assert_eq!(stamp.to_date().and_then(TimeStamp::from_date), Ok(stamp));
        }

        #[test]
        fn no_octets_are_too_strange(octets: [u8; 7]) {
            let stamp = TimeStamp::from_octets(octets);
            prop_assert_eq!(stamp.octets(), octets);
            let decimal = octets[..6].iter().all(|octet| octet & 0x0F < 10 && octet >> 4 < 10);
            prop_assert!(decimal || stamp.to_date().is_err());
        }
    }
}
