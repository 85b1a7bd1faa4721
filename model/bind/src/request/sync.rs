//! Sync requests.

use asms_machine::message::{ClientCommand, CollectionRequest, Hold, SyncRequest};
use asms_machine::version::Version;
use asms_wire::command::sync::request::{Collection, Commands};
use asms_wire::command::{self, Boolean, EmptyTag};
use smallvec::SmallVec;

use super::document;
use crate::terms::only;
use crate::{BindError, Binding, Unmodelled};

impl Binding {
    pub(super) fn read_sync(&mut self, request: &command::SyncRequest<'_>) -> Result<SyncRequest, BindError> {
        only(&request.rest)?;
        if let Some(collections) = &request.collections {
            only(&collections.rest)?;
        }
        let hold = match (request.wait, request.heartbeat_interval) {
            (None, None) => None,
            (Some(minutes), None) => Some(Hold::Wait(short(minutes))),
            (None, Some(seconds)) => Some(Hold::Heartbeat(short(seconds))),
            (Some(minutes), Some(seconds)) => Some(Hold::Both(short(minutes), short(seconds))),
        };
        Ok(SyncRequest {
            collections: request
                .collections()
                .iter()
                .map(|collection| self.read_collection(collection))
                .collect::<Result<_, _>>()?,
            hold,
            window: request.window_size.map(short),
            partial: request.partial.is_some(),
        })
    }

    pub(super) fn write_sync(&mut self, request: &SyncRequest) -> Result<Vec<u8>, BindError> {
        for collection in &request.collections {
            self.make_words(&collection.commands)?;
        }
        let collections: Vec<_> = request
            .collections
            .iter()
            .map(|collection| self.wire_collection(collection))
            .collect::<Result<_, _>>()?;
        let mut message = command::SyncRequest::new(collections);
        if request.collections.is_empty() {
            message.collections = None;
        }
        (message.wait, message.heartbeat_interval) = match request.hold {
            None => (None, None),
            Some(Hold::Wait(minutes)) => (Some(minutes.into()), None),
            Some(Hold::Heartbeat(seconds)) => (None, Some(seconds.into())),
            Some(Hold::Both(minutes, seconds)) => (Some(minutes.into()), Some(seconds.into())),
        };
        if message.heartbeat_interval.is_some() && self.version < Version::V14_0 {
            return Err(BindError::NotAtVersion { what: "HeartbeatInterval", version: self.version });
        }
        message.window_size = request.window.map(u32::from);
        message.partial = request.partial.then_some(EmptyTag);
        document(|bytes| message.encode(bytes))
    }

    /// Reads what is said of a folder. What the machines do not read is kept beside it: first without the operations, since
    /// that is the same in every request; with them where they say more than the machines read.
    fn read_collection(&mut self, collection: &Collection<'_>) -> Result<CollectionRequest, BindError> {
        let mut read = self.read_fields(collection)?;
        // Most often nothing is left, and that shows without a look at bytes. Names are given back as they came.
        let (key, id) = (collection.sync_key.clone(), collection.collection_id.clone());
        if self.wire_named(key, id, &read).is_ok_and(|again| again == *collection) {
            return Ok(read);
        }
        let whole = alone(collection.clone())?;
        if self.collection_alone(&read)? == whole {
            return Ok(read);
        }

        let mut kept = collection.clone();
        kept.sync_key = command::SyncKey::INITIAL;
        kept.options.clear();
        let with_operations = alone(kept.clone())?;
        if let Some(commands) = &mut kept.commands {
            commands.0.clear();
        }
        read.rest = Some(self.contents.keep_part(&alone(kept)?));
        if self.collection_alone(&read)? == whole {
            return Ok(read);
        }
        read.rest = Some(self.contents.keep_verbatim(&with_operations, &read.commands));
        // An element of a later version may have stood where it cannot be put back.
        if self.collection_alone(&read)? == whole { Ok(read) } else { Err(Unmodelled::Element.into()) }
    }

    fn read_fields(&mut self, collection: &Collection<'_>) -> Result<CollectionRequest, BindError> {
        let id = self.names.collection(collection.collection_id.as_str())?;
        let commands = collection
            .operations()
            .iter()
            .map(|operation| self.read_operation(id, operation))
            .collect::<Result<SmallVec<_>, _>>()?;
        Ok(CollectionRequest {
            key: self.names.key(collection.sync_key.as_str())?,
            collection: id,
            deletes_as_moves: collection.deletes_as_moves.map(Boolean::is_true),
            get_changes: collection.get_changes.map(Boolean::is_true),
            window: collection.window_size.map(short),
            rest: None,
            options: collection
                .options
                .iter()
                .map(|block| self.read_options(block))
                .collect::<Result<_, _>>()?,
            commands,
        })
    }

    /// The bytes of what is said of a folder, its words known.
    fn collection_alone(&mut self, request: &CollectionRequest) -> Result<Vec<u8>, BindError> {
        alone(self.wire_collection(request)?)
    }

    fn wire_collection(&self, request: &CollectionRequest) -> Result<Collection<'_>, BindError> {
        let key = command::SyncKey::new(self.names.key_name(request.key)?)?;
        let id = command::CollectionId::new(self.names.collection_name(request.collection)?)?;
        self.wire_named(key, id, request)
    }

    fn wire_named<'a>(
        &'a self,
        key: command::SyncKey<'a>,
        id: command::CollectionId<'a>,
        request: &CollectionRequest,
    ) -> Result<Collection<'a>, BindError> {
        let mut collection = match request.rest {
            None => Collection::new(key, id),
            Some(rest) => Collection { sync_key: key, collection_id: id, ..self.kept_collection(rest)? },
        };
        say(&mut collection.deletes_as_moves, request.deletes_as_moves);
        say(&mut collection.get_changes, request.get_changes);
        if collection.window_size.map(short) != request.window {
            collection.window_size = request.window.map(u32::from);
        }
        collection.options =
            request.options.iter().map(|block| self.write_options(block)).collect::<Result<_, _>>()?;
        let is_verbatim =
            request.rest.is_some_and(|rest| self.contents.has_verbatim(rest, &request.commands));
        let has_operations = !(request.commands.is_empty() && collection.operations().is_empty());
        if has_operations && !is_verbatim {
            collection.commands = self.wire_commands(request)?;
        }
        Ok(collection)
    }

    fn kept_collection(&self, rest: asms_machine::id::ContentId) -> Result<Collection<'_>, BindError> {
        let request = command::SyncRequest::decode(self.contents.part(rest)?, self.wire_version())?;
        let collection =
            request.collections.and_then(|collections| collections.collection.into_iter().next());
        collection.ok_or(BindError::UnknownContent(rest))
    }

    fn wire_commands(&self, request: &CollectionRequest) -> Result<Option<Commands<'_>>, BindError> {
        let write = |command: &ClientCommand| self.write_command(request.collection, command);
        let operations: Vec<_> = request.commands.iter().map(write).collect::<Result<_, _>>()?;
        Ok(if operations.is_empty() { None } else { Some(Commands(operations)) })
    }
}

/// A collection as a document of its own.
fn alone(collection: Collection<'_>) -> Result<Vec<u8>, BindError> {
    document(|bytes| command::SyncRequest::new(vec![collection]).encode(bytes))
}

/// Lets an element say this, in the form in which it stands there if it does already.
fn say(element: &mut Option<Boolean>, value: Option<bool>) {
    if element.map(Boolean::is_true) != value {
        *element = value.map(Boolean::from);
    }
}

/// What is greater says the same as the greatest: every interval and window has its bound far below.
fn short(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
