//! Bearer data: the messages of a teleservice.

use super::transport::{last, write_field};
use super::{CentreTime, MessageStatus, Number, RelativeValidity, UserData};
use crate::sms::tpdu::reader::Reader;
use crate::sms::tpdu::{DecodeError, EncodeError};

/// Bearer data ([3GPP2 C.S0015-B] 4.5): subparameters in the order of the wire. One given twice is kept twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct BearerData {
    /// The subparameters.
    pub subparameters: Vec<Subparameter>,
}

impl BearerData {
    /// Reads bearer data.
    pub fn decode(octets: &[u8]) -> Result<Self, DecodeError> {
        Self::read(Reader::new(octets))
    }

    /// The octets of the bearer data; within a message at most 255.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = Vec::new();
        for subparameter in &self.subparameters {
            write_field(subparameter.id(), &subparameter.content()?, &mut out)?;
        }
        Ok(out)
    }

    pub(super) fn read(mut reader: Reader<'_>) -> Result<Self, DecodeError> {
        let mut subparameters = Vec::new();
        while !reader.rest().is_empty() {
            let id = reader.octet("SUBPARAMETER_ID")?;
            let length = reader.octet("SUBPARAM_LEN")?;
            subparameters.push(Subparameter::read(id, reader.part("subparameter", length.into())?)?);
        }
        Ok(Self { subparameters })
    }
}

/// A subparameter of bearer data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subparameter {
    /// 00: what kind of message it is, its number, and whether its user data begins with a header.
    MessageIdentifier {
        /// `MESSAGE_TYPE`.
        kind: MessageType,
        /// `MESSAGE_ID`.
        id: u16,
        /// `HEADER_IND`.
        header: bool,
    },
    /// 01: user data.
    UserData(UserData),
    /// 03: when the message centre took the message.
    CentreTimeStamp(CentreTime),
    /// 04: when its validity ends.
    ValidityAbsolute(CentreTime),
    /// 05: how long it is valid.
    ValidityRelative(RelativeValidity),
    /// 08: how urgent it is.
    Priority(Priority),
    /// 0A: which answers are asked for.
    ReplyOption(ReplyOption),
    /// 0B: messages in the voice mail box, two decimal digits with the first in the high nibble, kept as found.
    NumberOfMessages(u8),
    /// 0E: whom to call back.
    CallBackNumber(Number),
    /// 0F: when to show it.
    DisplayMode(DisplayMode),
    /// 14: what became of a message.
    MessageStatus(MessageStatus),
    /// Any other.
    Other {
        /// `SUBPARAMETER_ID`, none of those above.
        id: u8,
        /// Its octets, at most 255.
        octets: Vec<u8>,
    },
}

impl Subparameter {
    fn read(id: u8, mut reader: Reader<'_>) -> Result<Self, DecodeError> {
        Ok(match id {
            0x00 => {
                let [first, second, third] = last(&mut reader, "message identifier")?;
                // 4 bits of type, 16 of number, 1 of header, 3 reserved.
                let [_, number @ .., _] = (u32::from_be_bytes([0, first, second, third]) << 4).to_be_bytes();
                Self::MessageIdentifier {
                    kind: MessageType(first >> 4),
                    id: u16::from_be_bytes(number),
                    header: third & HEADER != 0,
                }
            }
            0x01 => Self::UserData(UserData::read(&reader)?),
            0x03 => Self::CentreTimeStamp(CentreTime(last(&mut reader, "message centre time stamp")?)),
            0x04 => Self::ValidityAbsolute(CentreTime(last(&mut reader, "absolute validity period")?)),
            0x05 => {
                let [code] = last(&mut reader, "relative validity period")?;
                Self::ValidityRelative(RelativeValidity(code))
            }
            0x08 => {
                let [octet] = last(&mut reader, "priority indicator")?;
                Self::Priority(Priority::from_code(octet >> 6))
            }
            0x0A => {
                let [octet] = last(&mut reader, "reply option")?;
                Self::ReplyOption(ReplyOption::from_octet(octet))
            }
            0x0B => {
                let [count] = last(&mut reader, "number of messages")?;
                Self::NumberOfMessages(count)
            }
            0x0E => Self::CallBackNumber(Number::read_callback(&reader)?),
            0x0F => {
                let [octet] = last(&mut reader, "message display mode")?;
                Self::DisplayMode(DisplayMode::from_code(octet >> 6))
            }
            0x14 => {
                let [octet] = last(&mut reader, "message status")?;
                Self::MessageStatus(MessageStatus(octet))
            }
            id => Self::Other { id, octets: reader.rest().to_vec() },
        })
    }

    const fn id(&self) -> u8 {
        match self {
            Self::MessageIdentifier { .. } => 0x00,
            Self::UserData(_) => 0x01,
            Self::CentreTimeStamp(_) => 0x03,
            Self::ValidityAbsolute(_) => 0x04,
            Self::ValidityRelative(_) => 0x05,
            Self::Priority(_) => 0x08,
            Self::ReplyOption(_) => 0x0A,
            Self::NumberOfMessages(_) => 0x0B,
            Self::CallBackNumber(_) => 0x0E,
            Self::DisplayMode(_) => 0x0F,
            Self::MessageStatus(_) => 0x14,
            Self::Other { id, .. } => *id,
        }
    }

    fn content(&self) -> Result<Vec<u8>, EncodeError> {
        Ok(match self {
            Self::MessageIdentifier { kind: MessageType(kind), id, header } => {
                let header = if *header { u32::from(HEADER) } else { 0 };
                let [_, octets @ ..] =
                    (u32::from(kind & 0x0F) << 20 | u32::from(*id) << 4 | header).to_be_bytes();
                octets.to_vec()
            }
            Self::UserData(data) => data.write(),
            Self::CentreTimeStamp(CentreTime(octets)) | Self::ValidityAbsolute(CentreTime(octets)) => {
                octets.to_vec()
            }
            Self::ValidityRelative(RelativeValidity(code)) => vec![*code],
            Self::Priority(priority) => vec![(*priority as u8) << 6],
            Self::ReplyOption(option) => vec![option.octet()],
            Self::NumberOfMessages(count) => vec![*count],
            Self::CallBackNumber(number) => number.write_callback()?,
            Self::DisplayMode(mode) => vec![(*mode as u8) << 6],
            Self::MessageStatus(MessageStatus(octet)) => vec![*octet],
            Self::Other { octets, .. } => octets.clone(),
        })
    }
}

/// `MESSAGE_TYPE` of the message identifier, of which the low four bits count. Other values are reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MessageType(pub u8);

impl MessageType {
    /// To a phone.
    pub const DELIVER: Self = Self(1);
    /// From a phone.
    pub const SUBMIT: Self = Self(2);
    /// Takes back a submitted message.
    pub const CANCEL: Self = Self(3);
    /// The message was delivered, or not.
    pub const DELIVERY_ACKNOWLEDGEMENT: Self = Self(4);
    /// The user has answered.
    pub const USER_ACKNOWLEDGEMENT: Self = Self(5);
    /// The user has read the message.
    pub const READ_ACKNOWLEDGEMENT: Self = Self(6);
    /// The phone's answer to a delivery.
    pub const DELIVER_REPORT: Self = Self(7);
    /// The message centre's answer to a submission.
    pub const SUBMIT_REPORT: Self = Self(8);
}

/// `PRIORITY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Priority {
    /// 0.
    Normal,
    /// 1.
    Interactive,
    /// 2.
    Urgent,
    /// 3.
    Emergency,
}

impl Priority {
    const fn from_code(code: u8) -> Self {
        match code {
            0 => Self::Normal,
            1 => Self::Interactive,
            2 => Self::Urgent,
            _ => Self::Emergency,
        }
    }
}

/// Which answers a message asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a bit on the wire")]
pub struct ReplyOption {
    /// `USER_ACK_REQ`: the user's answer.
    pub user: bool,
    /// `DAK_REQ`: a delivery acknowledgement.
    pub delivery: bool,
    /// `READ_ACK_REQ`: a read acknowledgement.
    pub read: bool,
    /// `REPORT_REQ`: a deliver or submit report.
    pub report: bool,
}

impl ReplyOption {
    const fn from_octet(octet: u8) -> Self {
        Self {
            user: octet & 0x80 != 0,
            delivery: octet & 0x40 != 0,
            read: octet & 0x20 != 0,
            report: octet & 0x10 != 0,
        }
    }

    const fn octet(self) -> u8 {
        (self.user as u8) << 7
            | (self.delivery as u8) << 6
            | (self.read as u8) << 5
            | (self.report as u8) << 4
    }
}

/// `MSG_DISPLAY_MODE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DisplayMode {
    /// 0: at once.
    Immediate,
    /// 1: as the phone is set up.
    Default,
    /// 2: when the user asks for it.
    UserInvoked,
    /// 3.
    Reserved,
}

impl DisplayMode {
    const fn from_code(code: u8) -> Self {
        match code {
            0 => Self::Immediate,
            1 => Self::Default,
            2 => Self::UserInvoked,
            _ => Self::Reserved,
        }
    }
}

/// `HEADER_IND` in the last octet of the message identifier.
const HEADER: u8 = 0x08;
