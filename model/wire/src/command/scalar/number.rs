//! Numbers, and numbers whose values have names.

use crate::command::error::{Allowed, Breach, Decoded, Found};
use crate::command::reader::{Opened, Reader};
use crate::command::schema::{Content, Value};
use crate::wbxml::{EncodeError, Encoder, Tag};

/// Declares numbers of which only the named values may stand on the wire.
macro_rules! closed_codes {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$value_meta:meta])* $value:ident = $code:literal $text:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$value_meta])* $value = $code, )*
        }

        impl $name {
            /// Every value with its name, ascending.
            pub const NAMES: &'static [(u32, &'static str)] = &[$( ($code, $text) ),*];

            /// The value with this number.
            pub fn from_code(code: u32) -> Option<Self> {
                match code {
                    $( $code => Some(Self::$value), )*
                    _ => None,
                }
            }

            /// Its number.
            pub fn code(self) -> u32 {
                self as u32
            }
        }

        impl<'a> $crate::command::schema::Value<'a> for $name {
            const CONTENT: $crate::command::schema::Content =
                $crate::command::schema::Content::Codes { names: Self::NAMES, max: None };

            fn decode(
                reader: &mut $crate::command::reader::Reader<'a>,
                opened: $crate::command::reader::Opened,
            ) -> $crate::command::error::Decoded<Self> {
                $crate::command::scalar::number::decode(reader, opened, &Self::CONTENT, Self::from_code)
            }

            fn encode(
                &self,
                tag: $crate::wbxml::Tag,
                encoder: &mut $crate::wbxml::Encoder<'_>,
            ) -> Result<(), $crate::wbxml::EncodeError> {
                $crate::command::scalar::number::encode(self.code(), tag, encoder)
            }
        }
    };
}

/// Declares numbers of which some values have names and every other one is kept.
macro_rules! open_codes {
    (
        $(#[$meta:meta])*
        pub struct $name:ident($integer:ty) {
            $( $(#[$value_meta:meta])* $value:ident = $code:literal $text:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $integer);

        impl $name {
            $( $(#[$value_meta])* pub const $value: Self = Self($code); )*

            /// The named values, ascending.
            pub const NAMES: &'static [(u32, &'static str)] = &[$( ($code, $text) ),*];

            /// The number.
            pub fn code(self) -> u32 {
                self.0.into()
            }

            /// The name of the value, if it has one.
            pub fn name(self) -> Option<&'static str> {
                Self::NAMES.iter().find(|(code, _)| *code == self.code()).map(|(_, name)| *name)
            }
        }

        impl<'a> $crate::command::schema::Value<'a> for $name {
            const CONTENT: $crate::command::schema::Content =
                $crate::command::schema::Content::Codes { names: Self::NAMES, max: Some(<$integer>::MAX as u32) };

            fn decode(
                reader: &mut $crate::command::reader::Reader<'a>,
                opened: $crate::command::reader::Opened,
            ) -> $crate::command::error::Decoded<Self> {
                $crate::command::scalar::number::decode(reader, opened, &Self::CONTENT, |code| {
                    code.try_into().ok().map(Self)
                })
            }

            fn encode(
                &self,
                tag: $crate::wbxml::Tag,
                encoder: &mut $crate::wbxml::Encoder<'_>,
            ) -> Result<(), $crate::wbxml::EncodeError> {
                $crate::command::scalar::number::encode(self.code(), tag, encoder)
            }
        }
    };
}

pub(in crate::command) use {closed_codes, open_codes};

impl<'a> Value<'a> for u32 {
    const CONTENT: Content = Content::Integer { max: Self::MAX };

    fn decode(reader: &mut Reader<'a>, opened: Opened) -> Decoded<Self> {
        decode(reader, opened, &Self::CONTENT, Some)
    }

    fn encode(&self, tag: Tag, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
        encode(*self, tag, encoder)
    }
}

/// xs:unsignedByte.
impl<'a> Value<'a> for u8 {
    const CONTENT: Content = Content::Integer { max: Self::MAX as u32 };

    fn decode(reader: &mut Reader<'a>, opened: Opened) -> Decoded<Self> {
        decode(reader, opened, &Self::CONTENT, |number| number.try_into().ok())
    }

    fn encode(&self, tag: Tag, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
        encode((*self).into(), tag, encoder)
    }
}

/// Reads a number and lets `accept` choose.
pub(in crate::command) fn decode<T>(
    reader: &mut Reader<'_>,
    opened: Opened,
    content: &Content,
    accept: impl FnOnce(u32) -> Option<T>,
) -> Decoded<T> {
    let text = reader.text(content)?;
    parse(&text)
        .and_then(accept)
        .ok_or_else(|| Breach::new(opened.offset, Found::text(&text), Allowed::Content(*content)))
}

/// Writes an element that holds a number.
pub(in crate::command) fn encode(
    number: u32,
    tag: Tag,
    encoder: &mut Encoder<'_>,
) -> Result<(), EncodeError> {
    // The digits of u32::MAX.
    let mut digits = [b'0'; 10];
    let mut left = number;
    let mut used = 0;
    for digit in digits.iter_mut().rev() {
        // A remainder of ten is one digit.
        *digit = b'0' + u8::try_from(left % 10).unwrap_or_default();
        left /= 10;
        used += 1;
        if left == 0 {
            break;
        }
    }
    let text = digits.get(digits.len() - used..).and_then(|digits| std::str::from_utf8(digits).ok());
    encoder.text_element_without_nul(tag, text.unwrap_or_default())
}

/// Digits only: no sign, no blanks, no fraction, and no zero before another digit, so that a number read is written
/// back as it was (EC-57).
fn parse(text: &str) -> Option<u32> {
    let canonical = match text.as_bytes() {
        [b'0'] => true,
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if canonical { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wbxml::tag::air_sync;

    #[test]
    fn numbers_have_one_form() {
        let read = [
            ("0", Some(0)),
            ("7", Some(7)),
            ("512", Some(512)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("99999999999999999999", None),
            ("", None),
            ("00", None),
            ("007", None),
            ("+1", None),
            ("-1", None),
            (" 1 ", None),
            ("1.0", None),
            ("1e2", None),
            ("٣", None),
        ];
        assert_eq!(read.map(|(text, _)| (text, parse(text))), read);
    }

    #[test]
    fn numbers_are_written_in_full() {
        for number in [0, 9, 10, 512, 102_400, u32::MAX] {
            let mut bytes = Vec::new();
            let mut encoder = Encoder::new(&mut bytes);
            encode(number, air_sync::WAIT, &mut encoder).unwrap();
            encoder.finish().unwrap();
            let mut expected = vec![0x03, 0x01, 0x6A, 0x00, 0x64, 0x03];
            expected.extend(number.to_string().bytes());
            expected.extend([0x00, 0x01]);
            assert_eq!(bytes, expected);
        }
    }
}
