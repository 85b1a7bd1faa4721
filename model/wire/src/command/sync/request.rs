//! The request. [MS-ASCMD] 2.2.1.21, 4.5.

use super::{Conflict, Options};
use crate::command::element::Untyped;
use crate::command::item::ApplicationData;
use crate::command::scalar::{Boolean, Class, ClientId, CollectionId, EmptyTag, ServerId, SyncKey};
use crate::command::schema::{Rest, choice, container};
use crate::wbxml::tag::air_sync;

container! {
    /// A Sync request. Without children it is legal here and status 4 from the server. [MS-ASCMD] 2.2.1.21.
    pub struct SyncRequest<'a> in Strict order {
        /// The collections.
        collections: Option<Collections<'a>> = air_sync::COLLECTIONS;
        /// How long to hold the answer, in minutes, 1 to 59; beyond that status 14. Not together with
        /// `heartbeat_interval`. [MS-ASCMD] 2.2.3.198.
        wait: Option<u32> = air_sync::WAIT, since V12_1;
        /// The same in seconds, 60 to 3540. [MS-ASCMD] 2.2.3.88.2.
        heartbeat_interval: Option<u32> = air_sync::HEARTBEAT_INTERVAL, since V14_0;
        /// How many changes the answer may hold over all collections. [MS-ASCMD] 2.2.3.199.
        window_size: Option<u32> = air_sync::WINDOW_SIZE;
        /// Collections not listed are as in the last request. [MS-ASCMD] 2.2.3.131.
        partial: Option<EmptyTag> = air_sync::PARTIAL, since V12_1;
    }
}

container! {
    /// The list of collections, at least one.
    pub struct Collections<'a> in Free order {
        /// One for each folder.
        collection: Vec<Collection<'a>> = air_sync::COLLECTION, required;
    }
}

container! {
    /// One folder to synchronise. The order of the children is strict. [MS-ASCMD] 2.2.3.29.2, 2.2.3.179.
    pub struct Collection<'a> in Strict order {
        /// The class of the folder.
        class: Option<Class<'a>> = air_sync::CLASS, until V12_1;
        /// The state that the client has.
        sync_key: SyncKey<'a> = air_sync::SYNC_KEY;
        /// The folder.
        collection_id: CollectionId<'a> = air_sync::COLLECTION_ID;
        /// The properties of contacts or events that the client manages. [MS-ASCMD] 2.2.3.179.
        supported: Option<Untyped<'a>> = air_sync::SUPPORTED;
        /// Whether deleted items go to Deleted Items; default 1. [MS-ASCMD] 2.2.3.43.
        deletes_as_moves: Option<Boolean> = air_sync::DELETES_AS_MOVES;
        /// Whether the server's changes are wanted. [MS-ASCMD] 2.2.3.84.
        get_changes: Option<Boolean> = air_sync::GET_CHANGES;
        /// How many changes the answer may hold. [MS-ASCMD] 2.2.3.199.
        window_size: Option<u32> = air_sync::WINDOW_SIZE;
        /// Whether the rest of a conversation comes with an item inside the window. [MS-ASCMD] 2.2.3.36.2.
        conversation_mode: Option<Boolean> = air_sync::CONVERSATION_MODE, since V14_0;
        /// The sets of options. Two at most, one for the folder's class and one for short messages; more are status
        /// 4, which is the server's to say. [MS-ASMS] v9.0 3.1.4.1.1.
        options: Vec<Options<'a>> = air_sync::OPTIONS;
        /// The client's changes.
        commands: Option<Commands<'a>> = air_sync::COMMANDS;
    }
}

choice! {
    /// The client's changes, in any order and number. None at all is undefined, and Exchange reports no error; more
    /// than 200 are status 4, which is the server's to say. [MS-ASCMD] 2.2.3.32, 3.1.5.10.
    pub struct Commands<'a> of
    /// One change.
    pub enum Operation {
        /// A new item.
        Add(Add<'a>) = air_sync::ADD, many;
        /// New properties of an item.
        Change(Change<'a>) = air_sync::CHANGE, many;
        /// An item to delete.
        Delete(Delete<'a>) = air_sync::DELETE, many;
        /// An item wanted whole.
        Fetch(Fetch<'a>) = air_sync::FETCH, many;
    }
}

container! {
    /// A new item. [MS-ASCMD] 2.2.3.7.2.
    pub struct Add<'a> in Strict order {
        /// Its class, the folder's own when absent. [MS-ASMS] v9.0 2.2.2.2.1.2.
        class: Option<Class<'a>> = air_sync::CLASS, since V14_0;
        /// Its name until the server gives one.
        client_id: ClientId<'a> = air_sync::CLIENT_ID;
        /// Its properties.
        application_data: ApplicationData<'a> = air_sync::APPLICATION_DATA;
    }
}

container! {
    /// New properties of an item. [MS-ASCMD] 2.2.3.24.
    pub struct Change<'a> in Strict order {
        /// The item.
        server_id: ServerId<'a> = air_sync::SERVER_ID;
        /// The properties.
        application_data: ApplicationData<'a> = air_sync::APPLICATION_DATA;
    }
}

container! {
    /// An item to delete. [MS-ASCMD] 2.2.3.42.2.
    pub struct Delete<'a> in Strict order {
        /// The item.
        server_id: ServerId<'a> = air_sync::SERVER_ID;
    }
}

container! {
    /// An item wanted whole, because it came cut. [MS-ASCMD] 2.2.3.67.2.
    pub struct Fetch<'a> in Strict order {
        /// The item.
        server_id: ServerId<'a> = air_sync::SERVER_ID;
    }
}

impl<'a> SyncRequest<'a> {
    /// A request for these collections and nothing else.
    pub fn new(collections: Vec<Collection<'a>>) -> Self {
        let collections = Some(Collections { collection: collections, rest: Rest::default() });
        let (wait, heartbeat_interval, window_size, partial) = (None, None, None, None);
        Self { collections, wait, heartbeat_interval, window_size, partial, rest: Rest::default() }
    }

    /// The collections, none when the element is absent.
    pub fn collections(&self) -> &[Collection<'a>] {
        self.collections.as_ref().map_or(&[], |collections| &collections.collection)
    }

    /// How many changes the answer may hold over all collections, if that is limited. The value is read like that
    /// of a collection.
    pub fn window(&self) -> Option<u32> {
        self.window_size.map(|size| effective_window(Some(size)))
    }
}

impl<'a> Collection<'a> {
    /// A collection with no more than the children that it needs.
    pub fn new(sync_key: SyncKey<'a>, collection_id: CollectionId<'a>) -> Self {
        Self {
            class: None,
            sync_key,
            collection_id,
            supported: None,
            deletes_as_moves: None,
            get_changes: None,
            window_size: None,
            conversation_mode: None,
            options: Vec::new(),
            commands: None,
            rest: Rest::default(),
        }
    }

    /// Whether deleted items go to Deleted Items: yes unless it says 0. [MS-ASCMD] 2.2.3.43.
    pub fn moves_deleted(&self) -> bool {
        self.deletes_as_moves.is_none_or(Boolean::is_true)
    }

    /// Whether the server's changes are wanted: when absent, unless the key is `0`. [MS-ASCMD] 2.2.3.84.
    ///
    /// True with the key `0` is status 4, which is the server's to say.
    pub fn wants_changes(&self) -> bool {
        self.get_changes.map_or(!self.sync_key.is_initial(), Boolean::is_true)
    }

    /// How many changes the answer may hold: 100 when absent, 512 for 0 and for more than 512. [MS-ASCMD] 2.2.3.199.
    pub fn window(&self) -> u32 {
        effective_window(self.window_size)
    }

    /// Whether the rest of a conversation comes with an item inside the window: no unless it says so. [MS-ASCMD]
    /// 2.2.3.36.2.
    pub fn widens_to_conversations(&self) -> bool {
        self.conversation_mode.is_some_and(Boolean::is_true)
    }

    /// Who wins a conflict: what the first set of options that says anything says, else the server. [MS-ASCMD]
    /// 2.2.3.34.
    pub fn conflict(&self) -> Conflict {
        self.options.iter().find_map(Options::conflict).unwrap_or(Conflict::ServerWins)
    }

    /// The client's changes, none when the element is absent.
    pub fn operations(&self) -> &[Operation<'a>] {
        self.commands.as_ref().map_or(&[], |commands| &commands.0)
    }
}

impl<'a> Add<'a> {
    /// A new item of this class.
    pub fn new(class: Class<'a>, client_id: ClientId<'a>, application_data: ApplicationData<'a>) -> Self {
        Self { class: Some(class), client_id, application_data, rest: Rest::default() }
    }
}

impl<'a> Change<'a> {
    /// New properties of an item.
    pub fn new(server_id: ServerId<'a>, application_data: ApplicationData<'a>) -> Self {
        Self { server_id, application_data, rest: Rest::default() }
    }
}

impl<'a> Delete<'a> {
    /// An item to delete.
    pub fn new(server_id: ServerId<'a>) -> Self {
        Self { server_id, rest: Rest::default() }
    }
}

impl<'a> Fetch<'a> {
    /// An item wanted whole.
    pub fn new(server_id: ServerId<'a>) -> Self {
        Self { server_id, rest: Rest::default() }
    }
}

/// Greatest number of changes in one answer. [MS-ASCMD] 2.2.3.199.
const GREATEST_WINDOW: u32 = 512;

/// Number of changes in one answer when the client does not say. [MS-ASCMD] 2.2.3.199.
const DEFAULT_WINDOW: u32 = 100;

fn effective_window(asked: Option<u32>) -> u32 {
    match asked {
        None => DEFAULT_WINDOW,
        Some(0) => GREATEST_WINDOW,
        Some(size) => size.min(GREATEST_WINDOW),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_have_defaults_and_bounds() {
        let windows = [None, Some(0), Some(1), Some(100), Some(512), Some(513), Some(u32::MAX)];
        assert_eq!(windows.map(effective_window), [100, 512, 1, 100, 512, 512, 512]);
    }

    #[test]
    fn changes_are_wanted_by_key_when_nothing_is_said() {
        use Boolean::{Empty, False, True};
        let table = [
            ("0", None, false),
            ("0", Some(False), false),
            ("0", Some(True), true),
            ("0", Some(Empty), true),
            ("7", None, true),
            ("7", Some(False), false),
            ("7", Some(True), true),
            ("7", Some(Empty), true),
        ];
        for (key, get_changes, wanted) in table {
            let mut collection = Collection::new(SyncKey::new(key).unwrap(), CollectionId::new("5").unwrap());
            collection.get_changes = get_changes;
            assert_eq!(collection.wants_changes(), wanted, "{key} {get_changes:?}");
        }
    }
}
