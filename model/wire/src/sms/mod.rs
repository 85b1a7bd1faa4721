//! SMS on the radio.

pub mod alphabet;
pub mod user_data;
