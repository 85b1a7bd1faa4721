//! Messages of the machines to wire messages and back.
//!
//! The machines speak in small values; a [`Binding`] turns them into the bytes that travel, and bytes into them.
//!
//! - **Machine to bytes to machine** is the identity for every message that the version has a place for; one that it
//!   has none for is [`BindError::NotAtVersion`] when it is written.
//! - **Bytes to machine to bytes** keeps every Sync and Settings request byte for byte. What the machines do not read
//!   (body preferences, properties of contacts, what an item says) is kept in the table of [`Contents`] under a
//!   number that the machine's message carries.
//! - **What they cannot take** arrives as [`Request::Malformed`](asms_machine::message::Request::Malformed) with the
//!   reason, or is a [`BindError`] where it is a response.
//!
//! What modems, service centres and phones say to each other stands in [`radio`].
//!
//! What is passed over because it says nothing to a machine is this and no more: the interval and the classes of a
//! Ping, the class that an answer repeats beside an item or folder that its receiver knows, names and places of folders,
//! the marks, date and conversation of an item that is fetched, a success that need not be told, the order of
//! elements where it is free and nothing keeps it, and by how much a number is beyond all bounds.

mod contents;
mod error;
#[cfg(any(test, feature = "generators"))]
pub mod generators;
mod item;
mod marks;
mod names;
mod options;
pub mod radio;
mod request;
mod response;
mod sample;
mod terms;

pub use contents::Contents;
pub use error::{BindError, Unmodelled};

use asms_machine::behaviour::AddressForm;
use asms_machine::item::Text;
use asms_machine::version::Version;
use asms_wire::command::item::ApplicationData;
use names::Names;

/// Between the machines and the wire: what texts and names stand for. One binding serves all who speak of the same
/// mailbox, each at its version.
#[derive(Clone, Debug)]
pub struct Binding {
    version: Version,
    address_form: AddressForm,
    contents: Contents,
    names: Names,
    radio: radio::Radio,
}

impl Binding {
    /// A binding that knows no texts and no names yet.
    pub fn new(version: Version) -> Self {
        let address_form = AddressForm::default();
        Self {
            version,
            address_form,
            contents: Contents::default(),
            names: Names::default(),
            radio: radio::Radio::default(),
        }
    }

    /// The same with addresses written in this form (AMB-34). What came from the wire stays as it was written.
    #[must_use]
    pub fn with_address_form(mut self, address_form: AddressForm) -> Self {
        self.address_form = address_form;
        self
    }

    /// The protocol version spoken.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Speaks another version from now on, as when the next message is another device's.
    pub fn set_version(&mut self, version: Version) {
        self.version = version;
    }

    /// The texts.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Keeps an item, given as a document whose root is ApplicationData, and gives what the machines read of it. The same
    /// item gives the same; marks, date and conversation do not make it another.
    pub fn keep(&mut self, application_data: &[u8]) -> Result<Text, BindError> {
        let item = ApplicationData::decode(application_data, contents::LATEST)?;
        self.contents.keep_item(&item)
    }

    /// The version spoken, as the wire names it.
    fn wire_version(&self) -> asms_wire::Version {
        wire_version(self.version)
    }
}

/// A version as the wire names it.
pub const fn wire_version(version: Version) -> asms_wire::Version {
    match version {
        Version::V12_1 => asms_wire::Version::V12_1,
        Version::V14_0 => asms_wire::Version::V14_0,
        Version::V14_1 => asms_wire::Version::V14_1,
    }
}

#[cfg(test)]
mod tests;
