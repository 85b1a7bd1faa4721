//! User data: text in one of many encodings, in fields that do not stand on octets.

use super::bits::{BitReader, BitWriter};
use crate::sms::alphabet::{
    Alphabet, DataCodingScheme, NoPlace, ShiftTables, cdma, gsm7, pack_into, packed_len, ucs2, unpack,
};
use crate::sms::tpdu::DecodeError;
use crate::sms::tpdu::reader::Reader;
use crate::sms::user_data::{MAX_OCTETS, Repeats, UserDataHeader, fill_bits, header_septets};

/// The user data subparameter ([3GPP2 C.S0015-B] 4.5.2): an encoding and fields of so many bits. What they mean
/// depends on `HEADER_IND` of the message identifier: see [`UserData::content`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserData {
    encoding: Encoding,
    message_type: Option<u8>,
    fields: u8,
    /// How many bits of the octets are fields.
    bits: usize,
    /// The fields, eight bits to an octet; the last octet ends with zero bits.
    octets: Vec<u8>,
}

impl UserData {
    /// A payload behind a header, which may be empty: codes of seven bits, one an octet, for ASCII and GSM 7-bit;
    /// octets otherwise.
    pub fn new(
        encoding: TextEncoding,
        header: &UserDataHeader,
        payload: &[u8],
    ) -> Result<Self, UserDataError> {
        let too_long = |octets| UserDataError::TooLong { octets };
        let header = header.encode().ok_or(too_long(header.octets()))?;
        let septets = header_septets(header.len()) + payload.len();
        let (count, bits, octets) = match encoding {
            TextEncoding::Ascii => {
                let mut out = BitWriter::default();
                out.run(&header, header.len() * 8);
                out.bits(0, fill_bits(header.len()));
                for code in payload {
                    out.bits(*code, 7);
                }
                (septets, septets * 7, out.into_octets())
            }
            TextEncoding::Gsm7 => {
                let fill = fill_bits(header.len());
                let mut octets = header;
                pack_into(payload, fill, &mut octets);
                (septets, octets.len() * 8, octets)
            }
            TextEncoding::Latin1 => {
                let octets = [&header, payload].concat();
                (octets.len(), octets.len() * 8, octets)
            }
            TextEncoding::Unicode => {
                let octets = [&header, payload].concat();
                if octets.len() % 2 == 1 {
                    return Err(UserDataError::Odd { octets: octets.len() });
                }
                (octets.len() / 2, octets.len() * 8, octets)
            }
        };
        match u8::try_from(count) {
            Ok(fields) if octets.len() <= MAX_OCTETS => {
                Ok(Self { encoding: encoding.encoding(), message_type: None, fields, bits, octets })
            }
            _ => Err(too_long(octets.len())),
        }
    }

    /// A text without a header.
    pub fn text(encoding: TextEncoding, text: &str) -> Result<Self, UserDataError> {
        Self::new(encoding, &UserDataHeader::default(), &encoding.encode(text)?)
    }

    /// `MSG_ENCODING`.
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// `MESSAGE_TYPE`, which only [`Encoding::IS_91`] and [`Encoding::GSM_DCS`] have.
    pub const fn message_type(&self) -> Option<u8> {
        self.message_type
    }

    /// `NUM_FIELDS`: characters, header included, in units of the encoding.
    pub const fn fields(&self) -> u8 {
        self.fields
    }

    /// The fields as they stand, eight bits to an octet; the last octet ends with zero bits.
    pub fn octets(&self) -> &[u8] {
        &self.octets
    }

    /// Header and payload, as a receiver takes them: never fails. `header` is `HEADER_IND`.
    ///
    /// A header whose lengths do not add up is as good as none, but the text still starts behind it.
    pub fn content(&self, header: bool, repeats: Repeats) -> Content {
        let header_octets = match self.octets.first() {
            Some(length) if header => usize::from(*length) + 1,
            _ => 0,
        };
        let header = match header_octets {
            0 => UserDataHeader::default(),
            _ => UserDataHeader::decode(&self.octets, repeats).unwrap_or_default(),
        };
        let behind = self.octets.get(header_octets..).unwrap_or_default();
        let (fields, header_fields) = (usize::from(self.fields), header_septets(header_octets));
        let payload = match self.layout() {
            Layout::Septets => {
                cdma::unpack_msb(&self.octets, fields).get(header_fields..).unwrap_or_default().to_vec()
            }
            Layout::GsmSeptets => {
                unpack(behind, fill_bits(header_octets), fields.saturating_sub(header_fields))
            }
            // Half a unit at the end is padding behind an odd header.
            Layout::Units => behind.get(..behind.len() / 2 * 2).unwrap_or_default().to_vec(),
            Layout::Octets | Layout::Unknown => behind.to_vec(),
        };
        Content { header, payload }
    }

    /// The text behind the header, if its encoding is known here. `header` is `HEADER_IND`.
    pub fn shown(&self, header: bool) -> Option<String> {
        let payload = self.content(header, Repeats::default()).payload;
        match (self.encoding, self.layout()) {
            (Encoding::LATIN_1, _) => Some(cdma::decode_latin1(&payload)),
            (_, Layout::Septets) => Some(cdma::decode_ascii(&payload)),
            (_, Layout::GsmSeptets) => Some(gsm7::decode(&payload, ShiftTables::DEFAULT)),
            (_, Layout::Units) => Some(ucs2::decode(&payload)),
            (_, Layout::Octets | Layout::Unknown) => None,
        }
    }

    pub(super) fn read(reader: &Reader<'_>) -> Result<Self, DecodeError> {
        let mut reader = BitReader::new(reader);
        let encoding = Encoding(reader.bits("MSG_ENCODING", 5)?);
        let message_type = match encoding {
            Encoding::IS_91 | Encoding::GSM_DCS => Some(reader.bits("MESSAGE_TYPE", 8)?),
            _ => None,
        };
        let fields = reader.bits("NUM_FIELDS", 8)?;
        let count = usize::from(fields);
        let bits = match encoding.layout(message_type) {
            Layout::Septets => count * 7,
            Layout::GsmSeptets => packed_len(count, 0) * 8,
            Layout::Octets => count * 8,
            Layout::Units => count * 16,
            Layout::Unknown => reader.left(),
        };
        let octets = reader.run("CHARi", bits)?;
        Ok(Self { encoding, message_type, fields, bits, octets })
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = BitWriter::default();
        out.bits(self.encoding.0, 5);
        if let Some(message_type) = self.message_type {
            out.bits(message_type, 8);
        }
        out.bits(self.fields, 8);
        out.run(&self.octets, self.bits);
        out.into_octets()
    }

    fn layout(&self) -> Layout {
        self.encoding.layout(self.message_type)
    }
}

/// What user data holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Content {
    /// The header; empty when there is none.
    pub header: UserDataHeader,
    /// Codes of seven bits, one an octet, where the encoding has such; octets otherwise.
    pub payload: Vec<u8>,
}

/// `MSG_ENCODING`, 0 to 31 ([3GPP2 C.R1001] table 9.1-1). Values without a name are reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Encoding(u8);

impl Encoding {
    /// Octets without a meaning.
    pub const OCTET: Self = Self(0);
    /// IS-91 extended protocol message.
    pub const IS_91: Self = Self(1);
    /// 7-bit ASCII.
    pub const ASCII: Self = Self(2);
    /// IA5, as ASCII.
    pub const IA5: Self = Self(3);
    /// UTF-16, the high octet first.
    pub const UNICODE: Self = Self(4);
    /// Shift-JIS.
    pub const SHIFT_JIS: Self = Self(5);
    /// Korean.
    pub const KOREAN: Self = Self(6);
    /// Latin and Hebrew.
    pub const LATIN_HEBREW: Self = Self(7);
    /// Latin-1.
    pub const LATIN_1: Self = Self(8);
    /// GSM 7-bit, packed as in GSM within whole octets.
    pub const GSM_7: Self = Self(9);
    /// What the GSM data coding scheme in `MESSAGE_TYPE` says.
    pub const GSM_DCS: Self = Self(10);

    /// The number on the wire.
    pub const fn number(self) -> u8 {
        self.0
    }

    fn layout(self, message_type: Option<u8>) -> Layout {
        match self {
            Self::ASCII | Self::IA5 => Layout::Septets,
            Self::UNICODE => Layout::Units,
            Self::OCTET | Self::SHIFT_JIS | Self::KOREAN | Self::LATIN_HEBREW | Self::LATIN_1 => {
                Layout::Octets
            }
            Self::GSM_7 => Layout::GsmSeptets,
            Self::GSM_DCS => match DataCodingScheme(message_type.unwrap_or_default()).alphabet() {
                Alphabet::Gsm7 => Layout::GsmSeptets,
                Alphabet::Data => Layout::Octets,
                Alphabet::Ucs2 => Layout::Units,
            },
            _ => Layout::Unknown,
        }
    }
}

/// The encodings that a text is sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextEncoding {
    /// 7-bit ASCII: 160 characters in a message of its own, 153 behind a header that tells parts apart.
    Ascii,
    /// UTF-16: 70 or 67 units.
    Unicode,
    /// Latin-1: 140 or 134 characters.
    Latin1,
    /// GSM 7-bit with the default tables: 160 or 153 septets.
    Gsm7,
}

impl TextEncoding {
    /// `MSG_ENCODING`.
    pub const fn encoding(self) -> Encoding {
        match self {
            Self::Ascii => Encoding::ASCII,
            Self::Unicode => Encoding::UNICODE,
            Self::Latin1 => Encoding::LATIN_1,
            Self::Gsm7 => Encoding::GSM_7,
        }
    }

    /// A text as a payload, or the character that the encoding lacks.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, NoPlace> {
        match self {
            Self::Ascii => cdma::encode_ascii(text),
            Self::Unicode => Ok(ucs2::encode(text)),
            Self::Latin1 => cdma::encode_latin1(text),
            Self::Gsm7 => gsm7::encode(text, ShiftTables::DEFAULT),
        }
    }
}

/// Payload or header that is no user data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UserDataError {
    /// More than a message carries.
    #[error("user data of {octets} octets; a message carries {MAX_OCTETS}")]
    TooLong {
        /// Octets of header and text.
        octets: usize,
    },
    /// UTF-16 that is not whole units, header included: receivers disagree where the text would start.
    #[error("header and UTF-16 text take {octets} octets, expected an even number; use the 8-bit reference")]
    Odd {
        /// Octets of header and text.
        octets: usize,
    },
    /// A character outside the encoding.
    #[error(transparent)]
    NoPlace(#[from] NoPlace),
}

/// How the fields of an encoding stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// Seven bits each, the most significant first.
    Septets,
    /// Seven bits each, packed as in GSM.
    GsmSeptets,
    /// Octets.
    Octets,
    /// Two octets each.
    Units,
    /// Not known: all that is there.
    Unknown,
}
