//! The response. [MS-ASCMD] 2.2.1.21, 4.5.

use crate::command::item::ApplicationData;
use crate::command::scalar::{Class, ClientId, CollectionId, EmptyTag, ServerId, SyncKey};
use crate::command::schema::{Rest, choice, container};
use crate::command::status::SyncStatus;
use crate::wbxml::tag::air_sync;

container! {
    /// A Sync response. [MS-ASCMD] 2.2.1.21.
    pub struct SyncResponse<'a> in Free order {
        /// The outcome of the whole command; usually absent when it succeeded. [MS-ASCMD] 2.2.3.177.17.
        status: Option<SyncStatus> = air_sync::STATUS;
        /// The bound that the request broke: of the interval with status 14, of the number of collections with
        /// status 15. There are no collections then. [MS-ASCMD] 2.2.3.97.
        limit: Option<u32> = air_sync::LIMIT, since V12_1;
        /// The collections.
        collections: Option<Collections<'a>> = air_sync::COLLECTIONS;
    }
}

container! {
    /// The list of collections. One that is not listed has nothing to say. [MS-ASCMD] 2.2.3.199.
    pub struct Collections<'a> in Free order {
        /// One for each folder.
        collection: Vec<Collection<'a>> = air_sync::COLLECTION;
    }
}

container! {
    /// One folder. Servers differ in the order of the children, and the schema leaves it free. [MS-ASCMD] 2.2.3.29.2.
    pub struct Collection<'a> in Free order {
        /// The class of the folder.
        class: Option<Class<'a>> = air_sync::CLASS, until V12_1;
        /// The state that the client has once it has applied this.
        sync_key: SyncKey<'a> = air_sync::SYNC_KEY;
        /// The folder.
        collection_id: CollectionId<'a> = air_sync::COLLECTION_ID;
        /// The outcome for this folder. [MS-ASCMD] 2.2.3.177.17.
        status: SyncStatus = air_sync::STATUS;
        /// There are more changes than the window holds. [MS-ASCMD] 2.2.3.116.
        more_available: Option<EmptyTag> = air_sync::MORE_AVAILABLE;
        /// The server's changes.
        commands: Option<Commands<'a>> = air_sync::COMMANDS;
        /// What became of the client's changes.
        responses: Option<Responses<'a>> = air_sync::RESPONSES;
    }
}

choice! {
    /// The server's changes, in any order and number.
    pub struct Commands<'a> of
    /// One change.
    pub enum Operation {
        /// A new item, or a new version of one that the client has.
        Add(Add<'a>) = air_sync::ADD, many;
        /// New properties of an item.
        Change(Change<'a>) = air_sync::CHANGE, many;
        /// An item that is gone.
        Delete(Delete<'a>) = air_sync::DELETE, many;
        /// An item that no longer concerns the client.
        SoftDelete(SoftDelete<'a>) = air_sync::SOFT_DELETE, many;
    }
}

container! {
    /// A new item. [MS-ASCMD] 2.2.3.7.2.
    ///
    /// The published schemas have no Class here; [MS-ASMS] v9.0 2.2.2.2.1.2 and its example 4.3 have it, first.
    pub struct Add<'a> in Free order {
        /// Its class, when it is not the folder's own.
        class: Option<Class<'a>> = air_sync::CLASS, since V14_0;
        /// The item.
        server_id: ServerId<'a> = air_sync::SERVER_ID;
        /// Its properties.
        application_data: ApplicationData<'a> = air_sync::APPLICATION_DATA;
    }
}

container! {
    /// New properties of an item. [MS-ASCMD] 2.2.3.24.
    pub struct Change<'a> in Free order {
        /// Its class, when it is not the folder's own.
        class: Option<Class<'a>> = air_sync::CLASS, since V14_0;
        /// The item.
        server_id: ServerId<'a> = air_sync::SERVER_ID;
        /// The properties.
        application_data: ApplicationData<'a> = air_sync::APPLICATION_DATA;
    }
}

container! {
    /// An item that is gone. At 14.0 none is sent for a short message. [MS-ASCMD] 2.2.3.42.2.
    pub struct Delete<'a> in Free order {
        /// Its class, when it is not the folder's own.
        class: Option<Class<'a>> = air_sync::CLASS, since V14_0;
        /// The item.
        server_id: ServerId<'a> = air_sync::SERVER_ID;
    }
}

container! {
    /// An item that the client forgets although the server keeps it: it left the window, or its class left the
    /// options. [MS-ASCMD] 2.2.3.172.
    pub struct SoftDelete<'a> in Free order {
        /// The item.
        server_id: ServerId<'a> = air_sync::SERVER_ID;
    }
}

choice! {
    /// What became of the client's changes, in any order and number. A Change or Delete that is not listed
    /// succeeded. [MS-ASCMD] 2.2.3.154.
    pub struct Responses<'a> of
    /// What became of one change.
    pub enum Outcome {
        /// Of a new item.
        Add(Added<'a>) = air_sync::ADD, many;
        /// Of new properties.
        Change(Changed<'a>) = air_sync::CHANGE, many;
        /// Of a deletion.
        Delete(Deleted<'a>) = air_sync::DELETE, many;
        /// Of an item that was wanted whole.
        Fetch(Fetched<'a>) = air_sync::FETCH, many;
    }
}

container! {
    /// What became of a new item. [MS-ASCMD] 2.2.3.7.2.
    pub struct Added<'a> in Free order {
        /// Its class, when it is not the folder's own.
        class: Option<Class<'a>> = air_sync::CLASS, since V14_0;
        /// The name that the client gave it.
        client_id: ClientId<'a> = air_sync::CLIENT_ID;
        /// The name that the server gives it, if it was added.
        server_id: Option<ServerId<'a>> = air_sync::SERVER_ID;
        /// The outcome.
        status: SyncStatus = air_sync::STATUS;
        /// What the server adds to it: the conversation of a short message. [MS-ASMS] v9.0 3.1.4.1.2.
        application_data: Option<ApplicationData<'a>> = air_sync::APPLICATION_DATA;
    }
}

container! {
    /// What became of new properties. [MS-ASCMD] 2.2.3.24.
    pub struct Changed<'a> in Free order {
        /// The class of the item, when it is not the folder's own.
        class: Option<Class<'a>> = air_sync::CLASS, since V14_0;
        /// The item.
        server_id: ServerId<'a> = air_sync::SERVER_ID;
        /// The outcome.
        status: SyncStatus = air_sync::STATUS;
    }
}

container! {
    /// What became of a deletion. [MS-ASCMD] 2.2.3.42.2; Class by [MS-ASMS] v9.0 2.2.2.2.1.2.
    pub struct Deleted<'a> in Free order {
        /// The class of the item, when it is not the folder's own.
        class: Option<Class<'a>> = air_sync::CLASS, since V14_0;
        /// The item.
        server_id: ServerId<'a> = air_sync::SERVER_ID;
        /// The outcome.
        status: SyncStatus = air_sync::STATUS;
    }
}

container! {
    /// An item that was wanted whole, or why there is none. [MS-ASCMD] 2.2.3.67.2.
    pub struct Fetched<'a> in Free order {
        /// The item.
        server_id: Option<ServerId<'a>> = air_sync::SERVER_ID;
        /// The outcome.
        status: SyncStatus = air_sync::STATUS;
        /// Its properties, if there is one.
        application_data: Option<ApplicationData<'a>> = air_sync::APPLICATION_DATA;
    }
}

impl<'a> SyncResponse<'a> {
    /// A response with these collections and no status of its own.
    pub fn new(collections: Vec<Collection<'a>>) -> Self {
        let collections = Some(Collections { collection: collections, rest: Rest::default() });
        Self { status: None, limit: None, collections, rest: Rest::default() }
    }

    /// A response that says only how the whole command failed.
    pub fn failed(status: SyncStatus, limit: Option<u32>) -> Self {
        Self { status: Some(status), limit, collections: None, rest: Rest::default() }
    }

    /// The collections, none when the element is absent.
    pub fn collections(&self) -> &[Collection<'a>] {
        self.collections.as_ref().map_or(&[], |collections| &collections.collection)
    }
}

impl<'a> Collection<'a> {
    /// A collection with no more than the children that it needs.
    pub fn new(sync_key: SyncKey<'a>, collection_id: CollectionId<'a>, status: SyncStatus) -> Self {
        let (class, more_available, commands, responses) = (None, None, None, None);
        let rest = Rest::default();
        Self { class, sync_key, collection_id, status, more_available, commands, responses, rest }
    }

    /// Whether the client has to ask again for the rest. [MS-ASCMD] 2.2.3.116.
    pub fn has_more(&self) -> bool {
        self.more_available.is_some()
    }

    /// The server's changes, none when the element is absent.
    pub fn operations(&self) -> &[Operation<'a>] {
        self.commands.as_ref().map_or(&[], |commands| &commands.0)
    }

    /// What became of the client's changes, nothing when the element is absent.
    pub fn outcomes(&self) -> &[Outcome<'a>] {
        self.responses.as_ref().map_or(&[], |responses| &responses.0)
    }
}

impl<'a> Add<'a> {
    /// A new item of this class, or of the folder's own.
    pub fn new(
        class: Option<Class<'a>>,
        server_id: ServerId<'a>,
        application_data: ApplicationData<'a>,
    ) -> Self {
        Self { class, server_id, application_data, rest: Rest::default() }
    }
}

impl<'a> Change<'a> {
    /// New properties of an item of this class, or of the folder's own.
    pub fn new(
        class: Option<Class<'a>>,
        server_id: ServerId<'a>,
        application_data: ApplicationData<'a>,
    ) -> Self {
        Self { class, server_id, application_data, rest: Rest::default() }
    }
}

impl<'a> Delete<'a> {
    /// An item of this class, or of the folder's own, that is gone.
    pub fn new(class: Option<Class<'a>>, server_id: ServerId<'a>) -> Self {
        Self { class, server_id, rest: Rest::default() }
    }
}

impl<'a> SoftDelete<'a> {
    /// An item that the client forgets.
    pub fn new(server_id: ServerId<'a>) -> Self {
        Self { server_id, rest: Rest::default() }
    }
}

impl<'a> Added<'a> {
    /// An item that was added.
    pub fn new(client_id: ClientId<'a>, server_id: ServerId<'a>) -> Self {
        let (class, status) = (None, SyncStatus::SUCCESS);
        let server_id = Some(server_id);
        Self { class, client_id, server_id, status, application_data: None, rest: Rest::default() }
    }

    /// An item that was not added.
    pub fn failed(client_id: ClientId<'a>, status: SyncStatus) -> Self {
        let (class, server_id, application_data) = (None, None, None);
        Self { class, client_id, server_id, status, application_data, rest: Rest::default() }
    }
}

impl<'a> Changed<'a> {
    /// What became of new properties.
    pub fn new(server_id: ServerId<'a>, status: SyncStatus) -> Self {
        Self { class: None, server_id, status, rest: Rest::default() }
    }
}

impl<'a> Deleted<'a> {
    /// What became of a deletion.
    pub fn new(server_id: ServerId<'a>, status: SyncStatus) -> Self {
        Self { class: None, server_id, status, rest: Rest::default() }
    }
}

impl<'a> Fetched<'a> {
    /// An item that was wanted whole.
    pub fn new(server_id: ServerId<'a>, application_data: ApplicationData<'a>) -> Self {
        let (server_id, application_data) = (Some(server_id), Some(application_data));
        Self { server_id, status: SyncStatus::SUCCESS, application_data, rest: Rest::default() }
    }

    /// Why there is none.
    pub fn failed(server_id: ServerId<'a>, status: SyncStatus) -> Self {
        Self { server_id: Some(server_id), status, application_data: None, rest: Rest::default() }
    }
}
