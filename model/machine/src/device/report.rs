//! Items that the device makes: SMS received, non-delivery reports, copies of what was sent.

use super::{Device, Job};
use crate::behaviour::Context;
use crate::class::FolderKind;
use crate::id::{ClientId, CollectionId, Day, ItemId};
use crate::item::{Marks, Text};
use crate::list::Keyed;
use crate::recipients::Recipients;

/// An item made on the device that has no ServerId yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Outgoing {
    /// The device's own name for it.
    pub client_id: ClientId,
    /// The folder that it belongs in.
    pub collection: CollectionId,
    /// What it says.
    pub text: Text,
    /// The day of its DateReceived; none where the server is to put today.
    pub received: Option<Day>,
    /// What it is for.
    pub purpose: Purpose,
}

/// What an item made on the device is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// The copy of a sent Outbox item, for Sent Items (AMB-08).
    Copy(ItemId),
    /// An SMS that the phone received.
    Received,
    /// The non-delivery report of an Outbox item (ASMS-059).
    Report(ItemId),
}

impl Outgoing {
    /// Read and Flag of the new item: nobody has to read what they wrote themselves.
    pub fn marks(self) -> Marks {
        Marks { read: matches!(self.purpose, Purpose::Copy(_)), ..Marks::default() }
    }
}

impl Device {
    /// Reports recipients that did not get a message, by an Add to the Inbox. Nobody is told where the device keeps no
    /// Inbox.
    pub(super) fn report(&mut self, cx: &mut Context<'_>, job: &Job, failed: Recipients) {
        let Some(inbox) = self.folder_of(FolderKind::Inbox).map(|folder| folder.collection) else { return };
        let named = if job.text.recipients > 1 {
            cx.device(|device| device.reports).named(failed, job.everyone())
        } else {
            smallvec::smallvec![failed]
        };
        for failed in named {
            let text = Text::report(job.text.content, failed);
            self.make(inbox, text, None, Purpose::Report(job.item));
        }
    }

    /// Keeps a copy of what was sent, where the user keeps Sent Items (AMB-08).
    pub(super) fn copy_to_sent(&mut self, cx: &mut Context<'_>, job: &Job) {
        let Some(sent) = self.folder_of(FolderKind::SentItems).map(|folder| folder.collection) else {
            return;
        };
        if cx.both(|both| both.sent_message).is_copied() {
            self.make(sent, job.text, None, Purpose::Copy(job.item));
        }
    }

    /// Whether a report of the item waits to be acknowledged.
    pub(super) fn awaits_report(&self, item: ItemId) -> bool {
        self.outgoing.iter().any(|outgoing| outgoing.purpose == Purpose::Report(item))
    }
}

impl Keyed for Outgoing {
    type Key = ClientId;

    fn key(&self) -> ClientId {
        self.client_id
    }
}
