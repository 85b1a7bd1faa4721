//! What a phone answers to a message that comes to it.

use asms_wire::sms::cause::{FailureCause, RelayCause};
use asms_wire::sms::cdma::{
    Acknowledgement, CauseCode, ErrorClass, Message, MessageKind, Parameter, ReplySequence,
};
use asms_wire::sms::tpdu::{DeliverReport, Direction, Tpdu};

use super::relay::Relayed;
use super::{Carrier, RadioError};
use crate::{BindError, Binding};

/// What a phone answers to a part, or a modem to a status report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It has it.
    Taken,
    /// Its memory is full, and the centre shall wait until there is room: RP-Cause 22 with TP-FCS D3, or cause code 35 of
    /// CDMA.
    Full,
}

/// A receipt as the service centre reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// Which transfer it answers: RP-Message-Reference, or `REPLY_SEQ` of CDMA, its low six bits.
    pub reference: u8,
    /// What it says.
    pub receipt: Receipt,
}

impl Received {
    /// Whether it can be the receipt of the transfer of this reference.
    pub const fn is_of(self, reference: u8, carrier: Carrier) -> bool {
        match carrier {
            Carrier::Gsm => self.reference == reference,
            Carrier::Cdma => self.reference & 0x3F == reference & 0x3F,
        }
    }
}

impl Binding {
    /// The bytes of a receipt: RP-ACK or RP-ERROR with SMS-DELIVER-REPORT, or a CDMA acknowledgement. `reference` is that of
    /// the transfer.
    pub fn write_receipt(
        &self,
        reference: u8,
        receipt: Receipt,
        carrier: Carrier,
    ) -> Result<Vec<u8>, BindError> {
        Ok(match carrier {
            Carrier::Gsm => write_gsm(reference, receipt)?,
            Carrier::Cdma => write_cdma(reference, receipt)?,
        })
    }

    /// What the service centre reads.
    pub fn read_receipt(&self, bytes: &[u8], carrier: Carrier) -> Result<Received, BindError> {
        Ok(match carrier {
            Carrier::Gsm => read_gsm(bytes)?,
            Carrier::Cdma => read_cdma(bytes)?,
        })
    }
}

fn write_gsm(reference: u8, receipt: Receipt) -> Result<Vec<u8>, RadioError> {
    let (cause, failure) = match receipt {
        Receipt::Taken => (None, None),
        Receipt::Full => (Some(RelayCause::MEMORY_EXCEEDED), Some(FailureCause::MEMORY_EXCEEDED)),
    };
    let report = DeliverReport { failure, ..DeliverReport::default() }.encode()?;
    Ok(Relayed { reference, cause, report: Some(report) }.encode(Direction::ToCentre))
}

/// The report in RP-ACK is optional, and so is that in RP-ERROR where RP-Cause says it all ([3GPP TS 24.011] 7.3.3, 7.3.4).
fn read_gsm(bytes: &[u8]) -> Result<Received, RadioError> {
    let relayed = Relayed::decode(bytes, Direction::ToCentre)?;
    let failure = match relayed.unit(Direction::ToCentre)? {
        None => None,
        Some(Tpdu::DeliverReport(report)) => report.failure,
        Some(_) => {
            return Err(RadioError::Unexpected { found: "another TPDU", expected: "SMS-DELIVER-REPORT" });
        }
    };
    let receipt = match (relayed.cause, failure) {
        (None, _) => Receipt::Taken,
        (Some(RelayCause::MEMORY_EXCEEDED), _) | (_, Some(FailureCause::MEMORY_EXCEEDED)) => Receipt::Full,
        _ => return Err(OTHER_CAUSE),
    };
    Ok(Received { reference: relayed.reference, receipt })
}

/// Resource shortage, which is memory that is full ([3GPP2 C.S0015-B] table 3.4.3.6-1).
const SHORTAGE: CauseCode = CauseCode(35);

fn write_cdma(reference: u8, receipt: Receipt) -> Result<Vec<u8>, RadioError> {
    let sequence = ReplySequence::new(reference);
    let failure = match receipt {
        Receipt::Taken => None,
        Receipt::Full => Some((ErrorClass::Temporary, SHORTAGE)),
    };
    let parameters = vec![Parameter::CauseCodes(Acknowledgement { sequence, failure })];
    Ok(Message { kind: MessageKind::Acknowledge, parameters }.encode()?)
}

fn read_cdma(bytes: &[u8]) -> Result<Received, RadioError> {
    let message = Message::decode(bytes)?;
    let acknowledgement = message.parameters.iter().find_map(|parameter| match parameter {
        Parameter::CauseCodes(acknowledgement) => Some(*acknowledgement),
        _ => None,
    });
    let Acknowledgement { sequence, failure } = acknowledgement.ok_or(RadioError::Missing("cause codes"))?;
    let receipt = match failure {
        None => Receipt::Taken,
        Some((_, SHORTAGE)) => Receipt::Full,
        Some(_) => return Err(OTHER_CAUSE),
    };
    Ok(Received { reference: sequence.number(), receipt })
}

const OTHER_CAUSE: RadioError =
    RadioError::Unexpected { found: "another cause", expected: "that the phone's memory is full" };

#[cfg(test)]
mod tests {
    use asms_machine::version::Version;

    use super::*;

    #[test]
    fn bytes_of_receipts() {
        let binding = Binding::new(Version::V14_1);
        for (receipt, carrier, expected) in [
            // RP-ACK; RP-User-Data with TP-MTI and an empty TP-PI.
            (Receipt::Taken, Carrier::Gsm, &[2, 9, 0x41, 2, 0, 0][..]),
            // RP-ERROR, RP-Cause 22; TP-FCS D3 between TP-MTI and TP-PI.
            (Receipt::Full, Carrier::Gsm, &[4, 9, 1, 22, 0x41, 3, 0, 0xD3, 0]),
            // REPLY_SEQ 9, no error.
            (Receipt::Taken, Carrier::Cdma, &[2, 7, 1, 9 << 2]),
            // REPLY_SEQ 9, a temporary error, cause code 35.
            (Receipt::Full, Carrier::Cdma, &[2, 7, 2, 9 << 2 | 2, 35]),
        ] {
            assert_eq!(binding.write_receipt(9, receipt, carrier).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_is_no_receipt_says_why() {
        let binding = Binding::new(Version::V14_1);
        let read =
            |bytes: &[u8], carrier| binding.read_receipt(bytes, carrier).map_err(|error| error.to_string());
        // The report may be missing.
        assert_eq!(read(&[2, 9], Carrier::Gsm), Ok(Received { reference: 9, receipt: Receipt::Taken }));
        assert_eq!(read(&[4, 9, 1, 22], Carrier::Gsm).map(|read| read.receipt), Ok(Receipt::Full));
        for (bytes, carrier, error) in [
            (
                &[4, 9, 1, 111][..],
                Carrier::Gsm,
                "found another cause, expected that the phone's memory is full",
            ),
            (&[3, 9], Carrier::Gsm, "found another unit, expected RP-ACK or RP-ERROR"),
            (
                &[2, 7, 2, 9 << 2 | 2, 33],
                Carrier::Cdma,
                "found another cause, expected that the phone's memory is full",
            ),
            (&[2], Carrier::Cdma, "the message has no cause codes"),
        ] {
            assert_eq!(read(bytes, carrier), Err(error.to_owned()));
        }
    }
}
