//! FolderSync: the folder hierarchy, both ways. [MS-ASCMD] 2.2.1.5.

use std::borrow::Cow;

use super::scalar::{Class, ServerId, SyncKey, open_codes};
use super::schema::{Rest, container};
use super::status::FolderSyncStatus;
use crate::wbxml::tag::folder_hierarchy;

container! {
    /// A `FolderSync` request.
    pub struct FolderSyncRequest<'a> in Free order {
        /// The state that the client has; `0` asks for all folders. It is independent of those of collections.
        sync_key: SyncKey<'a> = folder_hierarchy::SYNC_KEY;
    }
}

container! {
    /// A `FolderSync` response.
    pub struct FolderSyncResponse<'a> in Free order {
        /// The outcome; one folder that fails makes all fail. [MS-ASCMD] 2.2.3.177.5.
        status: FolderSyncStatus = folder_hierarchy::STATUS;
        /// The state that the client has once it has applied this; there after success.
        sync_key: Option<SyncKey<'a>> = folder_hierarchy::SYNC_KEY;
        /// The changes.
        changes: Option<Changes<'a>> = folder_hierarchy::CHANGES;
    }
}

container! {
    /// The changes of the hierarchy.
    pub struct Changes<'a> in Free order {
        /// How many there are.
        count: Option<u32> = folder_hierarchy::COUNT;
        /// Folders that have new values.
        update: Vec<Folder<'a>> = folder_hierarchy::UPDATE;
        /// Folders that are gone.
        delete: Vec<DeletedFolder<'a>> = folder_hierarchy::DELETE;
        /// New folders.
        add: Vec<Folder<'a>> = folder_hierarchy::ADD;
    }
}

container! {
    /// A folder. [MS-ASCMD] 2.2.3.7.1.
    pub struct Folder<'a> in Free order {
        /// Its name for the protocol, which is the `CollectionId` of the other commands.
        server_id: ServerId<'a> = folder_hierarchy::SERVER_ID;
        /// The folder that it is in; `0` is the root.
        parent_id: ServerId<'a> = folder_hierarchy::PARENT_ID;
        /// Its name for the user.
        display_name: Cow<'a, str> = folder_hierarchy::DISPLAY_NAME;
        /// What it is.
        kind: FolderType = folder_hierarchy::TYPE;
    }
}

container! {
    /// A folder that is gone.
    pub struct DeletedFolder<'a> in Free order {
        /// Its name for the protocol.
        server_id: ServerId<'a> = folder_hierarchy::SERVER_ID;
    }
}

open_codes! {
    /// What a folder is. [MS-ASCMD] 2.2.3.186.3.
    pub struct FolderType(u32) {
        /// A folder that the user made, for anything.
        USER_GENERIC = 1 "user folder",
        /// Inbox.
        INBOX = 2 "Inbox",
        /// Drafts; not to be synchronised up to 14.1.
        DRAFTS = 3 "Drafts",
        /// Deleted Items.
        DELETED_ITEMS = 4 "Deleted Items",
        /// Sent Items.
        SENT_ITEMS = 5 "Sent Items",
        /// Outbox.
        OUTBOX = 6 "Outbox",
        /// Tasks.
        TASKS = 7 "Tasks",
        /// Calendar.
        CALENDAR = 8 "Calendar",
        /// Contacts.
        CONTACTS = 9 "Contacts",
        /// Notes.
        NOTES = 10 "Notes",
        /// Journal.
        JOURNAL = 11 "Journal",
        /// A mail folder that the user made.
        USER_MAIL = 12 "user mail folder",
        /// A calendar that the user made.
        USER_CALENDAR = 13 "user calendar",
        /// A folder of contacts that the user made.
        USER_CONTACTS = 14 "user contacts",
        /// A folder of tasks that the user made.
        USER_TASKS = 15 "user tasks",
        /// A journal that the user made.
        USER_JOURNAL = 16 "user journal",
        /// A folder of notes that the user made.
        USER_NOTES = 17 "user notes",
        /// Unknown.
        UNKNOWN = 18 "unknown",
        /// The recipient cache.
        RECIPIENT_CACHE = 19 "recipient information cache",
    }
}

impl FolderType {
    /// The class of the items that belong there: what Options without Class are for. `None` for folders that have no
    /// such class, or none that the protocol names.
    pub fn default_class(self) -> Option<Class<'static>> {
        match self {
            Self::INBOX
            | Self::DRAFTS
            | Self::DELETED_ITEMS
            | Self::SENT_ITEMS
            | Self::OUTBOX
            | Self::USER_MAIL => Some(Class::EMAIL),
            Self::TASKS | Self::USER_TASKS => Some(Class::TASKS),
            Self::CALENDAR | Self::USER_CALENDAR => Some(Class::CALENDAR),
            Self::CONTACTS | Self::USER_CONTACTS | Self::RECIPIENT_CACHE => Some(Class::CONTACTS),
            Self::NOTES | Self::USER_NOTES => Some(Class::NOTES),
            _ => None,
        }
    }
}

impl<'a> FolderSyncRequest<'a> {
    /// A request from this state on.
    pub fn new(sync_key: SyncKey<'a>) -> Self {
        Self { sync_key, rest: Rest::default() }
    }
}

impl<'a> FolderSyncResponse<'a> {
    /// Success with new folders.
    pub fn new(sync_key: SyncKey<'a>, add: Vec<Folder<'a>>) -> Self {
        let count = u32::try_from(add.len()).ok();
        let changes = Changes { count, update: Vec::new(), delete: Vec::new(), add, rest: Rest::default() };
        let (status, sync_key) = (FolderSyncStatus::SUCCESS, Some(sync_key));
        Self { status, sync_key, changes: Some(changes), rest: Rest::default() }
    }

    /// A response that says only how the command failed.
    pub fn failed(status: FolderSyncStatus) -> Self {
        Self { status, sync_key: None, changes: None, rest: Rest::default() }
    }
}

impl<'a> Folder<'a> {
    /// A folder.
    pub fn new(
        server_id: ServerId<'a>,
        parent_id: ServerId<'a>,
        display_name: impl Into<Cow<'a, str>>,
        kind: FolderType,
    ) -> Self {
        Self { server_id, parent_id, display_name: display_name.into(), kind, rest: Rest::default() }
    }
}
