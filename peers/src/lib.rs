//! Other codecs beside ours, and where they differ. For tests, fuzz targets and benches; no part of the program.
//!
//! - [`simple`]: a second WBXML codec, written to be read: a tree, one function a rule, nothing clever. It shares no code with
//!   `asms-wire`, only the table of code pages, which it reads by itself.
//! - `libwbxml`, behind the feature of that name: the C library of that name, version 0.11.8, which deployed servers
//!   and clients use.

#[cfg(feature = "libwbxml")]
pub mod libwbxml;
pub mod simple;
