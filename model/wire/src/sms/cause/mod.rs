//! Why a message was not taken, and what a sender should do about it.
//!
//! Each layer has causes of its own: [`FailureCause`] in a report, [`RelayCause`] in RP-ERROR, [`ConnectionCause`]
//! in CP-ERROR, [`DeliveryError`] between service centre and phone. A modem tells of any of them by a
//! [`ModemError`].

mod connection;
mod delivery;
mod failure;
mod modem;
mod relay;
#[cfg(test)]
mod tests;

pub use connection::ConnectionCause;
pub use delivery::DeliveryError;
pub use failure::FailureCause;
pub use modem::{ModemError, Origin};
pub use relay::RelayCause;

/// What a cause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Meaning {
    /// A short name.
    pub name: &'static str,
    /// What happened, as a sentence without its full stop.
    pub text: &'static str,
    /// Whether it may pass.
    pub class: Class,
    /// What the sender should do.
    pub retry: Retry,
}

/// Whether a cause may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It is no failure: the message is there.
    Success,
    /// The same message may go through later.
    Temporary,
    /// The same message will fail again.
    Permanent,
}

/// What a sender should do with the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Retry {
    /// Nothing: the service centre has it.
    AlreadyAccepted,
    /// Give up.
    Never,
    /// Send it once more, then give up.
    Once,
    /// Send it again at once, then with growing pauses.
    AtOnce,
    /// Send it again with growing pauses.
    BackOff,
    /// Send it again after a while, when the other side may have recovered.
    Later,
    /// Wait until the phone says that it has memory again (RP-SMMA).
    WhenMemoryIsFree,
    /// The outcome is unknown: repeat it with the same TP-MR and TP-RD set, so that no second copy is stored.
    AsDuplicate,
}

impl Meaning {
    const fn new(name: &'static str, text: &'static str, class: Class, retry: Retry) -> Self {
        Self { name, text, class, retry }
    }

    const fn permanent(name: &'static str, text: &'static str) -> Self {
        Self::new(name, text, Class::Permanent, Retry::Never)
    }

    const fn temporary(name: &'static str, text: &'static str, retry: Retry) -> Self {
        Self::new(name, text, Class::Temporary, retry)
    }
}
