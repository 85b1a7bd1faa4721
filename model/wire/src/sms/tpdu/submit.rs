//! SMS-SUBMIT.

use super::reader::Reader;
use super::{DecodeError, EncodeError, MAX_OCTETS, MessageReference, ProtocolId, bit, user_data};
use crate::sms::address::Address;
use crate::sms::alphabet::{Alphabet, DataCodingScheme};
use crate::sms::split::Parts;
use crate::sms::user_data::{UserData, UserDataError};
use crate::sms::validity::ValidityPeriod;

/// A message from a phone ([3GPP TS 23.040] 9.2.2.2), at most 164 octets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a bit of the first octet")]
pub struct Submit {
    /// TP-RD: a copy of a message that the service centre still holds is refused.
    pub reject_duplicates: bool,
    /// TP-SRR: a STATUS-REPORT is asked for.
    pub status_report_request: bool,
    /// TP-UDHI: the user data begins with a header.
    pub udhi: bool,
    /// TP-RP: the reply may use the same service centre.
    pub reply_path: bool,
    /// TP-MR.
    pub reference: MessageReference,
    /// TP-DA.
    pub destination: Address,
    /// TP-PID.
    pub protocol: ProtocolId,
    /// TP-DCS.
    pub coding: DataCodingScheme,
    /// TP-VPF and TP-VP; the service centre chooses when there is none.
    pub validity: Option<ValidityPeriod>,
    /// TP-UDL and TP-UD.
    pub user_data: UserData,
}

impl Submit {
    /// A message to `destination` without user data: first attempt, no report asked for, reference 0, no validity
    /// period.
    pub fn to(destination: Address) -> Self {
        Self {
            reject_duplicates: false,
            status_report_request: false,
            udhi: false,
            reply_path: false,
            reference: MessageReference::default(),
            destination,
            protocol: ProtocolId::PLAIN,
            coding: DataCodingScheme::default(),
            validity: None,
            user_data: UserData::default(),
        }
    }

    /// The messages that carry the parts of a text. They differ from each other in TP-MR, which counts on from
    /// that of this message, and in TP-UDL and TP-UD. If this one asks for a report, all do.
    ///
    /// TP-DCS stays as it is if it names the alphabet of the parts; otherwise it changes to that alphabet and
    /// keeps the class alone.
    pub fn carrying(&self, parts: &Parts) -> Result<Vec<Self>, UserDataError> {
        let user_data = UserData::default();
        let mut next = Self { coding: self.coding_for(parts.alphabet()), user_data, ..self.clone() };
        let mut submits = Vec::with_capacity(parts.total().into());
        for part in parts.iter() {
            submits.push(Self { udhi: part.udhi(), user_data: part.user_data()?, ..next.clone() });
            next.reference = next.reference.next();
        }
        Ok(submits)
    }

    /// The same message sent again: the same octets but for TP-RD, which is 1.
    #[must_use]
    pub fn repeated(&self) -> Self {
        Self { reject_duplicates: true, ..self.clone() }
    }

    /// The octets of the unit.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = Vec::with_capacity(usize::from(MAX_OCTETS));
        let first = MTI
            | bit::when(self.reject_duplicates, bit::REJECT_DUPLICATES)
            | ValidityPeriod::format(self.validity)
            | bit::when(self.status_report_request, bit::STATUS_REPORT)
            | bit::when(self.udhi, bit::HEADER)
            | bit::when(self.reply_path, bit::REPLY_PATH);
        out.extend([first, self.reference.0]);
        self.destination.write(&mut out);
        out.extend([self.protocol.octet(), self.coding.0]);
        if let Some(validity) = self.validity {
            validity.encode(&mut out);
        }
        user_data::write(&self.user_data, self.coding, &mut out)?;
        Ok(out)
    }

    fn coding_for(&self, alphabet: Alphabet) -> DataCodingScheme {
        if self.coding.alphabet() == alphabet && !self.coding.is_compressed() {
            return self.coding;
        }
        let class = self.coding.class().map_or(0, |class| CLASS_PRESENT | class as u8);
        DataCodingScheme(DataCodingScheme::of(alphabet).0 | class)
    }

    pub(super) fn read(reader: &mut Reader<'_>, first: u8) -> Result<Self, DecodeError> {
        let reference = MessageReference(reader.octet("TP-MR")?);
        let destination = Address::read(reader, "TP-DA")?;
        let protocol = ProtocolId::from_octet(reader.octet("TP-PID")?);
        let coding = DataCodingScheme(reader.octet("TP-DCS")?);
        let validity = ValidityPeriod::decode(reader, first)?;
        let user_data = user_data::read(reader, coding)?;
        reader.end("SMS-SUBMIT")?;
        Ok(Self {
            reject_duplicates: first & bit::REJECT_DUPLICATES != 0,
            status_report_request: first & bit::STATUS_REPORT != 0,
            udhi: first & bit::HEADER != 0,
            reply_path: first & bit::REPLY_PATH != 0,
            reference,
            destination,
            protocol,
            coding,
            validity,
            user_data,
        })
    }
}

const MTI: u8 = 0b01;

/// Bit 4 of TP-DCS in the general group: bits 1 and 0 are a class.
const CLASS_PRESENT: u8 = 0x10;
