//! SMS on the radio.

pub mod address;
pub mod alphabet;
pub mod cause;
pub mod cdma;
pub mod reassembly;
pub mod split;
pub mod status;
pub mod time_stamp;
pub mod tpdu;
pub mod user_data;
pub mod validity;
