//! How long the service centre keeps trying: TP-VP.

use super::time_stamp::TimeStamp;
use super::tpdu::DecodeError;
use super::tpdu::reader::Reader;

/// TP-Validity-Period ([3GPP TS 23.040] 9.2.3.12) in one of its three formats.
///
/// A SUBMIT may also carry none, and then the service centre chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValidityPeriod {
    /// TP-VPF 01: seven octets with a choice of units.
    Enhanced(Enhanced),
    /// TP-VPF 10: one octet, counted from when the service centre takes the message.
    Relative(Relative),
    /// TP-VPF 11: the time at which the period ends.
    Absolute(TimeStamp),
}

impl ValidityPeriod {
    /// TP-VPF, in bits 4 and 3 of the first octet.
    pub(in crate::sms) const fn format(validity: Option<Self>) -> u8 {
        match validity {
            None => 0b00 << 3,
            Some(Self::Enhanced(_)) => 0b01 << 3,
            Some(Self::Relative(_)) => 0b10 << 3,
            Some(Self::Absolute(_)) => 0b11 << 3,
        }
    }

    /// Reads the period whose format stands in bits 4 and 3 of `first`.
    pub(in crate::sms) fn decode(reader: &mut Reader<'_>, first: u8) -> Result<Option<Self>, DecodeError> {
        const FIELD: &str = "TP-VP";
        Ok(match first >> 3 & 0b11 {
            0b00 => None,
            0b01 => Some(Self::Enhanced(Enhanced(reader.array(FIELD)?))),
            0b10 => Some(Self::Relative(Relative(reader.octet(FIELD)?))),
            _ => Some(Self::Absolute(TimeStamp::from_octets(reader.array(FIELD)?))),
        })
    }

    pub(in crate::sms) fn encode(self, out: &mut Vec<u8>) {
        match self {
            Self::Enhanced(Enhanced(octets)) => out.extend(octets),
            Self::Relative(Relative(code)) => out.push(code),
            Self::Absolute(time) => out.extend(time.octets()),
        }
    }
}

/// A relative validity period ([3GPP TS 23.040] 9.2.3.12.1): steps of 5 minutes up to 12 hours, of 30 minutes up
/// to a day, of a day up to 30 days, of a week up to 63 weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relative(u8);

impl Relative {
    /// The period with this code.
    pub const fn from_code(code: u8) -> Self {
        Self(code)
    }

    /// The shortest period that is not below so many minutes; none above 63 weeks.
    pub fn at_least(minutes: u32) -> Option<Self> {
        (0..=u8::MAX).map(Self).find(|period| period.minutes() >= minutes)
    }

    /// The code on the wire.
    pub const fn code(self) -> u8 {
        self.0
    }

    /// The length of the period in minutes, 5 to 635,040.
    pub const fn minutes(self) -> u32 {
        const HOUR: u32 = 60;
        const DAY: u32 = 24 * HOUR;
        const WEEK: u32 = 7 * DAY;
        let code = self.0 as u32;
        match self.0 {
            0..=143 => (code + 1) * 5,
            144..=167 => 12 * HOUR + (code - 143) * 30,
            168..=196 => (code - 166) * DAY,
            197..=255 => (code - 192) * WEEK,
        }
    }
}

/// An enhanced validity period ([3GPP TS 23.040] 9.2.3.12.3): a functionality indicator, the period in the unit it
/// names, and zeros up to seven octets.
///
/// Any seven octets are kept as they are; the methods tell what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Enhanced([u8; 7]);

impl Enhanced {
    /// The period with these octets.
    pub const fn from_octets(octets: [u8; 7]) -> Self {
        Self(octets)
    }

    /// The period in one of the units; `single_shot` asks the service centre to try once only.
    pub const fn new(period: EnhancedPeriod, single_shot: bool) -> Self {
        let (format, [a, b, c]) = match period {
            EnhancedPeriod::None => (0, [0, 0, 0]),
            EnhancedPeriod::Relative(Relative(code)) => (1, [code, 0, 0]),
            EnhancedPeriod::Seconds(seconds) => (2, [seconds, 0, 0]),
            EnhancedPeriod::Clock(semi_octets) => (3, semi_octets),
            EnhancedPeriod::Reserved(format) => (format & FORMAT, [0, 0, 0]),
        };
        let single_shot = if single_shot { SINGLE_SHOT } else { 0 };
        Self([format | single_shot, a, b, c, 0, 0, 0])
    }

    /// The octets, as the wire carries them.
    pub const fn octets(self) -> [u8; 7] {
        self.0
    }

    /// Whether the service centre is to try once only.
    pub const fn single_shot(self) -> bool {
        let [indicator, ..] = self.0;
        indicator & SINGLE_SHOT != 0
    }

    /// The period. It stands behind the last functionality indicator; none when they fill the field.
    pub fn period(self) -> EnhancedPeriod {
        let [indicator, ..] = self.0;
        let extensions = self.0.iter().take_while(|octet| **octet & EXTENSION != 0).count();
        let mut period = self.0.iter().copied().skip(extensions + 1);
        let mut next = || period.next().unwrap_or(0);
        match indicator & FORMAT {
            0 => EnhancedPeriod::None,
            1 => EnhancedPeriod::Relative(Relative(next())),
            2 => EnhancedPeriod::Seconds(next()),
            3 => EnhancedPeriod::Clock([next(), next(), next()]),
            format => EnhancedPeriod::Reserved(format),
        }
    }
}

/// What an enhanced validity period says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnhancedPeriod {
    /// 0: no period given.
    None,
    /// 1: as in the relative format.
    Relative(Relative),
    /// 2: seconds, 1 to 255; 0 is reserved.
    Seconds(u8),
    /// 3: hours, minutes and seconds, each two decimal digits with the first in the low nibble, kept as found.
    Clock([u8; 3]),
    /// 4 to 7: reserved.
    Reserved(u8),
}

/// Functionality indicator: another one follows.
const EXTENSION: u8 = 0x80;
/// Functionality indicator: one attempt only.
const SINGLE_SHOT: u8 = 0x40;
/// Functionality indicator: the unit of the period.
const FORMAT: u8 = 0x07;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: u32 = 60;
    const DAY: u32 = 24 * HOUR;
    const WEEK: u32 = 7 * DAY;

    #[test]
    fn relative_periods_change_step_at_each_edge() {
        let cases = [
            (0, 5),
            (143, 12 * HOUR),
            (144, 12 * HOUR + 30),
            (167, DAY),
            (168, 2 * DAY),
            (196, 30 * DAY),
            (197, 5 * WEEK),
            (255, 63 * WEEK),
        ];
        for (code, minutes) in cases {
            assert_eq!(Relative(code).minutes(), minutes, "{code}");
            assert_eq!(Relative::at_least(minutes), Some(Relative(code)), "{minutes}");
        }
    }

    #[test]
    fn the_period_chosen_is_the_shortest_that_is_long_enough() {
        let cases = [
            (0, Some(0)),
            (6, Some(1)),
            (12 * HOUR + 1, Some(144)),
            (DAY + 1, Some(168)),
            (30 * DAY + 1, Some(197)),
            (63 * WEEK, Some(255)),
            (63 * WEEK + 1, None),
        ];
        for (minutes, code) in cases {
            assert_eq!(Relative::at_least(minutes).map(Relative::code), code, "{minutes}");
        }
    }

    #[test]
    fn enhanced_periods_name_their_unit() {
        let cases = [
            ([0x00, 0, 0, 0, 0, 0, 0], EnhancedPeriod::None, false),
            ([0x40, 0, 0, 0, 0, 0, 0], EnhancedPeriod::None, true),
            ([0x01, 167, 0, 0, 0, 0, 0], EnhancedPeriod::Relative(Relative(167)), false),
            ([0x42, 30, 0, 0, 0, 0, 0], EnhancedPeriod::Seconds(30), true),
            ([0x03, 0x21, 0x03, 0x54, 0, 0, 0], EnhancedPeriod::Clock([0x21, 0x03, 0x54]), false),
            ([0x05, 0, 0, 0, 0, 0, 0], EnhancedPeriod::Reserved(5), false),
        ];
        for (octets, period, single_shot) in cases {
            let enhanced = Enhanced::from_octets(octets);
            assert_eq!((enhanced.period(), enhanced.single_shot()), (period, single_shot));
            assert_eq!(Enhanced::new(period, single_shot), enhanced);
        }
    }

    #[test]
    fn the_period_stands_behind_all_indicators() {
        let enhanced = Enhanced::from_octets([0x82, 0x80, 0x00, 9, 0, 0, 0]);
        assert_eq!(enhanced.period(), EnhancedPeriod::Seconds(9));
        assert_eq!(Enhanced::from_octets([0x83; 7]).period(), EnhancedPeriod::Clock([0, 0, 0]));
    }

    proptest! {
        #[test]
        fn longer_codes_last_longer(code in 0_u8..=254) {
            prop_assert!(Relative(code).minutes() < Relative(code + 1).minutes());
        }
    }
}
