//! Numbers: the address parameter and the call-back number.

use super::bits::{BitReader, BitWriter};
use crate::sms::address::{NumberingPlan, TypeOfNumber};
use crate::sms::tpdu::reader::Reader;
use crate::sms::tpdu::{DecodeError, EncodeError};
use std::fmt;

/// An address ([3GPP2 C.S0015-B] 3.4.3.3), or a call-back number (4.5.15). At most 255 digits or characters can be
/// written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// `DIGIT_MODE` 0: codes of four bits, 1 to 9, 10 for `0`, 11 `*`, 12 `#`; others are reserved. The low four
    /// bits count.
    Dtmf(Vec<u8>),
    /// `DIGIT_MODE` 1, `NUMBER_MODE` 0: a telephone number in ASCII.
    Telephone {
        /// `NUMBER_TYPE`.
        kind: TypeOfNumber,
        /// `NUMBER_PLAN`.
        plan: NumberingPlan,
        /// The characters.
        characters: Vec<u8>,
    },
    /// `DIGIT_MODE` 1, `NUMBER_MODE` 1: an address of a data network. A call-back number cannot be one.
    DataNetwork {
        /// `NUMBER_TYPE`, of which the low three bits count: 1 is an Internet address, 2 an e-mail address.
        kind: u8,
        /// The characters.
        characters: Vec<u8>,
    },
}

impl Number {
    /// The number as a user dials it, out of `0123456789*#`; `+` in front makes it an international number in
    /// ASCII.
    pub fn dial(number: &str) -> Result<Self, NumberError> {
        if let Some(digits) = number.strip_prefix('+') {
            codes(digits, 1)?;
            return Ok(Self::Telephone {
                kind: TypeOfNumber::International,
                plan: NumberingPlan::TELEPHONY,
                characters: digits.as_bytes().to_vec(),
            });
        }
        codes(number, 0).map(Self::Dtmf)
    }

    pub(super) fn read_address(reader: &Reader<'_>) -> Result<Self, DecodeError> {
        let mut bits = BitReader::new(reader);
        let ascii = bits.flag("DIGIT_MODE")?;
        let data_network = bits.flag("NUMBER_MODE")?;
        Self::read_fields(&mut bits, ascii, data_network)
    }

    pub(super) fn read_callback(reader: &Reader<'_>) -> Result<Self, DecodeError> {
        let mut bits = BitReader::new(reader);
        let ascii = bits.flag("DIGIT_MODE")?;
        Self::read_fields(&mut bits, ascii, false)
    }

    fn read_fields(bits: &mut BitReader<'_>, ascii: bool, data_network: bool) -> Result<Self, DecodeError> {
        if !ascii {
            let count = bits.bits(COUNT, 8)?;
            return (0..count).map(|_| bits.bits(CHARACTER, 4)).collect::<Result<_, _>>().map(Self::Dtmf);
        }
        let kind = bits.bits("NUMBER_TYPE", 3)?;
        let plan = if data_network { None } else { Some(bits.bits("NUMBER_PLAN", 4)?) };
        let count = bits.bits(COUNT, 8)?;
        let characters = bits.run(CHARACTER, usize::from(count) * 8)?;
        Ok(match plan {
            None => Self::DataNetwork { kind, characters },
            Some(plan) => Self::Telephone {
                kind: TypeOfNumber::from_code(kind),
                plan: NumberingPlan::from_code(plan),
                characters,
            },
        })
    }

    pub(super) fn write_address(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = BitWriter::default();
        out.bits(u8::from(!matches!(self, Self::Dtmf(_))), 1);
        out.bits(u8::from(matches!(self, Self::DataNetwork { .. })), 1);
        self.write_fields(&mut out)?;
        Ok(out.into_octets())
    }

    /// A call-back number has no `NUMBER_MODE`; an address of a data network is written with plan 0.
    pub(super) fn write_callback(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = BitWriter::default();
        out.bits(u8::from(!matches!(self, Self::Dtmf(_))), 1);
        match self {
            Self::DataNetwork { kind, characters } => Self::Telephone {
                kind: TypeOfNumber::from_code(*kind),
                plan: NumberingPlan::UNKNOWN,
                characters: characters.clone(),
            }
            .write_fields(&mut out)?,
            number => number.write_fields(&mut out)?,
        }
        Ok(out.into_octets())
    }

    fn write_fields(&self, out: &mut BitWriter) -> Result<(), EncodeError> {
        let (kind, plan, characters, width) = match self {
            Self::Dtmf(codes) => (None, None, codes, 4),
            Self::Telephone { kind, plan, characters } => {
                (Some(kind.code()), Some(plan.code()), characters, 8)
            }
            Self::DataNetwork { kind, characters } => (Some(*kind), None, characters, 8),
        };
        let found = characters.len();
        let count = u8::try_from(found).map_err(|_| EncodeError::TooLong {
            field: COUNT,
            found,
            limit: u8::MAX.into(),
        })?;
        if let Some(kind) = kind {
            out.bits(kind, 3);
        }
        if let Some(plan) = plan {
            out.bits(plan, 4);
        }
        out.bits(count, 8);
        for character in characters {
            out.bits(*character, width);
        }
        Ok(())
    }
}

/// A number as a user dials it, with `+` when it is international; reserved codes and characters outside ASCII
/// show as `?`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        match self {
            Self::Dtmf(codes) => codes.iter().try_for_each(|code| f.write_char(digit(*code).unwrap_or('?'))),
            Self::Telephone { kind, characters, .. } => {
                if *kind == TypeOfNumber::International {
                    f.write_char('+')?;
                }
                characters.iter().try_for_each(|character| f.write_char(shown(*character)))
            }
            Self::DataNetwork { characters, .. } => {
                characters.iter().try_for_each(|character| f.write_char(shown(*character)))
            }
        }
    }
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// No digits.
    #[error("the number has no digits")]
    NoDigits,
    /// A character that no digit stands for.
    #[error("{character:?} at position {position} is not one of 0123456789*#")]
    NotADigit {
        /// The character.
        character: char,
        /// Characters before it.
        position: usize,
    },
    /// More digits than a number counts.
    #[error("the number has {found} digits, at most 255 are allowed")]
    TooLong {
        /// How many it has.
        found: usize,
    },
}

const COUNT: &str = "NUM_FIELDS";
const CHARACTER: &str = "CHARi";

/// The digits in the order of their codes, from 1.
const DIGITS: &[u8; 12] = b"1234567890*#";

fn codes(digits: &str, position: usize) -> Result<Vec<u8>, NumberError> {
    let mut codes = Vec::with_capacity(digits.len());
    for (character, position) in digits.chars().zip(position..) {
        let code = (1..).zip(DIGITS).find(|(_, digit)| char::from(**digit) == character);
        let (code, _) = code.ok_or(NumberError::NotADigit { character, position })?;
        codes.push(code);
    }
    match codes.len() {
        0 => Err(NumberError::NoDigits),
        1..=255 => Ok(codes),
        found => Err(NumberError::TooLong { found }),
    }
}

fn digit(code: u8) -> Option<char> {
    let index = code.checked_sub(1)?;
    DIGITS.get(usize::from(index)).copied().map(char::from)
}

fn shown(character: u8) -> char {
    if character.is_ascii_graphic() { char::from(character) } else { '?' }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_have_codes_from_one_with_zero_as_ten() {
        assert_eq!(Number::dial("1234567890*#"), Ok(Number::Dtmf((1..=12).collect())));
        assert_eq!(Number::dial("1234567890*#").unwrap().to_string(), "1234567890*#");
        assert_eq!(Number::Dtmf(vec![0, 1, 13, 15]).to_string(), "?1??");
    }

    #[test]
    fn an_address_is_not_aligned_to_octets() {
        // 0 0 | 00000100 | 0101 0101 0101 1010 | 000000, digits 5550
        let number = Number::dial("5550").unwrap();
        let octets = [0b0000_0001, 0b0001_0101, 0b0101_0110, 0b1000_0000];
        assert_eq!(number.write_address().unwrap(), octets);
        assert_eq!(Number::read_address(&Reader::new(&octets)), Ok(number));

        // 1 0 001 0001 | 00000010 | "49" | 0000000
        let number = Number::dial("+49").unwrap();
        let octets = [0b1000_1000, 0b1000_0001, 0b0001_1010, 0b0001_1100, 0b1000_0000];
        assert_eq!(number.write_address().unwrap(), octets);
        assert_eq!(Number::read_address(&Reader::new(&octets)), Ok(number));
    }

    #[test]
    fn a_call_back_number_has_no_number_mode() {
        // 0 | 00000100 | 0101 0101 0101 1010 | 0000000
        let number = Number::dial("5550").unwrap();
        let octets = [0b0000_0010, 0b0010_1010, 0b1010_1101, 0b0000_0000];
        assert_eq!(number.write_callback().unwrap(), octets);
        assert_eq!(Number::read_callback(&Reader::new(&octets)), Ok(number));
    }

    #[test]
    fn more_digits_than_can_be_counted_are_not_written() {
        let error = EncodeError::TooLong { field: "NUM_FIELDS", found: 256, limit: 255 };
        assert_eq!(Number::Dtmf(vec![1; 256]).write_address(), Err(error));
    }

    #[test]
    fn text_that_is_no_number_is_refused() {
        assert_eq!(Number::dial(""), Err(NumberError::NoDigits));
        assert_eq!(Number::dial("+"), Err(NumberError::NoDigits));
        assert_eq!(Number::dial("+4a"), Err(NumberError::NotADigit { character: 'a', position: 2 }));
        assert_eq!(Number::dial(&"1".repeat(256)), Err(NumberError::TooLong { found: 256 }));
    }

    proptest! {
        #[test]
        fn a_number_survives_the_wire(text in r"\+?[0-9*#]{1,255}") {
            let number = Number::dial(&text).unwrap();
            prop_assert_eq!(number.to_string(), text);
            let (address, callback) = (number.write_address().unwrap(), number.write_callback().unwrap());
            prop_assert_eq!(Number::read_address(&Reader::new(&address)), Ok(number.clone()));
            prop_assert_eq!(Number::read_callback(&Reader::new(&callback)), Ok(number));
        }

        #[test]
        fn what_is_read_is_written_back(octets in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Ok(number) = Number::read_address(&Reader::new(&octets)) {
                prop_assert_eq!(Number::read_address(&Reader::new(&number.write_address().unwrap())), Ok(number));
            }
            if let Ok(number) = Number::read_callback(&Reader::new(&octets)) {
                prop_assert_eq!(Number::read_callback(&Reader::new(&number.write_callback().unwrap())), Ok(number));
            }
        }
    }
}
