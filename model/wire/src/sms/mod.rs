//! SMS on the radio.

pub mod alphabet;
pub mod reassembly;
pub mod split;
pub mod user_data;
