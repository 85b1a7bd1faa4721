//! Why a service centre could not deliver.

use super::{Class, Meaning, Retry};

/// Why an attempt to deliver a message failed ([3GPP TS 23.040] 3.3, table 1). It has no code: the network tells
/// the service centre, and no phone sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeliveryError {
    /// The number is no subscriber's.
    UnknownSubscriber,
    /// The subscriber has no short message service.
    TeleserviceNotProvisioned,
    /// The subscriber is barred.
    CallBarred,
    /// The network of the subscriber has no short message service.
    FacilityNotSupported,
    /// The phone is off or out of cover.
    AbsentSubscriber,
    /// The phone is busy with another message.
    Busy,
    /// The phone lacks a layer below the service.
    LowerLayersNotProvisioned,
    /// The phone failed.
    ErrorInPhone,
    /// The subscription is not allowed on the network.
    IllegalSubscriber,
    /// The phone is not allowed on the network.
    IllegalEquipment,
    /// The network failed.
    SystemFailure,
    /// The memory of the phone is full.
    MemoryCapacityExceeded,
}

impl DeliveryError {
    /// What the error says, to the service centre.
    pub const fn meaning(self) -> Meaning {
        match self {
            Self::UnknownSubscriber => {
                Meaning::permanent("unknown subscriber", "the number is no subscriber's")
            }
            Self::TeleserviceNotProvisioned => Meaning::permanent(
                "teleservice not provisioned",
                "the subscriber has no short message service",
            ),
            Self::CallBarred => Meaning::temporary("call barred", "the subscriber is barred", Retry::Later),
            Self::FacilityNotSupported => Meaning::temporary(
                "facility not supported",
                "the network has no short message service",
                Retry::Later,
            ),
            Self::AbsentSubscriber => {
                Meaning::temporary("absent subscriber", "the phone is off or out of cover", Retry::Later)
            }
            Self::Busy => Meaning::temporary(
                "MS busy for MT SMS",
                "the phone is busy with another message",
                Retry::BackOff,
            ),
            Self::LowerLayersNotProvisioned => Meaning::temporary(
                "lower layers not provisioned",
                "the phone lacks a layer below the service",
                Retry::Later,
            ),
            Self::ErrorInPhone => {
                Meaning::new("error in MS", "the phone failed", Class::Temporary, Retry::Once)
            }
            Self::IllegalSubscriber => {
                Meaning::permanent("illegal subscriber", "the subscription is not allowed on the network")
            }
            Self::IllegalEquipment => {
                Meaning::permanent("illegal equipment", "the phone is not allowed on the network")
            }
            Self::SystemFailure => Meaning::temporary("system failure", "the network failed", Retry::Later),
            Self::MemoryCapacityExceeded => Meaning::temporary(
                "memory capacity exceeded",
                "the memory of the phone is full",
                Retry::WhenMemoryIsFree,
            ),
        }
    }
}
