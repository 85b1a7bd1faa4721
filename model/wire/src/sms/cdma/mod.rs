//! SMS in CDMA networks ([3GPP2 C.S0015-B]).
//!
//! A [`Message`] of the transport layer is a list of parameters, one of which is [`BearerData`], a list of
//! subparameters, one of which is [`UserData`]. Parameters without a type of their own are kept as octets.
//! Reserved bits are ignored on the way in and zero on the way out.

mod bearer;
mod bits;
mod cause;
mod number;
mod split;
mod status;
#[cfg(test)]
mod tests;
mod time;
mod transport;
mod user_data;

pub use bearer::{BearerData, DisplayMode, MessageType, Priority, ReplyOption, Subparameter};
pub use cause::{Acknowledgement, CauseCode, ErrorClass, ReplySequence};
pub use number::{Number, NumberError};
pub use split::{Parts, SplitError, split};
pub use status::MessageStatus;
pub use time::{CentreTime, Lifetime, RelativeValidity};
pub use transport::{Message, MessageKind, Parameter, Teleservice};
pub use user_data::{Content, Encoding, TextEncoding, UserData, UserDataError};
