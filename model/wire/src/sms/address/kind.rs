//! The type octet of an address.

/// Type-of-number ([3GPP TS 23.040] 9.1.2.5), bits 6 to 4 of the type octet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeOfNumber {
    /// 0: not known; the number is as dialled.
    Unknown,
    /// 1: begins with a country code, without `+`.
    International,
    /// 2: within a country.
    National,
    /// 3: of the network, for its own services.
    NetworkSpecific,
    /// 4: a subscriber of one exchange.
    Subscriber,
    /// 5: a name in the GSM 7-bit alphabet.
    Alphanumeric,
    /// 6: abbreviated.
    Abbreviated,
    /// 7: reserved for extension.
    Reserved,
}

impl TypeOfNumber {
    /// The type with this code, of which the low three bits count.
    pub const fn from_code(code: u8) -> Self {
        match code & 0b111 {
            0 => Self::Unknown,
            1 => Self::International,
            2 => Self::National,
            3 => Self::NetworkSpecific,
            4 => Self::Subscriber,
            5 => Self::Alphanumeric,
            6 => Self::Abbreviated,
            _ => Self::Reserved,
        }
    }

    /// The code, 0 to 7.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// Numbering-plan-identification ([3GPP TS 23.040] 9.1.2.5), bits 3 to 0 of the type octet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NumberingPlan(u8);

impl NumberingPlan {
    /// Not known.
    pub const UNKNOWN: Self = Self(0);
    /// ISDN and telephony, ITU-T E.164.
    pub const TELEPHONY: Self = Self(1);
    /// Data, ITU-T X.121.
    pub const DATA: Self = Self(3);
    /// Telex.
    pub const TELEX: Self = Self(4);
    /// Specific to the service centre, the first of two.
    pub const SERVICE_CENTRE_1: Self = Self(5);
    /// Specific to the service centre, the second of two.
    pub const SERVICE_CENTRE_2: Self = Self(6);
    /// National.
    pub const NATIONAL: Self = Self(8);
    /// Private.
    pub const PRIVATE: Self = Self(9);
    /// ERMES.
    pub const ERMES: Self = Self(10);

    /// The plan with this code, of which the low four bits count.
    pub const fn from_code(code: u8) -> Self {
        Self(code & 0x0F)
    }

    /// The code, 0 to 15.
    pub const fn code(self) -> u8 {
        self.0
    }
}

/// Bit 7 of the type octet: no further octet extends it.
const NOT_EXTENDED: u8 = 0x80;

pub(super) const fn octet(number: TypeOfNumber, plan: NumberingPlan) -> u8 {
    NOT_EXTENDED | number.code() << 4 | plan.code()
}

pub(super) const fn number(octet: u8) -> TypeOfNumber {
    TypeOfNumber::from_code(octet >> 4)
}

pub(super) const fn plan(octet: u8) -> NumberingPlan {
    NumberingPlan::from_code(octet)
}
