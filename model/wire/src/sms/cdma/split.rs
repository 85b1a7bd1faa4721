//! Cutting a text into the messages that carry it.

use super::{BearerData, MessageType, Subparameter, TextEncoding, UserData, UserDataError};
use crate::sms::alphabet::{Alphabet, NoPlace, gsm7};
use crate::sms::user_data::{Concatenation, Position, Reference, UserDataHeader, capacity};

/// Cuts a text into messages in the first of `encodings` that has all its characters.
///
/// All parts have the same encoding; no escape pair and no surrogate pair is cut. One part has no header, and then
/// `reference` stays unused. The reference has eight bits, because receivers do not agree on UTF-16 behind the odd
/// header that a wider one makes.
pub fn split(text: &str, reference: u8, encodings: &[TextEncoding]) -> Result<Parts, SplitError> {
    let mut missing = None;
    for encoding in encodings {
        match encoding.encode(text) {
            Ok(payload) => return cut(*encoding, reference, &payload),
            Err(error) => missing = Some(error),
        }
    }
    Err(missing.map_or(SplitError::NoEncoding, SplitError::NoPlace))
}

/// A text cut into parts, 1 to 255.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Parts {
    encoding: TextEncoding,
    parts: Vec<UserData>,
}

impl Parts {
    /// Every text has a place in one of these: what takes least room first.
    pub const ENCODINGS: &[TextEncoding] =
        &[TextEncoding::Ascii, TextEncoding::Gsm7, TextEncoding::Latin1, TextEncoding::Unicode];

    /// The encoding of all parts.
    pub const fn encoding(&self) -> TextEncoding {
        self.encoding
    }

    /// The user data of the parts in order.
    pub fn user_data(&self) -> &[UserData] {
        &self.parts
    }

    /// `HEADER_IND` of all parts: whether there are several.
    pub fn header(&self) -> bool {
        self.parts.len() > 1
    }

    /// The submit messages that carry the parts. Each has an identifier of its own: `first_id`, then one more
    /// each, 65535 being followed by 0. The other subparameters are the same in all.
    pub fn submits(&self, first_id: u16, others: &[Subparameter]) -> Vec<BearerData> {
        let mut id = first_id;
        let mut submits = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let identifier =
                Subparameter::MessageIdentifier { kind: MessageType::SUBMIT, id, header: self.header() };
            let mut subparameters = vec![identifier, Subparameter::UserData(part.clone())];
            subparameters.extend_from_slice(others);
            submits.push(BearerData { subparameters });
            id = id.wrapping_add(1);
        }
        submits
    }
}

/// A text that cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SplitError {
    /// No encodings to choose from.
    #[error("no encoding is allowed, expected at least one")]
    NoEncoding,
    /// The last encoding lacks a character.
    #[error(transparent)]
    NoPlace(NoPlace),
    /// It takes more messages than a header can number.
    #[error("the text takes {parts} messages, the limit is 255")]
    TooManyParts {
        /// How many it takes.
        parts: usize,
    },
    /// A part is no user data.
    #[error(transparent)]
    UserData(#[from] UserDataError),
}

fn cut(encoding: TextEncoding, reference: u8, payload: &[u8]) -> Result<Parts, SplitError> {
    let single = UserDataHeader::default();
    if payload.len() <= room(encoding, 0) {
        return Ok(Parts { encoding, parts: vec![UserData::new(encoding, &single, payload)?] });
    }
    let payloads = pieces(encoding, payload);
    let too_many = SplitError::TooManyParts { parts: payloads.len() };
    let total = u8::try_from(payloads.len()).map_err(|_| too_many)?;
    let mut parts = Vec::with_capacity(payloads.len());
    for (payload, sequence) in payloads.into_iter().zip(1..=total) {
        let concatenation = Position::new(total, sequence)
            .map(|position| Concatenation { reference: Reference::Short(reference), position });
        let header = UserDataHeader { concatenation, ..UserDataHeader::default() };
        parts.push(UserData::new(encoding, &header, payload)?);
    }
    Ok(Parts { encoding, parts })
}

/// Payloads as long as fit behind the header of a part.
fn pieces(encoding: TextEncoding, payload: &[u8]) -> Vec<&[u8]> {
    let room = room(encoding, HEADER_OCTETS);
    let mut pieces = Vec::new();
    let mut rest = payload;
    while let Some((full, _)) = rest.split_at_checked(room)
        && rest.len() > room
    {
        let end = match (encoding, full) {
            // An escape is never the second of its pair.
            (TextEncoding::Gsm7, [.., gsm7::ESCAPE]) => room - 1,
            (TextEncoding::Unicode, [.., 0xD8..=0xDB, _]) => room - 2,
            _ => room,
        };
        let (piece, tail) = rest.split_at(end);
        pieces.push(piece);
        rest = tail;
    }
    pieces.push(rest);
    pieces
}

/// Octets of payload behind a header of so many octets.
const fn room(encoding: TextEncoding, header_octets: usize) -> usize {
    match encoding {
        TextEncoding::Ascii | TextEncoding::Gsm7 => capacity(Alphabet::Gsm7, header_octets),
        TextEncoding::Unicode => capacity(Alphabet::Ucs2, header_octets) * 2,
        TextEncoding::Latin1 => capacity(Alphabet::Data, header_octets),
    }
}

/// A header with an 8-bit reference alone: its length, identifier, length, reference, total, sequence.
const HEADER_OCTETS: usize = 6;
