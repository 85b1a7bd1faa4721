//! What the service centre answers to a submission.

use asms_machine::modem::{MessageReference, SubmitResult};
use asms_wire::sms::cause::{Class, FailureCause, Meaning, RelayCause};
use asms_wire::sms::cdma::{
    Acknowledgement, BearerData, CauseCode, ErrorClass, Message, MessageKind, MessageStatus, MessageType,
    Parameter, ReplySequence, Subparameter, Teleservice,
};
use asms_wire::sms::tpdu::{Direction, Parameters, SubmitReport, Tpdu};
use asms_wire::value::DateTime;

use super::relay::Relayed;
use super::submit::Teleserved;
use super::{Carrier, RadioError, time_stamp};
use crate::{BindError, Binding};

/// What the service centre answers to a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has it.
    Accepted,
    /// It has it already: TP-FCS C5, or message status C9 of CDMA.
    Duplicate,
    /// It refuses it.
    Refused(Cause),
}

/// Why a submission is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// GSM: RP-Cause alone, from the network.
    Relay(RelayCause),
    /// GSM: TP-FCS, from the service centre.
    Centre(FailureCause),
    /// CDMA: the cause code of a transport acknowledgement.
    Transport(ErrorClass, CauseCode),
}

impl Answer {
    /// The answer of a result, with the first cause there is; none for silence.
    pub fn of(result: SubmitResult, carrier: Carrier) -> Option<Self> {
        let first = |causes: &[Cause]| causes.first().copied().map(Self::Refused);
        match result {
            SubmitResult::Accepted => Some(Self::Accepted),
            SubmitResult::Duplicate => Some(Self::Duplicate),
            SubmitResult::Temporary => first(Cause::temporary(carrier)),
            SubmitResult::Permanent => first(Cause::permanent(carrier)),
            SubmitResult::Silence => None,
        }
    }

    /// What the modem makes of it.
    pub const fn result(self) -> SubmitResult {
        match self {
            Self::Accepted => SubmitResult::Accepted,
            Self::Duplicate => SubmitResult::Duplicate,
            Self::Refused(cause) => match cause.meaning().class {
                Class::Success => SubmitResult::Duplicate,
                Class::Temporary => SubmitResult::Temporary,
                Class::Permanent => SubmitResult::Permanent,
            },
        }
    }
}

impl Cause {
    /// The causes that may pass, of which a busy or failing network gives one.
    pub const fn temporary(carrier: Carrier) -> &'static [Self] {
        match carrier {
            Carrier::Gsm => {
                const {
                    &[
                        Self::Relay(RelayCause::from_code(42)),
                        Self::Relay(RelayCause::from_code(41)),
                        Self::Relay(RelayCause::from_code(47)),
                        Self::Centre(FailureCause::SERVICE_CENTRE_BUSY),
                    ]
                }
            }
            Carrier::Cdma => {
                const {
                    &[
                        Self::Transport(ErrorClass::Temporary, CauseCode(2)),
                        Self::Transport(ErrorClass::Temporary, CauseCode(3)),
                        Self::Transport(ErrorClass::Temporary, CauseCode(64)),
                    ]
                }
            }
        }
    }

    /// The causes that will not pass, of which that of a number that nobody has is the first.
    pub const fn permanent(carrier: Carrier) -> &'static [Self] {
        match carrier {
            Carrier::Gsm => {
                const {
                    &[
                        Self::Relay(RelayCause::from_code(1)),
                        Self::Relay(RelayCause::from_code(30)),
                        Self::Centre(FailureCause::from_code(0xC3)),
                    ]
                }
            }
            Carrier::Cdma => {
                const {
                    &[
                        Self::Transport(ErrorClass::Permanent, CauseCode(0)),
                        Self::Transport(ErrorClass::Permanent, CauseCode(97)),
                    ]
                }
            }
        }
    }

    /// What it says in words, and whether it may pass.
    pub const fn meaning(self) -> Meaning {
        match self {
            Self::Relay(cause) => cause.meaning(),
            Self::Centre(cause) => cause.meaning(),
            Self::Transport(class, cause) => cause.meaning(class),
        }
    }
}

/// An answer as the modem reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Which submission it answers: RP-Message-Reference, which is TP-MR here since a modem has one submission under way,
    /// or `REPLY_SEQ` of CDMA, its low six bits.
    pub reference: u8,
    /// The answer.
    pub answer: Answer,
}

impl Answered {
    /// Whether it can be the answer to the submission of this TP-MR.
    pub const fn is_to(self, mr: MessageReference, carrier: Carrier) -> bool {
        match carrier {
            Carrier::Gsm => self.reference == mr.0,
            Carrier::Cdma => self.reference & 0x3F == mr.0 & 0x3F,
        }
    }
}

impl Binding {
    /// The bytes of an answer: RP-ACK or RP-ERROR with SMS-SUBMIT-REPORT, or a CDMA acknowledgement. A cause of
    /// the other carrier cannot be written. `taken` is when the centre took the submission.
    pub fn write_answer(
        &self,
        mr: MessageReference,
        answer: Answer,
        taken: DateTime,
        carrier: Carrier,
    ) -> Result<Vec<u8>, BindError> {
        Ok(match carrier {
            Carrier::Gsm => write_gsm(mr, answer, taken)?,
            Carrier::Cdma => write_cdma(mr, answer)?,
        })
    }

    /// What the modem reads.
    pub fn read_answer(&self, bytes: &[u8], carrier: Carrier) -> Result<Answered, BindError> {
        Ok(match carrier {
            Carrier::Gsm => read_gsm(bytes)?,
            Carrier::Cdma => read_cdma(bytes)?,
        })
    }
}

/// RP-Cause where TP-FCS says more: short message transfer rejected.
const REJECTED: RelayCause = RelayCause::from_code(21);

fn write_gsm(mr: MessageReference, answer: Answer, taken: DateTime) -> Result<Vec<u8>, RadioError> {
    let (cause, failure) = match answer {
        Answer::Accepted => (None, None),
        Answer::Duplicate => (Some(REJECTED), Some(FailureCause::DUPLICATE_REJECTED)),
        Answer::Refused(Cause::Relay(cause)) => (Some(cause), None),
        Answer::Refused(Cause::Centre(failure)) => (Some(REJECTED), Some(failure)),
        Answer::Refused(Cause::Transport(..)) => {
            return Err(RadioError::Unexpected { found: "a cause of CDMA", expected: "one of GSM" });
        }
    };
    let refused_by_network = cause.is_some() && failure.is_none();
    let report = if refused_by_network {
        None
    } else {
        let (time_stamp, parameters) = (time_stamp(taken), Parameters::default());
        Some(SubmitReport { udhi: false, failure, time_stamp, parameters }.encode()?)
    };
    Ok(Relayed { reference: mr.0, cause, report }.encode(Direction::ToPhone))
}

fn read_gsm(bytes: &[u8]) -> Result<Answered, RadioError> {
    let relayed = Relayed::decode(bytes, Direction::ToPhone)?;
    let failure = match relayed.unit(Direction::ToPhone)? {
        None => None,
        Some(Tpdu::SubmitReport(report)) => report.failure,
        Some(_) => {
            return Err(RadioError::Unexpected { found: "another TPDU", expected: "SMS-SUBMIT-REPORT" });
        }
    };
    let answer = match (relayed.cause, failure) {
        (None, _) => Answer::Accepted,
        (Some(_), Some(FailureCause::DUPLICATE_REJECTED)) => Answer::Duplicate,
        (Some(_), Some(failure)) => Answer::Refused(Cause::Centre(failure)),
        (Some(cause), None) => Answer::Refused(Cause::Relay(cause)),
    };
    Ok(Answered { reference: relayed.reference, answer })
}

/// Permanent error 9 of the message status: the centre holds the message already.
const DUPLICATE: MessageStatus = MessageStatus(0xC9);

fn write_cdma(mr: MessageReference, answer: Answer) -> Result<Vec<u8>, RadioError> {
    let sequence = ReplySequence::new(mr.0);
    let failure = match answer {
        Answer::Accepted => None,
        Answer::Refused(Cause::Transport(class, cause)) => Some((class, cause)),
        Answer::Duplicate => return write_duplicate(mr),
        Answer::Refused(Cause::Relay(_) | Cause::Centre(_)) => {
            return Err(RadioError::Unexpected { found: "a cause of GSM", expected: "one of CDMA" });
        }
    };
    let parameters = vec![Parameter::CauseCodes(Acknowledgement { sequence, failure })];
    Ok(Message { kind: MessageKind::Acknowledge, parameters }.encode()?)
}

/// No cause code says that the message was there before, but a message status does.
fn write_duplicate(mr: MessageReference) -> Result<Vec<u8>, RadioError> {
    let identifier =
        Subparameter::MessageIdentifier { kind: MessageType::SUBMIT_REPORT, id: mr.0.into(), header: false };
    let subparameters = vec![identifier, Subparameter::MessageStatus(DUPLICATE)];
    let parameters = vec![
        Parameter::Teleservice(Teleservice::MESSAGING),
        Parameter::BearerData(BearerData { subparameters }),
    ];
    Ok(Message { kind: MessageKind::PointToPoint, parameters }.encode()?)
}

fn read_cdma(bytes: &[u8]) -> Result<Answered, RadioError> {
    let message = Message::decode(bytes)?;
    let acknowledgement = message.parameters.iter().find_map(|parameter| match parameter {
        Parameter::CauseCodes(acknowledgement) => Some(*acknowledgement),
        _ => None,
    });
    if let Some(Acknowledgement { sequence, failure }) = acknowledgement {
        let answer = match failure {
            None => Answer::Accepted,
            Some((class, cause)) => Answer::Refused(Cause::Transport(class, cause)),
        };
        return Ok(Answered { reference: sequence.number(), answer });
    }
    let report =
        Teleserved::of(message, MessageType::SUBMIT_REPORT, "an acknowledgement or a submit report")?;
    let status = report.find(|subparameter| match subparameter {
        Subparameter::MessageStatus(status) => Some(*status),
        _ => None,
    });
    let [_, reference] = report.id.to_be_bytes();
    match status {
        Some(DUPLICATE) => Ok(Answered { reference, answer: Answer::Duplicate }),
        Some(_) => {
            Err(RadioError::Unexpected { found: "another message status", expected: "C9 in a submit report" })
        }
        None => Err(RadioError::Missing("message status")),
    }
}
