//! Addresses: telephone numbers and names of senders.

mod kind;
#[cfg(test)]
mod tests;

pub use kind::{NumberingPlan, TypeOfNumber};

use super::alphabet::{NoPlace, ShiftTables, gsm7, pack, unpack};
use super::tpdu::reader::Reader;
use super::tpdu::{DecodeError, Fault};
use std::fmt;

/// An address as SMS carries it ([3GPP TS 23.040] 9.1.2.5): a type of number, a numbering plan, and at most 20
/// semi-octets.
///
/// The semi-octets are digits, or, for [`TypeOfNumber::Alphanumeric`], a name of at most 11 packed septets. No
/// semi-octets at all is legal. Two addresses are equal if their octets are; the filler of an odd count does not
/// matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    number: TypeOfNumber,
    plan: NumberingPlan,
    count: u8,
    /// Two semi-octets an octet, the first in the low nibble; zero from the end on, but for the filler of digits.
    octets: [u8; 10],
}

impl Address {
    /// The most semi-octets an address holds.
    pub const MAX_SEMI_OCTETS: u8 = 20;
    /// The most octets an address takes on the wire as a TP field: length, type, semi-octets.
    pub const MAX_OCTETS: u8 = 12;

    /// The address of a number as a user dials it: `+` for an international number, then at least one of
    /// `0123456789*#abc`.
    ///
    /// Without `+` the type of number is unknown; the plan is that of telephony in both cases.
    pub fn dial(number: &str) -> Result<Self, AddressError> {
        let (kind, digits, shift) = match number.strip_prefix('+') {
            Some(digits) => (TypeOfNumber::International, digits, 1),
            None => (TypeOfNumber::Unknown, number, 0),
        };
        if digits.is_empty() {
            return Err(AddressError::NoDigits);
        }
        Self::new(kind, NumberingPlan::TELEPHONY, digits).map_err(|error| error.shifted(shift))
    }

    /// The address with these digits, out of `0123456789*#abc`; none are legal.
    pub fn new(number: TypeOfNumber, plan: NumberingPlan, digits: &str) -> Result<Self, AddressError> {
        if number == TypeOfNumber::Alphanumeric {
            return Err(AddressError::NotANumber);
        }
        let mut semi_octets = Vec::with_capacity(digits.len());
        for (character, position) in digits.chars().zip(0..) {
            let value = semi_octet(character).ok_or(AddressError::NotADigit { character, position })?;
            semi_octets.push(value);
        }
        Self::pack(number, plan, &semi_octets)
    }

    /// The address that is a name: at most 11 septets of the default GSM 7-bit alphabet, two for an escaped
    /// character.
    pub fn alphanumeric(name: &str) -> Result<Self, AddressError> {
        let septets = gsm7::encode(name, ShiftTables::DEFAULT)?;
        let too_long =
            AddressError::TooLong { found: (septets.len() * 7).div_ceil(4), limit: Self::MAX_SEMI_OCTETS };
        let count = u8::try_from((septets.len() * 7).div_ceil(4)).map_err(|_| too_long)?;
        if count > Self::MAX_SEMI_OCTETS {
            return Err(too_long);
        }
        let kind = kind::octet(TypeOfNumber::Alphanumeric, NumberingPlan::UNKNOWN);
        Ok(Self::from_wire(kind, count, &pack(&septets, 0)))
    }

    /// The type of number.
    pub const fn number(&self) -> TypeOfNumber {
        self.number
    }

    /// The numbering plan.
    pub const fn plan(&self) -> NumberingPlan {
        self.plan
    }

    /// How many semi-octets are used, 0 to 20.
    pub const fn count(&self) -> u8 {
        self.count
    }

    /// The values of the semi-octets in order: 0 to 9, 10 `*`, 11 `#`, 12 to 14 `abc`, 15 the end of a shorter
    /// number.
    pub fn semi_octets(&self) -> impl Iterator<Item = u8> {
        self.octets.into_iter().flat_map(|octet| [octet & 0x0F, octet >> 4]).take(usize::from(self.count))
    }

    /// Reads a TP address off the front of `octets` and hands back what follows it.
    pub fn decode(octets: &[u8]) -> Result<(Self, &[u8]), DecodeError> {
        let mut reader = Reader::new(octets);
        let address = Self::read(&mut reader, "address")?;
        Ok((address, reader.rest()))
    }

    /// The octets of the address as a TP field: the count of semi-octets, the type, the semi-octets.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(usize::from(Self::MAX_OCTETS));
        self.write(&mut out);
        out
    }

    /// Reads an RP or service centre address ([3GPP TS 24.011] 8.2.5.1) off the front of `octets` and hands back
    /// what follows it. Its length counts octets, the type included; a length of 0 is no address.
    ///
    /// The count of an alphanumeric address is not on the wire, so it is taken to fill its octets.
    pub fn decode_relay(octets: &[u8]) -> Result<(Option<Self>, &[u8]), DecodeError> {
        const FIELD: &str = "RP address";
        let mut reader = Reader::new(octets);
        let offset = reader.offset();
        let length = reader.octet(FIELD)?;
        let Some(length) = length.checked_sub(1) else { return Ok((None, reader.rest())) };
        if length > Self::MAX_SEMI_OCTETS / 2 {
            let limit = usize::from(Self::MAX_SEMI_OCTETS / 2 + 1);
            let fault = Fault::TooLong { found: usize::from(length) + 1, limit };
            return Err(DecodeError { offset, field: FIELD, fault });
        }
        let kind = reader.octet(FIELD)?;
        let semi_octets = reader.octets(FIELD, usize::from(length))?;
        let filled = kind::number(kind) != TypeOfNumber::Alphanumeric
            && semi_octets.last().is_some_and(|last| last >> 4 == FILLER);
        Ok((Some(Self::from_wire(kind, length * 2 - u8::from(filled), semi_octets)), reader.rest()))
    }

    /// The octets of an RP or service centre address; no address is a length of 0.
    pub fn encode_relay(address: Option<&Self>) -> Vec<u8> {
        let Some(address) = address else { return vec![0] };
        let mut out = address.encode();
        if let Some(length) = out.first_mut() {
            *length = 1 + address.count.div_ceil(2);
        }
        out
    }

    /// Reads a TP address.
    pub(in crate::sms) fn read(reader: &mut Reader<'_>, field: &'static str) -> Result<Self, DecodeError> {
        let offset = reader.offset();
        let count = reader.octet(field)?;
        if count > Self::MAX_SEMI_OCTETS {
            let fault = Fault::TooLong { found: count.into(), limit: Self::MAX_SEMI_OCTETS.into() };
            return Err(DecodeError { offset, field, fault });
        }
        let kind = reader.octet(field)?;
        let semi_octets = reader.octets(field, usize::from(count.div_ceil(2)))?;
        Ok(Self::from_wire(kind, count, semi_octets))
    }

    /// Writes a TP address.
    pub(in crate::sms) fn write(&self, out: &mut Vec<u8>) {
        out.extend([self.count, kind::octet(self.number, self.plan)]);
        out.extend(self.octets.iter().take(usize::from(self.count.div_ceil(2))));
    }

    /// The address with these octets; `count` is at most 20 and `octets` are half as many, rounded up.
    fn from_wire(kind: u8, count: u8, octets: &[u8]) -> Self {
        let number = kind::number(kind);
        let mut semi_octets = [0; 10];
        for (to, from) in semi_octets.iter_mut().zip(octets) {
            *to = *from;
        }
        if count % 2 == 1
            && let Some(last) = semi_octets.get_mut(usize::from(count / 2))
        {
            *last = *last & 0x0F | if number == TypeOfNumber::Alphanumeric { 0 } else { FILLER << 4 };
        }
        Self { number, plan: kind::plan(kind), count, octets: semi_octets }
    }

    /// The address with these semi-octets, packed two to an octet.
    fn pack(number: TypeOfNumber, plan: NumberingPlan, semi_octets: &[u8]) -> Result<Self, AddressError> {
        let too_long = AddressError::TooLong { found: semi_octets.len(), limit: Self::MAX_SEMI_OCTETS };
        let count = u8::try_from(semi_octets.len()).map_err(|_| too_long)?;
        if count > Self::MAX_SEMI_OCTETS {
            return Err(too_long);
        }
        let octets: Vec<u8> = semi_octets
            .chunks(2)
            .map(|pair| pair.iter().rev().fold(0, |octet, semi_octet| octet << 4 | semi_octet))
            .collect();
        Ok(Self::from_wire(kind::octet(number, plan), count, &octets))
    }
}

/// A name, or a number as a user dials it, with `+` when it is international. Digits end at the first filler.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        match self.number {
            TypeOfNumber::Alphanumeric => {
                let septets = unpack(&self.octets, 0, usize::from(self.count) * 4 / 7);
                return f.write_str(&gsm7::decode(&septets, ShiftTables::DEFAULT));
            }
            TypeOfNumber::International => f.write_char('+')?,
            _ => {}
        }
        self.semi_octets().map_while(digit).try_for_each(|digit| f.write_char(digit))
    }
}

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// A number to dial without digits.
    #[error("the number has no digits")]
    NoDigits,
    /// A character that no digit stands for.
    #[error("{character:?} at position {position} is not one of 0123456789*#abc")]
    NotADigit {
        /// The character.
        character: char,
        /// Characters before it.
        position: usize,
    },
    /// Digits were given for a type of number that has none.
    #[error("an alphanumeric address is made of a name, not of digits")]
    NotANumber,
    /// A name with a character outside the default GSM 7-bit alphabet.
    #[error(transparent)]
    NoPlace(#[from] NoPlace),
    /// More semi-octets than an address holds.
    #[error("the address takes {found} semi-octets, at most {limit} are allowed")]
    TooLong {
        /// Semi-octets that it would take.
        found: usize,
        /// Semi-octets that an address holds.
        limit: u8,
    },
}

impl AddressError {
    /// The same error in a text with so many more characters before it.
    const fn shifted(self, by: usize) -> Self {
        match self {
            Self::NotADigit { character, position } => Self::NotADigit { character, position: position + by },
            other => other,
        }
    }
}

/// The semi-octet that fills the last octet of an odd count of digits.
const FILLER: u8 = 0x0F;

/// The digits by the value of their semi-octet.
const DIGITS: &[u8; 15] = b"0123456789*#abc";

fn semi_octet(digit: char) -> Option<u8> {
    (0..).zip(DIGITS).find(|(_, known)| char::from(**known) == digit).map(|(value, _)| value)
}

fn digit(semi_octet: u8) -> Option<char> {
    DIGITS.get(usize::from(semi_octet)).copied().map(char::from)
}
