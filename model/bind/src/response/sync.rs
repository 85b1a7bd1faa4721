//! Sync responses.

use asms_machine::id::CollectionId;
use asms_machine::message::{
    Changes, CollectionOutcome, CollectionResponse, Response, SyncFailure, SyncResponse,
};
use asms_wire::command::status::SyncStatus;
use asms_wire::command::sync::response::{Collection, Commands, Responses};
use asms_wire::command::{self, EmptyTag};
use smallvec::SmallVec;

use super::read_refusal;
use crate::request::document;
use crate::terms::only;
use crate::{BindError, Binding, Unmodelled};

impl Binding {
    pub(super) fn write_sync_response(&mut self, response: &SyncResponse) -> Result<Vec<u8>, BindError> {
        let collections = match response {
            SyncResponse::Empty => return Ok(Vec::new()),
            SyncResponse::Failed(failure) => {
                let (status, limit) = root_status(*failure);
                return document(|bytes| command::SyncResponse::failed(status, limit).encode(bytes));
            }
            SyncResponse::Collections(collections) => collections,
        };
        for entry in collections.iter() {
            if let CollectionOutcome::Success(changes) = &entry.outcome {
                self.make_told_items(changes)?;
            }
        }
        let written = collections.iter().map(|entry| self.wire_outcome(entry)).collect::<Result<_, _>>()?;
        document(|bytes| command::SyncResponse::new(written).encode(bytes))
    }

    fn wire_outcome(&self, entry: &CollectionResponse) -> Result<Collection<'_>, BindError> {
        let id = command::CollectionId::new(self.names.collection_name(entry.collection)?)?;
        Ok(match &entry.outcome {
            CollectionOutcome::Success(changes) => self.wire_changes(entry.collection, id, changes)?,
            outcome => failed(id, folder_status(outcome)),
        })
    }

    fn wire_changes<'s>(
        &'s self,
        collection: CollectionId,
        id: command::CollectionId<'s>,
        changes: &Changes,
    ) -> Result<Collection<'s>, BindError> {
        let key = command::SyncKey::new(self.names.key_name(changes.key)?)?;
        let mut written = Collection::new(key, id, SyncStatus::SUCCESS);
        written.more_available = changes.more_available.then_some(EmptyTag);
        if !changes.commands.is_empty() {
            let write = |command| self.write_server_command(collection, command);
            written.commands = Some(Commands(changes.commands.iter().map(write).collect::<Result<_, _>>()?));
        }
        if !changes.responses.is_empty() {
            let write = |response| self.write_command_response(collection, response);
            written.responses =
                Some(Responses(changes.responses.iter().map(write).collect::<Result<_, _>>()?));
        }
        Ok(written)
    }

    pub(super) fn read_sync_response(
        &mut self,
        response: &command::SyncResponse<'_>,
    ) -> Result<Response, BindError> {
        only(&response.rest)?;
        match response.status {
            None | Some(SyncStatus::SUCCESS) => {}
            Some(status) => {
                return match failure(status, response.limit)? {
                    Some(failure) => Ok(Response::Sync(SyncResponse::Failed(failure))),
                    None => read_refusal(status.code()),
                };
            }
        }
        if let Some(collections) = &response.collections {
            only(&collections.rest)?;
        }
        let read = response.collections().iter().map(|collection| self.read_outcome(collection));
        Ok(Response::Sync(SyncResponse::Collections(read.collect::<Result<_, _>>()?)))
    }

    fn read_outcome(&mut self, told: &Collection<'_>) -> Result<CollectionResponse, BindError> {
        only(&told.rest)?;
        let collection = self.names.collection(told.collection_id.as_str())?;
        let outcome = match FOLDER_STATUSES.into_iter().find(|known| folder_status(known) == told.status) {
            Some(outcome) => outcome,
            None if told.status == SyncStatus::SUCCESS => {
                CollectionOutcome::Success(self.read_changes(collection, told)?)
            }
            None => return Err(Unmodelled::Status.into()),
        };
        Ok(CollectionResponse { collection, outcome })
    }

    fn read_changes(&mut self, id: CollectionId, told: &Collection<'_>) -> Result<Changes, BindError> {
        let mut responses = SmallVec::new();
        for outcome in told.outcomes() {
            responses.extend(self.read_command_response(id, outcome)?);
        }
        Ok(Changes {
            key: self.names.key(told.sync_key.as_str())?,
            more_available: told.has_more(),
            responses,
            commands: told
                .operations()
                .iter()
                .map(|operation| self.read_server_command(id, operation))
                .collect::<Result<_, _>>()?,
        })
    }
}

/// A collection that failed. The key is required there and means nothing, so that it is the one that a client which
/// stored it could go on with (EC-19).
fn failed(id: command::CollectionId<'_>, status: SyncStatus) -> Collection<'_> {
    Collection::new(command::SyncKey::INITIAL, id, status)
}

const FOLDER_STATUSES: [CollectionOutcome; 4] = [
    CollectionOutcome::InvalidKey,
    CollectionOutcome::ProtocolError,
    CollectionOutcome::NotFound,
    CollectionOutcome::HierarchyChanged,
];

fn folder_status(outcome: &CollectionOutcome) -> SyncStatus {
    match outcome {
        CollectionOutcome::Success(_) => SyncStatus::SUCCESS,
        CollectionOutcome::InvalidKey => SyncStatus::INVALID_SYNC_KEY,
        CollectionOutcome::ProtocolError => SyncStatus::PROTOCOL_ERROR,
        CollectionOutcome::NotFound => SyncStatus::OBJECT_NOT_FOUND,
        CollectionOutcome::HierarchyChanged => SyncStatus::FOLDER_HIERARCHY_CHANGED,
    }
}

/// Status and Limit of the Sync element.
fn root_status(failure: SyncFailure) -> (SyncStatus, Option<u32>) {
    match failure {
        SyncFailure::ProtocolError => (SyncStatus::PROTOCOL_ERROR, None),
        SyncFailure::ServerError => (SyncStatus::SERVER_ERROR, None),
        SyncFailure::Incomplete => (SyncStatus::INCOMPLETE_REQUEST, None),
        SyncFailure::HoldOutOfRange(limit) => (SyncStatus::INVALID_INTERVAL, Some(limit.into())),
        SyncFailure::Retry => (SyncStatus::RETRY, None),
    }
}

/// What a status of the Sync element tells; nothing where it is a refusal, if it is known at all.
fn failure(status: SyncStatus, limit: Option<u32>) -> Result<Option<SyncFailure>, Unmodelled> {
    Ok(Some(match status {
        SyncStatus::PROTOCOL_ERROR => SyncFailure::ProtocolError,
        SyncStatus::SERVER_ERROR => SyncFailure::ServerError,
        SyncStatus::INCOMPLETE_REQUEST => SyncFailure::Incomplete,
        SyncStatus::INVALID_INTERVAL => {
            let limit = limit.and_then(|limit| u16::try_from(limit).ok()).ok_or(Unmodelled::Number)?;
            SyncFailure::HoldOutOfRange(limit)
        }
        SyncStatus::RETRY => SyncFailure::Retry,
        _ => return Ok(None),
    }))
}
