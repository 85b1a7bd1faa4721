//! RP-Cause.

use super::{Class, Meaning, Retry};

/// RP-Cause ([3GPP TS 24.011] 8.2.5.4 and annex E), in RP-ERROR. The code has seven bits; every one has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelayCause(u8);

impl RelayCause {
    /// The memory of the phone is full.
    pub const MEMORY_EXCEEDED: Self = Self(22);
    /// A protocol error without a name of its own.
    pub const PROTOCOL_ERROR: Self = Self(111);

    /// The cause with this code, of which the low seven bits count.
    pub const fn from_code(code: u8) -> Self {
        Self(code & 0x7F)
    }

    /// The code, 0 to 127.
    pub const fn code(self) -> u8 {
        self.0
    }

    /// What the cause says to a sender. A code without a meaning is read as 41.
    pub const fn meaning(self) -> Meaning {
        match self.0 {
            1 => Meaning::permanent("unassigned number", "the number of the destination is not assigned"),
            8 => Meaning::permanent("operator determined barring", "the operator bars the sender"),
            10 => Meaning::permanent("call barred", "the sender has no outgoing service"),
            21 => Meaning::permanent(
                "short message transfer rejected",
                "the other side refused the message; TP-FCS may say why",
            ),
            22 => Meaning::temporary(
                "memory capacity exceeded",
                "the memory of the phone is full",
                Retry::WhenMemoryIsFree,
            ),
            27 => Meaning::temporary(
                "destination out of order",
                "the destination cannot be reached",
                Retry::Later,
            ),
            28 => Meaning::permanent("unidentified subscriber", "the network does not know the sender"),
            29 => Meaning::permanent("facility rejected", "the network does not offer what was asked for"),
            30 => Meaning::permanent("unknown subscriber", "the destination is no subscriber"),
            38 => Meaning::temporary(
                "network out of order",
                "the network has failed and is likely to stay so for long",
                Retry::Later,
            ),
            41 => Meaning::temporary(
                "temporary failure",
                "the network has failed and is likely to recover soon",
                Retry::AtOnce,
            ),
            42 => Meaning::temporary("congestion", "the network is congested", Retry::BackOff),
            47 => Meaning::temporary("resources unavailable", "the network lacks resources", Retry::BackOff),
            50 => {
                Meaning::permanent("facility not subscribed", "the sender has not subscribed to the service")
            }
            69 => {
                Meaning::permanent("facility not implemented", "the network does not implement the service")
            }
            81 => Meaning::permanent("invalid reference", "RP-Message-Reference is of no known transaction"),
            95 => Meaning::permanent("semantically incorrect", "a unit had invalid content"),
            96 => Meaning::permanent("mandatory information", "a mandatory element was invalid or missing"),
            97 => Meaning::permanent("unknown message type", "the type of a unit does not exist"),
            98 => {
                Meaning::permanent("message not compatible", "a unit came in a state that does not expect it")
            }
            99 => Meaning::permanent("unknown element", "an element does not exist"),
            111 => Meaning::permanent("protocol error", "a protocol error without a name of its own"),
            127 => Meaning::new(
                "interworking",
                "another network refused the message for a reason not given",
                Class::Permanent,
                Retry::Once,
            ),
            _ => Meaning::temporary("unknown cause", "the cause has no meaning", Retry::AtOnce),
        }
    }
}
