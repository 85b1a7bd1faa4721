//! ActiveSync SMS as pure state machines.
pub mod behaviour;
pub mod class;
pub mod facts;
pub mod id;
pub mod item;
pub mod list;
pub mod message;
pub mod server;
pub mod version;
