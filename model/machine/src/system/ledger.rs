//! What was intended and done: facts that no actor can see, over which properties speak.

use smallvec::SmallVec;

use crate::class::Wish;
use crate::id::{CollectionId, ContentId, DeviceId, SyncKey};
use crate::item::{Says, Text, reported_by};
use crate::list::{Keyed, Sorted};
use crate::recipients::Recipients;

/// What was intended and done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ledger {
    /// What clients have to add or added, and what the server made of it.
    pub client_adds: Sorted<ClientAdd, 2>,
    /// What was written to be sent over the radio, and what became of it.
    pub outbound: Sorted<Outbound, 2>,
    /// The last estimate that the server gave, as long as it has to be right.
    pub estimate: Option<Estimated>,
    /// By device, the folders of which it has been told the newest state, one bit each.
    told: SmallVec<[u8; 2]>,
}

/// What became of one text that a client has to add to a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAdd {
    /// The folder.
    pub collection: CollectionId,
    /// What it says.
    pub says: Says,
    /// How many items were made of it.
    pub items: u8,
    /// Whether the server said that it is none that a client may add.
    pub refused: bool,
}

/// What became of one message that is to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Outbound {
    /// The message.
    pub text: Text,
    /// Recipients whose handset showed it.
    pub delivered: Recipients,
    /// Recipients whose handset showed it more than once.
    pub delivered_again: Recipients,
    /// Recipients that a report in the Inbox names.
    pub reported: Recipients,
    /// Recipients that more than one report names.
    pub reported_again: Recipients,
    /// Whether a report names no recipient, because there was none that the radio can reach.
    pub reported_whole: bool,
    /// The devices that transmitted any of it, one bit each.
    pub devices: u8,
    /// Whether a user took it back.
    pub recalled: bool,
}

/// An estimate that the server gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Estimated {
    /// To whom.
    pub device: DeviceId,
    /// Of which folder.
    pub collection: CollectionId,
    /// The key that it was asked for with.
    pub key: SyncKey,
    /// What was asked for.
    pub wish: Wish,
    /// The number of changes.
    pub changes: u16,
}

impl Outbound {
    /// All its mobile recipients.
    pub fn recipients(&self) -> Recipients {
        Recipients::all(self.text.recipients)
    }

    /// Recipients who got nothing and of whom no report tells.
    pub fn forgotten(&self) -> Recipients {
        self.recipients() - self.delivered - self.reported
    }
}

impl Ledger {
    pub(super) fn new(devices: usize) -> Self {
        Self { told: SmallVec::from_elem(0, devices), ..Self::default() }
    }

    /// Whether a device has been told the newest state of a folder.
    pub fn is_told(&self, device: DeviceId, collection: CollectionId) -> bool {
        self.told_by(device) & bit(collection) != 0
    }

    fn told_by(&self, device: DeviceId) -> u8 {
        self.told.get(usize::from(device.0)).copied().unwrap_or_default()
    }

    /// Whether telling a device of some folders and no longer of others leaves everything as it is.
    pub(super) fn knows(&self, device: DeviceId, told: u8, outdated: u8) -> bool {
        let known = self.told_by(device);
        (known | told) & !outdated == known
    }

    pub(super) fn tell(&mut self, device: DeviceId, folders: u8) {
        if let Some(told) = self.told.get_mut(usize::from(device.0)) {
            *told |= folders;
        }
    }

    pub(super) fn outdate(&mut self, device: DeviceId, folders: u8) {
        if let Some(told) = self.told.get_mut(usize::from(device.0)) {
            *told &= !folders;
        }
    }

    /// A folder changed: nobody has been told, and no estimate holds.
    pub(super) fn outdate_all(&mut self, folders: u8) {
        for told in &mut self.told {
            *told &= !folders;
        }
        self.estimate = self.estimate.filter(|estimate| bit(estimate.collection) & folders == 0);
    }

    /// A client has to add a text.
    pub(super) fn must_add(&mut self, collection: CollectionId, says: Says) {
        if !self.client_adds.has((collection, says)) {
            self.client_adds.put(ClientAdd { collection, says, items: 0, refused: false });
        }
    }

    /// The server made items of a text that a client adds.
    pub(super) fn made(&mut self, collection: CollectionId, says: Says, items: u8) {
        if let Some(add) = self.client_adds.find_mut((collection, says)) {
            add.items = add.items.saturating_add(items).min(3);
        }
    }

    /// The server refused a text that a client adds.
    pub(super) fn refused(&mut self, collection: CollectionId, says: Says) {
        if let Some(add) = self.client_adds.find_mut((collection, says)) {
            add.refused = true;
        }
    }

    /// A message to be sent was written.
    pub(super) fn composed(&mut self, text: Text) {
        self.outbound.put(Outbound {
            text,
            delivered: Recipients::NONE,
            delivered_again: Recipients::NONE,
            reported: Recipients::NONE,
            reported_again: Recipients::NONE,
            reported_whole: false,
            devices: 0,
            recalled: false,
        });
    }

    /// Forgets what was settled of texts older than this one: no step will speak of it any more. A long run would
    /// otherwise carry along all that ever was.
    pub fn retire(&mut self, before: ContentId, is_settled: impl Fn(ContentId) -> bool) {
        let message_of = |content| reported_by(content).unwrap_or(content);
        let is_old = |content: ContentId| message_of(content) < before && is_settled(message_of(content));
        self.client_adds.retain(|add| add.items == 0 || !is_old(add.says.content));
        self.outbound.retain(|message| !is_old(message.text.content));
    }

    /// The lists that have outgrown their place in the state.
    pub(super) fn spilled(&self) -> impl Iterator<Item = &'static str> + '_ {
        let own = [
            self.client_adds.spilled_as("the ledger's Adds"),
            self.outbound.spilled_as("the ledger's messages"),
            self.told.spilled().then_some("what devices were told"),
        ];
        own.into_iter().flatten()
    }
}

/// The bit of a folder. A scenario numbers its folders from 1 to 6.
pub(crate) fn bit(collection: CollectionId) -> u8 {
    1_u8.checked_shl(collection.0.into()).unwrap_or_default()
}

impl Keyed for ClientAdd {
    type Key = (CollectionId, Says);

    fn key(&self) -> Self::Key {
        (self.collection, self.says)
    }
}

impl Keyed for Outbound {
    type Key = ContentId;

    fn key(&self) -> ContentId {
        self.text.content
    }
}
