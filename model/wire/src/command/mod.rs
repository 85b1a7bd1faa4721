//! Typed messages: Sync, GetItemEstimate, Settings, FolderSync and Ping.
//!
//! [`Request`] and [`Response`] read a document by its root; each message also reads and writes itself. All reading
//! is for one protocol [`Version`](crate::Version), since the schema differs by version.
//!
//! - **What is refused** is what no schema admits: an element in a place where it may not stand, in the wrong
//!   order where the order is strict, missing, repeated, or with a value that is none. The [`SchemaError`] says
//!   where, what stands there, and what may.
//! - **What is read** although it is wrong is what a server has to answer with a status: more than two sets of
//!   options, classes that do not go together, a filter that is not for mail, `Wait` beside `HeartbeatInterval`.
//! - **What passes through** untyped, as [`Element`]: properties of other classes, and elements of later versions.
//! - **Fidelity**: a canonical document read and written is the same bytes. Where the order is free it is kept, in
//!   the lists that hold the children or in [`Rest`]; an empty tag and `1` stay apart in [`Boolean`].
//!
//! ```
//! use asms_wire::Version;
//! use asms_wire::command::{FolderSyncRequest, Request, SyncKey};
//!
//! let mut bytes = Vec::new();
//! FolderSyncRequest::new(SyncKey::INITIAL).encode(&mut bytes)?;
//! assert_eq!(bytes, [0x03, 0x01, 0x6A, 0x00, 0x00, 0x07, 0x56, 0x52, 0x03, 0x30, 0x00, 0x01, 0x01]);
//!
//! let request = Request::decode(&bytes, Version::V14_1)?;
//! assert_eq!(request.summary(), "FolderSync request: key 0");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod element;
mod error;
pub mod estimate;
pub mod folder_sync;
pub mod item;
mod message;
pub mod ping;
mod reader;
mod scalar;
pub mod schema;
pub mod settings;
pub mod status;
mod summary;
pub mod sync;

pub use element::{Element, Piece, Untyped};
pub use error::{Allowed, Found, Path, SchemaError, Step};
pub use estimate::request::EstimateRequest;
pub use estimate::response::EstimateResponse;
pub use folder_sync::{FolderSyncRequest, FolderSyncResponse, FolderType};
pub use message::{Command, HttpBody, Request, Response};
pub use ping::{PingRequest, PingResponse};
pub use scalar::{
    Address, Boolean, Class, ClientId, CollectionId, DeviceText, EmptyTag, ServerId, SyncKey, TextError,
};
pub use schema::Rest;
pub use settings::{OutboundSms, SettingsRequest, SettingsResponse};
pub use sync::request::SyncRequest;
pub use sync::response::SyncResponse;

#[cfg(test)]
mod tests;
