//! SMS-DELIVER-REPORT.

use super::parameters::Parameters;
use super::reader::Reader;
use super::{DecodeError, EncodeError, MAX_OCTETS, bit};
use crate::sms::cause::FailureCause;

/// A phone's answer to a DELIVER or a STATUS-REPORT ([3GPP TS 23.040] 9.2.2.1a).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DeliverReport {
    /// TP-UDHI: the user data begins with a header.
    pub udhi: bool,
    /// TP-FCS: why the unit was refused, in RP-ERROR; none in RP-ACK.
    pub failure: Option<FailureCause>,
    /// What TP-PI announces.
    pub parameters: Parameters,
}

impl DeliverReport {
    /// The octets of the unit.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = Vec::with_capacity(usize::from(MAX_OCTETS));
        out.push(MTI | bit::when(self.udhi, bit::HEADER));
        out.extend(self.failure.map(FailureCause::code));
        out.push(self.parameters.indicator());
        self.parameters.write(&mut out)?;
        Ok(out)
    }

    pub(super) fn read(reader: &mut Reader<'_>, first: u8, failed: bool) -> Result<Self, DecodeError> {
        Ok(Self {
            udhi: first & bit::HEADER != 0,
            failure: if failed { Some(FailureCause::from_code(reader.octet("TP-FCS")?)) } else { None },
            parameters: Parameters::read(reader)?,
        })
    }
}

const MTI: u8 = 0b00;
