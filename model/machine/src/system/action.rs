//! What may happen, and how often.

use crate::class::{Class, MailClasses};
use crate::device::Carelessness;
use crate::id::{DeviceId, ItemId};

/// One thing that happens. Actions are grouped by who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// The user's phone receives an SMS, which its device will add to the folder.
    PhoneReceives(DeviceId),
    /// The user chooses which classes a device synchronises.
    UserChooses(DeviceId, MailClasses),
    /// Something at the desktop, or a sender elsewhere, puts an item into the folder.
    DesktopAdds(Class),
    /// The user at the desktop deletes an item.
    DesktopDeletes(ItemId),

    /// The device sends a Sync request.
    DeviceSyncs(DeviceId),
    /// The device sends a Sync request that breaks a rule.
    DeviceIsCareless(DeviceId, Carelessness),
    /// No answer came: the device sends its request again.
    DeviceRepeats(DeviceId),
    /// The device restarts, and forgets what it waits for.
    DeviceRestarts(DeviceId),
    /// The device forgets its key and its copy, and will synchronise anew.
    DeviceResyncs(DeviceId),
    /// The device receives the response on its way.
    DeviceReceives(DeviceId),

    /// The server receives the request at this place of the link, and answers it.
    ServerHandles(DeviceId, u8),
    /// The administrator lets the server forget the device's keys.
    ServerForgets(DeviceId),

    /// The request at this place of the link is lost.
    RequestLost(DeviceId, u8),
    /// The request at this place of the link arrives twice.
    RequestDoubled(DeviceId, u8),
    /// The device stops waiting while its request is on its way.
    RequestDelayed(DeviceId),
    /// The response is lost.
    ResponseLost(DeviceId),
}

/// Declares the budget: one counter a thing that may happen only so often.
macro_rules! budget {
    ($( #[doc = $doc:literal] $field:ident / $variant:ident, )*) => {
        /// How often each thing may happen that is not simply the protocol at work.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
        pub struct Budget { $( #[doc = $doc] pub $field: u8, )* }

        /// A thing with a budget.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Budgeted { $( #[doc = $doc] $variant, )* }

        impl Budget {
            /// How often the thing may still happen.
            pub fn left(&self, of: Budgeted) -> u8 {
                match of { $( Budgeted::$variant => self.$field, )* }
            }

            pub(super) fn spend(&mut self, of: Budgeted) {
                let counter = match of { $( Budgeted::$variant => &mut self.$field, )* };
                *counter = counter.saturating_sub(1);
            }
        }
    };
}

budget! {
    /// SMS that the user's phone receives.
    phone_messages / PhoneMessages,
    /// Choices of what to synchronise.
    choices / Choices,
    /// SMS that appear in the folder by themselves.
    desktop_sms / DesktopSms,
    /// E-mail that appears in the folder by itself.
    desktop_email / DesktopEmail,
    /// Deletions at the desktop.
    desktop_deletes / DesktopDeletes,
    /// Requests that break a rule.
    careless_requests / CarelessRequests,
    /// Restarts of a device.
    restarts / Restarts,
    /// Times that a device forgets its key and its copy.
    resyncs / Resyncs,
    /// Times that the server forgets a device's keys.
    key_resets / KeyResets,
    /// Requests that are lost.
    lost_requests / LostRequests,
    /// Requests that arrive twice.
    doubled_requests / DoubledRequests,
    /// Requests that arrive after the device stopped waiting.
    delayed_requests / DelayedRequests,
    /// Responses that are lost.
    lost_responses / LostResponses,
}

impl Action {
    /// What the action takes from the budget, if anything.
    pub fn cost(self) -> Option<Budgeted> {
        Some(match self {
            Self::PhoneReceives(_) => Budgeted::PhoneMessages,
            Self::UserChooses(..) => Budgeted::Choices,
            Self::DesktopAdds(Class::Sms) => Budgeted::DesktopSms,
            Self::DesktopAdds(_) => Budgeted::DesktopEmail,
            Self::DesktopDeletes(_) => Budgeted::DesktopDeletes,
            Self::DeviceIsCareless(..) => Budgeted::CarelessRequests,
            Self::DeviceRestarts(_) => Budgeted::Restarts,
            Self::DeviceResyncs(_) => Budgeted::Resyncs,
            Self::ServerForgets(_) => Budgeted::KeyResets,
            Self::RequestLost(..) => Budgeted::LostRequests,
            Self::RequestDoubled(..) => Budgeted::DoubledRequests,
            Self::RequestDelayed(_) => Budgeted::DelayedRequests,
            Self::ResponseLost(_) => Budgeted::LostResponses,
            Self::DeviceSyncs(_)
            | Self::DeviceRepeats(_)
            | Self::DeviceReceives(_)
            | Self::ServerHandles(..) => return None,
        })
    }
}
