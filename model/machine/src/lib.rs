//! core only
pub mod class;
pub mod facts;
pub mod id;
pub mod item;
pub mod list;
pub mod message;
pub mod version;
