//! From the phone to the service centre.

use asms_machine::modem::{MessageReference, Submission};
use asms_wire::sms::address::Address;
use asms_wire::sms::cdma::{
    BearerData, Lifetime, Message, MessageKind, MessageType, Number, Parameter, RelativeValidity,
    ReplyOption, ReplySequence, Subparameter, Teleservice,
};
use asms_wire::sms::tpdu::{self, Direction, Submit, Tpdu};
use asms_wire::sms::user_data::{Part, Repeats};
use asms_wire::sms::validity::{Relative, ValidityPeriod};

use super::split::{Place, Sent, read_cdma};
use super::{Carrier, RadioError, agree, recipient_number, recipient_of};
use crate::{BindError, Binding};

/// A submission as the service centre reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// Whom it is for, from 0: the recipient whose number TP-DA or the destination address has.
    pub recipient: u8,
    /// TP-MR, or the message identifier of CDMA, which has sixteen bits.
    pub mr: u16,
    /// TP-RD: the same was submitted before. CDMA does not say.
    pub again: Option<bool>,
    /// For how many minutes it is to be kept; none where it does not say, or says it in another form than the relative one.
    pub validity: Option<u32>,
    /// Its part of the text, with its place among the others.
    pub part: Part<'static>,
}

impl Binding {
    /// The bytes of a submission: SMS-SUBMIT, which asks for a status report, or a CDMA submit message, which asks for a
    /// delivery acknowledgement. Its part has to be one that the text has; neither carrier tells of the Outbox item,
    /// and CDMA does not tell whether it was submitted before.
    pub fn write_submit(&self, submission: &Submission, carrier: Carrier) -> Result<Vec<u8>, BindError> {
        let cutting = self.cutting(submission.content, carrier)?;
        let sent = cutting.part(place(submission))?;
        Ok(match carrier {
            Carrier::Gsm => write_gsm(submission, &sent, self.radio.validity)?,
            Carrier::Cdma => write_cdma(submission, &sent, self.radio.validity)?,
        })
    }

    /// What the service centre reads.
    pub fn read_submit(&self, bytes: &[u8], carrier: Carrier) -> Result<Submitted, BindError> {
        Ok(match carrier {
            Carrier::Gsm => read_gsm(bytes)?,
            Carrier::Cdma => read_message(bytes)?,
        })
    }

    /// That what was read is this submission, as far as the carrier tells of it, or the field in which it is another.
    pub fn is_submission(
        &self,
        read: &Submitted,
        submission: &Submission,
        carrier: Carrier,
    ) -> Result<(), BindError> {
        agree("the recipient", &read.recipient, &submission.recipient)?;
        agree("the message reference", &read.mr, &submission.mr.0.into())?;
        if let Some(again) = read.again {
            agree("TP-RD", &again, &submission.again)?;
        }
        let cutting = self.cutting(submission.content, carrier)?;
        Ok(cutting.part(place(submission))?.agrees(&read.part)?)
    }

    /// The bytes of a submission, of which it is certain that a reader has it back.
    pub fn carry_submit(&self, submission: &Submission, carrier: Carrier) -> Result<Vec<u8>, BindError> {
        let bytes = self.write_submit(submission, carrier)?;
        self.is_submission(&self.read_submit(&bytes, carrier)?, submission, carrier)?;
        Ok(bytes)
    }
}

fn place(submission: &Submission) -> Place {
    let Submission { content, part, total, reference, .. } = *submission;
    Place { content, part, total, reference }
}

fn write_gsm(
    submission: &Submission,
    sent: &Sent<'_>,
    validity: Option<Relative>,
) -> Result<Vec<u8>, RadioError> {
    let (part, coding) = sent.gsm()?;
    let submit = Submit {
        reject_duplicates: submission.again,
        status_report_request: true,
        udhi: part.udhi(),
        reference: tpdu::MessageReference(submission.mr.0),
        coding,
        validity: validity.map(ValidityPeriod::Relative),
        user_data: part.user_data()?,
        ..Submit::to(Address::dial(&recipient_number(submission.recipient)?)?)
    };
    Ok(submit.encode()?)
}

fn read_gsm(bytes: &[u8]) -> Result<Submitted, RadioError> {
    let Tpdu::Submit(submit) = Tpdu::decode(bytes, Direction::ToCentre, tpdu::Carrier::Data)? else {
        return Err(RadioError::Unexpected { found: "SMS-COMMAND", expected: "SMS-SUBMIT" });
    };
    let part = submit.user_data.part(submit.coding.alphabet(), submit.udhi, Repeats::default());
    Ok(Submitted {
        recipient: recipient_of("TP-DA", submit.destination.to_string())?,
        mr: submit.reference.0.into(),
        again: Some(submit.reject_duplicates),
        validity: match submit.validity {
            Some(ValidityPeriod::Relative(validity)) => Some(validity.minutes()),
            _ => None,
        },
        part: part.into_owned(),
    })
}

fn write_cdma(
    submission: &Submission,
    sent: &Sent<'_>,
    validity: Option<Relative>,
) -> Result<Vec<u8>, RadioError> {
    let (data, header) = sent.cdma()?;
    let MessageReference(mr) = submission.mr;
    let mut subparameters = vec![
        Subparameter::MessageIdentifier { kind: MessageType::SUBMIT, id: mr.into(), header },
        Subparameter::UserData(data),
        Subparameter::ReplyOption(ReplyOption { delivery: true, ..ReplyOption::default() }),
    ];
    if let Some(validity) = validity.map(|validity| RelativeValidity(validity.code())) {
        let Lifetime::Minutes(_) = validity.lifetime() else {
            return Err(RadioError::Unexpected {
                found: "a validity period of more than 52 weeks",
                expected: "one that CDMA can say",
            });
        };
        subparameters.push(Subparameter::ValidityRelative(validity));
    }
    let parameters = vec![
        Parameter::Teleservice(Teleservice::MESSAGING),
        Parameter::Destination(Number::dial(&recipient_number(submission.recipient)?)?),
        Parameter::BearerReplyOption(ReplySequence::new(mr)),
        Parameter::BearerData(BearerData { subparameters }),
    ];
    Ok(Message { kind: MessageKind::PointToPoint, parameters }.encode()?)
}

fn read_message(bytes: &[u8]) -> Result<Submitted, RadioError> {
    let message = Teleserved::read(bytes, MessageType::SUBMIT, "a submit message")?;
    let validity = message.find(|subparameter| match subparameter {
        Subparameter::ValidityRelative(validity) => Some(validity.lifetime()),
        _ => None,
    });
    Ok(Submitted {
        recipient: recipient_of("the destination address", message.destination()?.to_string())?,
        mr: message.id,
        again: None,
        validity: match validity {
            Some(Lifetime::Minutes(minutes)) => Some(minutes),
            _ => None,
        },
        part: message.part()?,
    })
}

/// A message of the messaging teleservice.
#[derive(Clone, Debug)]
pub(super) struct Teleserved {
    message: Message,
    bearer: BearerData,
    /// The message identifier.
    pub(super) id: u16,
    header: bool,
}

impl Teleserved {
    /// Reads a message that should be of this type.
    pub(super) fn read(bytes: &[u8], expected: MessageType, name: &'static str) -> Result<Self, RadioError> {
        Self::of(Message::decode(bytes)?, expected, name)
    }

    pub(super) fn of(
        message: Message,
        expected: MessageType,
        name: &'static str,
    ) -> Result<Self, RadioError> {
        let bearer = message.parameters.iter().find_map(|parameter| match parameter {
            Parameter::BearerData(bearer) => Some(bearer.clone()),
            _ => None,
        });
        let bearer = bearer.ok_or(RadioError::Missing("bearer data"))?;
        let identifier = bearer.subparameters.iter().find_map(|subparameter| match subparameter {
            Subparameter::MessageIdentifier { kind, id, header } => Some((*kind, *id, *header)),
            _ => None,
        });
        let (kind, id, header) = identifier.ok_or(RadioError::Missing("message identifier"))?;
        if kind != expected {
            return Err(RadioError::Unexpected { found: "another type of message", expected: name });
        }
        Ok(Self { message, bearer, id, header })
    }

    pub(super) fn originator(&self) -> Result<&Number, RadioError> {
        let number = self.message.parameters.iter().find_map(|parameter| match parameter {
            Parameter::Originator(number) => Some(number),
            _ => None,
        });
        number.ok_or(RadioError::Missing("originating address"))
    }

    fn destination(&self) -> Result<&Number, RadioError> {
        let number = self.message.parameters.iter().find_map(|parameter| match parameter {
            Parameter::Destination(number) => Some(number),
            _ => None,
        });
        number.ok_or(RadioError::Missing("destination address"))
    }

    pub(super) fn part(&self) -> Result<Part<'static>, RadioError> {
        let data = self.find(|subparameter| match subparameter {
            Subparameter::UserData(data) => Some(data),
            _ => None,
        });
        read_cdma(data.ok_or(RadioError::Missing("user data"))?, self.header)
    }

    /// The first subparameter of a kind.
    pub(super) fn find<'s, T>(&'s self, wanted: impl Fn(&'s Subparameter) -> Option<T>) -> Option<T> {
        self.bearer.subparameters.iter().find_map(wanted)
    }
}
