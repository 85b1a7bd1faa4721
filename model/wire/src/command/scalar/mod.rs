//! Values that are not containers: text, numbers, booleans, byte arrays.

mod boolean;
pub(super) mod number;
mod text;

pub use boolean::{Boolean, EmptyTag};
pub(super) use number::{closed_codes, open_codes};
pub use text::{Address, Class, ClientId, CollectionId, DeviceText, ServerId, SyncKey, TextError};
