//! What can be seen of a device from outside.

use super::{Copied, Device, Operation, Poll};
use crate::id::{CollectionId, ItemId};

impl Device {
    /// Its copy of an item.
    pub fn copy(&self, collection: CollectionId, item: ItemId) -> Option<&Copied> {
        self.folders.find(collection)?.view.find(item)
    }

    /// Whether its user did something in a folder that the server has not acknowledged.
    pub fn has_unsaid(&self, collection: CollectionId) -> bool {
        let pending = self.folders.find(collection).is_some_and(|folder| !folder.pending.is_empty());
        pending || self.outgoing.iter().any(|outgoing| outgoing.collection == collection)
    }

    /// Whether its user deleted an item, of which the server has not heard.
    pub fn deletes(&self, collection: CollectionId, item: ItemId) -> bool {
        let pending = self.folders.find(collection).and_then(|folder| folder.pending.find(item));
        pending.is_some_and(|pending| pending.operation == Operation::Delete)
    }

    /// Whether it learns of news by a request that the server holds.
    pub fn lets_hold(&self) -> bool {
        self.poll != Poll::Interval
    }
}
