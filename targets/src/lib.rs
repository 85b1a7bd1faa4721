//! What the fuzz targets check, a module each.
//!
//! `check` takes any bytes and panics when something does not hold. `check_with` does the same for another
//! implementation of the one step that the target is about, so that a test can put a wrong one in its place and see the
//! target find it.
//!
//! Nothing here needs the fuzzing engine: `fuzz/fuzz_targets` hands these functions to it, and `tests/corpora` replays
//! the corpora with any compiler.

#![expect(
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a target says by a panic that something does not hold"
)]

pub mod addresses;
pub mod binding;
pub mod cdma;
pub mod commands;
pub mod decode;
pub mod lenient;
#[cfg(feature = "libwbxml")]
pub mod libwbxml;
pub mod messages;
pub mod reference;
pub mod round_trip;
pub mod scenario;
pub mod server;
pub mod split;
pub mod system;
pub mod tpdu;
pub mod trace;
pub mod xml;

/// A target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name: that of its module, of its corpus in `fuzz/corpus` and of its file in `fuzz/fuzz_targets`.
    pub name: &'static str,
    /// Checks an input. Panics when something does not hold.
    pub check: fn(&[u8]),
}

/// Lists targets by their modules.
macro_rules! targets {
    ($($(#[$cfg:meta])? $name:ident)*) => {
        &[$($(#[$cfg])? Target { name: stringify!($name), check: $name::check },)*]
    };
}

/// Every target, by name. That of libwbxml wants the feature of its name, and the library.
pub static TARGETS: &[Target] = targets! {
    addresses binding cdma commands decode lenient
    #[cfg(feature = "libwbxml")]
    libwbxml
    messages reference round_trip scenario server split system tpdu trace xml
};
