//! Responses.

use asms_machine::class::Class;
use asms_machine::id::{CollectionId, ItemId};
use asms_machine::message::{
    AddOutcome, AddResponse, Changes, Malformed, Response, ServerCommand, SettingsStatus, SyncResponse,
};
use asms_wire::Version;
use asms_wire::command::item::{ApplicationData, Property};
use asms_wire::command::schema::Rest;
use asms_wire::command::status::{CommonStatus, SettingsStatus as WireSettingsStatus, SyncStatus};
use asms_wire::command::sync::response as wire;
use asms_wire::command::{self, HttpBody};

use crate::options::{class_of, wire_class};
use crate::request::received;
use crate::{BindError, Binding, Unmodelled, sample};

impl Binding {
    /// Writes the body of a response; no bytes where there is nothing to report.
    pub fn write_response(&mut self, response: &Response) -> Result<Vec<u8>, BindError> {
        let mut bytes = Vec::new();
        match response {
            Response::Sync(SyncResponse::Empty) => {}
            Response::Sync(response) => self.wire_response(response)?.encode(&mut bytes)?,
            Response::Settings(status) => {
                command::SettingsResponse::new(settings_status(*status)).encode(&mut bytes)?;
            }
            Response::Refused(why) => {
                if self.version <= Version::V12_1 {
                    return Err(BindError::HttpStatus(400));
                }
                failed(refusal(*why).into()).encode(&mut bytes)?;
            }
        }
        Ok(bytes)
    }

    /// Reads the body of a response.
    pub fn read_response(&mut self, body: &[u8]) -> Result<Response, BindError> {
        if body.is_empty() {
            return Ok(Response::Sync(SyncResponse::Empty));
        }
        match command::Response::decode(body, self.version)? {
            command::Response::Sync(response) => self.read_sync_response(&response),
            command::Response::Settings(response) => {
                let status = response.device_information.and_then(|information| information.status);
                match status {
                    Some(WireSettingsStatus::SUCCESS) => Ok(Response::Settings(SettingsStatus::Success)),
                    Some(status) if status == settings_status(SettingsStatus::InvalidArguments) => {
                        Ok(Response::Settings(SettingsStatus::InvalidArguments))
                    }
                    _ => Err(BindError::Unmodelled(Unmodelled::Status)),
                }
            }
            _ => Err(BindError::Unmodelled(Unmodelled::Command)),
        }
    }

    fn wire_response(
        &mut self,
        response: &SyncResponse,
    ) -> Result<HttpBody<command::SyncResponse<'_>>, BindError> {
        let collection = match response {
            SyncResponse::Empty => return Ok(HttpBody::Empty),
            SyncResponse::ProtocolError => return Ok(HttpBody::Message(failed(SyncStatus::PROTOCOL_ERROR))),
            SyncResponse::InvalidKey { collection } => {
                self.wire_failure(*collection, SyncStatus::INVALID_SYNC_KEY)?
            }
            SyncResponse::HierarchyChanged { collection } => {
                self.wire_failure(*collection, SyncStatus::FOLDER_HIERARCHY_CHANGED)?
            }
            SyncResponse::Success(changes) => self.wire_changes(changes)?,
        };
        let collections = wire::Collections { collection: vec![collection], rest: Rest::default() };
        Ok(HttpBody::Message(command::SyncResponse {
            status: None,
            limit: None,
            collections: Some(collections),
            rest: Rest::default(),
        }))
    }

    /// A collection that failed. The key is required there and means nothing, so that it is the one that a client
    /// which stored it could go on with (EC-19).
    fn wire_failure(
        &self,
        collection: CollectionId,
        status: SyncStatus,
    ) -> Result<wire::Collection<'static>, BindError> {
        let id = command::CollectionId::new(self.names.collection_name(collection)?)?;
        Ok(wire_collection(command::SyncKey::INITIAL, id, status))
    }

    fn wire_changes(&mut self, changes: &Changes) -> Result<wire::Collection<'_>, BindError> {
        for command in &changes.commands {
            if let ServerCommand::Add { content, received, .. } = *command {
                self.make_sample(content, Some(received))?;
            }
        }
        let this = &*self;
        let mut collection = wire_collection(
            command::SyncKey::new(this.names.key_name(changes.key)?)?,
            command::CollectionId::new(this.names.collection_name(changes.collection)?)?,
            SyncStatus::SUCCESS,
        );
        if !changes.commands.is_empty() {
            let commands = changes
                .commands
                .iter()
                .map(|command| this.write_server_command(changes.collection, command))
                .collect::<Result<_, _>>()?;
            collection.commands = Some(wire::Commands(commands));
        }
        if !changes.responses.is_empty() {
            let responses = changes
                .responses
                .iter()
                .map(|response| this.write_add_response(changes.collection, response))
                .collect::<Result<_, _>>()?;
            collection.responses = Some(wire::Responses(responses));
        }
        Ok(collection)
    }

    fn write_server_command(
        &self,
        collection: CollectionId,
        command: &ServerCommand,
    ) -> Result<wire::Operation<'_>, BindError> {
        let id = |item: ItemId| {
            Ok::<_, BindError>(command::ServerId::new(self.names.server_id(collection, item)?)?)
        };
        Ok(match *command {
            ServerCommand::Delete { item, class } => {
                wire::Operation::Delete(wire::Delete::new(named_class(class), id(item)?))
            }
            ServerCommand::SoftDelete { item } => {
                wire::Operation::SoftDelete(wire::SoftDelete::new(id(item)?))
            }
            ServerCommand::Add { item, class, content, received } => {
                let mut data = self.item(content)?;
                if data.date_received().is_none() {
                    data.0.push(sample::date_received(received));
                }
                add_conversation(&mut data, item);
                wire::Operation::Add(wire::Add::new(named_class(class), id(item)?, data))
            }
        })
    }

    fn write_add_response(
        &self,
        collection: CollectionId,
        response: &AddResponse,
    ) -> Result<wire::Outcome<'static>, BindError> {
        let client_id = command::ClientId::new(self.names.client_name(response.client_id)?)?;
        Ok(wire::Outcome::Add(match response.outcome {
            AddOutcome::Refused => wire::Added::failed(client_id, SyncStatus::INVALID_ITEM),
            AddOutcome::Accepted { item, class } => {
                let id = command::ServerId::new(self.names.server_id(collection, item)?)?;
                let mut added = wire::Added::new(client_id, id);
                added.class = named_class(class);
                added.application_data = Some(ApplicationData(sample::conversation(item).into()));
                added
            }
        }))
    }

    fn read_sync_response(&mut self, response: &command::SyncResponse<'_>) -> Result<Response, BindError> {
        match response.status {
            None | Some(SyncStatus::SUCCESS) => {}
            Some(SyncStatus::PROTOCOL_ERROR) => return Ok(Response::Sync(SyncResponse::ProtocolError)),
            Some(status) => {
                let why = [Malformed::Wbxml, Malformed::Schema, Malformed::Unmodelled]
                    .into_iter()
                    .find(|why| SyncStatus::from(refusal(*why)) == status);
                return why.map(Response::Refused).ok_or(BindError::Unmodelled(Unmodelled::Status));
            }
        }
        let collections = response.collections.as_ref().map_or(&[][..], |list| &list.collection);
        let [collection] = collections else { return Err(BindError::Unmodelled(Unmodelled::Collections)) };
        let id = self.names.collection(collection.collection_id.as_str()).map_err(BindError::Unmodelled)?;
        Ok(Response::Sync(match collection.status {
            SyncStatus::SUCCESS => SyncResponse::Success(self.read_changes(id, collection)?),
            SyncStatus::INVALID_SYNC_KEY => SyncResponse::InvalidKey { collection: id },
            SyncStatus::FOLDER_HIERARCHY_CHANGED => SyncResponse::HierarchyChanged { collection: id },
            _ => return Err(BindError::Unmodelled(Unmodelled::Status)),
        }))
    }

    fn read_changes(
        &mut self,
        id: CollectionId,
        collection: &wire::Collection<'_>,
    ) -> Result<Changes, BindError> {
        let operations = collection.commands.as_ref().map_or(&[][..], |commands| &commands.0);
        let outcomes = collection.responses.as_ref().map_or(&[][..], |responses| &responses.0);
        Ok(Changes {
            collection: id,
            key: self.names.key(collection.sync_key.as_str()).map_err(BindError::Unmodelled)?,
            responses: outcomes
                .iter()
                .map(|outcome| self.read_outcome(id, outcome))
                .collect::<Result<_, _>>()?,
            commands: operations
                .iter()
                .map(|operation| self.read_operation_of_server(id, operation))
                .collect::<Result<_, _>>()?,
        })
    }

    fn read_operation_of_server(
        &mut self,
        collection: CollectionId,
        operation: &wire::Operation<'_>,
    ) -> Result<ServerCommand, BindError> {
        let item = |id: &command::ServerId<'_>| self.names.item(collection, id.as_str());
        Ok(match operation {
            wire::Operation::Delete(delete) => ServerCommand::Delete {
                item: item(&delete.server_id)?,
                class: item_class(delete.class.as_ref())?,
            },
            wire::Operation::SoftDelete(delete) => {
                ServerCommand::SoftDelete { item: item(&delete.server_id)? }
            }
            wire::Operation::Add(add) => {
                let item = item(&add.server_id)?;
                let mut data = add.application_data.clone();
                drop_conversation(&mut data, item);
                let received = received(&data)?.ok_or(BindError::Unmodelled(Unmodelled::Date))?;
                let class = item_class(add.class.as_ref())?;
                ServerCommand::Add { item, class, content: self.keep_item(&data)?, received }
            }
            _ => return Err(BindError::Unmodelled(Unmodelled::Operation)),
        })
    }

    fn read_outcome(
        &mut self,
        collection: CollectionId,
        outcome: &wire::Outcome<'_>,
    ) -> Result<AddResponse, BindError> {
        let wire::Outcome::Add(added) = outcome else {
            return Err(BindError::Unmodelled(Unmodelled::Operation));
        };
        let client_id = self.names.client(added.client_id.as_str()).map_err(BindError::Unmodelled)?;
        let outcome = match (&added.server_id, added.status) {
            (Some(id), SyncStatus::SUCCESS) => AddOutcome::Accepted {
                item: self.names.item(collection, id.as_str())?,
                class: item_class(added.class.as_ref())?,
            },
            (None, SyncStatus::INVALID_ITEM) => AddOutcome::Refused,
            _ => return Err(BindError::Unmodelled(Unmodelled::Status)),
        };
        Ok(AddResponse { client_id, outcome })
    }
}

fn wire_collection<'a>(
    sync_key: command::SyncKey<'a>,
    collection_id: command::CollectionId<'a>,
    status: SyncStatus,
) -> wire::Collection<'a> {
    wire::Collection {
        class: None,
        sync_key,
        collection_id,
        status,
        more_available: None,
        commands: None,
        responses: None,
        rest: Rest::default(),
    }
}

fn failed(status: SyncStatus) -> command::SyncResponse<'static> {
    command::SyncResponse { status: Some(status), limit: None, collections: None, rest: Rest::default() }
}

/// The common status of a refusal ([MS-ASCMD] 2.2.2).
fn refusal(why: Malformed) -> CommonStatus {
    CommonStatus(match why {
        Malformed::Wbxml => 102,
        Malformed::Schema => 103,
        Malformed::Unmodelled => 110,
    })
}

fn settings_status(status: SettingsStatus) -> WireSettingsStatus {
    match status {
        SettingsStatus::Success => WireSettingsStatus::SUCCESS,
        SettingsStatus::InvalidArguments => WireSettingsStatus(5),
    }
}

/// Class is left out where it is the folder's own ([MS-ASCMD] 2.2.3.27.6).
fn named_class(class: Class) -> Option<command::Class<'static>> {
    if class == Class::Email { None } else { wire_class(class) }
}

fn item_class(class: Option<&command::Class<'_>>) -> Result<Class, BindError> {
    match class.map_or(Class::Email, class_of) {
        Class::Unknown => Err(BindError::Unmodelled(Unmodelled::Class)),
        class => Ok(class),
    }
}

/// Tells the conversation of an item whose content has none.
fn add_conversation(data: &mut ApplicationData<'_>, item: ItemId) {
    if data.conversation_id().is_none() && data.conversation_index().is_none() {
        data.0.extend(sample::conversation(item));
    }
}

/// Takes out what [`add_conversation`] put in.
fn drop_conversation(data: &mut ApplicationData<'_>, item: ItemId) {
    let told: [Property<'_>; 2] = sample::conversation(item);
    if data.0.ends_with(&told) {
        data.0.truncate(data.0.len() - told.len());
    }
}
