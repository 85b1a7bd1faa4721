//! A night: everything that the suite can do, in one run of a given length, told on one page.
//!
//! A [`Plan`] says what a night does: scenarios to search, seeds to simulate, targets to fuzz, fixtures to compare. It depends on
//! the budget and on what earlier nights left, and on nothing else, so that machines that share a night plan the same one.
//! Each [`Job`] of it gives a [`Record`], which holds no time and no name of a machine; so a [`Night`] that was done in parts
//! gives the same page as one that was done in one go.
//!
//! [`Run`] does the jobs of one machine, [`merge()`] puts together what several did.

mod error;
mod job;
mod merge;
mod plan;
mod record;
mod report;
mod run;
mod shard;
mod state;
mod store;
mod work;

#[cfg(test)]
mod tests;

pub use error::NightError;
pub use job::{FUZZ_TARGETS, Job, Work};
pub use merge::merge;
pub use plan::{Plan, Wish};
pub use record::{Came, Claim, Finding, Record, Verdict};
pub use report::{Kind, Night};
pub use run::{Progress, Run};
pub use shard::{Shard, ShardError};
pub use state::State;
pub use store::Store;
pub use work::Checkout;
