//! Windows file times.

use super::DateTime;

/// A FILETIME: units of 100 nanoseconds since 1601-01-01T00:00:00Z ([MS-DTYP] 2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileTime(pub u64);

impl FileTime {
    /// `None` before 1601.
    pub fn from_date_time(date: DateTime) -> Option<Self> {
        let milliseconds = u64::try_from(date.unix_ms() + MS_1601_TO_1970).ok()?;
        Some(Self(milliseconds * UNITS_PER_MS))
    }

    /// What is finer than a millisecond is cut off. `None` after the year 9999.
    pub fn date_time(self) -> Option<DateTime> {
        let milliseconds = i64::try_from(self.0 / UNITS_PER_MS).ok()?;
        DateTime::from_unix_ms(milliseconds - MS_1601_TO_1970)
    }
}

const UNITS_PER_MS: u64 = 10_000;
const MS_1601_TO_1970: i64 = 11_644_473_600_000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_times() {
        let table = [
            ("1601-01-01T00:00:00.000Z", 0),
            ("1970-01-01T00:00:00.000Z", 0x019D_B1DE_D53E_8000),
            ("2009-01-08T00:14:36.000Z", 0x01C9_7126_16AE_7E00),
            ("2009-01-08T00:16:00.000Z", 0x01C9_7126_48BF_E000),
            ("9999-12-31T23:59:59.999Z", 0x24C8_5A5E_D1C0_18F0),
        ];
        for (text, units) in table {
            let date = DateTime::parse(text).unwrap();
            assert_eq!(FileTime::from_date_time(date), Some(FileTime(units)), "{text}");
            assert_eq!(FileTime(units).date_time(), Some(date), "{text}");
            assert_eq!(FileTime(units + 9_999).date_time(), Some(date), "{text}");
        }
    }

    #[test]
    fn times_that_the_other_form_cannot_hold() {
        let before_1601 = DateTime::parse("1600-12-31T23:59:59.999Z").unwrap();
        assert_eq!(FileTime::from_date_time(before_1601), None);
        assert_eq!(FileTime::from_date_time(DateTime::FIRST), None);
        assert_eq!(FileTime(0x24C8_5A5E_D1C0_4000).date_time(), None);
        assert_eq!(FileTime(u64::MAX).date_time(), None);
    }

    proptest! {
        #[test]
        fn every_date_since_1601_comes_back(milliseconds in -MS_1601_TO_1970..=DateTime::LAST.unix_ms()) {
            let date = DateTime::from_unix_ms(milliseconds).unwrap();
            prop_assert_eq!(FileTime::from_date_time(date).and_then(FileTime::date_time), Some(date));
        }

        #[test]
        fn any_file_time_is_a_date_or_none(units in any::<u64>()) {
            if let Some(back) = FileTime(units).date_time().and_then(FileTime::from_date_time) {
                prop_assert_eq!(back.0, units - units % 10_000);
            }
        }
    }
}
