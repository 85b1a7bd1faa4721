//! The alphabets of SMS text, and what a message's user data is made of in each.
//!
//! A *payload* is text in an alphabet, before it is packed: one septet an octet for the GSM 7-bit alphabet, octets
//! otherwise. A *unit* is what an alphabet counts in: a septet, an octet, a UTF-16 code unit.

pub mod cdma;
mod dcs;
pub mod gsm7;
mod national;
mod septets;
pub mod ucs2;

pub use dcs::{DataCodingScheme, MessageClass, MessageWaiting, WaitingKind};
pub use national::{NationalLanguage, ShiftTables};
pub use septets::{pack, pack_into, packed_len, unpack};

use thiserror::Error;

/// The alphabets of the TP-DCS ([3GPP TS 23.038] 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alphabet {
    /// GSM 7-bit, with the default or the national tables.
    #[default]
    Gsm7,
    /// 8-bit data: octets whose meaning is the application's.
    Data,
    /// UCS-2, in practice UTF-16BE.
    Ucs2,
}

impl Alphabet {
    /// Text as a payload. The tables matter to [`Alphabet::Gsm7`] only; [`Alphabet::Data`] has no characters at all.
    pub fn encode(self, text: &str, tables: ShiftTables) -> Result<Vec<u8>, NoPlace> {
        match self {
            Self::Gsm7 => gsm7::encode(text, tables),
            Self::Data => match text.chars().next() {
                None => Ok(Vec::new()),
                Some(character) => Err(NoPlace { character, at: 0, alphabet: "8-bit data" }),
            },
            Self::Ucs2 => Ok(ucs2::encode(text)),
        }
    }

    /// The text of a payload; any payload has one, except that [`Alphabet::Data`] gives `None`.
    pub fn decode(self, payload: &[u8], tables: ShiftTables) -> Option<String> {
        match self {
            Self::Gsm7 => Some(gsm7::decode(payload, tables)),
            Self::Data => None,
            Self::Ucs2 => Some(ucs2::decode(payload)),
        }
    }
}

/// A character that an alphabet does not have. Nothing is replaced in silence: the sender chooses another alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{character:?} (U+{:04X}) at byte {at} of the text has no place in {alphabet}", u32::from(*character))]
pub struct NoPlace {
    /// The first such character.
    pub character: char,
    /// Where it begins in the text, in bytes of UTF-8.
    pub at: usize,
    /// The alphabet's name for messages.
    pub alphabet: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payloads_of_every_alphabet() {
        let tables = ShiftTables::DEFAULT;
        for (alphabet, text, payload) in [
            (Alphabet::Gsm7, "@€", Ok(vec![0x00, 0x1B, 0x65])),
            (Alphabet::Ucs2, "@€", Ok(vec![0x00, 0x40, 0x20, 0xAC])),
            (Alphabet::Data, "", Ok(vec![])),
            (Alphabet::Data, "@€", Err(NoPlace { character: '@', at: 0, alphabet: "8-bit data" })),
        ] {
            let encoded = alphabet.encode(text, tables);
            assert_eq!(encoded, payload, "{alphabet:?}");
            let decoded = encoded.ok().and_then(|payload| alphabet.decode(&payload, tables));
            assert_eq!(decoded.as_deref(), (alphabet != Alphabet::Data).then_some(text));
        }
    }
}
