//! What the service centre says became of a submission that it took.

use asms_machine::modem::{MessageReference, StatusReport};
use asms_wire::sms::address::Address;
use asms_wire::sms::cause::Class;
use asms_wire::sms::cdma::{
    BearerData, Message, MessageKind, MessageStatus, MessageType, Number, Parameter, Subparameter,
    Teleservice,
};
use asms_wire::sms::status::{Status, StatusClass};
use asms_wire::sms::tpdu::{self, Direction, Tpdu};
use asms_wire::value::DateTime;

use super::submit::Teleserved;
use super::{Carrier, RadioError, centre_time, recipient_number, recipient_of, time_stamp};
use crate::{BindError, Binding};

impl Binding {
    /// The bytes of a final report: SMS-STATUS-REPORT, or a CDMA delivery acknowledgement. What was not delivered has
    /// expired. `taken` is when the centre took the submission, `discharged` when it was delivered or given up.
    pub fn write_status(
        &self,
        report: StatusReport,
        taken: DateTime,
        discharged: DateTime,
        carrier: Carrier,
    ) -> Result<Vec<u8>, BindError> {
        Ok(match carrier {
            Carrier::Gsm => write_gsm(report, taken, discharged)?,
            Carrier::Cdma => write_cdma(report, discharged)?,
        })
    }

    /// What the modem reads; none for a report that is not final, which changes nothing.
    pub fn read_status(&self, bytes: &[u8], carrier: Carrier) -> Result<Option<StatusReport>, BindError> {
        Ok(match carrier {
            Carrier::Gsm => read_gsm(bytes)?,
            Carrier::Cdma => read_cdma(bytes)?,
        })
    }
}

fn write_gsm(report: StatusReport, taken: DateTime, discharged: DateTime) -> Result<Vec<u8>, RadioError> {
    let report = tpdu::StatusReport {
        more_messages: false,
        loop_prevention: false,
        about_command: false,
        udhi: false,
        reference: tpdu::MessageReference(report.mr.0),
        recipient: Address::dial(&recipient_number(report.recipient)?)?,
        time_stamp: time_stamp(taken),
        discharge_time: time_stamp(discharged),
        status: if report.delivered { Status::DELIVERED } else { Status::EXPIRED },
        parameters: None,
    };
    Ok(report.encode()?)
}

fn read_gsm(bytes: &[u8]) -> Result<Option<StatusReport>, RadioError> {
    let Tpdu::StatusReport(report) = Tpdu::decode(bytes, Direction::ToPhone, tpdu::Carrier::Data)? else {
        return Err(RadioError::Unexpected { found: "SMS-DELIVER", expected: "SMS-STATUS-REPORT" });
    };
    let recipient = recipient_of("TP-RA", report.recipient.to_string())?;
    let mr = MessageReference(report.reference.0);
    let delivered = report.status.class() == StatusClass::Completed;
    Ok(report.status.is_final().then_some(StatusReport { mr, recipient, delivered }))
}

fn write_cdma(report: StatusReport, discharged: DateTime) -> Result<Vec<u8>, RadioError> {
    let kind = MessageType::DELIVERY_ACKNOWLEDGEMENT;
    let status = if report.delivered { MessageStatus::DELIVERED } else { MessageStatus::EXPIRED };
    let subparameters = vec![
        Subparameter::MessageIdentifier { kind, id: report.mr.0.into(), header: false },
        Subparameter::CentreTimeStamp(centre_time(discharged)),
        Subparameter::MessageStatus(status),
    ];
    let parameters = vec![
        Parameter::Teleservice(Teleservice::MESSAGING),
        Parameter::Originator(Number::dial(&recipient_number(report.recipient)?)?),
        Parameter::BearerData(BearerData { subparameters }),
    ];
    Ok(Message { kind: MessageKind::PointToPoint, parameters }.encode()?)
}

fn read_cdma(bytes: &[u8]) -> Result<Option<StatusReport>, RadioError> {
    let kind = MessageType::DELIVERY_ACKNOWLEDGEMENT;
    let message = Teleserved::read(bytes, kind, "a delivery acknowledgement")?;
    let recipient = recipient_of("the originating address", message.originator()?.to_string())?;
    let status = message.find(|subparameter| match subparameter {
        Subparameter::MessageStatus(status) => Some(*status),
        _ => None,
    });
    let class = status.ok_or(RadioError::Missing("message status"))?.meaning().class;
    let id = u8::try_from(message.id);
    let mr = MessageReference(id.map_err(|_| RadioError::Unexpected {
        found: "a message identifier above 255",
        expected: "one of a modem here",
    })?);
    let delivered = class == Class::Success;
    Ok((class != Class::Temporary).then_some(StatusReport { mr, recipient, delivered }))
}
