//! What client and server say to each other, as small values without text.

mod display;
mod request;
mod response;

pub use display::FolderName;
pub use request::{
    ClassOptions, ClientCommand, CollectionRequest, DeviceSettings, EstimateRequest, Hold, Malformed,
    Request, SyncRequest,
};
pub use response::{
    AddOutcome, Changes, CollectionOutcome, CollectionResponse, CommandResponse, EstimateResponse,
    EstimateStatus, FolderChange, FolderSyncResponse, ItemStatus, PingResponse, Response, ServerCommand,
    SettingsStatus, SyncFailure, SyncResponse,
};
