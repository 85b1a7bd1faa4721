//! TP-PI and the optional fields it announces, at the end of a report.

use super::reader::Reader;
use super::{DecodeError, EncodeError, ProtocolId, user_data};
use crate::sms::alphabet::DataCodingScheme;
use crate::sms::user_data::UserData;

/// The optional fields of a report ([3GPP TS 23.040] 9.2.3.27).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Parameters {
    /// TP-PID.
    pub protocol: Option<ProtocolId>,
    /// TP-DCS; user data without it is GSM 7-bit text.
    pub coding: Option<DataCodingScheme>,
    /// TP-UDL and TP-UD.
    pub user_data: Option<UserData>,
}

impl Parameters {
    /// The coding of the user data: TP-DCS, or 0 without it.
    pub fn effective_coding(&self) -> DataCodingScheme {
        self.coding.unwrap_or_default()
    }

    /// Reads TP-PI, further octets of it, and which of the fields it announces. Unknown bits are ignored, since
    /// what they announce comes last.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Self::announced(read_indicator(reader)?, reader)
    }

    /// Reads the fields that TP-PI announces.
    pub(super) fn announced(indicator: u8, reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut parameters = Self::default();
        if indicator & PROTOCOL != 0 {
            parameters.protocol = Some(ProtocolId::from_octet(reader.octet("TP-PID")?));
        }
        if indicator & CODING != 0 {
            parameters.coding = Some(DataCodingScheme(reader.octet("TP-DCS")?));
        }
        if indicator & USER_DATA != 0 {
            parameters.user_data = Some(user_data::read(reader, parameters.effective_coding())?);
        }
        Ok(parameters)
    }

    /// TP-PI.
    pub(super) fn indicator(&self) -> u8 {
        let bits = [
            (self.protocol.is_some(), PROTOCOL),
            (self.coding.is_some(), CODING),
            (self.user_data.is_some(), USER_DATA),
        ];
        bits.into_iter().filter(|(present, _)| *present).fold(0, |indicator, (_, bit)| indicator | bit)
    }

    /// Appends the fields, without TP-PI.
    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend(self.protocol.map(ProtocolId::octet));
        out.extend(self.coding.map(|coding| coding.0));
        match &self.user_data {
            None => Ok(()),
            Some(data) => user_data::write(data, self.effective_coding(), out),
        }
    }
}

/// Reads TP-PI and passes over the octets that extend it.
pub(super) fn read_indicator(reader: &mut Reader<'_>) -> Result<u8, DecodeError> {
    const FIELD: &str = "TP-PI";
    let indicator = reader.octet(FIELD)?;
    let mut last = indicator;
    while last & EXTENSION != 0 {
        last = reader.octet(FIELD)?;
    }
    Ok(indicator)
}

const PROTOCOL: u8 = 1 << 0;
const CODING: u8 = 1 << 1;
const USER_DATA: u8 = 1 << 2;
const EXTENSION: u8 = 1 << 7;
