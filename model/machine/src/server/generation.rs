//! The state behind a sync key: what the device holds by it, and what has to be looked at for the next answer.

use super::{Delta, Folder, Successor};
use crate::class::{Class, Wanted};
use crate::id::{ClientId, Day, ItemId, SyncKey};
use crate::item::{Marks, Says};
use crate::list::{Keyed, Sorted};
use crate::version::Version;

/// The options in force: one entry for each class that is wanted (sticky options, ASMS-039).
pub type Subscription = Sorted<Wanted, 2>;

/// The state behind a key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Generation {
    /// The key.
    pub key: SyncKey,
    /// The options in force when this was the newest state; empty before the first.
    pub subscription: Subscription,
    /// What the device holds.
    pub held: Sorted<HeldItem, 4>,
    /// Items that may not be on the device as they are in the folder.
    pub pending: Pending,
    /// When the whole folder was last looked at.
    pub seen: Seen,
    /// What earlier requests with this key did.
    pub earlier: Earlier,
}

/// An item that the device holds, as it holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HeldItem {
    /// ServerId.
    pub item: ItemId,
    /// Its class, which is needed when the item is gone.
    pub class: Class,
    /// The day of its DateReceived, likewise.
    pub received: Day,
    /// Read and Flag as the device has them.
    pub marks: Marks,
    /// Whether the device was told its ConversationId and ConversationIndex (AMB-28).
    pub conversation: bool,
}

/// Which items have to be looked at: the change log of a generation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Pending {
    /// The whole folder.
    All,
    /// These.
    Items(Sorted<ItemId, 4>),
}

/// What decides, besides the options, which items are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The day on which time windows were last applied (EC-13d).
    pub day: Day,
    /// The version in which the device asked: what one version withholds another tells (EC-35).
    pub version: Version,
}

/// What requests with a key did already, so that it is not done again when one is repeated ([MS-ASCMD] 3.1.5.9).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Earlier {
    /// Adds, and the items they made (ASMS-045).
    pub added: Sorted<Added, 2>,
    /// The last Change of each item that was applied.
    pub changed: Sorted<Changed, 2>,
    /// Items deleted that the device was not known to hold.
    pub deleted: Sorted<ItemId, 2>,
}

/// An item made by an Add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Added {
    /// The client's name for it.
    pub client_id: ClientId,
    /// What the client wrote: the same ClientId with another text is another item (EC-02c).
    pub says: Says,
    /// The server's name for it.
    pub item: ItemId,
}

/// An item changed by a Change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Changed {
    /// ServerId.
    pub item: ItemId,
    /// Read and Flag as the Change left them.
    pub marks: Marks,
}

impl Generation {
    /// The state behind key 0: nothing.
    pub fn initial() -> Self {
        Self {
            key: SyncKey::INITIAL,
            subscription: Sorted::new(),
            held: Sorted::new(),
            pending: Pending::All,
            seen: Seen::default(),
            earlier: Earlier::default(),
        }
    }

    /// The state after an answer that started from this one, or from nothing.
    pub(super) fn after(mut self, successor: Successor) -> Self {
        if successor.from_initial {
            self.held.clear();
        }
        for delta in &successor.delta {
            match *delta {
                Delta::Holds(held) => drop(self.held.put(held)),
                Delta::Dropped(item) => drop(self.held.take(item)),
            }
        }
        Self {
            key: successor.key,
            subscription: successor.subscription,
            held: self.held,
            pending: successor.pending,
            seen: successor.seen,
            earlier: Earlier::default(),
        }
    }
}

impl Earlier {
    /// Whether nothing was done.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.deleted.is_empty()
    }
}

impl Pending {
    /// Nothing.
    pub fn none() -> Self {
        Self::Items(Sorted::new())
    }

    /// Whether nothing has to be looked at.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::Items(items) if items.is_empty())
    }

    pub(super) fn note(&mut self, item: ItemId) {
        if let Self::Items(items) = self {
            items.put(item);
        }
    }

    /// The items to look at, given those in the folder, those that the device holds, and those that its request made
    /// or changed.
    ///
    /// The last are always looked at: an item made by an earlier request with the same key may be gone already.
    pub(super) fn candidates(
        &self,
        folder: &Folder,
        held: &[HeldItem],
        effects: &[Delta],
    ) -> Sorted<ItemId, 4> {
        let mut candidates: Sorted<ItemId, 4> = match self {
            Self::All => {
                folder.items.iter().map(|item| item.id).chain(held.iter().map(|held| held.item)).collect()
            }
            Self::Items(items) => items.clone(),
        };
        for effect in effects {
            candidates.put(effect.key());
        }
        candidates
    }
}

impl Added {
    /// Whether it was made by this Add.
    pub(crate) fn is(&self, client_id: ClientId, says: Says) -> bool {
        self.key() == (client_id, says)
    }
}

impl Keyed for HeldItem {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        self.item
    }
}

impl Keyed for Added {
    type Key = (ClientId, Says);

    fn key(&self) -> Self::Key {
        (self.client_id, self.says)
    }
}

impl Keyed for Changed {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        self.item
    }
}

impl Keyed for ItemId {
    type Key = Self;

    fn key(&self) -> Self {
        *self
    }
}
