//! Times and validity periods.

use crate::sms::time_stamp::{Date, DateError, TimeStamp};
use crate::sms::validity::Relative;

/// A point in time ([3GPP2 C.S0015-B] 4.5.4): year, month, day, hour, minute, second, each an octet of two decimal
/// digits, the first in the high nibble. Any six octets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CentreTime(pub [u8; 6]);

impl CentreTime {
    /// The time of a date, whose zone is not carried, or the part of the date that is out of its range.
    pub fn from_date(date: Date) -> Result<Self, DateError> {
        let [year, month, day, hour, minute, second, _] =
            TimeStamp::from_date(Date { zone: 0, ..date })?.octets().map(|octet| octet.rotate_left(4));
        Ok(Self([year, month, day, hour, minute, second]))
    }

    /// The date, with zone 0 since none is carried, or the first part of it that is not decimal or out of its
    /// range.
    ///
    /// Years 96 to 99 are of the twentieth century, the others of this one.
    pub fn to_date(self) -> Result<Date, DateError> {
        let [year, month, day, hour, minute, second] = self.0.map(|octet| octet.rotate_left(4));
        TimeStamp::from_octets([year, month, day, hour, minute, second, 0]).to_date()
    }
}

/// A validity or deferral period ([3GPP2 C.S0015-B] 4.5.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RelativeValidity(pub u8);

impl RelativeValidity {
    /// How long it is.
    pub const fn lifetime(self) -> Lifetime {
        match self.0 {
            0..=244 => Lifetime::Minutes(Relative::from_code(self.0).minutes()),
            245 => Lifetime::Indefinite,
            246 => Lifetime::Immediate,
            247 => Lifetime::UntilPowerOff,
            248..=255 => Lifetime::Reserved,
        }
    }
}

/// How long a message is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lifetime {
    /// So many minutes, by the steps of TP-VP.
    Minutes(u32),
    /// 245: without end.
    Indefinite,
    /// 246: not at all.
    Immediate,
    /// 247: until the phone is switched off or registers anew.
    UntilPowerOff,
    /// 248 to 255.
    Reserved,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sms::time_stamp::{DatePart, Place};

    #[test]
    fn the_digits_of_each_octet_are_not_swapped() {
        let time = CentreTime([0x24, 0x01, 0x31, 0x12, 0x34, 0x56]);
        let date = Date { year: 24, month: 1, day: 31, hour: 12, minute: 34, second: 56, zone: 0 };
        assert_eq!(time.to_date(), Ok(date));
        assert_eq!(CentreTime::from_date(Date { zone: 8, ..date }), Ok(time));
        let error = DateError::NotDecimal { part: DatePart::Day, place: Place::Tens, found: 0xF };
        assert_eq!(CentreTime([0x24, 0x01, 0xF1, 0, 0, 0]).to_date(), Err(error));
    }

    #[test]
    fn the_last_codes_are_no_lengths() {
        let rows = [
            (0, Lifetime::Minutes(5)),
            (167, Lifetime::Minutes(24 * 60)),
            (244, Lifetime::Minutes(52 * 7 * 24 * 60)),
            (245, Lifetime::Indefinite),
            (246, Lifetime::Immediate),
            (247, Lifetime::UntilPowerOff),
            (248, Lifetime::Reserved),
            (255, Lifetime::Reserved),
        ];
        for (code, lifetime) in rows {
            assert_eq!(RelativeValidity(code).lifetime(), lifetime, "{code}");
        }
    }
}
