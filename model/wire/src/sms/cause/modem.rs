//! +CMS ERROR.

use super::{Class, FailureCause, Meaning, RelayCause, Retry};

/// The number in a modem's `+CMS ERROR` ([3GPP TS 27.005] 3.2.5). Every number has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModemError(pub u16);

/// Where a modem's error comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// 0 to 127: the relay layer.
    Relay(RelayCause),
    /// 128 to 255: the service centre.
    ServiceCentre(FailureCause),
    /// 256 to 511: the modem.
    Modem,
    /// 512 and above: the modem, as its maker says.
    Maker,
}

impl ModemError {
    /// Where the error comes from.
    pub const fn origin(self) -> Origin {
        let [high, low] = self.0.to_be_bytes();
        match (high, low) {
            (0, 0..=127) => Origin::Relay(RelayCause::from_code(low)),
            (0, 128..=255) => Origin::ServiceCentre(FailureCause::from_code(low)),
            (1, _) => Origin::Modem,
            (2.., _) => Origin::Maker,
        }
    }

    /// What the error says.
    pub const fn meaning(self) -> Meaning {
        match self.origin() {
            Origin::Relay(cause) => return cause.meaning(),
            Origin::ServiceCentre(cause) => return cause.meaning(),
            Origin::Maker => {
                return Meaning::new(
                    "maker's own",
                    "the maker of the modem knows what it means",
                    // Nothing says that trying again is in vain.
                    Class::Temporary,
                    Retry::Once,
                );
            }
            Origin::Modem => {}
        }
        match self.0 {
            300 => Meaning::temporary("ME failure", "the modem has failed", Retry::Later),
            301 => Meaning::temporary(
                "SMS service reserved",
                "the modem keeps the service to itself",
                Retry::Later,
            ),
            302 => Meaning::permanent("not allowed", "the modem does not allow the operation"),
            303 => Meaning::permanent("not supported", "the modem does not support the operation"),
            304 => Meaning::permanent("invalid PDU parameter", "the modem does not accept the PDU"),
            305 => Meaning::permanent("invalid text parameter", "the modem does not accept the text"),
            310 => Meaning::permanent("SIM not inserted", "the modem has no SIM"),
            311 => Meaning::permanent("SIM PIN required", "the SIM waits for its PIN"),
            312 => Meaning::permanent("PH-SIM PIN required", "the modem is locked to another SIM"),
            313 => Meaning::permanent("SIM failure", "the SIM has failed"),
            314 => Meaning::temporary("SIM busy", "the SIM is busy", Retry::BackOff),
            315 => Meaning::permanent("SIM wrong", "the SIM is the wrong one"),
            316 => Meaning::permanent("SIM PUK required", "the SIM waits for its PUK"),
            317 => Meaning::permanent("SIM PIN2 required", "the SIM waits for its PIN2"),
            318 => Meaning::permanent("SIM PUK2 required", "the SIM waits for its PUK2"),
            320 => Meaning::temporary("memory failure", "the memory for messages has failed", Retry::Once),
            321 => Meaning::permanent("invalid memory index", "the memory has no such place"),
            322 => Meaning::temporary("memory full", "the memory for messages is full", Retry::Later),
            330 => Meaning::permanent("SMSC address unknown", "the modem does not know the service centre"),
            331 => Meaning::temporary("no network service", "the modem has no network", Retry::Later),
            332 => Meaning::temporary(
                "network timeout",
                "no answer came, and the service centre may have the message",
                Retry::AsDuplicate,
            ),
            340 => Meaning::permanent("no +CNMA expected", "the modem waits for no acknowledgement"),
            _ => Meaning::new(
                "unknown error",
                "the modem does not say what happened",
                Class::Temporary,
                Retry::Once,
            ),
        }
    }
}
