//! Whole units derived by hand, identities both ways, and what a decoder says of octets that are no unit.

mod by_hand;
mod faults;
mod identities;
mod parts;
