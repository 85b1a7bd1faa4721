//! SMS-STATUS-REPORT.

use super::parameters::Parameters;
use super::reader::Reader;
use super::{DecodeError, EncodeError, MAX_OCTETS, MessageReference, bit};
use crate::sms::address::Address;
use crate::sms::status::Status;
use crate::sms::time_stamp::TimeStamp;

/// What became of a SUBMIT or a COMMAND ([3GPP TS 23.040] 9.2.2.3), at most 164 octets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a bit of the first octet")]
pub struct StatusReport {
    /// TP-MMS, which is 0 on the wire when more messages wait.
    pub more_messages: bool,
    /// TP-LP: no message may be made in answer to this one.
    pub loop_prevention: bool,
    /// TP-SRQ: the report is about a COMMAND; otherwise about a SUBMIT.
    pub about_command: bool,
    /// TP-UDHI: the user data begins with a header.
    pub udhi: bool,
    /// TP-MR of the unit it is about.
    pub reference: MessageReference,
    /// TP-RA: where that unit went.
    pub recipient: Address,
    /// TP-SCTS: when the service centre took that unit.
    pub time_stamp: TimeStamp,
    /// TP-DT: when the status came about.
    pub discharge_time: TimeStamp,
    /// TP-ST.
    pub status: Status,
    /// TP-PI and what it announces. Without any TP-PI there is nothing after TP-ST.
    pub parameters: Option<Parameters>,
}

impl StatusReport {
    /// The octets of the unit.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = Vec::with_capacity(usize::from(MAX_OCTETS));
        let first = MTI
            | bit::when(!self.more_messages, bit::NO_MORE_MESSAGES)
            | bit::when(self.loop_prevention, bit::LOOP_PREVENTION)
            | bit::when(self.about_command, bit::STATUS_REPORT)
            | bit::when(self.udhi, bit::HEADER);
        out.extend([first, self.reference.0]);
        self.recipient.write(&mut out);
        out.extend(self.time_stamp.octets());
        out.extend(self.discharge_time.octets());
        out.push(self.status.octet());
        if let Some(parameters) = &self.parameters {
            out.push(parameters.indicator());
            parameters.write(&mut out)?;
        }
        match (out.len(), usize::from(MAX_OCTETS)) {
            (found, limit) if found > limit => {
                Err(EncodeError::TooLong { field: "SMS-STATUS-REPORT", found, limit })
            }
            _ => Ok(out),
        }
    }

    pub(super) fn read(reader: &mut Reader<'_>, first: u8) -> Result<Self, DecodeError> {
        Ok(Self {
            more_messages: first & bit::NO_MORE_MESSAGES == 0,
            loop_prevention: first & bit::LOOP_PREVENTION != 0,
            about_command: first & bit::STATUS_REPORT != 0,
            udhi: first & bit::HEADER != 0,
            reference: MessageReference(reader.octet("TP-MR")?),
            recipient: Address::read(reader, "TP-RA")?,
            time_stamp: TimeStamp::from_octets(reader.array("TP-SCTS")?),
            discharge_time: TimeStamp::from_octets(reader.array("TP-DT")?),
            status: Status::from_octet(reader.octet("TP-ST")?),
            parameters: if reader.rest().is_empty() { None } else { Some(Parameters::read(reader)?) },
        })
    }
}

const MTI: u8 = 0b10;
