//! WBXML as ActiveSync uses it.

mod decode;
mod encode;
mod error;
mod event;
mod integer;
pub mod lenient;
mod repair;
pub mod tag;
pub mod xml;

pub use decode::{Decoder, Limits, Options};
pub use encode::{EncodeError, Encoder};
pub use error::{DecodeError, Fault};
pub use event::{Event, EventKind};
pub use repair::{Prefix, Repair};
pub use tag::Tag;

#[cfg(test)]
mod tests;
