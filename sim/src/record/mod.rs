//! What is written down of a run.

mod log;

pub use log::{LEGEND, Log};
