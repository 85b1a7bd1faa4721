//! Transfer-layer units of SMS ([3GPP TS 23.040] 9.2.2).
//!
//! [`Tpdu::decode`] reads any of them; what the octets mean depends on which way they go and on the unit of the
//! relay layer that carries them. Unused bits are ignored on the way in and zero on the way out.

mod command;
mod deliver;
mod deliver_report;
mod error;
mod parameters;
mod protocol;
pub(in crate::sms) mod reader;
mod status_report;
mod submit;
mod submit_report;
#[cfg(test)]
mod tests;
mod user_data;

pub use command::{Command, CommandType};
pub use deliver::Deliver;
pub use deliver_report::DeliverReport;
pub use error::{DecodeError, EncodeError, Fault};
pub use parameters::Parameters;
pub use protocol::{ProtocolId, Purpose};
pub use status_report::StatusReport;
pub use submit::Submit;
pub use submit_report::SubmitReport;

use reader::Reader;

/// The most octets of a TPDU, but for a COMMAND.
pub const MAX_OCTETS: u8 = 164;

/// One unit of the transfer layer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Tpdu {
    /// A message on its way to a phone.
    Deliver(Deliver),
    /// A phone's answer to a DELIVER or a STATUS-REPORT.
    DeliverReport(DeliverReport),
    /// A message from a phone.
    Submit(Submit),
    /// The service centre's answer to a SUBMIT or a COMMAND.
    SubmitReport(SubmitReport),
    /// What became of a SUBMIT or a COMMAND.
    StatusReport(StatusReport),
    /// A phone's order about an earlier SUBMIT.
    Command(Command),
}

impl Tpdu {
    /// Reads the unit that travels in `direction`, carried by `carrier`.
    ///
    /// TP-MTI 11 from the service centre is read as DELIVER ([3GPP TS 23.040] 9.2.3.1). Octets behind the last
    /// field of a report are discarded (9.2.3.27); behind any other unit they are an error.
    pub fn decode(octets: &[u8], direction: Direction, carrier: Carrier) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(octets);
        let first = reader.octet(MTI)?;
        let failed = carrier == Carrier::Error;
        let unexpected = |expected| {
            Err(DecodeError {
                offset: 0,
                field: MTI,
                fault: Fault::Unexpected { found: first & 0b11, expected },
            })
        };
        match (direction, carrier, first & 0b11) {
            (Direction::ToPhone, Carrier::Data, 0b00 | 0b11) => {
                Deliver::read(&mut reader, first).map(Self::Deliver)
            }
            (Direction::ToPhone, Carrier::Data, 0b10) => {
                StatusReport::read(&mut reader, first).map(Self::StatusReport)
            }
            (Direction::ToPhone, Carrier::Data, _) => unexpected("0, 2 or 3 in RP-DATA to the phone"),
            (Direction::ToPhone, Carrier::Ack | Carrier::Error, 0b01) => {
                SubmitReport::read(&mut reader, first, failed).map(Self::SubmitReport)
            }
            (Direction::ToPhone, Carrier::Ack | Carrier::Error, _) => {
                unexpected("1 in RP-ACK or RP-ERROR to the phone")
            }
            (Direction::ToCentre, Carrier::Data, 0b01) => Submit::read(&mut reader, first).map(Self::Submit),
            (Direction::ToCentre, Carrier::Data, 0b10) => {
                Command::read(&mut reader, first).map(Self::Command)
            }
            (Direction::ToCentre, Carrier::Data, _) => unexpected("1 or 2 in RP-DATA to the service centre"),
            (Direction::ToCentre, Carrier::Ack | Carrier::Error, 0b00) => {
                DeliverReport::read(&mut reader, first, failed).map(Self::DeliverReport)
            }
            (Direction::ToCentre, Carrier::Ack | Carrier::Error, _) => {
                unexpected("0 in RP-ACK or RP-ERROR to the service centre")
            }
        }
    }

    /// The octets of the unit.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Deliver(deliver) => deliver.encode(),
            Self::DeliverReport(report) => report.encode(),
            Self::Submit(submit) => submit.encode(),
            Self::SubmitReport(report) => report.encode(),
            Self::StatusReport(report) => report.encode(),
            Self::Command(command) => command.encode(),
        }
    }

    /// Which way the unit travels.
    pub const fn direction(&self) -> Direction {
        match self {
            Self::Deliver(_) | Self::SubmitReport(_) | Self::StatusReport(_) => Direction::ToPhone,
            Self::DeliverReport(_) | Self::Submit(_) | Self::Command(_) => Direction::ToCentre,
        }
    }

    /// Which unit of the relay layer carries it.
    pub const fn carrier(&self) -> Carrier {
        match self {
            Self::Deliver(_) | Self::Submit(_) | Self::StatusReport(_) | Self::Command(_) => Carrier::Data,
            Self::DeliverReport(DeliverReport { failure, .. })
            | Self::SubmitReport(SubmitReport { failure, .. }) => {
                if failure.is_some() {
                    Carrier::Error
                } else {
                    Carrier::Ack
                }
            }
        }
    }
}

/// Which way a unit travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the service centre to the phone: mobile terminated.
    ToPhone,
    /// From the phone to the service centre: mobile originated.
    ToCentre,
}

/// The relay-layer unit that carries a TPDU ([3GPP TS 24.011] 7.3). A report does not tell by itself which it is
/// in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carrier {
    /// RP-DATA: a message, a status report or a command.
    Data,
    /// RP-ACK: a report of success.
    Ack,
    /// RP-ERROR: a report of failure, with TP-FCS.
    Error,
}

/// TP-Message-Reference ([3GPP TS 23.040] 9.2.3.6): the phone's number for a SUBMIT or a COMMAND, 0 to 255 and
/// round again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageReference(pub u8);

impl MessageReference {
    /// The reference of the next message; 255 is followed by 0.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// The name of bits 1 and 0 of the first octet.
const MTI: &str = "TP-MTI";

/// Bits of the first octet, by unit where it matters. TP-MMS is 0 when more messages wait.
mod bit {
    pub(super) const NO_MORE_MESSAGES: u8 = 1 << 2;
    pub(super) const REJECT_DUPLICATES: u8 = 1 << 2;
    pub(super) const LOOP_PREVENTION: u8 = 1 << 3;
    /// TP-SRI of DELIVER, TP-SRR of SUBMIT and COMMAND, TP-SRQ of STATUS-REPORT.
    pub(super) const STATUS_REPORT: u8 = 1 << 5;
    pub(super) const HEADER: u8 = 1 << 6;
    pub(super) const REPLY_PATH: u8 = 1 << 7;

    /// The bit when the flag is set.
    pub(super) const fn when(flag: bool, bit: u8) -> u8 {
        if flag { bit } else { 0 }
    }
}
