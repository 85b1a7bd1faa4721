//! What a client asks.

use smallvec::SmallVec;

use crate::class::{Class, FilterType};
use crate::id::{ClientId, CollectionId, ContentId, Day, ItemId, SyncKey};
use crate::item::{Flag, Marks, Text};
use crate::shared::Shared;

/// A request of a client.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Request {
    /// Sync with a body.
    Sync(Shared<SyncRequest>),
    /// Sync without a body: the last request again ([MS-ASCMD] 2.2.1.21.1).
    SyncAgain,
    /// GetItemEstimate, for one collection.
    Estimate(EstimateRequest),
    /// FolderSync, with the key of the last answer, or 0.
    FolderSync(SyncKey),
    /// Ping: wait until something is added to one of these folders ([MS-ASCMD] 2.2.1.13).
    Ping(SmallVec<[CollectionId; 2]>),
    /// Settings, with DeviceInformation.
    Settings(DeviceSettings),
    /// Bytes that are no request of this suite, and why.
    Malformed(Malformed),
}

/// Why a request could not be read ([MS-ASCMD] 2.2.2).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Malformed {
    /// Not WBXML: common status 102.
    Wbxml,
    /// WBXML that breaks the schema: common status 103.
    Schema,
    /// A request that follows the schema and has something that the machines do not know: common status 110.
    Unmodelled,
}

/// A Sync request ([MS-ASCMD] 2.2.1.21).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SyncRequest {
    /// The folders, in document order.
    pub collections: SmallVec<[CollectionRequest; 1]>,
    /// How long the server may hold the request while there is nothing to report.
    pub hold: Option<Hold>,
    /// WindowSize for all folders together.
    pub window: Option<u16>,
    /// Partial: what is not named is as in the request before.
    pub partial: bool,
}

/// How long a request may be held: Wait, HeartbeatInterval, or, against the rules, both ([MS-ASCMD] 2.2.3.198).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hold {
    /// Wait, in minutes; 1 to 59 are allowed.
    Wait(u16),
    /// HeartbeatInterval, in seconds; 60 to 3540 are allowed.
    Heartbeat(u16),
    /// Both elements: Wait, then HeartbeatInterval.
    Both(u16, u16),
}

/// What a Sync request says of one folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CollectionRequest {
    /// The key of the last answer, or [`SyncKey::INITIAL`].
    pub key: SyncKey,
    /// The folder.
    pub collection: CollectionId,
    /// DeletesAsMoves; absent means that what is deleted moves to Deleted Items.
    pub deletes_as_moves: Option<bool>,
    /// Whether the server shall say what changed; absent: it shall, unless the key is 0.
    pub get_changes: Option<bool>,
    /// WindowSize: the most changes in the answer; absent means 100, and 0 or more than 512 mean 512.
    pub window: Option<u16>,
    /// What of the Collection the machines do not read (Supported, ConversationMode).
    pub rest: Option<ContentId>,
    /// The Options blocks; none means that the request has no Options.
    pub options: SmallVec<[ClassOptions; 2]>,
    /// The operations, in document order.
    pub commands: SmallVec<[ClientCommand; 2]>,
}

/// One Options block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassOptions {
    /// Class; without it the block stands for the folder's default class (ASMS-036).
    pub class: Option<Class>,
    /// FilterType; without it all items are wanted.
    pub filter: Option<FilterType>,
    /// Conflict: whether the server's version wins; absent means that it does ([MS-ASCMD] 2.2.3.34).
    pub server_wins: Option<bool>,
    /// TruncationSize of the plain text body, in octets; absent means that the body comes whole.
    pub truncation: Option<u16>,
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
        text: Text,
        /// The day of its DateReceived, if it has one.
        received: Option<Day>,
        /// Read and Flag.
        marks: Marks,
        /// Whether it has an InternetCPID (ASMS-017).
        code_page: bool,
        /// Whether it has a ConversationId or ConversationIndex, which it must not (ASMS-044).
        conversation: bool,
    },
    /// Change: other properties of an item.
    Change {
        /// ServerId.
        item: ItemId,
        /// Read.
        read: Option<bool>,
        /// Flag.
        flag: Option<Flag>,
        /// Anything else that it carries, which it must not (ASMS-046).
        other: Option<ContentId>,
    },
    /// Delete: the item goes.
    Delete {
        /// ServerId.
        item: ItemId,
    },
    /// Fetch: the whole of an item whose body was cut.
    Fetch {
        /// ServerId.
        item: ItemId,
    },
}

/// A GetItemEstimate request for one folder ([MS-ASCMD] 2.2.1.9).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EstimateRequest {
    /// The key that the next Sync would carry.
    pub key: SyncKey,
    /// The folder.
    pub collection: CollectionId,
    /// The Options blocks, of which Class and FilterType count.
    pub options: SmallVec<[ClassOptions; 2]>,
}

/// The Set of DeviceInformation in a Settings request, as far as it concerns outbound SMS. An empty Set takes back all
/// that was set ([MS-ASCMD] 2.2.3.167).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DeviceSettings {
    /// EnableOutboundSMS.
    pub enable_outbound_sms: Option<bool>,
    /// PhoneNumber, if it has a value.
    pub phone_number: Option<ContentId>,
    /// The other elements, which the machines do not read.
    pub rest: Option<ContentId>,
}

impl CollectionRequest {
    /// A request for a folder that carries its key and nothing else.
    pub fn bare(collection: CollectionId, key: SyncKey) -> Self {
        Self {
            key,
            collection,
            deletes_as_moves: None,
            get_changes: None,
            window: None,
            rest: None,
            options: SmallVec::new(),
            commands: SmallVec::new(),
        }
    }

    /// Whether the server shall say what changed.
    pub fn wants_changes(&self) -> bool {
        self.get_changes.unwrap_or(self.key != SyncKey::INITIAL)
    }
}

impl From<CollectionRequest> for SyncRequest {
    fn from(collection: CollectionRequest) -> Self {
        Self { collections: SmallVec::from_iter([collection]), ..Self::default() }
    }
}

impl From<SyncRequest> for Request {
    fn from(request: SyncRequest) -> Self {
        Self::Sync(request.into())
    }
}

/// A request for one folder and nothing else.
impl From<CollectionRequest> for Request {
    fn from(collection: CollectionRequest) -> Self {
        SyncRequest::from(collection).into()
    }
}
