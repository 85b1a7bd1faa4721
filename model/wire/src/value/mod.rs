//! The values inside elements whose form matters for SMS.
//!
//! - [`address`]: To and From, `"Name" [MOBILE:number]`.
//! - [`date_time`], [`day`] and [`file_time`]: points in time, in the three forms that the protocol uses.
//! - [`truncation`] and [`body_choice`]: which text of a body is sent, and how much of it.
//! - [`conversation_index`]: the byte arrays that place a message in its conversation.
//! - [`flag_rules`]: what a Flag must hold.
//!
//! Each is a pure function of its input. Text that is passed on unchanged stays with the caller; what these
//! modules write is the normal form.

pub mod address;
pub mod body_choice;
pub mod conversation_index;
pub mod date_time;
pub mod day;
pub mod file_time;
pub mod flag_rules;
pub mod truncation;

pub use address::{AddressError, AddressList, Entry, MobileNumber, OtherAddress, Recipient, Style, TooLong};
pub use body_choice::ChosenBody;
pub use conversation_index::{
    ConversationId, ConversationIndex, ConversationIndexError, DeltaCode, IndexHeader, ResponseLevel,
};
pub use date_time::{DateTime, DateTimeError, DateTimeFault};
pub use day::{Civil, Day};
pub use file_time::FileTime;
pub use flag_rules::{DateField, FlagAction, FlagFields, FlagRule, Force};
pub use truncation::{CutRule, CutText, LineBreaks, Unit};
