//! The mailbox itself, as the desktop, senders elsewhere and the passing of days act on it.

use super::Server;
use crate::behaviour::Context;
use crate::class::{Class, FolderKind};
use crate::id::{CollectionId, Day, ItemId};
use crate::item::{Marks, Text};
use crate::list::{Keyed, Sorted};
use crate::shared::Shared;

/// A folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Folder {
    /// Its CollectionId.
    pub id: CollectionId,
    /// What it is for.
    pub kind: FolderKind,
    /// Its items.
    pub items: Sorted<Item, 4>,
}

/// An item of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// ServerId.
    pub id: ItemId,
    /// E-mail or SMS.
    pub class: Class,
    /// What it says.
    pub text: Text,
    /// The day of its DateReceived.
    pub received: Day,
    /// Read and Flag.
    pub marks: Marks,
}

impl Server {
    /// Puts a new item into a folder: it arrives, or is composed at a desktop. Gives its number, or nothing if there
    /// is no such folder.
    pub fn add(
        &mut self,
        cx: &mut Context<'_>,
        collection: CollectionId,
        class: Class,
        text: Text,
        received: Day,
    ) -> Option<ItemId> {
        let item = Item { id: ItemId::default(), class, text, received, marks: Marks::default() };
        self.put_in(cx, collection, item)
    }

    /// Takes an item out of a folder for good.
    pub fn delete(&mut self, collection: CollectionId, item: ItemId) -> Option<Item> {
        let gone = self.folders.find_mut(collection)?.items.take(item)?;
        self.changed(collection, item);
        Some(gone)
    }

    /// Moves an item to another folder, where it has a new number: a ServerId is never used twice (EC-27c, EC-45).
    pub fn move_item(
        &mut self,
        cx: &mut Context<'_>,
        from: CollectionId,
        item: ItemId,
        to: CollectionId,
    ) -> Option<ItemId> {
        if from == to || !self.folders.has(to) {
            return None;
        }
        let item = self.delete(from, item)?;
        self.put_in(cx, to, item)
    }

    /// Sets Read and Flag of an item. Gives whether that changed it.
    pub fn mark(&mut self, collection: CollectionId, item: ItemId, marks: Marks) -> bool {
        let found = self.folders.find_mut(collection).and_then(|folder| folder.items.find_mut(item));
        let Some(found) = found.filter(|found| found.marks != marks) else { return false };
        found.marks = marks;
        self.changed(collection, item);
        true
    }

    /// Another day begins.
    pub fn pass_day(&mut self) {
        self.today = Day(self.today.0.saturating_add(1));
    }

    /// A folder.
    pub fn folder(&self, collection: CollectionId) -> Option<&Shared<Folder>> {
        self.folders.find(collection)
    }

    /// Every folder.
    pub fn folders(&self) -> impl Iterator<Item = &Shared<Folder>> {
        self.folders.iter()
    }

    /// The first folder of a kind.
    pub fn folder_of(&self, kind: FolderKind) -> Option<&Folder> {
        self.folders.iter().find(|folder| folder.kind == kind).map(|folder| &**folder)
    }

    /// Puts an item into a folder under a new number, and wakes who waits for that.
    pub(super) fn put_in(
        &mut self,
        cx: &mut Context<'_>,
        collection: CollectionId,
        item: Item,
    ) -> Option<ItemId> {
        if !self.folders.has(collection) {
            return None;
        }
        let id = self.number();
        if let Some(folder) = self.folders.find_mut(collection) {
            folder.items.put(Item { id, ..item });
        }
        self.changed(collection, id);
        self.note_news(cx, collection);
        Some(id)
    }

    /// A number that no item ever had.
    pub(super) fn number(&mut self) -> ItemId {
        let id = self.next_item;
        self.next_item = ItemId(id.0.saturating_add(1));
        id
    }

    /// Replaces what an item says, which no server should do.
    pub(super) fn rewrite(&mut self, collection: CollectionId, item: ItemId, text: Text) {
        if let Some(found) = self.folders.find_mut(collection).and_then(|folder| folder.items.find_mut(item))
        {
            found.text = text;
        }
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
