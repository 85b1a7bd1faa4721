//! The device's copy of a folder.

use super::compose::wish_of;
use crate::class::{Class, FolderKind, Wish};
use crate::id::{CollectionId, ItemId, SyncKey};
use crate::item::{Flag, Marks, Text};
use crate::list::{Keyed, Sorted};
use crate::message::{ClassOptions, ItemStatus};
use crate::version::Version;

/// A folder as the device keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FolderCopy {
    /// The folder.
    pub collection: CollectionId,
    /// What it is for.
    pub kind: FolderKind,
    /// The key of the last answer.
    pub key: SyncKey,
    /// The items that the device holds.
    pub view: Sorted<Copied, 4>,
    /// What the user wants of the folder.
    pub wanted: Wish,
    /// What the Options said that the server last acknowledged under the current key, if any.
    pub asked: Option<Wish>,
    /// What the user did to items and the server has not acknowledged.
    pub pending: Sorted<Pending, 2>,
    /// Whether the last answer left something to ask for.
    pub more: bool,
}

/// An item as the device holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Copied {
    /// ServerId.
    pub item: ItemId,
    /// Its class.
    pub class: Class,
    /// What it says.
    pub text: Text,
    /// Read and Flag, as the user sees them.
    pub marks: Marks,
    /// Whether the device has only the beginning of the body.
    pub cut: bool,
}

/// What the user did to an item and the server has not acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pending {
    /// ServerId.
    pub item: ItemId,
    /// What the user did.
    pub operation: Operation,
    /// Whether the server gave the item under the current key; if not, the operation waits until it comes back (EC-39).
    pub held: bool,
}

/// What a user did to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Changed it.
    Change {
        /// Read, if that was changed.
        read: Option<bool>,
        /// Flag, if that was changed.
        flag: Option<Flag>,
        /// What the server says they are, to which a refused Change goes back.
        before: Marks,
    },
    /// Deleted it.
    Delete,
}

impl FolderCopy {
    /// A folder that was never synchronised.
    pub fn new(collection: CollectionId, kind: FolderKind, wanted: Wish) -> Self {
        Self {
            collection,
            kind,
            key: SyncKey::INITIAL,
            view: Sorted::new(),
            wanted,
            asked: None,
            pending: Sorted::new(),
            more: false,
        }
    }

    /// What the device asks of the folder at a version: SMS are of no version before 14.0 (ASMS-029), and of no folder that
    /// holds no mail (ASMS-066, ASMS-079).
    pub fn wish(&self, version: Version) -> Wish {
        let has_sms = version != Version::V12_1 && self.kind.holds_mail();
        if has_sms { self.wanted } else { Wish { sms: None, ..self.wanted } }
    }

    /// What a request with these Options asks of the folder, as the device means it: the Options, else what was
    /// acknowledged, else the default class.
    pub fn meant(&self, options: &[ClassOptions]) -> Wish {
        wish_of(options).or(self.asked).unwrap_or(Wish::DEFAULT)
    }

    /// Whether the folder is synchronised at a version: there has to be a class to ask for.
    pub fn is_synchronised(&self, version: Version) -> bool {
        let wish = self.wish(version);
        wish.email.is_some() || wish.sms.is_some()
    }

    /// Whether Options have to be sent: they belong to the state behind a key (AMB-25).
    pub(super) fn has_new_options(&self, version: Version) -> bool {
        self.key != SyncKey::INITIAL && self.asked != Some(self.wish(version))
    }

    pub(super) fn mark(&mut self, item: ItemId, marks: Marks) -> bool {
        let Some(copy) = self.view.find_mut(item).filter(|copy| copy.marks != marks) else { return false };
        let (old_read, old_flag, before) = match self.pending.find(item).map(|pending| pending.operation) {
            Some(Operation::Change { read, flag, before }) => (read, flag, before),
            _ => (None, None, copy.marks),
        };
        let read = (copy.marks.read != marks.read).then_some(marks.read).or(old_read);
        let flag = (copy.marks.flag != marks.flag).then_some(marks.flag).or(old_flag);
        copy.marks = marks;
        self.pending.put(Pending { item, operation: Operation::Change { read, flag, before }, held: true });
        true
    }

    pub(super) fn delete(&mut self, item: ItemId) -> bool {
        let deleted = self.view.take(item).is_some();
        if deleted {
            self.pending.put(Pending { item, operation: Operation::Delete, held: true });
        }
        deleted
    }

    /// Begins anew with key 0 and an empty copy; what the user did waits until the items come back (EC-39).
    pub(super) fn start_over(&mut self) {
        self.key = SyncKey::INITIAL;
        self.view.clear();
        self.asked = None;
        self.more = false;
        for pending in &mut self.pending {
            pending.held = false;
        }
    }

    /// The server has told all that there is: what it did not give does not exist for the device.
    pub(super) fn is_complete(&mut self) {
        while let Some(item) = self.pending.iter().find(|pending| !pending.held).map(|pending| pending.item) {
            self.pending.take(item);
        }
    }

    /// The server adds an item, or tells one again that is held. What the user did to it goes on top. Whether the item
    /// is in the copy now.
    pub(super) fn take_add(&mut self, mut new: Copied) -> bool {
        if let Some(pending) = self.pending.find_mut(new.item) {
            pending.held = true;
            match &mut pending.operation {
                Operation::Delete => return false,
                Operation::Change { read, flag, before } => {
                    *before = new.marks;
                    new.marks = new.marks.with(*read, *flag);
                }
            }
        }
        self.view.put(new);
        true
    }

    /// The server changes an item. What the user did to it goes on top. An item that is not held stays unknown (EC-13i).
    pub(super) fn take_change(&mut self, item: ItemId, new_read: Option<bool>, new_flag: Option<Flag>) {
        let Some(copy) = self.view.find_mut(item) else { return };
        match self.pending.find_mut(item).map(|pending| &mut pending.operation) {
            Some(Operation::Change { read, flag, before }) => {
                *before = before.with(new_read, new_flag);
                copy.marks = before.with(*read, *flag);
            }
            _ => copy.marks = copy.marks.with(new_read, new_flag),
        }
    }

    /// The item is gone from the server, and whatever the user did to it has come to nothing.
    pub(super) fn take_delete(&mut self, item: ItemId) {
        self.view.take(item);
        self.pending.take(item);
    }

    /// The item is not wanted here any more. What the user did to it is still told (EC-14e, EC-14f).
    pub(super) fn take_soft_delete(&mut self, item: ItemId) {
        self.view.take(item);
    }

    /// A Change that was sent has ended. What the user did meanwhile is still to be told.
    pub(super) fn settle_change(
        &mut self,
        item: ItemId,
        sent: (Option<bool>, Option<Flag>),
        status: Option<ItemStatus>,
    ) {
        let Some(pending) = self.pending.find_mut(item) else { return };
        let Operation::Change { read, flag, before } = &mut pending.operation else { return };
        if status.is_none() {
            *before = before.with(sent.0, sent.1);
        }
        if (*read, *flag) != sent {
            return;
        }
        let before = *before;
        self.pending.take(item);
        if status.is_some()
            && let Some(copy) = self.view.find_mut(item)
        {
            copy.marks = before;
        }
    }

    /// A Delete that was sent has ended: the item is gone, also where the server knew none (EC-27).
    pub(super) fn settle_delete(&mut self, item: ItemId) {
        if self.pending.find(item).is_some_and(|pending| pending.operation == Operation::Delete) {
            self.pending.take(item);
        }
        self.view.take(item);
    }

    /// The lists that have outgrown their place in the state.
    pub(super) fn spilled(&self) -> impl Iterator<Item = &'static str> + '_ {
        let pending = self.pending.spilled_as("a device's pending operations");
        self.view.spilled_as("a device's items").into_iter().chain(pending)
    }
}

impl Keyed for FolderCopy {
    type Key = CollectionId;

    fn key(&self) -> CollectionId {
        self.collection
    }
}

impl Keyed for Copied {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        self.item
    }
}

impl Keyed for Pending {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        self.item
    }
}
