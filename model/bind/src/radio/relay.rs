//! RP-ACK and RP-ERROR, without which a report does not say whether it is one of success.

use asms_wire::sms::cause::RelayCause;

use super::RadioError;

/// The service centre's answer on the relay layer ([3GPP TS 24.011] 7.3.3 and 7.3.4).
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
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = vec![if self.cause.is_some() { ERROR } else { ACK }, self.reference];
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

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, RadioError> {
        let [kind, reference, rest @ ..] = bytes else {
            return Err(RadioError::Missing("RP-Message-Reference"));
        };
        let (cause, rest) = match kind & 0b111 {
            ACK => (None, rest),
            ERROR => {
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
}

/// RP-MTI from the network to the phone ([3GPP TS 24.011] 8.2.2).
const ACK: u8 = 3;
const ERROR: u8 = 5;

/// The identifier of RP-User-Data (8.2.5.3).
const USER_DATA: u8 = 0x41;

/// A value with its length in front, and what follows it.
fn value(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first()?;
    rest.split_at_checked(usize::from(*length))
}
