//! RP-ACK and RP-ERROR, without which a report does not say whether it is one of success.

use asms_wire::sms::cause::RelayCause;
use asms_wire::sms::tpdu::{Carrier, Direction, Tpdu};

use super::RadioError;

/// An answer on the relay layer, of the service centre or of a phone ([3GPP TS 24.011] 7.3.3 and 7.3.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relayed {
    /// RP-Message-Reference of the RP-DATA that it answers.
    pub(super) reference: u8,
    /// RP-Cause of RP-ERROR; none in RP-ACK.
    pub(super) cause: Option<RelayCause>,
    /// RP-User-Data: a report.
    pub(super) report: Option<Vec<u8>>,
}

impl Relayed {
    pub(super) fn encode(&self, direction: Direction) -> Vec<u8> {
        let kind = if self.cause.is_some() { ERROR } else { ACK };
        let mut out = vec![kind + to_phone(direction), self.reference];
        if let Some(cause) = self.cause {
            out.extend([1, cause.code()]);
        }
        if let Some(report) = &self.report {
            // A report has no user data here, and so a dozen octets.
            out.extend([USER_DATA, u8::try_from(report.len()).unwrap_or(u8::MAX)]);
            out.extend_from_slice(report);
        }
        out
    }

    pub(super) fn decode(bytes: &[u8], direction: Direction) -> Result<Self, RadioError> {
        let [kind, reference, rest @ ..] = bytes else {
            return Err(RadioError::Missing("RP-Message-Reference"));
        };
        let (cause, rest) = match (kind & 0b111).checked_sub(to_phone(direction)) {
            Some(ACK) => (None, rest),
            Some(ERROR) => {
                let (cause, rest) = value(rest).ok_or(RadioError::Missing("RP-Cause"))?;
                let code = cause.first().ok_or(RadioError::Missing("RP-Cause"))?;
                (Some(RelayCause::from_code(*code)), rest)
            }
            _ => {
                return Err(RadioError::Unexpected { found: "another unit", expected: "RP-ACK or RP-ERROR" });
            }
        };
        let report = match rest {
            [] => None,
            [USER_DATA, rest @ ..] => {
                let (report, _) = value(rest).ok_or(RadioError::Missing("RP-User-Data"))?;
                Some(report.to_vec())
            }
            _ => return Err(RadioError::Unexpected { found: "another element", expected: "RP-User-Data" }),
        };
        Ok(Self { reference: *reference, cause, report })
    }

    /// The report, read as one of success or of failure; none where there is none.
    pub(super) fn unit(&self, direction: Direction) -> Result<Option<Tpdu>, RadioError> {
        let carrier = if self.cause.is_some() { Carrier::Error } else { Carrier::Ack };
        let unit = self.report.as_ref().map(|report| Tpdu::decode(report, direction, carrier));
        Ok(unit.transpose()?)
    }
}

/// RP-MTI from the phone to the network; the other way it is one greater ([3GPP TS 24.011] 8.2.2).
const ACK: u8 = 2;
const ERROR: u8 = 4;

const fn to_phone(direction: Direction) -> u8 {
    match direction {
        Direction::ToPhone => 1,
        Direction::ToCentre => 0,
    }
}

/// The identifier of RP-User-Data (8.2.5.3).
const USER_DATA: u8 = 0x41;

/// A value with its length in front, and what follows it.
fn value(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first()?;
    rest.split_at_checked(usize::from(*length))
}
