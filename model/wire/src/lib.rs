//! ActiveSync SMS on the wire: bytes to typed messages and back, without state.
//!
//! - [`wbxml`]: the token tables, a pull decoder, an encoder, XML in and out.
//! - [`command`]: Sync, GetItemEstimate, Settings, FolderSync and Ping as typed messages.
//! - [`sms`]: addresses, alphabets, splitting and the units that a radio network carries.
//! - [`value`]: the values inside elements whose form matters: addresses, dates, cut bodies, conversation indexes, flags.

pub mod command;
#[cfg(any(test, feature = "generators"))]
pub mod generators;
pub mod sms;
pub mod value;
mod version;
pub mod wbxml;

pub use version::Version;
