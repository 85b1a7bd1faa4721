//! From the service centre to the recipient's phone.

use asms_machine::id::DeviceId;
use asms_machine::network::Stored;
use asms_wire::sms::address::Address;
use asms_wire::sms::cdma::{
    BearerData, Message, MessageKind, MessageType, Number, Parameter, ReplySequence, Subparameter,
    Teleservice,
};
use asms_wire::sms::tpdu::{self, Deliver, Direction, ProtocolId, Tpdu};
use asms_wire::sms::user_data::{Part, Repeats};
use asms_wire::value::DateTime;

use super::split::{Place, Sent};
use super::submit::Teleserved;
use super::{Carrier, RadioError, agree, centre_time, time_stamp};
use crate::{BindError, Binding, sample};

/// A part of a text as the recipient's phone reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// Who sent it: TP-OA or the originating address, as a user dials it.
    pub originator: String,
    /// When the centre took it, as the carrier has it: the octets of TP-SCTS or of the centre time stamp.
    pub time_stamp: Vec<u8>,
    /// Its part of the text, with its place among the others.
    pub part: Part<'static>,
}

impl Delivered {
    /// Reads SMS-DELIVER or a CDMA deliver message, whoever sent it.
    pub fn read(bytes: &[u8], carrier: Carrier) -> Result<Self, RadioError> {
        match carrier {
            Carrier::Gsm => read_gsm(bytes),
            Carrier::Cdma => read_cdma(bytes),
        }
    }

    /// The device whose number it came from.
    pub fn device(&self) -> Option<DeviceId> {
        sample::device_of(&self.originator)
    }
}

impl Binding {
    /// The bytes by which a stored part goes to its recipient's phone: SMS-DELIVER or a CDMA deliver message. `taken` is
    /// when the centre took it, told in whole seconds. Neither tells TP-MR, nor whether the phone had it before.
    pub fn write_deliver(
        &self,
        stored: &Stored,
        taken: DateTime,
        carrier: Carrier,
    ) -> Result<Vec<u8>, BindError> {
        let cutting = self.cutting(stored.content, carrier)?;
        let sent = cutting.part(place(stored))?;
        let originator = sample::device_number(stored.device);
        Ok(match carrier {
            Carrier::Gsm => write_gsm(&originator, taken, &sent)?,
            Carrier::Cdma => write_cdma(&originator, taken, stored.mr.0, &sent)?,
        })
    }

    /// What the phone reads.
    pub fn read_deliver(&self, bytes: &[u8], carrier: Carrier) -> Result<Delivered, BindError> {
        Ok(Delivered::read(bytes, carrier)?)
    }

    /// That what was read is this stored part, as far as the carrier tells of it, or the field in which it is another.
    pub fn is_stored(&self, read: &Delivered, stored: &Stored, carrier: Carrier) -> Result<(), BindError> {
        agree("the originator", &read.originator, &sample::device_number(stored.device))?;
        let cutting = self.cutting(stored.content, carrier)?;
        Ok(cutting.part(place(stored))?.agrees(&read.part)?)
    }

    /// The bytes of a stored part, of which it is certain that a reader has it back.
    pub fn carry_deliver(
        &self,
        stored: &Stored,
        taken: DateTime,
        carrier: Carrier,
    ) -> Result<Vec<u8>, BindError> {
        let bytes = self.write_deliver(stored, taken, carrier)?;
        self.is_stored(&self.read_deliver(&bytes, carrier)?, stored, carrier)?;
        Ok(bytes)
    }
}

fn place(stored: &Stored) -> Place {
    let Stored { content, part, total, reference, .. } = *stored;
    Place { content, part, total, reference }
}

fn write_gsm(originator: &str, taken: DateTime, sent: &Sent<'_>) -> Result<Vec<u8>, RadioError> {
    let (part, coding) = sent.gsm()?;
    let deliver = Deliver {
        more_messages: false,
        loop_prevention: false,
        status_report_indication: true,
        udhi: part.udhi(),
        reply_path: false,
        originator: Address::dial(originator)?,
        protocol: ProtocolId::PLAIN,
        coding,
        time_stamp: time_stamp(taken),
        user_data: part.user_data()?,
    };
    Ok(deliver.encode()?)
}

fn read_gsm(bytes: &[u8]) -> Result<Delivered, RadioError> {
    let Tpdu::Deliver(deliver) = Tpdu::decode(bytes, Direction::ToPhone, tpdu::Carrier::Data)? else {
        return Err(RadioError::Unexpected { found: "SMS-STATUS-REPORT", expected: "SMS-DELIVER" });
    };
    let part = deliver.user_data.part(deliver.coding.alphabet(), deliver.udhi, Repeats::default());
    Ok(Delivered {
        originator: deliver.originator.to_string(),
        time_stamp: deliver.time_stamp.octets().to_vec(),
        part: part.into_owned(),
    })
}

fn write_cdma(originator: &str, taken: DateTime, mr: u8, sent: &Sent<'_>) -> Result<Vec<u8>, RadioError> {
    let (data, header) = sent.cdma()?;
    let subparameters = vec![
        Subparameter::MessageIdentifier { kind: MessageType::DELIVER, id: mr.into(), header },
        Subparameter::UserData(data),
        Subparameter::CentreTimeStamp(centre_time(taken)),
    ];
    let parameters = vec![
        Parameter::Teleservice(Teleservice::MESSAGING),
        Parameter::Originator(Number::dial(originator)?),
        Parameter::BearerReplyOption(ReplySequence::new(mr)),
        Parameter::BearerData(BearerData { subparameters }),
    ];
    Ok(Message { kind: MessageKind::PointToPoint, parameters }.encode()?)
}

fn read_cdma(bytes: &[u8]) -> Result<Delivered, RadioError> {
    let message = Teleserved::read(bytes, MessageType::DELIVER, "a deliver message")?;
    let time = message.find(|subparameter| match subparameter {
        Subparameter::CentreTimeStamp(time) => Some(time.0.to_vec()),
        _ => None,
    });
    Ok(Delivered {
        originator: message.originator()?.to_string(),
        time_stamp: time.unwrap_or_default(),
        part: message.part()?,
    })
}
