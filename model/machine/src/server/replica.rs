//! What the server knows of one device's copy of one folder.
//!
//! The *base* is the state behind the last key that the device has proved to hold, by using it. Each answer to a
//! request with that key makes a *successor*: a new key and what it changes. Until the device uses one of them the
//! server cannot know which arrived, so the base and all its successors stay good; the one that is used becomes the
//! base and the others are dropped (EC-03c). Key 0 is the base of all: an answer to it is a successor too, and the old
//! base stays until the new key is used, so that a late request with key 0 harms nothing (EC-37).

use smallvec::SmallVec;

use super::Folder;
use crate::class::{Class, Wanted};
use crate::id::{ClientId, CollectionId, ContentId, Day, DeviceId, ItemId, SyncKey};
use crate::list::{Keyed, Sorted};
use crate::message::{SyncRequest, SyncResponse};

/// The options in force: one entry for each class that is wanted (sticky options, ASMS-039).
pub type Subscription = Sorted<Wanted, 2>;

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
    pub successors: Sorted<Successor, 4>,
    /// The newest key given out; keys are never given out twice.
    minted: SyncKey,
}

/// The state behind a key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Generation {
    /// The key.
    pub key: SyncKey,
    /// The options in force when this was the newest state; empty before the first.
    pub subscription: Subscription,
    /// What the device holds.
    pub held: Sorted<Held, 6>,
    /// Items that may not be on the device as they are in the folder.
    pub pending: Pending,
    /// The day on which time windows were last applied.
    pub day: Day,
    /// Adds that came with this key, and the items they made (ASMS-045).
    pub added: Sorted<Added, 2>,
}

/// An item that the device holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    /// ServerId.
    pub item: ItemId,
    /// Its class, which is needed when the item is gone.
    pub class: Class,
}

/// An item made by an Add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Added {
    /// The client's name for it.
    pub client_id: ClientId,
    /// What the client wrote: the same ClientId with another text is another item (EC-02c).
    pub content: ContentId,
    /// The server's name for it.
    pub item: ItemId,
}

/// Which items have to be looked at: the change log of a generation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Pending {
    /// The whole folder.
    All,
    /// These.
    Items(Sorted<ItemId, 4>),
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
    pub delta: SmallVec<[Delta; 5]>,
    /// Items changed since.
    pub pending: Pending,
    /// The day on which time windows were last applied.
    pub day: Day,
    /// The exchange itself, where the server's behaviour needs it again.
    pub exchange: Option<Box<Exchange>>,
}

/// One difference in what a device holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delta {
    /// It holds the item now.
    Holds(Held),
    /// It holds the item no longer.
    Dropped(ItemId),
}

/// A request and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exchange {
    /// The request.
    pub request: SyncRequest,
    /// The answer.
    pub response: SyncResponse,
}

impl Replica {
    /// A device that has never synchronised the folder.
    pub fn new(device: DeviceId, collection: CollectionId) -> Self {
        Self {
            device,
            collection,
            base: Generation::initial(),
            successors: Sorted::new(),
            minted: SyncKey::INITIAL,
        }
    }

    /// A device that holds a key and nothing else; `next` is the key that its next answer will carry.
    pub fn with_key(device: DeviceId, collection: CollectionId, key: SyncKey, next: SyncKey) -> Self {
        let mut replica = Self::new(device, collection);
        replica.base.key = key;
        replica.minted = SyncKey(next.0.wrapping_sub(1));
        replica
    }

    /// How many successors the server keeps. More can only come of a client that repeats a request more often than
    /// it can lose answers; the oldest go first.
    pub const SUCCESSORS: usize = 8;

    /// The answers to requests with the base key, oldest first.
    pub fn answers(&self) -> impl Iterator<Item = &Successor> {
        self.successors.iter().filter(|successor| !successor.from_initial)
    }

    /// The newest key given out.
    pub fn newest_key(&self) -> SyncKey {
        self.minted
    }

    pub(super) fn mint(&mut self) -> SyncKey {
        // Key 0 means something else, so the count skips it when it wraps.
        self.minted = SyncKey(self.minted.0.wrapping_add(1).max(1));
        self.minted
    }

    /// The client uses a key: if it is that of a successor, the successor becomes the base and all else is dropped.
    pub(super) fn acknowledge(&mut self, key: SyncKey) {
        let Some(successor) = self.successors.take(key) else { return };
        self.successors.clear();
        self.become_base(successor);
    }

    pub(super) fn become_base(&mut self, successor: Successor) {
        let base = &mut self.base;
        if successor.from_initial {
            base.held.clear();
        }
        for delta in successor.delta {
            match delta {
                Delta::Holds(held) => drop(base.held.put(held)),
                Delta::Dropped(item) => drop(base.held.take(item)),
            }
        }
        base.key = successor.key;
        base.subscription = successor.subscription;
        base.pending = successor.pending;
        base.day = successor.day;
        base.added.clear();
    }

    /// Forgets what every key stands for.
    pub(super) fn forget(&mut self) {
        self.base = Generation::initial();
        self.successors.clear();
    }

    /// Whether no key stands for anything.
    pub fn is_blank(&self) -> bool {
        self.base.key == SyncKey::INITIAL && self.successors.is_empty()
    }

    pub(super) fn keep(&mut self, successor: Successor) {
        while self.successors.len() >= Self::SUCCESSORS {
            let oldest = self.successors[0].key;
            self.successors.take(oldest);
        }
        self.successors.put(successor);
    }

    pub(super) fn changed(&mut self, item: ItemId) {
        self.base.pending.note(item);
        for successor in &mut self.successors {
            successor.pending.note(item);
        }
    }

    pub(super) fn spilled(&self) -> bool {
        self.successors.spilled()
            || self.successors.iter().any(|successor| successor.delta.spilled())
            || self.base.held.spilled()
            || self.base.added.spilled()
    }
}

impl Generation {
    /// The state behind key 0: nothing.
    pub fn initial() -> Self {
        Self {
            key: SyncKey::INITIAL,
            subscription: Sorted::new(),
            held: Sorted::new(),
            pending: Pending::All,
            day: Day::default(),
            added: Sorted::new(),
        }
    }
}

impl Pending {
    /// Nothing.
    pub fn none() -> Self {
        Self::Items(Sorted::new())
    }

    fn note(&mut self, item: ItemId) {
        if let Self::Items(items) = self {
            items.put(item);
        }
    }

    /// The items to look at, given those in the folder, those that the device holds, and those that its request made.
    ///
    /// The last are always looked at: an item made by an earlier request with the same key may be gone already.
    pub(super) fn candidates(
        &self,
        folder: &Folder,
        held: &Sorted<Held, 6>,
        made: &[Held],
    ) -> Sorted<ItemId, 6> {
        let mut candidates: Sorted<ItemId, 6> = match self {
            Self::All => {
                folder.items.iter().map(|item| item.id).chain(held.iter().map(|held| held.item)).collect()
            }
            Self::Items(items) => items.iter().copied().collect(),
        };
        for held in made {
            candidates.put(held.item);
        }
        candidates
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

impl Keyed for Held {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        self.item
    }
}

impl Keyed for Added {
    type Key = ClientId;

    fn key(&self) -> ClientId {
        self.client_id
    }
}

impl Keyed for ItemId {
    type Key = Self;

    fn key(&self) -> Self {
        *self
    }
}
