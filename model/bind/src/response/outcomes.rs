//! What became of the operations of a client.

use asms_machine::id::CollectionId;
use asms_machine::message::{AddOutcome, CommandResponse, ItemStatus};
use asms_wire::command;
use asms_wire::command::item::{ApplicationData, Body, Property};
use asms_wire::command::status::SyncStatus;
use asms_wire::command::sync::response::{Added, Changed, Deleted, Fetched, Outcome};

use super::changes::item_class;
use crate::item::{CONVERSATION, Date, Told, has_conversation};
use crate::terms::only;
use crate::{BindError, Binding, Unmodelled, sample};

impl Binding {
    pub(super) fn write_command_response(
        &self,
        collection: CollectionId,
        response: &CommandResponse,
    ) -> Result<Outcome<'_>, BindError> {
        Ok(match *response {
            CommandResponse::Add { client_id, outcome } => {
                let client_id = command::ClientId::new(self.names.client_name(client_id)?)?;
                Outcome::Add(self.write_added(collection, client_id, outcome)?)
            }
            CommandResponse::Change { item, status } => {
                Outcome::Change(Changed::new(self.server_id(collection, item)?, item_status(status)))
            }
            CommandResponse::Delete { item, status } => {
                Outcome::Delete(Deleted::new(self.server_id(collection, item)?, item_status(status)))
            }
            CommandResponse::Fetch { item, text } => {
                let id = self.server_id(collection, item)?;
                Outcome::Fetch(match text {
                    Some(text) => Fetched::new(id, self.item(text, FETCHED)?),
                    None => Fetched::failed(id, SyncStatus::OBJECT_NOT_FOUND),
                })
            }
        })
    }

    fn write_added<'s>(
        &'s self,
        collection: CollectionId,
        client_id: command::ClientId<'s>,
        outcome: AddOutcome,
    ) -> Result<Added<'s>, BindError> {
        let AddOutcome::Accepted { item, class, conversation } = outcome else {
            let AddOutcome::Refused(status) = outcome else { return Err(Unmodelled::Status.into()) };
            return Ok(Added::failed(client_id, item_status(status)));
        };
        let mut added = Added::new(client_id, self.server_id(collection, item)?);
        added.class = self.named_class(class)?;
        added.application_data = conversation.then(|| ApplicationData(sample::conversation(item.0).into()));
        Ok(added)
    }

    /// Reads what became of an operation; nothing where it is a success that need not be told.
    pub(super) fn read_command_response(
        &mut self,
        collection: CollectionId,
        outcome: &Outcome<'_>,
    ) -> Result<Option<CommandResponse>, BindError> {
        Ok(match outcome {
            Outcome::Add(added) => Some(self.read_added(collection, added)?),
            Outcome::Change(changed) => {
                only(&changed.rest)?;
                let item = self.names.item(collection, changed.server_id.as_str())?;
                read_status(changed.status)?.map(|status| CommandResponse::Change { item, status })
            }
            Outcome::Delete(deleted) => {
                only(&deleted.rest)?;
                let item = self.names.item(collection, deleted.server_id.as_str())?;
                read_status(deleted.status)?.map(|status| CommandResponse::Delete { item, status })
            }
            Outcome::Fetch(fetched) => Some(self.read_fetched(collection, fetched)?),
            Outcome::Other(_) => return Err(Unmodelled::Element.into()),
        })
    }

    fn read_added(
        &mut self,
        collection: CollectionId,
        added: &Added<'_>,
    ) -> Result<CommandResponse, BindError> {
        only(&added.rest)?;
        let client_id = self.names.client(added.client_id.as_str())?;
        let outcome = match (&added.server_id, read_status(added.status)?) {
            (_, Some(status)) => AddOutcome::Refused(status),
            (Some(id), None) => AddOutcome::Accepted {
                item: self.names.item(collection, id.as_str())?,
                class: item_class(added.class.as_ref())?,
                conversation: added.application_data.as_ref().map_or(Ok(false), tells_conversation)?,
            },
            (None, None) => return Err(Unmodelled::Status.into()),
        };
        Ok(CommandResponse::Add { client_id, outcome })
    }

    fn read_fetched(
        &mut self,
        collection: CollectionId,
        fetched: &Fetched<'_>,
    ) -> Result<CommandResponse, BindError> {
        only(&fetched.rest)?;
        let id = fetched.server_id.as_ref().ok_or(Unmodelled::Element)?;
        let item = self.names.item(collection, id.as_str())?;
        let text = match (&fetched.application_data, fetched.status) {
            (Some(data), SyncStatus::SUCCESS) if data.body().is_some_and(Body::is_truncated) => {
                return Err(Unmodelled::Body.into());
            }
            (Some(data), SyncStatus::SUCCESS) => Some(self.contents.keep_item(data)?),
            (None, SyncStatus::OBJECT_NOT_FOUND) => None,
            _ => return Err(Unmodelled::Status.into()),
        };
        Ok(CommandResponse::Fetch { item, text })
    }
}

/// What is told of an item that is fetched: what it says. The client knows its marks.
const FETCHED: Told = Told {
    received: Date::AsItCame,
    marks: None,
    in_full: false,
    code_page: true,
    conversation: None,
    cut: false,
};

/// Whether what the server adds to a new item is its conversation; it can be nothing else.
fn tells_conversation(data: &ApplicationData<'_>) -> Result<bool, Unmodelled> {
    let is_known = |property: &Property<'_>| {
        CONVERSATION.contains(&property.tag()) || matches!(property, Property::InternetCpid(_))
    };
    if data.0.iter().all(is_known) { Ok(has_conversation(data)) } else { Err(Unmodelled::Element) }
}

fn item_status(status: ItemStatus) -> SyncStatus {
    match status {
        ItemStatus::Invalid => SyncStatus::INVALID_ITEM,
        ItemStatus::Conflict => SyncStatus::CONFLICT,
        ItemStatus::NotFound => SyncStatus::OBJECT_NOT_FOUND,
    }
}

/// Why an operation failed, or nothing if it did not.
fn read_status(status: SyncStatus) -> Result<Option<ItemStatus>, Unmodelled> {
    match status {
        SyncStatus::SUCCESS => Ok(None),
        SyncStatus::INVALID_ITEM => Ok(Some(ItemStatus::Invalid)),
        SyncStatus::CONFLICT => Ok(Some(ItemStatus::Conflict)),
        SyncStatus::OBJECT_NOT_FOUND => Ok(Some(ItemStatus::NotFound)),
        _ => Err(Unmodelled::Status),
    }
}
