//! What was intended and done: facts that no actor can see, over which properties speak.

use crate::id::{ContentId, DeviceId, ItemId};
use crate::list::{Keyed, Sorted};

/// What was intended and done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ledger {
    /// The items that each Add of a client has made, by what the client wrote.
    pub client_adds: Sorted<ClientAdd, 3>,
    /// The devices that have been told the newest state of the mailbox, one bit each.
    told: u8,
}

/// What became of one Add of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAdd {
    /// What the client wrote.
    pub content: ContentId,
    /// The first item made of it.
    pub item: ItemId,
    /// How many items were made of it.
    pub items: u8,
}

impl Ledger {
    /// Whether a device has been told the newest state of the mailbox.
    pub fn is_told(&self, device: DeviceId) -> bool {
        self.told >> device.0 & 1 == 1
    }

    pub(super) fn tell(&mut self, device: DeviceId) {
        self.told |= 1 << device.0;
    }

    /// The mailbox changed: nobody has been told.
    pub(super) fn outdate_all(&mut self) {
        self.told = 0;
    }

    pub(super) fn outdate(&mut self, device: DeviceId) {
        self.told &= !(1 << device.0);
    }

    pub(super) fn made(&mut self, content: ContentId, item: ItemId) {
        match self.client_adds.find_mut(content) {
            Some(add) => add.items = add.items.saturating_add(1),
            None => drop(self.client_adds.put(ClientAdd { content, item, items: 1 })),
        }
    }

    pub(super) fn spilled(&self) -> bool {
        self.client_adds.spilled()
    }
}

impl Keyed for ClientAdd {
    type Key = ContentId;

    fn key(&self) -> ContentId {
        self.content
    }
}
