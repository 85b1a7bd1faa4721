//! The server: one user's mailbox, and what it knows of each device.

mod options;
mod replica;
mod settings;
mod sync;

pub use replica::{Added, Delta, Exchange, Generation, Held, Pending, Replica, Subscription, Successor};
pub use settings::DeviceInformation;

use crate::behaviour::Context;
use crate::class::{Class, FolderKind};
use crate::id::{CollectionId, ContentId, Day, DeviceId, ItemId, SyncKey};
use crate::list::{Keyed, Sorted};
use crate::message::{Request, Response};

/// One user's mailbox on the server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Server {
    /// Today, which decides what a FilterType covers.
    pub today: Day,
    /// The number of the next item.
    next_item: ItemId,
    folders: Sorted<Folder, 1>,
    replicas: Sorted<Replica, 1>,
    devices: Sorted<DeviceInformation, 1>,
}

/// A folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Folder {
    /// Its CollectionId.
    pub id: CollectionId,
    /// What it is for.
    pub kind: FolderKind,
    /// Its items.
    pub items: Sorted<Item, 6>,
}

/// An item of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// ServerId.
    pub id: ItemId,
    /// E-mail or SMS.
    pub class: Class,
    /// What it says.
    pub content: ContentId,
    /// The day of its DateReceived.
    pub received: Day,
}

impl Server {
    /// A mailbox without items. The first item added will be number `first_item`.
    pub fn new(folders: impl IntoIterator<Item = (CollectionId, FolderKind)>, first_item: ItemId) -> Self {
        Self {
            today: Day::default(),
            next_item: first_item,
            folders: folders
                .into_iter()
                .map(|(id, kind)| Folder { id, kind, items: Sorted::new() })
                .collect(),
            replicas: Sorted::new(),
            devices: Sorted::new(),
        }
    }

    /// Answers a request of a device.
    pub fn handle(&mut self, cx: &mut Context<'_>, device: DeviceId, request: &Request) -> Response {
        match request {
            Request::Sync(request) => Response::Sync(self.sync(cx, device, request)),
            Request::Settings(request) => Response::Settings(self.settings(device, request)),
            Request::Malformed(why) => Response::Refused(*why),
        }
    }

    /// The newest key given to a device for a folder.
    pub fn newest_key(&self, device: DeviceId, collection: CollectionId) -> Option<SyncKey> {
        self.replica(device, collection).map(Replica::newest_key)
    }

    /// The number that the next new item will have.
    pub fn next_item(&self) -> ItemId {
        self.next_item
    }

    /// Puts a new item into a folder. Gives its number, or nothing if there is no such folder.
    pub fn add(
        &mut self,
        collection: CollectionId,
        class: Class,
        content: ContentId,
        received: Day,
    ) -> Option<ItemId> {
        let folder = self.folders.find_mut(collection)?;
        let id = self.next_item;
        self.next_item = ItemId(id.0 + 1);
        folder.items.put(Item { id, class, content, received });
        self.changed(collection, id);
        Some(id)
    }

    /// Takes an item out of a folder for good.
    pub fn delete(&mut self, collection: CollectionId, item: ItemId) -> Option<Item> {
        let gone = self.folders.find_mut(collection)?.items.take(item)?;
        self.changed(collection, item);
        Some(gone)
    }

    /// Forgets what a device's sync keys stand for, as a server does that lost its state (EC-36). The keys themselves
    /// are not given out again.
    pub fn forget_keys(&mut self, device: DeviceId, collection: CollectionId) {
        if let Some(replica) = self.replicas.find_mut((device, collection)) {
            replica.forget();
        }
    }

    /// A folder.
    pub fn folder(&self, collection: CollectionId) -> Option<&Folder> {
        self.folders.find(collection)
    }

    /// What the server knows of a device's copy of a folder.
    pub fn replica(&self, device: DeviceId, collection: CollectionId) -> Option<&Replica> {
        self.replicas.find((device, collection))
    }

    /// Lets a device hold a key without any exchange, as if it had synchronised before.
    pub fn seed_replica(&mut self, replica: Replica) {
        self.replicas.put(replica);
    }

    /// What a device said of itself.
    pub fn device(&self, device: DeviceId) -> Option<&DeviceInformation> {
        self.devices.find(device)
    }

    /// Whether a list of the mailbox has outgrown its place in the state.
    pub fn spilled(&self) -> bool {
        self.folders.spilled()
            || self.replicas.spilled()
            || self.folders.iter().any(|folder| folder.items.spilled())
            || self.replicas.iter().any(Replica::spilled)
    }

    /// Notes for every device that an item of the folder is not what it was.
    fn changed(&mut self, collection: CollectionId, item: ItemId) {
        for replica in self.replicas.iter_mut().filter(|replica| replica.collection == collection) {
            replica.changed(item);
        }
    }
}

impl Keyed for Folder {
    type Key = CollectionId;

    fn key(&self) -> CollectionId {
        self.id
    }
}

impl Keyed for Item {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        self.id
    }
}

#[cfg(test)]
mod tests;
