//! The device alone.
pub mod behaviour;
pub mod class;
pub mod device;
pub mod facts;
pub mod id;
pub mod item;
pub mod list;
pub mod message;
pub mod modem;
pub mod version;
