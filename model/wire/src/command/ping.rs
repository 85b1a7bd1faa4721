//! Ping: waiting for changes, both ways. [MS-ASCMD] 2.2.1.13.

use super::scalar::{Class, CollectionId};
use super::schema::{Rest, container};
use super::status::PingStatus;
use crate::wbxml::tag::ping;

container! {
    /// A Ping request. The first one has both children; later ones may leave out what stays. [MS-ASCMD] 3.1.5.8.
    pub struct PingRequest<'a> in Free order {
        /// How long to wait, in seconds.
        heartbeat_interval: Option<u32> = ping::HEARTBEAT_INTERVAL;
        /// The folders to watch.
        folders: Option<Folders<'a>> = ping::FOLDERS;
    }
}

container! {
    /// The folders to watch.
    pub struct Folders<'a> in Free order {
        /// One for each folder; a repeat is status 4, which is the server's to say. [MS-ASCMD] 2.2.3.90.
        folder: Vec<Folder<'a>> = ping::FOLDER;
    }
}

container! {
    /// A folder to watch.
    pub struct Folder<'a> in Free order {
        /// The folder.
        id: CollectionId<'a> = ping::ID;
        /// Its main class, never SMS. [MS-ASCMD] 2.2.3.27.4.
        class: Class<'a> = ping::CLASS;
    }
}

container! {
    /// A Ping response. [MS-ASCMD] 2.2.1.13.
    pub struct PingResponse<'a> in Free order {
        /// The outcome. [MS-ASCMD] 2.2.3.177.11.
        status: PingStatus = ping::STATUS;
        /// The folders that changed, with status 2.
        folders: Option<ChangedFolders<'a>> = ping::FOLDERS;
        /// The nearest bound of the interval in seconds, with status 5.
        heartbeat_interval: Option<u32> = ping::HEARTBEAT_INTERVAL;
        /// The greatest number of folders, with status 6.
        max_folders: Option<u32> = ping::MAX_FOLDERS;
    }
}

container! {
    /// The folders that changed.
    pub struct ChangedFolders<'a> in Free order {
        /// Each by its name for the protocol.
        folder: Vec<CollectionId<'a>> = ping::FOLDER;
    }
}

impl<'a> PingRequest<'a> {
    /// A request to watch these folders for so many seconds.
    pub fn new(heartbeat_interval: u32, folders: Vec<Folder<'a>>) -> Self {
        let folders = Folders { folder: folders, rest: Rest::default() };
        let heartbeat_interval = Some(heartbeat_interval);
        Self { heartbeat_interval, folders: Some(folders), rest: Rest::default() }
    }
}

impl<'a> Folder<'a> {
    /// A folder to watch.
    pub fn new(id: CollectionId<'a>, class: Class<'a>) -> Self {
        Self { id, class, rest: Rest::default() }
    }
}

impl<'a> PingResponse<'a> {
    /// A response that lists no folders.
    pub fn new(status: PingStatus) -> Self {
        let (folders, heartbeat_interval, max_folders) = (None, None, None);
        Self { status, folders, heartbeat_interval, max_folders, rest: Rest::default() }
    }

    /// Something changed in these folders.
    pub fn changes(folder: Vec<CollectionId<'a>>) -> Self {
        let folders = Some(ChangedFolders { folder, rest: Rest::default() });
        Self { folders, ..Self::new(PingStatus::CHANGES) }
    }
}
