//! What may happen.

use super::Budgeted;
use crate::class::Class;
use crate::device::Carelessness;
use crate::id::{CollectionId, DeviceId, ItemId};
use crate::item::{Flag, Marks};

/// One thing that happens. Actions are grouped by who acts.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The phone receives an SMS, which its device will add to the Inbox.
    PhoneReceives(DeviceId),
    /// The user makes the choice at this place of the scenario's list: what a device synchronises of a folder.
    UserChooses(DeviceId, u8),
    /// The user marks an item on a device.
    UserMarks(DeviceId, CollectionId, ItemId, Mark),
    /// The user deletes an item on a device.
    UserDeletes(DeviceId, CollectionId, ItemId),
    /// The user lets a device send outbound SMS, or no longer.
    UserToggles(DeviceId),

    /// Something at the desktop, or a sender elsewhere, puts an item into a folder.
    DesktopAdds(CollectionId, Class),
    /// The user at the desktop writes the draft at this place of the scenario's list, and it stands in the Outbox.
    DesktopComposes(u8),
    /// The user at the desktop marks an item.
    DesktopMarks(CollectionId, ItemId, Mark),
    /// The user at the desktop moves an item to another folder.
    DesktopMoves(CollectionId, ItemId, CollectionId),
    /// The user at the desktop deletes an item.
    DesktopDeletes(CollectionId, ItemId),

    /// The device sends what it has to say, or asks for what it has not been told.
    DeviceSyncs(DeviceId),
    /// The device asks although it has been told everything: a poll.
    DevicePolls(DeviceId),
    /// The device asks how much there is to synchronise in a folder.
    DeviceEstimates(DeviceId, CollectionId),
    /// The device sends a request that breaks a rule.
    DeviceIsCareless(DeviceId, Carelessness),
    /// No answer came: the device sends its request again.
    DeviceRepeats(DeviceId),
    /// The device gives up a request that the server holds, and sends what it has to say.
    DeviceInterrupts(DeviceId),
    /// The device restarts, and loses what it did not store.
    DeviceRestarts(DeviceId),
    /// The device forgets its keys and its copies, and will synchronise anew.
    DeviceResyncs(DeviceId),
    /// The device speaks the next version of the protocol from now on.
    DeviceUpgrades(DeviceId),
    /// The device receives the response on its way.
    DeviceReceives(DeviceId),
    /// The device hands the next part to its modem.
    DeviceTransmits(DeviceId),
    /// The modem of the device restarts. What it was sending did not reach the service centre, and the device learns nothing
    /// of it; it keeps its counts, or not.
    ModemRestarts(DeviceId),

    /// The server receives the request at this place of the link, and answers or holds it.
    ServerHandles(DeviceId, u8),
    /// The server cannot do the request at this place of the link now, and says so: status 16.
    ServerFails(DeviceId, u8),
    /// The server answers the request that it holds, because something happened.
    ServerWakes(DeviceId),
    /// The server answers the request that it holds, because its time is over.
    IntervalEnds(DeviceId),
    /// The server restarts; what it holds and what it cached is gone.
    ServerRestarts,
    /// The server forgets what a device's keys stand for.
    ServerForgets(DeviceId),
    /// The administrator removes a folder.
    FolderRemoved(CollectionId),
    /// A day passes.
    DayPasses,

    /// The request at this place of the link is lost.
    RequestLost(DeviceId, u8),
    /// The request at this place of the link arrives twice.
    RequestDoubled(DeviceId, u8),
    /// The device stops waiting while its request is on its way.
    RequestDelayed(DeviceId),
    /// The response is lost.
    ResponseLost(DeviceId),

    /// The service centre accepts what the modem sent, and the modem hears so.
    CentreAccepts(DeviceId),
    /// The service centre accepts what the modem sent, and its report is lost.
    ReportLost(DeviceId),
    /// What the modem sent is lost.
    SubmissionLost(DeviceId),
    /// The service centre refuses what the modem sent; for now, or for good.
    CentreRefuses(DeviceId, Lasting),
    /// The service centre delivers the stored part at this place.
    CentreDelivers(u8),
    /// The service centre delivers the stored part at this place, does not hear so, and will deliver it again.
    CentreRepeats(u8),
    /// The handset of the stored part at this place has no memory left, and nothing is delivered to it until it has.
    HandsetIsFull(u8),
    /// The handset of this recipient has memory again.
    HandsetHasRoom(u8),
    /// The stored part at this place is too old; the service centre gives up and reports it.
    CentreGivesUp(u8),
    /// The service centre tells a modem the waiting status report at this place.
    CentreReports(u8),
    /// The service centre tells a modem the waiting status report at this place, does not hear so, and will tell it again.
    CentreReportsAgain(u8),
    /// The waiting status report at this place is lost.
    StatusReportLost(u8),
}

/// Where an action happens: its guard and its effect are written side by side with those of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// With the user of a device.
    User,
    /// At the desktop.
    Desktop,
    /// In a device.
    Device(DeviceId),
    /// On the server, by itself or by its administrator.
    Server,
    /// On the way between a device and the server.
    Link,
    /// In the radio network.
    Radio,
}

/// What a user does to the properties of an item.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Marks it as read.
    Read,
    /// Flags it.
    Flag,
}

/// How long a refusal stands.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Lasting {
    /// It may be tried again.
    Temporary,
    /// It is final.
    Permanent,
}

impl Mark {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Read, Self::Flag];

    /// What the marks of an item become.
    #[must_use]
    pub fn applied_to(self, marks: Marks) -> Marks {
        match self {
            Self::Read => Marks { read: true, ..marks },
            Self::Flag => Marks { flag: Flag::Active, ..marks },
        }
    }
}

impl Action {
    /// The device that the action concerns, if it concerns one.
    pub fn device(self) -> Option<DeviceId> {
        match self {
            Self::PhoneReceives(id)
            | Self::UserChooses(id, _)
            | Self::UserMarks(id, ..)
            | Self::UserDeletes(id, ..)
            | Self::UserToggles(id)
            | Self::DeviceSyncs(id)
            | Self::DevicePolls(id)
            | Self::DeviceEstimates(id, _)
            | Self::DeviceIsCareless(id, _)
            | Self::DeviceRepeats(id)
            | Self::DeviceInterrupts(id)
            | Self::DeviceRestarts(id)
            | Self::DeviceResyncs(id)
            | Self::DeviceUpgrades(id)
            | Self::DeviceReceives(id)
            | Self::DeviceTransmits(id)
            | Self::ModemRestarts(id)
            | Self::ServerHandles(id, _)
            | Self::ServerFails(id, _)
            | Self::ServerWakes(id)
            | Self::IntervalEnds(id)
            | Self::ServerForgets(id)
            | Self::RequestLost(id, _)
            | Self::RequestDoubled(id, _)
            | Self::RequestDelayed(id)
            | Self::ResponseLost(id)
            | Self::CentreAccepts(id)
            | Self::ReportLost(id)
            | Self::SubmissionLost(id)
            | Self::CentreRefuses(id, _) => Some(id),
            _ => None,
        }
    }

    /// Where the action happens.
    pub(super) fn group(self) -> Group {
        match self {
            Self::PhoneReceives(_)
            | Self::UserChooses(..)
            | Self::UserMarks(..)
            | Self::UserDeletes(..)
            | Self::UserToggles(_) => Group::User,
            Self::DesktopAdds(..)
            | Self::DesktopComposes(_)
            | Self::DesktopMarks(..)
            | Self::DesktopMoves(..)
            | Self::DesktopDeletes(..) => Group::Desktop,
            Self::DeviceSyncs(id)
            | Self::DevicePolls(id)
            | Self::DeviceEstimates(id, _)
            | Self::DeviceIsCareless(id, _)
            | Self::DeviceRepeats(id)
            | Self::DeviceInterrupts(id)
            | Self::DeviceRestarts(id)
            | Self::DeviceResyncs(id)
            | Self::DeviceUpgrades(id)
            | Self::DeviceReceives(id)
            | Self::DeviceTransmits(id)
            | Self::ModemRestarts(id) => Group::Device(id),
            Self::ServerHandles(..)
            | Self::ServerFails(..)
            | Self::ServerWakes(_)
            | Self::IntervalEnds(_)
            | Self::ServerRestarts
            | Self::ServerForgets(_)
            | Self::FolderRemoved(_)
            | Self::DayPasses => Group::Server,
            Self::RequestLost(..)
            | Self::RequestDoubled(..)
            | Self::RequestDelayed(_)
            | Self::ResponseLost(_) => Group::Link,
            Self::CentreAccepts(_)
            | Self::ReportLost(_)
            | Self::SubmissionLost(_)
            | Self::CentreRefuses(..)
            | Self::CentreDelivers(_)
            | Self::CentreRepeats(_)
            | Self::CentreGivesUp(_)
            | Self::HandsetIsFull(_)
            | Self::HandsetHasRoom(_)
            | Self::CentreReports(_)
            | Self::CentreReportsAgain(_)
            | Self::StatusReportLost(_) => Group::Radio,
        }
    }

    /// What the action takes from the budget, if anything.
    pub fn cost(self) -> Option<Budgeted> {
        Some(match self {
            Self::PhoneReceives(_) => Budgeted::PhoneMessages,
            Self::UserChooses(..) => Budgeted::Choices,
            Self::UserMarks(..) => Budgeted::PhoneMarks,
            Self::UserDeletes(..) => Budgeted::PhoneDeletes,
            Self::UserToggles(_) => Budgeted::Toggles,
            Self::DesktopAdds(_, Class::Sms) => Budgeted::DesktopSms,
            Self::DesktopAdds(..) => Budgeted::DesktopEmail,
            Self::DesktopComposes(_) => Budgeted::Compositions,
            Self::DesktopMarks(..) => Budgeted::DesktopMarks,
            Self::DesktopMoves(..) => Budgeted::DesktopMoves,
            Self::DesktopDeletes(..) => Budgeted::DesktopDeletes,
            Self::DevicePolls(_) => Budgeted::Polls,
            Self::DeviceEstimates(..) => Budgeted::Estimates,
            Self::DeviceIsCareless(..) => Budgeted::CarelessRequests,
            Self::DeviceRestarts(_) => Budgeted::Restarts,
            Self::DeviceResyncs(_) => Budgeted::Resyncs,
            Self::DeviceUpgrades(_) => Budgeted::Upgrades,
            Self::ModemRestarts(_) => Budgeted::ModemRestarts,
            Self::ServerFails(..) => Budgeted::ServerFailures,
            Self::ServerRestarts => Budgeted::ServerRestarts,
            Self::ServerForgets(_) => Budgeted::KeyResets,
            Self::FolderRemoved(_) => Budgeted::FolderRemovals,
            Self::DayPasses => Budgeted::Days,
            Self::RequestLost(..) => Budgeted::LostRequests,
            Self::RequestDoubled(..) => Budgeted::DoubledRequests,
            Self::RequestDelayed(_) => Budgeted::DelayedRequests,
            Self::ResponseLost(_) => Budgeted::LostResponses,
            Self::ReportLost(_) => Budgeted::LostReports,
            Self::SubmissionLost(_) => Budgeted::LostSubmissions,
            Self::CentreRefuses(..) => Budgeted::Refusals,
            Self::CentreRepeats(_) => Budgeted::DoubledParts,
            Self::HandsetIsFull(_) => Budgeted::FullHandsets,
            Self::CentreGivesUp(_) => Budgeted::Expiries,
            Self::CentreReportsAgain(_) => Budgeted::DoubledStatusReports,
            Self::StatusReportLost(_) => Budgeted::LostStatusReports,
            Self::DeviceSyncs(_)
            | Self::DeviceRepeats(_)
            | Self::DeviceInterrupts(_)
            | Self::DeviceReceives(_)
            | Self::DeviceTransmits(_)
            | Self::ServerHandles(..)
            | Self::ServerWakes(_)
            | Self::IntervalEnds(_)
            | Self::CentreAccepts(_)
            | Self::CentreDelivers(_)
            | Self::HandsetHasRoom(_)
            | Self::CentreReports(_) => return None,
        })
    }
}
