//! Items: the properties of a short message, and all others as they came. [MS-ASMS] v9.0 2.2.2.1.

mod application_data;
mod body;
mod flag;

pub use application_data::{ApplicationData, Importance, Property};
pub use body::{Body, BodyPreference, BodyType};
pub use flag::{Flag, FlagProperty, FlagStatus};
