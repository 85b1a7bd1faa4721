//! How often things may happen.

/// Declares the budget: one counter a thing that may happen only so often.
macro_rules! budget {
    ($( #[doc = $doc:literal] $field:ident / $variant:ident, )*) => {
        /// How often each thing may happen that is not simply the protocol at work. What is not named may not happen;
        /// 255 stands for no limit.
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
                if *counter < u8::MAX {
                    *counter = counter.saturating_sub(1);
                }
            }

            /// What may happen at all may happen as often as it likes.
            #[must_use]
            pub fn unlimited(self) -> Self {
                let unlimited = |left| if left == 0 { 0 } else { u8::MAX };
                Self { $( $field: unlimited(self.$field), )* }
            }

            /// Everything may happen, and as often as it likes.
            pub const UNLIMITED: Self = Self { $( $field: u8::MAX, )* };
        }
    };
}

budget! {
    /// SMS that the user's phone receives.
    phone_messages / PhoneMessages,
    /// Choices of what to synchronise.
    choices / Choices,
    /// Items marked on a device.
    phone_marks / PhoneMarks,
    /// Items deleted on a device.
    phone_deletes / PhoneDeletes,
    /// Times that outbound SMS is switched on or off on a device.
    toggles / Toggles,
    /// SMS that appear in a folder by themselves.
    desktop_sms / DesktopSms,
    /// E-mail that appears in a folder by itself.
    desktop_email / DesktopEmail,
    /// Messages composed at the desktop.
    compositions / Compositions,
    /// Items marked at the desktop.
    desktop_marks / DesktopMarks,
    /// Items moved at the desktop.
    desktop_moves / DesktopMoves,
    /// Deletions at the desktop.
    desktop_deletes / DesktopDeletes,
    /// Polls of a device that has been told everything already.
    polls / Polls,
    /// Estimates that a device asks for.
    estimates / Estimates,
    /// Requests that break a rule.
    careless_requests / CarelessRequests,
    /// Restarts of a device.
    restarts / Restarts,
    /// Times that a device forgets its keys and its copies.
    resyncs / Resyncs,
    /// Times that a device changes to the next version of the protocol.
    upgrades / Upgrades,
    /// Restarts of a modem.
    modem_restarts / ModemRestarts,
    /// Requests that the server cannot do at once.
    server_failures / ServerFailures,
    /// Restarts of the server.
    server_restarts / ServerRestarts,
    /// Times that the server forgets a device's keys.
    key_resets / KeyResets,
    /// Folders that the administrator removes.
    folder_removals / FolderRemovals,
    /// Days that pass.
    days / Days,
    /// Requests that are lost.
    lost_requests / LostRequests,
    /// Requests that arrive twice.
    doubled_requests / DoubledRequests,
    /// Requests that arrive after the device stopped waiting.
    delayed_requests / DelayedRequests,
    /// Responses that are lost.
    lost_responses / LostResponses,
    /// Submit reports that are lost: the message went out, and the modem does not know.
    lost_reports / LostReports,
    /// Submissions that are lost on their way to the service centre.
    lost_submissions / LostSubmissions,
    /// Submissions that the service centre refuses.
    refusals / Refusals,
    /// Parts that are delivered twice.
    doubled_parts / DoubledParts,
    /// Times that a handset has no memory left.
    full_handsets / FullHandsets,
    /// Parts that the service centre gives up.
    expiries / Expiries,
    /// Status reports that are told twice, where they come apart from the delivery.
    doubled_status_reports / DoubledStatusReports,
    /// Status reports that are lost, where they come apart from the delivery.
    lost_status_reports / LostStatusReports,
}
