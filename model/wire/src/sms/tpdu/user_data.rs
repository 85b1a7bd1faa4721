//! TP-UDL and TP-UD within a unit.

use super::reader::Reader;
use super::{DecodeError, EncodeError, Fault, MAX_OCTETS};
use crate::sms::alphabet::{Alphabet, DataCodingScheme, packed_len};
use crate::sms::user_data::{self, UserData};

/// Reads TP-UDL and as much TP-UD as it stands for.
pub(super) fn read(reader: &mut Reader<'_>, coding: DataCodingScheme) -> Result<UserData, DecodeError> {
    const UDL: &str = "TP-UDL";
    const UD: &str = "TP-UD";
    let (at, alphabet) = (reader.offset(), coding.alphabet());
    let length = reader.octet(UDL)?;
    let count = octets(length, alphabet);
    // Long fields in front leave a STATUS-REPORT less than 140 octets.
    let limit = usize::from(MAX_OCTETS).saturating_sub(reader.offset()).min(user_data::MAX_OCTETS);
    let too_long = {
        let limit = if alphabet == Alphabet::Gsm7 { limit * 8 / 7 } else { limit };
        DecodeError { offset: at, field: UDL, fault: Fault::TooLong { found: length.into(), limit } }
    };
    if count > limit {
        return Err(too_long);
    }
    let octets = reader.octets(UD, count)?;
    UserData::new(length, octets.to_vec(), alphabet).map_err(|_| too_long)
}

/// Appends TP-UDL and TP-UD, or says that they do not agree under this scheme.
pub(super) fn write(data: &UserData, coding: DataCodingScheme, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let (length, found) = (data.length(), data.octets().len());
    let expected = octets(length, coding.alphabet());
    if expected != found {
        return Err(EncodeError::Length { length, expected, found });
    }
    out.push(length);
    out.extend_from_slice(data.octets());
    Ok(())
}

/// Octets that TP-UDL stands for.
fn octets(length: u8, alphabet: Alphabet) -> usize {
    match alphabet {
        Alphabet::Gsm7 => packed_len(length.into(), 0),
        Alphabet::Data | Alphabet::Ucs2 => length.into(),
    }
}
