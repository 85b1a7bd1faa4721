//! ActiveSync SMS as pure state machines.
//!
//! The [`server`], the [`device`], its [`modem`], the radio [`network`] and the [`handset`] are deterministic: an input
//! and a state give an output and a state, without clock, I/O, randomness or threads. Wherever the specification leaves
//! a choice they ask a [`behaviour`]. A [`system`] puts them together with users and faults; a [`scenario`] says how
//! large that world is and what may happen in it; the [`property`] list says what must hold.

pub mod behaviour;
pub mod class;
pub mod device;
pub mod facts;
pub mod fingerprint;
pub mod handset;
pub mod id;
pub mod item;
pub mod list;
pub mod message;
pub mod modem;
pub mod network;
pub mod property;
pub mod recipients;
pub mod scenario;
pub mod server;
pub mod shared;
pub mod system;
pub mod version;
