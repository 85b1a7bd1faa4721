//! The machines of the model in virtual time, byte for byte, from a seed.
//!
//! A [`World`] lets days and years pass: users write and read, devices poll, messages travel as the octets that a wire or
//! the air would carry, things go wrong as a [`Plan`] says. Each thing that happens is one action of the model, and the
//! same properties judge it that judge the exhaustive search. One seed gives one history, on any machine.
//!
//! A [`Fleet`](fleet::Fleet) runs many seeds on all cores, keeps those that fail in a file, and shrinks what happens in one of
//! them to the few things that matter.
//!
//! A [`Walk`] goes through a scenario without time, one enabled action after another.

mod built_in;
mod draw;
pub mod fleet;
pub mod numbers;
pub mod observe;
pub mod plan;
mod queue;
pub mod radio;
pub mod record;
mod run;
pub mod time;
mod walk;
pub mod watch;
pub mod words;
mod world;

pub use built_in::BUILT_IN;
pub use draw::{Concern, Draws, Hand};
pub use plan::Plan;
pub use run::{Failure, Report, judge, judge_until_broken, run};
pub use time::Time;
pub use walk::{Broken, Carried, Record, Walk, WalkDivergence, carry};
pub use world::{Divergence, Outcome, Pending, World};
