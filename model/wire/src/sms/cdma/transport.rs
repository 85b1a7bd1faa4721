//! Messages of the transport layer.

use super::{Acknowledgement, BearerData, CauseCode, ErrorClass, Number, ReplySequence};
use crate::sms::tpdu::reader::Reader;
use crate::sms::tpdu::{DecodeError, EncodeError, Fault};

/// A transport message ([3GPP2 C.S0015-B] 3.4.2): its type and its parameters in the order of the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    /// `SMS_MSG_TYPE`.
    pub kind: MessageKind,
    /// The parameters. One given twice is kept twice.
    pub parameters: Vec<Parameter>,
}

impl Message {
    /// Reads a message.
    pub fn decode(octets: &[u8]) -> Result<Self, DecodeError> {
        const KIND: &str = "SMS_MSG_TYPE";
        let mut reader = Reader::new(octets);
        let kind = match reader.octet(KIND)? {
            0 => MessageKind::PointToPoint,
            1 => MessageKind::Broadcast,
            2 => MessageKind::Acknowledge,
            found => {
                let fault = Fault::Unexpected { found, expected: "0, 1 or 2" };
                return Err(DecodeError { offset: 0, field: KIND, fault });
            }
        };
        let mut parameters = Vec::new();
        while !reader.rest().is_empty() {
            let id = reader.octet("PARAMETER_ID")?;
            let length = reader.octet("PARAMETER_LEN")?;
            parameters.push(Parameter::read(id, reader.part("parameter", length.into())?)?);
        }
        Ok(Self { kind, parameters })
    }

    /// The octets of the message.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = vec![match self.kind {
            MessageKind::PointToPoint => 0,
            MessageKind::Broadcast => 1,
            MessageKind::Acknowledge => 2,
        }];
        for parameter in &self.parameters {
            write_field(parameter.id(), &parameter.content()?, &mut out)?;
        }
        Ok(out)
    }
}

/// The types of transport messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// 0: from one to one.
    PointToPoint,
    /// 1: from one to all.
    Broadcast,
    /// 2: the answer to a message with a bearer reply option.
    Acknowledge,
}

/// A parameter of a transport message ([3GPP2 C.S0015-B] 3.4.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Parameter {
    /// 00: the teleservice.
    Teleservice(Teleservice),
    /// 01: the service category of a broadcast.
    ServiceCategory(u16),
    /// 02: the originating address.
    Originator(Number),
    /// 04: the destination address.
    Destination(Number),
    /// 06: asks for an acknowledgement with this number.
    BearerReplyOption(ReplySequence),
    /// 07: an acknowledgement.
    CauseCodes(Acknowledgement),
    /// 08: the message of the teleservice.
    BearerData(BearerData),
    /// Any other, subaddresses among them.
    Other {
        /// `PARAMETER_ID`, none of those above.
        id: u8,
        /// Its octets, at most 255.
        octets: Vec<u8>,
    },
}

impl Parameter {
    fn read(id: u8, mut reader: Reader<'_>) -> Result<Self, DecodeError> {
        Ok(match id {
            0x00 => Self::Teleservice(Teleservice(u16::from_be_bytes(last(
                &mut reader,
                "teleservice identifier",
            )?))),
            0x01 => Self::ServiceCategory(u16::from_be_bytes(last(&mut reader, "service category")?)),
            0x02 => Self::Originator(Number::read_address(&reader)?),
            0x04 => Self::Destination(Number::read_address(&reader)?),
            0x06 => {
                let [octet] = last(&mut reader, "bearer reply option")?;
                Self::BearerReplyOption(ReplySequence::new(octet >> 2))
            }
            0x07 => Self::CauseCodes(read_causes(&mut reader)?),
            0x08 => Self::BearerData(BearerData::read(reader)?),
            id => Self::Other { id, octets: reader.rest().to_vec() },
        })
    }

    const fn id(&self) -> u8 {
        match self {
            Self::Teleservice(_) => 0x00,
            Self::ServiceCategory(_) => 0x01,
            Self::Originator(_) => 0x02,
            Self::Destination(_) => 0x04,
            Self::BearerReplyOption(_) => 0x06,
            Self::CauseCodes(_) => 0x07,
            Self::BearerData(_) => 0x08,
            Self::Other { id, .. } => *id,
        }
    }

    fn content(&self) -> Result<Vec<u8>, EncodeError> {
        Ok(match self {
            Self::Teleservice(Teleservice(number)) | Self::ServiceCategory(number) => {
                number.to_be_bytes().to_vec()
            }
            Self::Originator(number) | Self::Destination(number) => number.write_address()?,
            Self::BearerReplyOption(sequence) => vec![sequence.number() << 2],
            Self::CauseCodes(causes) => causes_octets(*causes),
            Self::BearerData(bearer) => bearer.encode()?,
            Self::Other { octets, .. } => octets.clone(),
        })
    }
}

/// `SMS Teleservice Identifier`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Teleservice(pub u16);

impl Teleservice {
    /// Paging.
    pub const PAGING: Self = Self(4097);
    /// Messaging.
    pub const MESSAGING: Self = Self(4098);
    /// Voice mail notification.
    pub const VOICE_MAIL: Self = Self(4099);
    /// Wireless application protocol.
    pub const WAP: Self = Self(4100);
    /// Enhanced messaging.
    pub const ENHANCED: Self = Self(4101);
}

/// Appends identifier, length and content of a parameter or subparameter.
pub(super) fn write_field(id: u8, content: &[u8], out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let found = content.len();
    let length = u8::try_from(found).map_err(|_| EncodeError::TooLong {
        field: "PARAMETER_LEN",
        found,
        limit: u8::MAX.into(),
    })?;
    out.extend([id, length]);
    out.extend_from_slice(content);
    Ok(())
}

/// Reads a field that fills the rest of its parameter.
pub(super) fn last<const N: usize>(
    reader: &mut Reader<'_>,
    field: &'static str,
) -> Result<[u8; N], DecodeError> {
    let octets = reader.array(field)?;
    reader.end(field)?;
    Ok(octets)
}

fn read_causes(reader: &mut Reader<'_>) -> Result<Acknowledgement, DecodeError> {
    let first = reader.octet("ERROR_CLASS")?;
    let class = match first & 0b11 {
        0 => None,
        1 => Some(ErrorClass::Reserved),
        2 => Some(ErrorClass::Temporary),
        _ => Some(ErrorClass::Permanent),
    };
    let failure = match class {
        None => None,
        Some(class) => Some((class, CauseCode(reader.octet("CAUSE_CODE")?))),
    };
    reader.end("cause codes")?;
    Ok(Acknowledgement { sequence: ReplySequence::new(first >> 2), failure })
}

fn causes_octets(Acknowledgement { sequence, failure }: Acknowledgement) -> Vec<u8> {
    let sequence = sequence.number() << 2;
    match failure {
        None => vec![sequence],
        Some((ErrorClass::Reserved, CauseCode(cause))) => vec![sequence | 1, cause],
        Some((ErrorClass::Temporary, CauseCode(cause))) => vec![sequence | 2, cause],
        Some((ErrorClass::Permanent, CauseCode(cause))) => vec![sequence | 3, cause],
    }
}
