//! TP-UD ([3GPP TS 23.040] 9.2.3.24): header and text of one message.

mod header;

pub use header::{
    Concatenation, Element, Elements, HeaderError, Ports, Position, RawElement, Reference, Repeats,
    UserDataHeader,
};

use std::borrow::Cow;

use thiserror::Error;

use super::alphabet::{Alphabet, pack_into, packed_len, unpack};

/// Octets of TP-UD at most, header included.
pub const MAX_OCTETS: usize = 140;

/// TP-UDL and TP-UD as they travel. What they mean depends on TP-DCS and TP-UDHI: see [`UserData::part`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UserData {
    length: u8,
    octets: Vec<u8>,
}

impl UserData {
    /// Checks that TP-UDL stands for as many octets as there are, at most 140.
    pub fn new(length: u8, octets: Vec<u8>, alphabet: Alphabet) -> Result<Self, UserDataError> {
        let expected = octets_of(length, alphabet);
        if expected > MAX_OCTETS {
            Err(UserDataError::TooLong { octets: expected })
        } else if expected != octets.len() {
            Err(UserDataError::Length { length, expected, found: octets.len() })
        } else {
            Ok(Self { length, octets })
        }
    }

    /// Reads TP-UDL and TP-UD at the beginning of `input`, and gives what follows them.
    pub fn read(input: &[u8], alphabet: Alphabet) -> Result<(Self, &[u8]), UserDataError> {
        let (&length, rest) = input.split_first().ok_or(UserDataError::NoLength)?;
        let expected = octets_of(length, alphabet);
        let (octets, rest) = rest.split_at(expected.min(rest.len()));
        Ok((Self::new(length, octets.to_vec(), alphabet)?, rest))
    }

    /// TP-UDL: septets of uncompressed GSM 7-bit text, header septets included; octets otherwise.
    pub fn length(&self) -> u8 {
        self.length
    }

    /// TP-UD.
    pub fn octets(&self) -> &[u8] {
        &self.octets
    }

    /// The header at the beginning, for messages with TP-UDHI.
    pub fn header(&self, repeats: Repeats) -> Result<UserDataHeader, HeaderError> {
        UserDataHeader::decode(&self.octets, repeats)
    }

    /// Header and payload, as a receiver takes them: never fails.
    ///
    /// A header whose lengths do not add up is as good as none, but the text still starts behind it; what it was is
    /// in [`UserData::header`].
    pub fn part(&self, alphabet: Alphabet, udhi: bool, repeats: Repeats) -> Part<'_> {
        let header = if udhi { self.header(repeats).unwrap_or_default() } else { UserDataHeader::default() };
        let header_octets = match self.octets.first() {
            Some(&announced) if udhi => usize::from(announced) + 1,
            _ => 0,
        };
        let text = self.octets.get(header_octets..).unwrap_or_default();
        let payload = match alphabet {
            Alphabet::Gsm7 => {
                let count = usize::from(self.length).saturating_sub(header_septets(header_octets));
                Cow::Owned(unpack(text, fill_bits(header_octets), count))
            }
            Alphabet::Data | Alphabet::Ucs2 => Cow::Borrowed(text),
        };
        Part { header, alphabet, payload }
    }
}

/// One message's share of a text: what its user data says, or shall say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part<'a> {
    /// The header; empty when TP-UDHI is 0.
    pub header: UserDataHeader,
    /// Alphabet of the payload.
    pub alphabet: Alphabet,
    /// Septets, one an octet, for GSM 7-bit; octets otherwise.
    pub payload: Cow<'a, [u8]>,
}

impl Part<'_> {
    /// TP-UDL and TP-UD of the part, or why it does not fit in 140 octets.
    pub fn user_data(&self) -> Result<UserData, UserDataError> {
        let mut octets = Vec::new();
        let length = self.write(&mut octets)?;
        Ok(UserData { length, octets })
    }

    /// TP-UDHI: whether there is a header.
    pub fn udhi(&self) -> bool {
        !self.header.is_empty()
    }

    /// The text of this part alone, with the tables of its header; `None` for 8-bit data.
    ///
    /// For several parts, join their payloads first: bad senders cut escape pairs and surrogate pairs.
    pub fn text(&self) -> Option<String> {
        self.alphabet.decode(&self.payload, self.header.tables)
    }

    /// A part that borrows nothing.
    pub fn into_owned(self) -> Part<'static> {
        Part { payload: Cow::Owned(self.payload.into_owned()), ..self }
    }

    /// Appends TP-UD and gives TP-UDL.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<u8, UserDataError> {
        let header_octets = self.header.octets();
        let (fill, size) = match self.alphabet {
            Alphabet::Gsm7 => {
                let fill = fill_bits(header_octets);
                (fill, header_octets + packed_len(self.payload.len(), fill))
            }
            Alphabet::Data | Alphabet::Ucs2 => (0, header_octets + self.payload.len()),
        };
        // An odd header leaves UCS-2 one octet that no code unit fits in.
        let limit = match self.alphabet {
            Alphabet::Ucs2 => MAX_OCTETS - header_octets % 2,
            Alphabet::Gsm7 | Alphabet::Data => MAX_OCTETS,
        };
        if size > limit {
            return Err(UserDataError::TooLong { octets: size });
        }
        out.reserve(size);
        self.header.write(out);
        let length = if self.alphabet == Alphabet::Gsm7 {
            pack_into(&self.payload, fill, out);
            header_septets(header_octets) + self.payload.len()
        } else {
            out.extend_from_slice(&self.payload);
            size
        };
        u8::try_from(length).map_err(|_| UserDataError::TooLong { octets: size })
    }
}

/// Units of an alphabet that fit behind a header of so many octets (UDHL included; 0 is no header).
pub const fn capacity(alphabet: Alphabet, header_octets: usize) -> usize {
    let octets = MAX_OCTETS.saturating_sub(header_octets);
    match alphabet {
        Alphabet::Gsm7 => (MAX_OCTETS * 8 / 7).saturating_sub(header_septets(header_octets)),
        Alphabet::Data => octets,
        Alphabet::Ucs2 => octets / 2,
    }
}

/// Septets that a header of so many octets takes from the text.
pub const fn header_septets(header_octets: usize) -> usize {
    (header_octets * 8).div_ceil(7)
}

/// Zero bits between a header of so many octets and the first septet, 0 to 6.
#[expect(clippy::cast_possible_truncation, reason = "below 7")]
pub const fn fill_bits(header_octets: usize) -> u8 {
    (header_septets(header_octets) * 7 - header_octets * 8) as u8
}

/// Octets that TP-UDL stands for.
const fn octets_of(length: u8, alphabet: Alphabet) -> usize {
    match alphabet {
        Alphabet::Gsm7 => packed_len(length as usize, 0),
        Alphabet::Data | Alphabet::Ucs2 => length as usize,
    }
}

/// User data that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UserDataError {
    /// More than a message carries.
    #[error(
        "user data of {octets} octets; a message carries {MAX_OCTETS}, or 139 of UCS-2 behind an odd header"
    )]
    TooLong {
        /// Octets of header and text.
        octets: usize,
    },
    /// TP-UDL and the octets disagree.
    #[error("TP-UDL {length} stands for {expected} octets, found {found}")]
    Length {
        /// TP-UDL.
        length: u8,
        /// Octets it stands for.
        expected: usize,
        /// Octets there are.
        found: usize,
    },
    /// The input ends before TP-UDL.
    #[error("TP-UDL is missing")]
    NoLength,
}

#[cfg(test)]
mod tests;
