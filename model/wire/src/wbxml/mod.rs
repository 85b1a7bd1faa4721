//! WBXML as ActiveSync uses it ([MS-ASWBXML], a profile of WAP-192): no attributes, entities, string table or
//! extensions, UTF-8 throughout.
//!
//! - [`Decoder`] pulls events from bytes, strictly; [`Fault`] lists what it refuses.
//! - [`Encoder`] writes the canonical form.
//! - [`tag`] is the token table.
//! - [`xml`] prints a document as XML and reads it back, without loss.
//! - [`lenient`] reads broken documents as far as it goes and says how to repair them.
//!
//! A body of zero bytes is legal in HTTP for some commands; test for it before decoding.

mod decode;
mod encode;
mod error;
mod event;
mod integer;
pub mod lenient;
mod limits;
mod repair;
pub mod tag;
mod text;
pub mod xml;

pub use decode::Decoder;
pub(crate) use decode::Step;
pub use encode::{EncodeError, Encoder};
pub use error::{DecodeError, Fault};
pub use event::{Event, EventKind};
pub use limits::{Limits, Options};
pub use repair::{Prefix, Repair};
pub use tag::Tag;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
