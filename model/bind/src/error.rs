//! What cannot be bound.

use asms_machine::id::ContentId;
use asms_wire::command::{SchemaError, TextError};
use asms_wire::wbxml::EncodeError;

/// A message that cannot be turned into bytes, or a response that cannot be turned into one of the machines'.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BindError {
    /// The message holds what WBXML cannot.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// A response that is none of its command.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// A name that its element cannot hold.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A number that stands for no text.
    #[error("content {0} stands for nothing")]
    UnknownContent(ContentId),
    /// A number that stands for no name.
    #[error("{what} {number} stands for no name")]
    UnknownName {
        /// What kind of name.
        what: &'static str,
        /// The number.
        number: u32,
    },
    /// A response that the machines cannot take.
    #[error("the response has {0}, which the machines do not know")]
    Unmodelled(Unmodelled),
    /// Up to version 12.1 such an answer is an HTTP status without a body.
    #[error("at this version the answer is HTTP status {0} without a body")]
    HttpStatus(u16),
}

/// What a message has that the machines do not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmodelled {
    /// Not exactly one collection.
    #[error("none or several collections")]
    Collections,
    /// A Change, Delete or Fetch, or an element of a later version among them.
    #[error("an operation other than Add")]
    Operation,
    /// A class that no item has.
    #[error("an unknown class")]
    Class,
    /// A date outside the years that the machines count.
    #[error("a DateReceived that is no date, or none between 1970 and 2149")]
    Date,
    /// A status without a counterpart.
    #[error("a status without a counterpart")]
    Status,
    /// A name that the server did not give.
    #[error("a ServerId of another form")]
    ServerId,
    /// More different names than there are numbers.
    #[error("too many different names")]
    Names,
    /// A command, or a form of one, that the machines do not take.
    #[error("another command")]
    Command,
}
