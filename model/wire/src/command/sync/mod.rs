//! Sync: the state of collections, both ways. [MS-ASCMD] 2.2.1.21, [MS-ASMS] v9.0 3.1.4.1.

mod options;
pub mod request;
pub mod response;

pub use options::{Conflict, FilterType, MimeSupport, MimeTruncation, Options, SyncOption};
