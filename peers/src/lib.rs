//! Other codecs beside ours, and where they differ. For tests, fuzz targets and benches; no part of the program.
//!
//! - [`simple`]: a second WBXML codec, written to be read: a tree, one function a rule, nothing clever. It shares no code with
//!   `asms-wire`, only the file of code pages, which it reads by itself.
//! - `libwbxml`, behind the feature of that name: the C library of that name, version 0.11.8, which deployed servers
//!   and clients use. Without the feature nothing is linked, and nothing has to be installed.
//! - [`compare`]: our codec beside each of them. [`compare_simple`] and `compare_libwbxml` say how the two agree on a
//!   document, or give the first difference that is in no list.
//!
//! ```
//! use asms_peers::compare::Agreement;
//! use asms_peers::compare_simple;
//!
//! let document = [0x03, 0x01, 0x6A, 0x00, 0x45, 0x64, 0x03, 0x38, 0x00, 0x01, 0x26, 0x01];
//! assert_eq!(compare_simple(&document)?, Agreement::Read);
//! assert_eq!(compare_simple(&document[..11])?, Agreement::Refused);
//! # Ok::<(), asms_peers::compare::Difference>(())
//! ```
//!
//! `cargo test -p asms-peers --features libwbxml` runs all comparisons; `.ci/run peers` does, where the library is at hand.
//! Short messages have a peer too, the crate `sms-pdu`, in `tests/sms_pdu`.
//!
//! # Another difference
//!
//! When a comparison fails, the document shows which of the two is wrong by the specification. If ours is, it is
//! mended, and the document becomes a regression test beside the code. If libwbxml is, its difference becomes a variant of
//! `Known`, with its reason, the smallest document that shows it, and the narrowest condition under which it is
//! expected. The simple codec has no list: there, one of the two is wrong.

pub mod compare;
#[cfg(feature = "libwbxml")]
pub mod libwbxml;
pub mod simple;

#[cfg(feature = "libwbxml")]
pub use compare::compare_libwbxml;
pub use compare::compare_simple;
