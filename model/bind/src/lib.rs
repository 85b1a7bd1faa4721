//! Messages of the machines to wire messages and back.
//!
//! The machines speak in small values; a [`Binding`] turns them into the bytes that travel, and bytes into them.
//! Machine to bytes to machine is the identity, but for an item that a client added without a date: the server sends it
//! with the day it was received (EC-13). What the machines do not read (body preferences, a window size, the
//! text of an item) is kept in the table of [`Contents`] under a number that the machine's message carries, and is
//! there again when the message is written. What they cannot take at all arrives as
//! [`Request::Malformed`](asms_machine::message::Request::Malformed) with the reason.

mod contents;
mod error;
mod names;
mod options;
mod request;
mod response;
mod sample;

pub use contents::Contents;
pub use error::{BindError, Unmodelled};

use asms_machine::id::ContentId;
use asms_wire::Version;
use names::Names;

/// Between the machines and the wire, for one protocol version: what texts and names stand for.
#[derive(Clone, Debug)]
pub struct Binding {
    version: Version,
    contents: Contents,
    names: Names,
}

impl Binding {
    /// A binding that knows no texts and no names yet.
    pub fn new(version: Version) -> Self {
        Self { version, contents: Contents::default(), names: Names::default() }
    }

    /// The protocol version spoken.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The texts.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Keeps an item, given as a document whose root is ApplicationData, and gives its number. The same bytes have
    /// the same number.
    pub fn keep(&mut self, application_data: &[u8]) -> ContentId {
        self.contents.intern(application_data)
    }
}

#[cfg(test)]
mod tests;
