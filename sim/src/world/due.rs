//! What can be due.

use asms_machine::id::DeviceId;

use super::radio::Fate;
use crate::plan::{Fault, Habit};

/// Something that is due. Serial numbers tell requests, submissions and parcels apart from those that had their place
/// before; what is due to one that is gone is passed over.
#[derive(Clone, Copy, Debug)]
pub(super) enum Due {
    /// A day passes.
    Midnight { user: u16 },
    /// The user does something.
    Habit { user: u16, habit: Habit },
    /// The user switches outbound SMS on again.
    TogglesBack { user: u16, device: DeviceId },
    /// Something goes wrong.
    Fault { user: u16, fault: Fault },
    /// The device asks, polls or says what it has to say.
    Timer { user: u16, device: DeviceId, token: u32 },
    /// The device hands a part to its modem.
    Transmits { user: u16, device: DeviceId },
    /// The request comes to be on its way twice.
    Doubles { user: u16, device: DeviceId, serial: u32 },
    /// The request arrives.
    Arrives { user: u16, device: DeviceId, serial: u32 },
    /// The request is lost.
    IsLost { user: u16, device: DeviceId, serial: u32 },
    /// The server has held the request for as long as it may.
    HoldEnds { user: u16, device: DeviceId, serial: u32 },
    /// The server answers the request that it holds.
    News { user: u16, device: DeviceId, serial: u32 },
    /// The response to the request arrives.
    Answers { user: u16, device: DeviceId, serial: u32 },
    /// The response to the request is lost.
    AnswerIsLost { user: u16, device: DeviceId, serial: u32 },
    /// The device stops waiting for the answer.
    TimesOut { user: u16, device: DeviceId, serial: u32 },
    /// The modem learns what became of its submission, or that it will not.
    Submitted { user: u16, device: DeviceId, serial: u32, fate: Fate },
    /// The service centre tries to deliver a part.
    Delivery { user: u16, parcel: u32 },
    /// The validity period of a part is over.
    Expires { user: u16, parcel: u32 },
    /// The service centre tries to tell a status report.
    Notice { user: u16, notice: u32 },
    /// The recipient makes room in the handset.
    Room { user: u16, recipient: u8 },
}
