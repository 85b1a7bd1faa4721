//! What client and server say to each other, as small values without text.

use std::fmt;

use smallvec::SmallVec;

use crate::class::{Class, FilterType};
use crate::id::{ClientId, CollectionId, ContentId, Day, ItemId, SyncKey};

/// A request of a client.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Request {
    /// Sync, with one collection.
    Sync(SyncRequest),
    /// Settings, with DeviceInformation.
    Settings(DeviceSettings),
    /// Bytes that are no request of this suite, and why.
    Malformed(Malformed),
}

/// Why a request could not be read ([MS-ASCMD] 2.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Malformed {
    /// Not WBXML: common status 102.
    Wbxml,
    /// WBXML that breaks the schema: common status 103.
    Schema,
    /// A request that follows the schema and has something that the machines do not know: common status 110.
    Unmodelled,
}

/// A Sync request for one collection ([MS-ASCMD] 2.2.1.21).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SyncRequest {
    /// The key of the last answer, or [`SyncKey::INITIAL`].
    pub key: SyncKey,
    /// The folder.
    pub collection: CollectionId,
    /// Whether the server shall say what changed; absent: it shall, unless the key is 0.
    pub get_changes: Option<bool>,
    /// What of the Collection the machines do not read (DeletesAsMoves, WindowSize and the like).
    pub rest: Option<ContentId>,
    /// The Options blocks; none means that the request has no Options.
    pub options: SmallVec<[ClassOptions; 2]>,
    /// The operations, in document order.
    pub commands: SmallVec<[ClientCommand; 2]>,
}

/// One Options block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClassOptions {
    /// Class; without it the block stands for the folder's default class (ASMS-036).
    pub class: Option<Class>,
    /// FilterType; without it all items are wanted.
    pub filter: Option<FilterType>,
    /// The rest of the block, which the machines keep but do not read.
    pub preferences: Option<ContentId>,
}

/// An operation of the client, in Commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClientCommand {
    /// Add: a new item.
    Add {
        /// The client's own name for it, until it knows the ServerId.
        client_id: ClientId,
        /// Class; without it the folder's default class.
        class: Option<Class>,
        /// What the item says.
        content: ContentId,
        /// The day of its DateReceived, if it has one.
        received: Option<Day>,
    },
}

/// The answer to a [`Request`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Response {
    /// The answer to a Sync request.
    Sync(SyncResponse),
    /// The Status of DeviceInformation in the answer to a Settings request.
    Settings(SettingsStatus),
    /// A common status instead of an answer.
    Refused(Malformed),
}

/// The answer to a Sync request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SyncResponse {
    /// An empty body: nothing to report, the key stands ([MS-ASCMD] 2.2.1.21.2).
    Empty,
    /// Status 1 with a new key.
    Success(Changes),
    /// Status 3 in the Collection: the key is not one the server knows. The client starts over with key 0.
    InvalidKey {
        /// The folder.
        collection: CollectionId,
    },
    /// Status 4 in the Sync element: the request breaks a rule; nothing of it was done (AMB-22).
    ProtocolError,
    /// Status 12 in the Collection: there is no such folder; the client synchronises the hierarchy first.
    HierarchyChanged {
        /// The folder.
        collection: CollectionId,
    },
}

/// What a successful Sync response carries for its collection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Changes {
    /// The folder.
    pub collection: CollectionId,
    /// The new key.
    pub key: SyncKey,
    /// Responses: what became of the client's operations.
    pub responses: SmallVec<[AddResponse; 2]>,
    /// Commands: what the client has to do.
    pub commands: SmallVec<[ServerCommand; 2]>,
}

/// The Add of a Responses element: what became of an Add of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AddResponse {
    /// The client's name for the item.
    pub client_id: ClientId,
    /// What became of it.
    pub outcome: AddOutcome,
}

/// What became of an Add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddOutcome {
    /// Status 1: there is an item now.
    Accepted {
        /// The server's name for it.
        item: ItemId,
        /// Its class.
        class: Class,
    },
    /// Status 6: not an item that a client may add; it must not be sent again.
    Refused,
}

/// An operation of the server, in Commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServerCommand {
    /// Delete: the item is gone from the folder.
    Delete {
        /// ServerId.
        item: ItemId,
        /// Its class.
        class: Class,
    },
    /// SoftDelete: the client no longer wants the item, which stays on the server.
    SoftDelete {
        /// ServerId.
        item: ItemId,
    },
    /// Add: an item that the client does not hold yet.
    Add {
        /// ServerId.
        item: ItemId,
        /// Its class.
        class: Class,
        /// What it says.
        content: ContentId,
        /// The day of its DateReceived.
        received: Day,
    },
}

/// The Set of DeviceInformation in a Settings request, as far as it concerns outbound SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeviceSettings {
    /// EnableOutboundSMS.
    pub enable_outbound_sms: Option<bool>,
    /// PhoneNumber, if it has a value.
    pub phone_number: Option<ContentId>,
    /// The other elements, which the machines do not read.
    pub rest: Option<ContentId>,
}

/// Status of DeviceInformation in a Settings response ([MS-ASCMD] 2.2.3.177.15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SettingsStatus {
    /// 1.
    Success,
    /// 5: invalid arguments.
    InvalidArguments,
}

impl fmt::Display for SyncRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sync key {}", self.key)?;
        for (at, block) in self.options.iter().enumerate() {
            f.write_str(if at == 0 { ", Options " } else { " + " })?;
            match block.class {
                Some(class) => write!(f, "{class}")?,
                None => f.write_str("default class")?,
            }
            if let Some(FilterType(value @ 1..)) = block.filter {
                write!(f, " filter {value}")?;
            }
        }
        for command in &self.commands {
            let ClientCommand::Add { client_id, content, .. } = command;
            write!(f, ", Add text {content} as ClientId {client_id}")?;
        }
        Ok(())
    }
}

impl fmt::Display for SyncResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing new (empty body)"),
            Self::Success(changes) => changes.fmt(f),
            Self::InvalidKey { .. } => f.write_str("Status 3: invalid key"),
            Self::ProtocolError => f.write_str("Status 4: protocol error"),
            Self::HierarchyChanged { .. } => f.write_str("Status 12: folder hierarchy changed"),
        }
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Status 1, new key {}", self.key)?;
        for response in &self.responses {
            match response.outcome {
                AddOutcome::Accepted { item, .. } => {
                    write!(f, ", ClientId {} is item {item}", response.client_id)?;
                }
                AddOutcome::Refused => write!(f, ", ClientId {} refused (6)", response.client_id)?,
            }
        }
        for command in &self.commands {
            match command {
                ServerCommand::Delete { item, class } => write!(f, ", Delete {class} item {item}")?,
                ServerCommand::SoftDelete { item } => write!(f, ", SoftDelete item {item}")?,
                ServerCommand::Add { item, class, content, .. } => {
                    write!(f, ", Add {class} item {item} with text {content}")?;
                }
            }
        }
        Ok(())
    }
}
