//! CP-Cause.

use super::{Meaning, Retry};

/// CP-Cause ([3GPP TS 24.011] 8.1.4.2), in CP-ERROR. Every octet has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionCause(u8);

impl ConnectionCause {
    /// The cause with this code.
    pub const fn from_code(code: u8) -> Self {
        Self(code)
    }

    /// The code on the wire.
    pub const fn code(self) -> u8 {
        self.0
    }

    /// What the cause says. A code without a meaning is read as 111.
    pub const fn meaning(self) -> Meaning {
        match self.0 {
            17 => Meaning::temporary("network failure", "the network has failed", Retry::Later),
            22 => Meaning::temporary("congestion", "the network is congested", Retry::BackOff),
            81 => Meaning::permanent(
                "invalid transaction",
                "the transaction identifier is of no known transaction",
            ),
            95 => Meaning::permanent("semantically incorrect", "a unit had invalid content"),
            96 => Meaning::permanent("mandatory information", "a mandatory element was invalid or missing"),
            97 => Meaning::permanent("unknown message type", "the type of a unit does not exist"),
            98 => {
                Meaning::permanent("message not compatible", "a unit came in a state that does not expect it")
            }
            99 => Meaning::permanent("unknown element", "an element does not exist"),
            _ => Meaning::permanent("protocol error", "a protocol error without a name of its own"),
        }
    }
}
