//! What the server answers.

use smallvec::SmallVec;

use super::Malformed;
use crate::class::{Class, FolderKind};
use crate::id::{ClientId, CollectionId, Day, ItemId, SyncKey};
use crate::item::{Flag, Marks, Text};
use crate::shared::Shared;

/// The answer to a [`Request`](super::Request).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Response {
    /// The answer to Sync.
    Sync(SyncResponse),
    /// The answer to GetItemEstimate.
    Estimate(EstimateResponse),
    /// The answer to FolderSync.
    FolderSync(FolderSyncResponse),
    /// The answer to Ping.
    Ping(PingResponse),
    /// The Status of DeviceInformation in the answer to Settings.
    Settings(SettingsStatus),
    /// A common status instead of an answer.
    Refused(Malformed),
}

impl Response {
    /// The Status that it tells: of several folders the first that is not success. None for an empty body.
    pub fn status(&self) -> Option<u8> {
        Some(match self {
            Self::Sync(SyncResponse::Empty) => return None,
            Self::Sync(SyncResponse::Failed(failure)) => failure.status(),
            Self::Sync(SyncResponse::Collections(folders)) => {
                let mut statuses = folders.iter().map(|folder| folder.outcome.status());
                statuses.find(|status| *status != SUCCESS).unwrap_or(SUCCESS)
            }
            Self::Estimate(EstimateResponse::Estimate { .. })
            | Self::FolderSync(FolderSyncResponse::Success { .. })
            | Self::Ping(PingResponse::NothingNew)
            | Self::Settings(SettingsStatus::Success) => SUCCESS,
            Self::Estimate(EstimateResponse::Failed(status)) => match status {
                EstimateStatus::InvalidCollection => 2,
                EstimateStatus::NotPrimed => 3,
                EstimateStatus::InvalidKeyOrProtocolError => 4,
                EstimateStatus::UnsupportedFilter => 110,
            },
            Self::FolderSync(FolderSyncResponse::InvalidKey) => 9,
            Self::Ping(PingResponse::Changed(_)) | Self::Settings(SettingsStatus::ProtocolError) => 2,
            Self::Ping(PingResponse::HierarchyChanged) => 7,
            Self::Settings(SettingsStatus::InvalidArguments) => 5,
            Self::Refused(Malformed::Wbxml) => 102,
            Self::Refused(Malformed::Schema) => 103,
            Self::Refused(Malformed::Unmodelled) => 110,
        })
    }
}

/// The Status of success, in every command.
const SUCCESS: u8 = 1;

/// The answer to a Sync request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SyncResponse {
    /// An empty body: nothing to report, every key stands ([MS-ASCMD] 2.2.1.21.2).
    Empty,
    /// What there is to say of each folder; a folder left out has nothing to report and keeps its key.
    Collections(Shared<SmallVec<[CollectionResponse; 1]>>),
    /// A Status in the Sync element: nothing of the request was done.
    Failed(SyncFailure),
}

/// A Status of the Sync element that is not success ([MS-ASCMD] 2.2.3.177.17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SyncFailure {
    /// 4: the request breaks a rule.
    ProtocolError,
    /// 5: the server failed.
    ServerError,
    /// 13: an empty or partial request, and none before it to complete it with.
    Incomplete,
    /// 14: Wait or HeartbeatInterval out of range, with the nearest that is allowed, in Limit.
    HoldOutOfRange(u16),
    /// 16: the server failed, and it may be tried again at once.
    Retry,
}

impl SyncFailure {
    /// Its number.
    pub const fn status(self) -> u8 {
        match self {
            Self::ProtocolError => 4,
            Self::ServerError => 5,
            Self::Incomplete => 13,
            Self::HoldOutOfRange(_) => 14,
            Self::Retry => 16,
        }
    }
}

/// What a Sync response says of one folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CollectionResponse {
    /// The folder.
    pub collection: CollectionId,
    /// What became of the request for it.
    pub outcome: CollectionOutcome,
}

/// What became of what a request asked of one folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CollectionOutcome {
    /// Status 1 with a new key.
    Success(Changes),
    /// Status 3: the key is not one the server knows. The client starts over with key 0.
    InvalidKey,
    /// Status 4, where a server tells it of the folder instead of the request (AMB-22).
    ProtocolError,
    /// Status 8, which a server gives by mistake where another is due.
    NotFound,
    /// Status 12: there is no such folder. The client synchronises the hierarchy first.
    HierarchyChanged,
}

impl CollectionOutcome {
    /// Its Status.
    pub const fn status(&self) -> u8 {
        match self {
            Self::Success(_) => SUCCESS,
            Self::InvalidKey => 3,
            Self::ProtocolError => 4,
            Self::NotFound => 8,
            Self::HierarchyChanged => 12,
        }
    }
}

/// What a successful answer carries for a folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Changes {
    /// The new key.
    pub key: SyncKey,
    /// MoreAvailable: the window was too small for all there is to say.
    pub more_available: bool,
    /// Responses: what became of the client's operations, as far as it is told.
    pub responses: SmallVec<[CommandResponse; 2]>,
    /// Commands: what the client has to do.
    pub commands: SmallVec<[ServerCommand; 2]>,
}

/// What became of one operation of the client. A Change or Delete that succeeded is not told of ([MS-ASCMD] 2.2.3.154).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandResponse {
    /// Of an Add.
    Add {
        /// The client's name for the item.
        client_id: ClientId,
        /// What became of it.
        outcome: AddOutcome,
    },
    /// Of a Change that failed.
    Change {
        /// ServerId.
        item: ItemId,
        /// Why.
        status: ItemStatus,
    },
    /// Of a Delete that failed.
    Delete {
        /// ServerId.
        item: ItemId,
        /// Why.
        status: ItemStatus,
    },
    /// Of a Fetch: what the whole item says, or nothing where there is no such item (status 8).
    Fetch {
        /// ServerId.
        item: ItemId,
        /// The item.
        text: Option<Text>,
    },
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
        /// Whether ConversationId and ConversationIndex are told with it (AMB-28).
        conversation: bool,
    },
    /// Not an item that a client may add; it must not be sent again.
    Refused(ItemStatus),
}

/// A Status of one operation that is not success ([MS-ASCMD] 2.2.3.177.17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemStatus {
    /// 6: not an item, or not a change, that a client may make.
    Invalid,
    /// 7: the item changed on the server too, and that version stays.
    Conflict,
    /// 8: there is no such item.
    NotFound,
}

/// An operation of the server, in Commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServerCommand {
    /// Delete: the item is gone from the folder.
    Delete {
        /// ServerId.
        item: ItemId,
        /// Its class; that of the folder where none is told.
        class: Class,
    },
    /// SoftDelete: the client no longer wants the item, which stays on the server.
    SoftDelete {
        /// ServerId.
        item: ItemId,
    },
    /// Change: properties of an item that the client holds.
    Change {
        /// ServerId.
        item: ItemId,
        /// Its class; that of the folder where none is told.
        class: Class,
        /// Read.
        read: Option<bool>,
        /// Flag.
        flag: Option<Flag>,
        /// Whether ConversationId, ConversationIndex and InternetCPID are told (AMB-28, AMB-33).
        conversation: bool,
    },
    /// Add: an item that the client does not hold yet.
    Add {
        /// ServerId.
        item: ItemId,
        /// Its class; that of the folder where none is told.
        class: Class,
        /// What it says.
        text: Text,
        /// The day of its DateReceived.
        received: Day,
        /// Read and Flag.
        marks: Marks,
        /// Truncated: the body is not whole.
        cut: bool,
    },
}

/// The answer to a GetItemEstimate request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EstimateResponse {
    /// Status 1: so many changes would be sent.
    Estimate {
        /// The folder.
        collection: CollectionId,
        /// The number.
        changes: u16,
    },
    /// Another Status; where the folder is named it stands in Response, else in GetItemEstimate.
    Failed(EstimateStatus),
}

/// A Status of a GetItemEstimate response that is not success ([MS-ASCMD] 2.2.3.177.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EstimateStatus {
    /// 2: there is no such folder.
    InvalidCollection,
    /// 3: the folder was never synchronised.
    NotPrimed,
    /// 4: the key is not the expected one, or the request breaks a rule (AMB-21).
    InvalidKeyOrProtocolError,
    /// 110: a FilterType of 6 to 8 for e-mail.
    UnsupportedFilter,
}

/// The answer to a FolderSync request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FolderSyncResponse {
    /// Status 1 with a new key and what changed.
    Success {
        /// The new key.
        key: SyncKey,
        /// What changed.
        changes: SmallVec<[FolderChange; 2]>,
    },
    /// Status 9: the key is not the expected one. The client starts over with key 0.
    InvalidKey,
}

/// A change of the folder hierarchy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FolderChange {
    /// A folder that the client does not know.
    Add(CollectionId, FolderKind),
    /// A folder is gone.
    Delete(CollectionId),
}

/// The answer to a Ping request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PingResponse {
    /// Status 1: nothing was added until the interval ended.
    NothingNew,
    /// Status 2: something was added to these folders.
    Changed(SmallVec<[CollectionId; 2]>),
    /// Status 7: the folder hierarchy changed.
    HierarchyChanged,
}

/// Status of DeviceInformation in a Settings response ([MS-ASCMD] 2.2.3.177.15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SettingsStatus {
    /// 1.
    Success,
    /// 2: protocol error.
    ProtocolError,
    /// 5: invalid arguments.
    InvalidArguments,
}
