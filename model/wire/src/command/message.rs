//! Whole messages: bytes to a message by its root, and back.

use std::fmt;

use super::error::{Allowed, Breach, Decoded, Found, SchemaError};
use super::estimate::request::EstimateRequest;
use super::estimate::response::EstimateResponse;
use super::folder_sync::{FolderSyncRequest, FolderSyncResponse};
use super::item::ApplicationData;
use super::ping::{PingRequest, PingResponse};
use super::reader::{Opened, Reader};
use super::schema::{Container, Value};
use super::settings::{SettingsRequest, SettingsResponse};
use super::sync::Options as SyncOptions;
use super::sync::request::SyncRequest;
use super::sync::response::SyncResponse;
use crate::Version;
use crate::wbxml::tag::{air_sync, folder_hierarchy, get_item_estimate, ping, settings};
use crate::wbxml::{EncodeError, Encoder, Options, Tag};

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

/// Gives each message its command and the ways in and out, and gathers the messages of one direction in an enum.
macro_rules! messages {
    (
        $(#[$meta:meta])*
        pub enum $direction:ident {
            $( $command:ident($message:ident), )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $direction<'a> {
            $( #[doc = concat!("Of ", stringify!($command), ".")] $command($message<'a>), )*
        }

        impl<'a> $direction<'a> {
            /// Reads a whole document as the message that its root names, in this version.
            pub fn decode(bytes: &'a [u8], version: Version) -> Result<Self, SchemaError> {
                Self::decode_with_options(bytes, version, Options::default())
            }

            /// The same with other limits.
            pub fn decode_with_options(
                bytes: &'a [u8],
                version: Version,
                options: Options,
            ) -> Result<Self, SchemaError> {
                let mut reader = Reader::with_options(bytes, version, options)?;
                let root = reader.root()?;
                let message = match Command::of_root(root.tag) {
                    $( Some(Command::$command) => Self::$command(content(&mut reader, root)?), )*
                    None => return Err(wrong_root(root, Command::ALL.map(Command::root).to_vec()).into()),
                };
                reader.finish()?;
                Ok(message)
            }

            /// Appends the message as a document to `out`.
            pub fn encode(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                match self {
                    $( Self::$command(message) => message.encode(out), )*
                }
            }

            /// The command that it belongs to.
            pub fn command(&self) -> Command {
                match self {
                    $( Self::$command(_) => Command::$command, )*
                }
            }

            /// The schema of the messages of a command in this direction.
            pub fn schema(command: Command) -> &'static Container {
                match command {
                    $( Command::$command => $message::SCHEMA, )*
                }
            }

            /// The message in one line, for logs: keys, ids, numbers, no content.
            pub fn summary(&self) -> String {
                match self {
                    $( Self::$command(message) => message.summary(), )*
                }
            }
        }

        $(
            impl<'a> $message<'a> {
                /// Reads a whole document as this message, in this version.
                pub fn decode(bytes: &'a [u8], version: Version) -> Result<Self, SchemaError> {
                    Self::decode_with_options(bytes, version, Options::default())
                }

                /// The same with other limits. Memory is bounded by [`Limits`](crate::wbxml::Limits): that of the
                /// elements is what counts.
                pub fn decode_with_options(
                    bytes: &'a [u8],
                    version: Version,
                    options: Options,
                ) -> Result<Self, SchemaError> {
                    let mut reader = Reader::with_options(bytes, version, options)?;
                    let root = reader.root()?;
                    if root.tag != Command::$command.root() {
                        return Err(wrong_root(root, vec![Command::$command.root()]).into());
                    }
                    let message = content(&mut reader, root)?;
                    reader.finish()?;
                    Ok(message)
                }

                /// Appends the message as a document to `out`. It is written as it is, whatever the version: what
                /// a version does not have is the caller's to leave out.
                ///
                /// # Errors
                /// When text outside the bounded types holds U+0000, or a limit of the encoder is passed; `out` then
                /// holds the beginning of a document.
                pub fn encode(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                    let mut encoder = Encoder::new(out);
                    Value::encode(self, Command::$command.root(), &mut encoder)?;
                    encoder.finish()
                }
            }

            impl<'a> From<$message<'a>> for $direction<'a> {
                fn from(message: $message<'a>) -> Self {
                    Self::$command(message)
                }
            }
        )*
    };
}

messages! {
    /// A request.
    pub enum Request {
        Sync(SyncRequest),
        FolderSync(FolderSyncRequest),
        GetItemEstimate(EstimateRequest),
        Settings(SettingsRequest),
        Ping(PingRequest),
    }
}

messages! {
    /// A response.
    pub enum Response {
        Sync(SyncResponse),
        FolderSync(FolderSyncResponse),
        GetItemEstimate(EstimateResponse),
        Settings(SettingsResponse),
        Ping(PingResponse),
    }
}

/// Gives parts of messages the ways in and out as documents of their own, so that a part can be kept by itself.
macro_rules! parts {
    ($( $part:ident = $tag:path, )*) => { $(
        impl<'a> $part<'a> {
            /// Reads a document whose root is this element.
            pub fn decode(bytes: &'a [u8], version: Version) -> Result<Self, SchemaError> {
                let mut reader = Reader::with_options(bytes, version, Options::default())?;
                let root = reader.root()?;
                if root.tag != $tag {
                    return Err(wrong_root(root, vec![$tag]).into());
                }
                let part = content(&mut reader, root)?;
                reader.finish()?;
                Ok(part)
            }

            /// Appends a document whose root is this element to `out`.
            pub fn encode(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                let mut encoder = Encoder::new(out);
                Value::encode(self, $tag, &mut encoder)?;
                encoder.finish()
            }
        }
    )* };
}

parts! {
    ApplicationData = air_sync::APPLICATION_DATA,
    SyncOptions = air_sync::OPTIONS,
}

/// The body of an HTTP request or response of a command that allows for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HttpBody<T> {
    /// No bytes: in a Sync or Ping request, as last time; in a Sync response, nothing new. [MS-ASCMD] 2.2.1.21.1,
    /// 2.2.1.21.2, 3.1.5.8.
    Empty,
    /// A message.
    Message(T),
}

/// Gives the bodies that may be empty their ways in and out.
macro_rules! may_be_empty {
    ($($message:ident),*) => { $(
        impl<'a> HttpBody<$message<'a>> {
            /// Reads a body: no bytes, or a whole document.
            pub fn decode(bytes: &'a [u8], version: Version) -> Result<Self, SchemaError> {
                if bytes.is_empty() {
                    return Ok(Self::Empty);
                }
                $message::decode(bytes, version).map(Self::Message)
            }

            /// Appends the body to `out`.
            pub fn encode(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                match self {
                    Self::Empty => Ok(()),
                    Self::Message(message) => message.encode(out),
                }
            }
        }
    )* };
}

may_be_empty!(SyncRequest, SyncResponse, PingRequest);

/// Reads what the root holds.
fn content<'a, T: Value<'a>>(reader: &mut Reader<'a>, root: Opened) -> Decoded<T> {
    T::decode(reader, root).map_err(|error| error.under(root.tag, None))
}

fn wrong_root(root: Opened, allowed: Vec<Tag>) -> Breach {
    Breach::new(root.offset, Found::Element(root.tag), Allowed::Elements(allowed))
}
