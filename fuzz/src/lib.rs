//! What the fuzz targets check, a module each.
//!
//! `check` takes any bytes and panics when something does not hold. `check_with` does the same for another
//! implementation of the one step that the target is about, so that a test can put a wrong one in its place and see the
//! target find it. Bytes and not structured values are the input, so that a corpus can be written and read by hand.
//!
//! Nothing here needs the fuzzing engine: `model/wire/tests/fuzz_corpus.rs` takes this file in and replays the corpora
//! with any compiler.

pub mod addresses;
pub mod cdma;
pub mod commands;
pub mod decode;
pub mod round_trip;
pub mod split;
pub mod tpdu;
pub mod xml;
