//! What the server knows of one device's copy of one folder.
//!
//! The *base* is the state behind the last key that the device has proved to hold, by using it. Each answer to a
//! request with that key makes a *successor*: a new key and what it changes. Until the device uses one of them the
//! server cannot know which arrived, so the base and all its successors stay good; the one that is used becomes the
//! base and the others are dropped (EC-03c). Key 0 is the base of all: an answer to it is a successor too, and the old
//! base stays until the new key is used, so that a late request with key 0 harms nothing (EC-37).

use super::{Generation, HeldItem, Pending, Seen, Subscription};
use crate::behaviour::Context;
use crate::id::{CollectionId, DeviceId, ItemId, SyncKey};
use crate::list::{Keyed, Sorted};
use crate::message::{CollectionOutcome, CollectionRequest};

/// What the server knows of one device's copy of one folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Replica {
    /// The device.
    pub device: DeviceId,
    /// The folder.
    pub collection: CollectionId,
    /// The state that the device has proved to hold.
    pub base: Generation,
    /// Answers that the device may or may not have received, by key.
    pub successors: Sorted<Successor, 3>,
    /// A key whose state is gone and that is accepted all the same; 0 on a server that keeps states.
    former: SyncKey,
    /// The newest key given out; keys are never given out twice.
    minted: SyncKey,
    /// Whether there are successors and yet the last answer was that behind the base nothing is new: none of them arrived, as
    /// far as the server can tell.
    repeated: bool,
}

/// An answer, and what it makes of the state it started from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Successor {
    /// The key it gave out.
    pub key: SyncKey,
    /// Whether it answers key 0 and so starts from nothing, not from the base.
    pub from_initial: bool,
    /// The options in force behind it.
    pub subscription: Subscription,
    /// What it adds to and takes from what the device holds.
    pub delta: Sorted<Delta, 4>,
    /// Items changed since.
    pub pending: Pending,
    /// When the whole folder was last looked at.
    pub seen: Seen,
    /// The exchange itself, where the server's behaviour needs it again.
    pub exchange: Option<Box<Exchange>>,
}

/// One difference in what a device holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delta {
    /// It holds the item so.
    Holds(HeldItem),
    /// It holds the item no longer.
    Dropped(ItemId),
}

/// A request and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exchange {
    /// The request.
    pub request: CollectionRequest,
    /// The answer.
    pub outcome: CollectionOutcome,
}

impl Replica {
    /// How many successors the server keeps. More can only come of a client that repeats a request more often than
    /// it can lose answers; the oldest go first.
    pub const SUCCESSORS: usize = 8;

    /// A device that has never synchronised the folder.
    pub fn new(device: DeviceId, collection: CollectionId) -> Self {
        Self {
            device,
            collection,
            base: Generation::initial(),
            successors: Sorted::new(),
            former: SyncKey::INITIAL,
            minted: SyncKey::INITIAL,
            repeated: false,
        }
    }

    /// A device that holds a key and nothing else; `next` is the key that its next answer will carry.
    pub fn with_key(device: DeviceId, collection: CollectionId, key: SyncKey, next: SyncKey) -> Self {
        let mut replica = Self::new(device, collection);
        replica.base.key = key;
        replica.minted = SyncKey(next.0.wrapping_sub(1));
        replica
    }

    /// The newest key given out.
    pub fn newest_key(&self) -> SyncKey {
        self.minted
    }

    /// The answers to requests with the base key, oldest first.
    pub fn answers(&self) -> impl Iterator<Item = &Successor> {
        self.successors.iter().filter(|successor| !successor.from_initial)
    }

    /// Whether no key stands for anything.
    pub fn is_blank(&self) -> bool {
        self.base.key == SyncKey::INITIAL && self.successors.is_empty()
    }

    /// Whether a request with this key would be answered. Key 0 always is.
    pub fn knows(&self, key: SyncKey) -> bool {
        key == SyncKey::INITIAL || self.base.key == key || self.former == key || self.successors.has(key)
    }

    /// The state behind a key that the server knows, without acknowledging anything.
    pub fn state_behind(&self, key: SyncKey) -> Option<Generation> {
        if !self.knows(key) || key == SyncKey::INITIAL {
            return None;
        }
        Some(match self.successors.find(key) {
            Some(successor) => self.base.clone().after(successor.clone()),
            None => self.base.clone(),
        })
    }

    pub(super) fn mint(&mut self, cx: &mut Context<'_>) -> SyncKey {
        self.minted = cx.server(|server| server.key_minting).after(self.minted);
        self.minted
    }

    /// Whether a key is that of the base, and no older one is accepted beside it: there is nothing to acknowledge.
    pub(super) fn rests_on(&self, key: SyncKey) -> bool {
        self.base.key == key && self.former == SyncKey::INITIAL
    }

    /// The client uses a key: if it is that of a successor, the successor becomes the base and all else is dropped.
    /// Gives whether the server knows the key.
    pub(super) fn acknowledge(&mut self, key: SyncKey) -> bool {
        if let Some(successor) = self.successors.take(key) {
            self.successors.clear();
            self.become_base(successor, SyncKey::INITIAL);
            return true;
        }
        if self.base.key == key {
            self.former = SyncKey::INITIAL;
            return true;
        }
        self.former == key
    }

    /// Makes an answer the base. `former` is a key that is to be accepted all the same, if any.
    pub(super) fn become_base(&mut self, successor: Successor, former: SyncKey) {
        let base = std::mem::replace(&mut self.base, Generation::initial());
        self.base = base.after(successor);
        self.former = former;
        self.repeated = false;
    }

    /// The answer is that nothing is new behind the base.
    pub(super) fn repeat_base(&mut self) {
        self.repeated = !self.successors.is_empty();
    }

    /// The key that the device holds once it has the last answer, which is the best that the server can know before the device
    /// uses it.
    pub(super) fn last_key(&self) -> SyncKey {
        match self.successors.last() {
            Some(successor) if !self.repeated => successor.key,
            _ => self.base.key,
        }
    }

    pub(super) fn keep(&mut self, successor: Successor) {
        self.repeated = false;
        while self.successors.len() >= Self::SUCCESSORS {
            let oldest = self.successors[0].key;
            self.successors.take(oldest);
        }
        self.successors.put(successor);
    }

    /// Forgets what every key stands for.
    pub(super) fn forget(&mut self) {
        self.base = Generation::initial();
        self.successors.clear();
        self.former = SyncKey::INITIAL;
        self.repeated = false;
    }

    /// Notes that an item is not what it was.
    pub(super) fn changed(&mut self, item: ItemId) {
        self.base.pending.note(item);
        for successor in &mut self.successors {
            successor.pending.note(item);
        }
    }

    /// Notes that any item may have become one that is offered, or have ceased to be.
    pub(super) fn look_again(&mut self) {
        self.base.pending = Pending::All;
        for successor in &mut self.successors {
            successor.pending = Pending::All;
        }
    }

    /// The lists that have outgrown their place in the state.
    pub(super) fn spilled(&self) -> impl Iterator<Item = &'static str> + '_ {
        let earlier = &self.base.earlier;
        let own = [
            self.successors.spilled_as("a replica's successors"),
            self.base.held.spilled_as("a base's items"),
            earlier.added.spilled_as("earlier Adds"),
            earlier.changed.spilled_as("earlier Changes"),
            earlier.deleted.spilled_as("earlier Deletes"),
        ];
        let deltas = self.successors.iter().filter_map(|one| one.delta.spilled_as("a successor's delta"));
        own.into_iter().flatten().chain(deltas)
    }
}

impl Keyed for Replica {
    type Key = (DeviceId, CollectionId);

    fn key(&self) -> Self::Key {
        (self.device, self.collection)
    }
}

impl Keyed for Successor {
    type Key = SyncKey;

    fn key(&self) -> SyncKey {
        self.key
    }
}

impl Keyed for Delta {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        match self {
            Self::Holds(held) => held.item,
            Self::Dropped(item) => *item,
        }
    }
}
