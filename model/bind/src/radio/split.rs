//! A text cut into the parts that a carrier sends.

use std::borrow::Cow;

use asms_machine::id::ContentId;
use asms_wire::sms::alphabet::{
    Alphabet, DataCodingScheme, NationalLanguage, ShiftTables, cdma as codes, ucs2,
};
use asms_wire::sms::cdma::{self, Encoding, TextEncoding};
use asms_wire::sms::split::{Options, split};
use asms_wire::sms::user_data::{Concatenation, Part, Position, Reference, Repeats, UserDataHeader};

use super::{Carrier, RadioError, agree};

/// A text cut into the parts that a carrier sends, 1 to 255.
#[derive(Clone, Debug)]
pub(super) struct Cutting {
    coding: Coding,
    payloads: Vec<Vec<u8>>,
}

/// What all parts of a text are written in.
#[derive(Clone, Copy, Debug)]
enum Coding {
    Gsm(Alphabet, ShiftTables),
    Cdma(TextEncoding),
}

impl Cutting {
    pub(super) fn of(
        body: &str,
        carrier: Carrier,
        languages: &[NationalLanguage],
    ) -> Result<Self, RadioError> {
        match carrier {
            Carrier::Gsm => {
                let options = Options { languages, ..Options::default() };
                let parts = split(body, Reference::Short(0), options)?;
                let payloads = parts.iter().map(|part| part.payload.into_owned()).collect();
                Ok(Self { coding: Coding::Gsm(parts.alphabet(), parts.tables()), payloads })
            }
            Carrier::Cdma => {
                let parts = cdma::split(body, 0, cdma::Parts::ENCODINGS)?;
                let payload =
                    |part: &cdma::UserData| part.content(parts.header(), Repeats::default()).payload;
                let payloads = parts.user_data().iter().map(payload).collect();
                Ok(Self { coding: Coding::Cdma(parts.encoding()), payloads })
            }
        }
    }

    pub(super) fn carrier(&self) -> Carrier {
        match self.coding {
            Coding::Gsm(..) => Carrier::Gsm,
            Coding::Cdma(_) => Carrier::Cdma,
        }
    }

    pub(super) fn total(&self) -> u8 {
        u8::try_from(self.payloads.len()).unwrap_or(u8::MAX)
    }

    /// The part that is on its way.
    pub(super) fn part(&self, place: Place) -> Result<Sent<'_>, RadioError> {
        let Place { content, part, total, reference } = place;
        let none = RadioError::NoPart { content, parts: self.total(), part, total };
        let Some(position) = Position::new(total, part).filter(|_| total == self.total()) else {
            return Err(none);
        };
        let payload = self.payloads.get(usize::from(part - 1)).ok_or(none)?;
        let concatenation = match total {
            1 => {
                agree("the reference of a single part", &reference, &0)?;
                None
            }
            _ => Some(Concatenation { reference: Reference::Short(reference), position }),
        };
        let tables = match self.coding {
            Coding::Gsm(_, tables) => tables,
            Coding::Cdma(_) => ShiftTables::DEFAULT,
        };
        let header = UserDataHeader { concatenation, tables, ..UserDataHeader::default() };
        Ok(Sent { coding: self.coding, header, payload })
    }
}

/// Which part of which text is meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) content: ContentId,
    pub(super) part: u8,
    pub(super) total: u8,
    pub(super) reference: u8,
}

/// A part of a text.
#[derive(Clone, Debug)]
pub(super) struct Sent<'c> {
    coding: Coding,
    header: UserDataHeader,
    payload: &'c [u8],
}

impl Sent<'_> {
    /// The part for GSM, with TP-DCS.
    pub(super) fn gsm(&self) -> Result<(Part<'_>, DataCodingScheme), RadioError> {
        let Coding::Gsm(alphabet, _) = self.coding else {
            return Err(RadioError::Unexpected { found: "a text of CDMA", expected: "one of GSM" });
        };
        let payload = Cow::Borrowed(self.payload);
        Ok((Part { header: self.header.clone(), alphabet, payload }, DataCodingScheme::of(alphabet)))
    }

    /// The part for CDMA, with `HEADER_IND`.
    pub(super) fn cdma(&self) -> Result<(cdma::UserData, bool), RadioError> {
        let Coding::Cdma(encoding) = self.coding else {
            return Err(RadioError::Unexpected { found: "a text of GSM", expected: "one of CDMA" });
        };
        let data = cdma::UserData::new(encoding, &self.header, self.payload)?;
        Ok((data, self.header.concatenation.is_some()))
    }

    /// The part as a reader gets it.
    fn received(&self) -> Part<'static> {
        let (header, payload) = (self.header.clone(), self.payload.to_vec());
        match self.coding {
            Coding::Gsm(alphabet, _) => Part { header, alphabet, payload: Cow::Owned(payload) },
            Coding::Cdma(encoding) => {
                let (alphabet, payload) = text_of(encoding, payload);
                Part { header, alphabet, payload: Cow::Owned(payload) }
            }
        }
    }

    /// That what was read is this part.
    pub(super) fn agrees(&self, read: &Part<'_>) -> Result<(), RadioError> {
        let expected = self.received();
        if *read == expected {
            return Ok(());
        }
        let place = |part: &Part<'_>| match part.header.concatenation {
            None => "a text of its own".to_owned(),
            Some(Concatenation { reference, position }) => {
                format!("part {} of {}, {reference:?}", position.sequence(), position.total())
            }
        };
        agree("the place among other parts", &place(read), &place(&expected))?;
        let name = |part: &Part<'_>| format!("{:?}, {:?}", part.alphabet, part.header.tables);
        agree("the alphabet", &name(read), &name(&expected))?;
        let header = |part: &Part<'_>| format!("{:?}", part.header);
        agree("the header", &header(read), &header(&expected))?;
        let text = |part: &Part<'_>| format!("{:?}", part.text().unwrap_or_default());
        Err(RadioError::Differs { field: "the text", found: text(read), expected: text(&expected) })
    }
}

/// User data of CDMA as a part whose text can be joined with others.
pub(super) fn read_cdma(data: &cdma::UserData, header: bool) -> Result<Part<'static>, RadioError> {
    let encoding = match data.encoding() {
        Encoding::ASCII | Encoding::IA5 => TextEncoding::Ascii,
        Encoding::LATIN_1 => TextEncoding::Latin1,
        Encoding::UNICODE => TextEncoding::Unicode,
        Encoding::GSM_7 => TextEncoding::Gsm7,
        _ => return Err(RadioError::Unexpected { found: "user data without text", expected: "text" }),
    };
    let content = data.content(header, Repeats::default());
    let (alphabet, payload) = text_of(encoding, content.payload);
    Ok(Part { header: content.header, alphabet, payload: Cow::Owned(payload) })
}

/// A payload of CDMA in one of the alphabets of GSM. ASCII and Latin-1 become UTF-16, which has their characters by the
/// same numbers.
fn text_of(encoding: TextEncoding, payload: Vec<u8>) -> (Alphabet, Vec<u8>) {
    match encoding {
        TextEncoding::Ascii => (Alphabet::Ucs2, ucs2::encode(&codes::decode_ascii(&payload))),
        TextEncoding::Latin1 => (Alphabet::Ucs2, ucs2::encode(&codes::decode_latin1(&payload))),
        TextEncoding::Unicode => (Alphabet::Ucs2, payload),
        TextEncoding::Gsm7 => (Alphabet::Gsm7, payload),
    }
}
