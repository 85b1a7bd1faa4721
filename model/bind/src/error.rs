//! What cannot be bound.

use asms_machine::id::ContentId;
use asms_machine::recipients::MOST_RECIPIENTS;
use asms_machine::version::Version;
use asms_wire::command::{SchemaError, TextError};
use asms_wire::wbxml::EncodeError;

use crate::radio::RadioError;

/// A message that cannot be turned into bytes, or bytes that cannot be turned into one of the machines' messages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BindError {
    /// The message holds what WBXML cannot.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// Bytes that are no message of the version.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// A message of the radio.
    #[error(transparent)]
    Radio(#[from] RadioError),
    /// A name that its element cannot hold.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A number that stands for nothing, or for what belongs to another message.
    #[error("content {0} stands for nothing that belongs here")]
    UnknownContent(ContentId),
    /// A number that stands for no name.
    #[error("{what} {number} stands for no name")]
    UnknownName {
        /// What kind of name.
        what: &'static str,
        /// The number.
        number: u32,
    },
    /// A message that the machines cannot take.
    #[error("the message has {0}, which the machines do not know")]
    Unmodelled(#[from] Unmodelled),
    /// A message that the version has no place for.
    #[error("version {version} has no place for {what}")]
    NotAtVersion {
        /// What it is.
        what: &'static str,
        /// The version.
        version: Version,
    },
    /// Up to version 12.1 such an answer is an HTTP status without a body.
    #[error("at this version the answer is HTTP status {0} without a body")]
    HttpStatus(u16),
}

/// What a message has that the machines do not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmodelled {
    /// A body that is cut where a whole one is due.
    #[error("a body that is cut where a whole one is due")]
    Body,
    /// A class that no item has.
    #[error("an unknown class")]
    Class,
    /// Several collections, or none, where one is due.
    #[error("none or several collections where one is due")]
    Collections,
    /// Another command, or a form of one that relies on what went before.
    #[error("another command, or a form of one that relies on what went before")]
    Command,
    /// A date outside the years that the machines count.
    #[error("a DateReceived that is no date, or none between 1970 and 2149")]
    Date,
    /// An element without a counterpart.
    #[error("an element without a counterpart")]
    Element,
    /// A FilterType without a counterpart.
    #[error("a FilterType that is none of 0 to 8")]
    Filter,
    /// A Flag that says neither that it is cleared nor that it is complete nor that it is active.
    #[error("a Flag without one of the three Status values")]
    Flag,
    /// A kind of folder without a counterpart.
    #[error("a folder of another kind")]
    Folder,
    /// More different names than there are numbers.
    #[error("too many different names")]
    Names,
    /// A number greater than the machines count.
    #[error("too great a number")]
    Number,
    /// More mobile recipients than the machines count.
    #[error("more than {} mobile recipients in To", MOST_RECIPIENTS)]
    Recipients,
    /// A status without a counterpart.
    #[error("a status without a counterpart")]
    Status,
}
