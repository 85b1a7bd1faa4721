//! SMS-SUBMIT-REPORT.

use super::parameters::{self, Parameters};
use super::reader::Reader;
use super::{DecodeError, EncodeError, MAX_OCTETS, bit};
use crate::sms::cause::FailureCause;
use crate::sms::time_stamp::TimeStamp;

/// The service centre's answer to a SUBMIT or a COMMAND ([3GPP TS 23.040] 9.2.2.2a).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SubmitReport {
    /// TP-UDHI: the user data begins with a header.
    pub udhi: bool,
    /// TP-FCS: why the unit was refused, in RP-ERROR; none in RP-ACK.
    pub failure: Option<FailureCause>,
    /// TP-SCTS: when the service centre took the unit.
    pub time_stamp: TimeStamp,
    /// What TP-PI announces.
    pub parameters: Parameters,
}

impl SubmitReport {
    /// The octets of the unit.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = Vec::with_capacity(usize::from(MAX_OCTETS));
        out.push(MTI | bit::when(self.udhi, bit::HEADER));
        out.extend(self.failure.map(FailureCause::code));
        out.push(self.parameters.indicator());
        out.extend(self.time_stamp.octets());
        self.parameters.write(&mut out)?;
        Ok(out)
    }

    pub(super) fn read(reader: &mut Reader<'_>, first: u8, failed: bool) -> Result<Self, DecodeError> {
        let failure = if failed { Some(FailureCause::from_code(reader.octet("TP-FCS")?)) } else { None };
        let indicator = parameters::read_indicator(reader)?;
        Ok(Self {
            udhi: first & bit::HEADER != 0,
            failure,
            time_stamp: TimeStamp::from_octets(reader.array("TP-SCTS")?),
            parameters: Parameters::announced(indicator, reader)?,
        })
    }
}

const MTI: u8 = 0b01;
