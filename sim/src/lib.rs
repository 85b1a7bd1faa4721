//! The machines, byte for byte, from a seed.
//!
//! A [`Walk`] goes through a scenario by chance, one enabled action after another, and every message travels as the
//! bytes that a wire would carry: it is written, the bytes are read again, and what was read has to be what was
//! written. The same properties judge every step that judge the exhaustive search. One seed gives one walk, on any
//! machine.

mod draw;
pub mod radio;
mod walk;
pub mod words;

pub use draw::{Concern, Draws};
pub use walk::{Broken, Carried, Divergence, Record, Walk};
