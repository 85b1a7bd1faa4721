//! SMS-DELIVER.

use super::reader::Reader;
use super::{DecodeError, EncodeError, MAX_OCTETS, ProtocolId, bit, user_data};
use crate::sms::address::Address;
use crate::sms::alphabet::DataCodingScheme;
use crate::sms::time_stamp::TimeStamp;
use crate::sms::user_data::UserData;

/// A message on its way to a phone ([3GPP TS 23.040] 9.2.2.1), at most 163 octets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a bit of the first octet")]
pub struct Deliver {
    /// TP-MMS, which is 0 on the wire when more messages wait.
    pub more_messages: bool,
    /// TP-LP: no message may be made in answer to this one.
    pub loop_prevention: bool,
    /// TP-SRI: the sender gets a status report.
    pub status_report_indication: bool,
    /// TP-UDHI: the user data begins with a header.
    pub udhi: bool,
    /// TP-RP: the reply may use the same service centre.
    pub reply_path: bool,
    /// TP-OA.
    pub originator: Address,
    /// TP-PID.
    pub protocol: ProtocolId,
    /// TP-DCS.
    pub coding: DataCodingScheme,
    /// TP-SCTS: when the service centre took the message.
    pub time_stamp: TimeStamp,
    /// TP-UDL and TP-UD.
    pub user_data: UserData,
}

impl Deliver {
    /// The octets of the unit.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = Vec::with_capacity(usize::from(MAX_OCTETS));
        let first = MTI
            | bit::when(!self.more_messages, bit::NO_MORE_MESSAGES)
            | bit::when(self.loop_prevention, bit::LOOP_PREVENTION)
            | bit::when(self.status_report_indication, bit::STATUS_REPORT)
            | bit::when(self.udhi, bit::HEADER)
            | bit::when(self.reply_path, bit::REPLY_PATH);
        out.push(first);
        self.originator.write(&mut out);
        out.extend([self.protocol.octet(), self.coding.0]);
        out.extend(self.time_stamp.octets());
        user_data::write(&self.user_data, self.coding, &mut out)?;
        Ok(out)
    }

    pub(super) fn read(reader: &mut Reader<'_>, first: u8) -> Result<Self, DecodeError> {
        let originator = Address::read(reader, "TP-OA")?;
        let protocol = ProtocolId::from_octet(reader.octet("TP-PID")?);
        let coding = DataCodingScheme(reader.octet("TP-DCS")?);
        let time_stamp = TimeStamp::from_octets(reader.array("TP-SCTS")?);
        let user_data = user_data::read(reader, coding)?;
        reader.end("SMS-DELIVER")?;
        Ok(Self {
            more_messages: first & bit::NO_MORE_MESSAGES == 0,
            loop_prevention: first & bit::LOOP_PREVENTION != 0,
            status_report_indication: first & bit::STATUS_REPORT != 0,
            udhi: first & bit::HEADER != 0,
            reply_path: first & bit::REPLY_PATH != 0,
            originator,
            protocol,
            coding,
            time_stamp,
            user_data,
        })
    }
}

const MTI: u8 = 0b00;
