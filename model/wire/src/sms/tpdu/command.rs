//! SMS-COMMAND.

use super::reader::Reader;
use super::{DecodeError, EncodeError, Fault, MAX_OCTETS, MessageReference, ProtocolId, bit};
use crate::sms::address::Address;

/// A phone's order about an earlier SUBMIT ([3GPP TS 23.040] 9.2.2.4).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Command {
    /// TP-SRR: a STATUS-REPORT is asked for.
    pub status_report_request: bool,
    /// TP-UDHI: the command data begins with a header.
    pub udhi: bool,
    /// TP-MR of this command.
    pub reference: MessageReference,
    /// TP-PID.
    pub protocol: ProtocolId,
    /// TP-CT.
    pub command: CommandType,
    /// TP-MN: TP-MR of the SUBMIT that it is about.
    pub number: MessageReference,
    /// TP-DA of that SUBMIT.
    pub destination: Address,
    /// TP-CD, at most 157 octets.
    pub data: Vec<u8>,
}

impl Command {
    /// The most octets of TP-CD.
    pub const MAX_DATA: u8 = 157;

    /// The octets of the unit.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let too_long =
            EncodeError::TooLong { field: "TP-CD", found: self.data.len(), limit: Self::MAX_DATA.into() };
        let length = u8::try_from(self.data.len()).map_err(|_| too_long)?;
        if length > Self::MAX_DATA {
            return Err(too_long);
        }
        let mut out = Vec::with_capacity(usize::from(MAX_OCTETS));
        let first = MTI
            | bit::when(self.status_report_request, bit::STATUS_REPORT)
            | bit::when(self.udhi, bit::HEADER);
        out.extend([first, self.reference.0, self.protocol.octet(), self.command.0, self.number.0]);
        self.destination.write(&mut out);
        out.push(length);
        out.extend_from_slice(&self.data);
        Ok(out)
    }

    pub(super) fn read(reader: &mut Reader<'_>, first: u8) -> Result<Self, DecodeError> {
        const CDL: &str = "TP-CDL";
        let reference = MessageReference(reader.octet("TP-MR")?);
        let protocol = ProtocolId::from_octet(reader.octet("TP-PID")?);
        let command = CommandType(reader.octet("TP-CT")?);
        let number = MessageReference(reader.octet("TP-MN")?);
        let destination = Address::read(reader, "TP-DA")?;
        let offset = reader.offset();
        let length = reader.octet(CDL)?;
        if length > Self::MAX_DATA {
            let fault = Fault::TooLong { found: length.into(), limit: Self::MAX_DATA.into() };
            return Err(DecodeError { offset, field: CDL, fault });
        }
        let data = reader.octets("TP-CD", length.into())?.to_vec();
        reader.end("SMS-COMMAND")?;
        Ok(Self {
            status_report_request: first & bit::STATUS_REPORT != 0,
            udhi: first & bit::HEADER != 0,
            reference,
            protocol,
            command,
            number,
            destination,
            data,
        })
    }
}

/// TP-Command-Type ([3GPP TS 23.040] 9.2.3.19). Other values are reserved or the service centre's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CommandType(pub u8);

impl CommandType {
    /// Asks what became of the SUBMIT.
    pub const ENQUIRY: Self = Self(0);
    /// Cancels its status report request.
    pub const CANCEL_STATUS_REPORT: Self = Self(1);
    /// Deletes it.
    pub const DELETE: Self = Self(2);
    /// Asks for a status report after all.
    pub const ENABLE_STATUS_REPORT: Self = Self(3);
}

const MTI: u8 = 0b10;
