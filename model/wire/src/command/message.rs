//! Whole messages: bytes to a message by its root, and back.

use std::fmt;

use super::error::{Allowed, Breach, Decoded, Found, SchemaError};
use super::reader::Reader;
use super::schema::Value;
use super::sync::request::SyncRequest;
use super::sync::response::SyncResponse;
use crate::Version;
use crate::wbxml::tag::{air_sync, folder_hierarchy, get_item_estimate, ping, settings};
use crate::wbxml::{EncodeError, Encoder, Tag};

/// A command whose messages are typed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    /// The state of collections. [MS-ASCMD] 2.2.1.21.
    Sync,
    /// The folder hierarchy. [MS-ASCMD] 2.2.1.5.
    FolderSync,
    /// How many changes a Sync would bring. [MS-ASCMD] 2.2.1.9.
    GetItemEstimate,
    /// What device and user tell the server. [MS-ASCMD] 2.2.1.18.
    Settings,
    /// Waiting for changes. [MS-ASCMD] 2.2.1.13.
    Ping,
}

impl Command {
    /// All of them, by their codes in [MS-ASHTTP] 2.2.1.1.1.1.2.
    pub const ALL: [Self; 5] =
        [Self::Sync, Self::FolderSync, Self::GetItemEstimate, Self::Settings, Self::Ping];

    /// The command whose messages have this root.
    pub fn of_root(root: Tag) -> Option<Self> {
        Self::ALL.into_iter().find(|command| command.root() == root)
    }

    /// The root of its requests and responses.
    pub fn root(self) -> Tag {
        match self {
            Self::Sync => air_sync::SYNC,
            Self::FolderSync => folder_hierarchy::FOLDER_SYNC,
            Self::GetItemEstimate => get_item_estimate::GET_ITEM_ESTIMATE,
            Self::Settings => settings::SETTINGS,
            Self::Ping => ping::PING,
        }
    }

    /// Its name in a request's `Cmd=`, which is that of the root.
    pub fn name(self) -> &'static str {
        self.root().name()
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Gives each message its root and the ways in and out.
macro_rules! messages {
    ($( $message:ident = $root:path; )*) => { $(
        impl<'a> $message<'a> {
            /// The root element.
            pub const ROOT: Tag = $root;

            /// Reads a whole document as this message of this version.
            pub fn decode(bytes: &'a [u8], version: Version) -> Result<Self, SchemaError> {
                decode(bytes, version, Self::ROOT).map_err(SchemaError::from)
            }

            /// Appends the message as a document to `out`. It is written as it is: no version is asked.
            pub fn encode(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                encode(self, Self::ROOT, out)
            }
        }
    )* };
}

messages! {
    SyncRequest = air_sync::SYNC;
    SyncResponse = air_sync::SYNC;
}

/// The body of an HTTP request or response whose command allows for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HttpBody<T> {
    /// No bytes: in a Sync or Ping request, as last time; in a Sync response, nothing new. [MS-ASCMD] 2.2.1.21.1,
    /// 2.2.1.21.2, 2.2.1.13.
    Empty,
    /// A message.
    Message(T),
}

/// Reads a document with this root.
fn decode<'a, T: Value<'a>>(bytes: &'a [u8], version: Version, root: Tag) -> Decoded<T> {
    let mut reader = Reader::new(bytes, version)?;
    let opened = reader.root()?;
    if opened.tag != root {
        return Err(Breach::new(opened.offset, Found::Element(opened.tag), Allowed::Elements(vec![root])));
    }
    let message = T::decode(&mut reader, opened).map_err(|error| error.under(root, None))?;
    reader.finish()?;
    Ok(message)
}

/// Writes a document with this root.
fn encode<'a, T: Value<'a>>(message: &T, root: Tag, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let mut encoder = Encoder::new(out);
    message.encode(root, &mut encoder)?;
    encoder.finish()
}
