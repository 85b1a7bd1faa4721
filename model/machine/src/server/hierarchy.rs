//! The folder hierarchy and FolderSync ([MS-ASCMD] 2.2.1.5).

use super::Server;
use crate::id::{CollectionId, SyncKey};
use crate::list::{Keyed, Sorted};
use crate::message::{FolderChange, FolderSyncResponse};

/// The history of the folder hierarchy. Its keys are numbers of states of it, the same for every device: the folders
/// of the beginning stand behind key 1, and each folder that goes makes the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hierarchy {
    /// The key of the hierarchy as it is.
    pub key: SyncKey,
    /// Folders that are gone.
    pub gone: Sorted<Gone, 1>,
}

/// A folder that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gone {
    /// The folder.
    pub collection: CollectionId,
    /// The first key behind which it is no more.
    pub since: SyncKey,
}

impl Hierarchy {
    pub(super) fn new() -> Self {
        Self { key: SyncKey(1), gone: Sorted::new() }
    }
}

impl Server {
    /// The folder hierarchy.
    pub fn hierarchy(&self) -> &Hierarchy {
        &self.hierarchy
    }

    /// Answers FolderSync: with key 0 every folder, with another key what changed since. An unknown key gets status 9.
    ///
    /// No key of a folder is touched by it: the two kinds of key are independent ([MS-ASCMD] 2.2.3.181).
    pub(super) fn folder_sync(&self, key: SyncKey) -> FolderSyncResponse {
        let now = self.hierarchy.key;
        if key > now {
            return FolderSyncResponse::InvalidKey;
        }
        let changes = if key == SyncKey::INITIAL {
            self.folders.iter().map(|folder| FolderChange::Add(folder.id, folder.kind)).collect()
        } else {
            let since = self.hierarchy.gone.iter().filter(|gone| gone.since > key);
            since.map(|gone| FolderChange::Delete(gone.collection)).collect()
        };
        FolderSyncResponse::Success { key: now, changes }
    }

    /// A folder disappears with all that is in it. A Sync of it gets status 12 from now on, a Ping status 7, and who
    /// waits for it is woken. Gives whether there was such a folder.
    pub fn remove_folder(&mut self, collection: CollectionId) -> bool {
        if self.folders.take(collection).is_none() {
            return false;
        }
        let copies: Vec<_> = self.replicas.iter().map(Keyed::key).filter(|key| key.1 == collection).collect();
        for copy in copies {
            self.replicas.take(copy);
        }
        let since = SyncKey(self.hierarchy.key.0.saturating_add(1));
        self.hierarchy.key = since;
        self.hierarchy.gone.put(Gone { collection, since });
        self.tell_holders(collection);
        true
    }
}

impl Keyed for Gone {
    type Key = CollectionId;

    fn key(&self) -> CollectionId {
        self.collection
    }
}
