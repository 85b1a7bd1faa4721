//! What is written down of a run.

mod chart;
mod fields;
mod hashes;
mod log;
mod message;
mod trace;

pub use chart::{Chart, chart, chart_of_failure};
pub use hashes::{Difference, Hashes, Parting, compare, compare_plans};
pub use log::{LEGEND, Log};
pub use message::Kind;
pub use trace::{
    End, Event, FORMAT, Header, LONGEST, Octets, Options, ReadError, Reader, ReplayError, Replayed, Trace,
    VERSION, Verdict, read, replay, trace_schema,
};
