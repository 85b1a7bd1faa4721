//! What cannot be said on the radio, or is not what it should be.

use asms_machine::id::ContentId;
use asms_wire::sms::address::AddressError;
use asms_wire::sms::tpdu::{DecodeError, EncodeError};
use asms_wire::sms::user_data::UserDataError;
use asms_wire::sms::{cdma, split};

/// A message of the machines that has no bytes on the radio, bytes that are no message of it, or one that says something
/// else than it should.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RadioError {
    /// Bytes that are no message.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A value that its field cannot hold.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// A text that takes too many parts in GSM.
    #[error(transparent)]
    Split(#[from] split::SplitError),
    /// A text that takes too many parts in CDMA.
    #[error(transparent)]
    SplitCdma(#[from] cdma::SplitError),
    /// A part that is too long in GSM.
    #[error(transparent)]
    UserData(#[from] UserDataError),
    /// A part that is too long in CDMA.
    #[error(transparent)]
    UserDataCdma(#[from] cdma::UserDataError),
    /// A telephone number that GSM cannot write.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// A telephone number that CDMA cannot write.
    #[error(transparent)]
    Number(#[from] cdma::NumberError),
    /// A recipient without a telephone number.
    #[error("recipient {0} has no telephone number, only 0 to 56 have")]
    NoNumber(u8),
    /// A telephone number that is nobody's.
    #[error("{field}: {number} is nobody's telephone number")]
    Stranger {
        /// The field.
        field: &'static str,
        /// The number in it.
        number: String,
    },
    /// A text that has words already.
    #[error("text {0} has other words already")]
    Worded(ContentId),
    /// A part that the text does not have.
    #[error("text {content} has {parts} parts, there is no part {part} of {total}")]
    NoPart {
        /// The text.
        content: ContentId,
        /// How many parts its words take.
        parts: u8,
        /// The part asked for.
        part: u8,
        /// Of how many it should be.
        total: u8,
    },
    /// Another message than the one expected here.
    #[error("found {found}, expected {expected}")]
    Unexpected {
        /// What it is.
        found: &'static str,
        /// What would be right.
        expected: &'static str,
    },
    /// A message without something that it needs.
    #[error("the message has no {0}")]
    Missing(&'static str),
    /// A message that says something else than it should.
    #[error("{field} is {found}, expected {expected}")]
    Differs {
        /// The field in which it does.
        field: &'static str,
        /// What it says.
        found: String,
        /// What it should say.
        expected: String,
    },
}
