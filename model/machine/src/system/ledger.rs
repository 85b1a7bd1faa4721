//! What was intended and done: facts that no actor can see, over which properties speak.

use crate::id::{ContentId, DeviceId};
use crate::list::{Keyed, Sorted};

/// What was intended and done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ledger {
    /// What users wrote on devices, and what the server made of it.
    pub client_adds: Sorted<ClientAdd, 3>,
    /// The devices that have been told the newest state of the mailbox, one bit each.
    told: u8,
}

/// What became of one text that a client has to add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAdd {
    /// The text.
    pub content: ContentId,
    /// How many items were made of it.
    pub items: u8,
}

impl Ledger {
    /// Whether a device has been told the newest state of the mailbox.
    pub fn is_told(&self, device: DeviceId) -> bool {
        self.told & bit(device) != 0
    }

    pub(super) fn tell(&mut self, device: DeviceId) {
        self.told |= bit(device);
    }

    /// The mailbox changed: nobody has been told.
    pub(super) fn outdate_all(&mut self) {
        self.told = 0;
    }

    pub(super) fn outdate(&mut self, device: DeviceId) {
        self.told &= !bit(device);
    }

    /// A text was written that a client has to add.
    pub(super) fn written(&mut self, content: ContentId) {
        self.client_adds.put(ClientAdd { content, items: 0 });
    }

    /// The server made an item of a text.
    pub(super) fn made(&mut self, content: ContentId) {
        if let Some(add) = self.client_adds.find_mut(content) {
            add.items = add.items.saturating_add(1);
        }
    }

    pub(super) fn spilled(&self) -> bool {
        self.client_adds.spilled()
    }
}

/// The bit of a device. A scenario has at most eight.
fn bit(device: DeviceId) -> u8 {
    1_u8.checked_shl(device.0.into()).unwrap_or_default()
}

impl Keyed for ClientAdd {
    type Key = ContentId;

    fn key(&self) -> ContentId {
        self.content
    }
}
