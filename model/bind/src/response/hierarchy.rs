//! FolderSync responses.

use asms_machine::class::FolderKind;
use asms_machine::message::{FolderChange, FolderSyncResponse, Response};
use asms_wire::command::folder_sync::{Changes, DeletedFolder, Folder};
use asms_wire::command::status::FolderSyncStatus;
use asms_wire::command::{self, FolderType, Rest, ServerId};

use super::read_refusal;
use crate::request::document;
use crate::terms::only;
use crate::{BindError, Binding, Unmodelled};

/// The folder in which all others are.
const ROOT: &str = "0";

impl Binding {
    /// Folders that are gone stand before new ones, as the schema has them.
    pub(super) fn write_hierarchy(&self, response: &FolderSyncResponse) -> Result<Vec<u8>, BindError> {
        let FolderSyncResponse::Success { key, changes } = response else {
            let failed = command::FolderSyncResponse::failed(FolderSyncStatus::INVALID_SYNC_KEY);
            return document(|bytes| failed.encode(bytes));
        };
        let (mut delete, mut add) = (Vec::new(), Vec::new());
        for change in changes {
            match *change {
                FolderChange::Add(id, kind) => {
                    let id = ServerId::new(self.names.collection_name(id)?)?;
                    add.push(Folder::new(id, ServerId::new(ROOT)?, kind.name(), folder_type(kind)));
                }
                FolderChange::Delete(id) => {
                    let server_id = ServerId::new(self.names.collection_name(id)?)?;
                    delete.push(DeletedFolder { server_id, rest: Rest::default() });
                }
            }
        }
        let key = command::SyncKey::new(self.names.key_name(*key)?)?;
        let count = u32::try_from(changes.len()).ok();
        let response = command::FolderSyncResponse {
            changes: Some(Changes { count, update: Vec::new(), delete, add, rest: Rest::default() }),
            ..command::FolderSyncResponse::new(key, Vec::new())
        };
        document(|bytes| response.encode(bytes))
    }

    pub(super) fn read_hierarchy(
        &mut self,
        response: &command::FolderSyncResponse<'_>,
    ) -> Result<Response, BindError> {
        only(&response.rest)?;
        match response.status {
            FolderSyncStatus::SUCCESS => {}
            FolderSyncStatus::INVALID_SYNC_KEY => {
                return Ok(Response::FolderSync(FolderSyncResponse::InvalidKey));
            }
            status => return read_refusal(status.code()),
        }
        let key = response.sync_key.as_ref().ok_or(Unmodelled::Status)?;
        let key = self.names.key(key.as_str())?;
        let mut changes = Vec::new();
        if let Some(told) = &response.changes {
            only(&told.rest)?;
            if !told.update.is_empty() {
                return Err(Unmodelled::Folder.into());
            }
            for folder in &told.delete {
                changes.push(FolderChange::Delete(self.names.collection(folder.server_id.as_str())?));
            }
            for folder in &told.add {
                let id = self.names.collection(folder.server_id.as_str())?;
                changes.push(FolderChange::Add(id, folder_kind(folder.kind)?));
            }
        }
        Ok(Response::FolderSync(FolderSyncResponse::Success { key, changes: changes.into() }))
    }
}

/// [MS-ASCMD] 2.2.3.186.3.
fn folder_type(kind: FolderKind) -> FolderType {
    match kind {
        FolderKind::Inbox => FolderType::INBOX,
        FolderKind::Outbox => FolderType::OUTBOX,
        FolderKind::SentItems => FolderType::SENT_ITEMS,
        FolderKind::DeletedItems => FolderType::DELETED_ITEMS,
        FolderKind::UserMail => FolderType::USER_MAIL,
        FolderKind::Contacts => FolderType::CONTACTS,
    }
}

fn folder_kind(kind: FolderType) -> Result<FolderKind, Unmodelled> {
    FolderKind::ALL.into_iter().find(|known| folder_type(*known) == kind).ok_or(Unmodelled::Folder)
}
