//! TP-FCS.

use super::{Class, Meaning, Retry};

/// TP-Failure-Cause ([3GPP TS 23.040] 9.2.3.22), in a report within RP-ERROR. Every octet has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FailureCause(u8);

impl FailureCause {
    /// The service centre is busy.
    pub const SERVICE_CENTRE_BUSY: Self = Self(0xC0);
    /// The service centre already holds the message.
    pub const DUPLICATE_REJECTED: Self = Self(0xC5);
    /// The memory of the phone is full.
    pub const MEMORY_EXCEEDED: Self = Self(0xD3);
    /// No cause is given.
    pub const UNSPECIFIED: Self = Self(0xFF);

    /// The cause with this code.
    pub const fn from_code(code: u8) -> Self {
        Self(code)
    }

    /// The code on the wire.
    pub const fn code(self) -> u8 {
        self.0
    }

    /// What the cause says. A reserved code within a group says as much as the unspecified code of the group.
    pub const fn meaning(self) -> Meaning {
        match self.0 {
            0x80 => Meaning::permanent("telematic not supported", "telematic interworking is not supported"),
            0x81 => Meaning::permanent("type 0 not supported", "short message type 0 is not supported"),
            0x82 => Meaning::permanent("cannot replace", "the short message cannot be replaced"),
            0x83..=0x8F => Meaning::permanent("TP-PID error", "TP-PID was refused for a reason not given"),
            0x90 => Meaning::permanent("alphabet not supported", "the alphabet of TP-DCS is not supported"),
            0x91 => Meaning::permanent("class not supported", "the message class of TP-DCS is not supported"),
            0x92..=0x9F => Meaning::permanent("TP-DCS error", "TP-DCS was refused for a reason not given"),
            0xA0 => Meaning::permanent("command impossible", "the command cannot be carried out"),
            0xA1 => Meaning::permanent("command unsupported", "the command is not supported"),
            0xA2..=0xAF => {
                Meaning::permanent("command error", "the command was refused for a reason not given")
            }
            0xB0 => Meaning::permanent("TPDU not supported", "the service centre does not support this TPDU"),
            0xC0 => Meaning::temporary("SC busy", "the service centre is busy", Retry::Later),
            0xC1 => {
                Meaning::permanent("no SC subscription", "the sender is no subscriber of the service centre")
            }
            0xC2 => Meaning::temporary("SC system failure", "the service centre has failed", Retry::Later),
            0xC3 => Meaning::permanent("invalid SME address", "the destination address is invalid"),
            0xC4 => Meaning::permanent("destination SME barred", "the destination is barred"),
            0xC5 => Meaning::new(
                "duplicate rejected",
                "the service centre already holds this message, so the earlier attempt was accepted",
                Class::Success,
                Retry::AlreadyAccepted,
            ),
            0xC6 => Meaning::permanent("TP-VPF not supported", "the validity period format is not supported"),
            0xC7 => Meaning::permanent("TP-VP not supported", "the validity period is not supported"),
            0xD0 => {
                Meaning::temporary("SIM storage full", "the SIM has no room for the message", Retry::Later)
            }
            0xD1 => Meaning::permanent("no SIM storage", "the SIM cannot store short messages"),
            0xD2 => Meaning::temporary("error in MS", "the phone has failed", Retry::Once),
            0xD3 => Meaning::temporary("memory exceeded", "the memory of the phone is full", Retry::Later),
            0xD4 => {
                Meaning::temporary("SIM toolkit busy", "the SIM application toolkit is busy", Retry::Later)
            }
            0xD5 => Meaning::permanent("SIM download error", "the data for the SIM was refused"),
            0xE0..=0xFE => {
                Meaning::permanent("application error", "the application gave a reason of its own")
            }
            0x00..=0x7F | 0xB1..=0xBF | 0xC8..=0xCF | 0xD6..=0xDF | 0xFF => Meaning::new(
                "unspecified",
                "the message was refused for a reason not given",
                Class::Permanent,
                Retry::Once,
            ),
        }
    }
}
