//! Typed messages: Sync, GetItemEstimate, Settings, FolderSync and Ping.

mod element;
mod error;
pub mod item;
mod message;
mod reader;
mod scalar;
pub mod schema;
pub mod status;
pub mod sync;

pub use element::{Element, Piece, Untyped};
pub use error::{Allowed, Found, Path, SchemaError, Step};
pub use message::{Command, HttpBody};
pub use scalar::{
    Address, Boolean, Class, ClientId, CollectionId, DeviceText, EmptyTag, ServerId, SyncKey, TextError,
};
pub use schema::Rest;
pub use sync::request::SyncRequest;
pub use sync::response::SyncResponse;

#[cfg(test)]
mod tests;
