//! Exhaustive search over the machines, with verdicts that cannot lie.
//!
//! A [`Space`] is what is searched: states, the actions that may happen in each, and what must hold. The
//! [`System`](asms_machine::system::System) of a scenario is one. [`Search`] is the engine that
//! verdicts come from: it gives a [`Report`]. [`Stateright`] walks the same space by the crate of that name, to be
//! compared with; [`explore()`] shows it in a browser.

mod compare;
mod counterexample;
mod explore;
mod lockstep;
mod matrix;
mod report;
mod search;
mod space;
mod verdict;

pub use asms_machine::fingerprint::{Fingerprint, fingerprint};
pub use compare::{Stateright, StaterightReport};
pub use counterexample::{Path, Refused, replay};
pub use explore::{ExploreError, explore};
pub use lockstep::{Both, Comparable, Comparison, Difference, Lockstep, Parting, differing, tell_apart};
pub use matrix::{Cell, Matrix, MatrixProgress, Row, Variation, matrix};
pub use report::{Found, GoalReport, PropertyReport, Report, Stopped};
pub use search::{DEADLOCK, Limits, Progress, Search, Until};
pub use space::{PropertyInfo, Space, Transition};
pub use verdict::{Mismatch, Outcome, Verdict, judge};
