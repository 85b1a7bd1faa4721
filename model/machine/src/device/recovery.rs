//! What the device does when it is refused: statuses 3, 5, 12, 13, 14 and 16, and the folder hierarchy.

use super::{Device, Poll};
use crate::behaviour::Context;
use crate::class::FolderKind;
use crate::id::{CollectionId, SyncKey};
use crate::message::{FolderChange, FolderSyncResponse, SyncFailure, SyncRequest};

/// After how many failures of the server in a row the folders are synchronised anew (EC-22).
const MOST_FAILURES: u8 = 2;

impl Device {
    /// A Sync was refused as a whole; nothing of it was done. `failures` is how often the server failed before, in a row.
    pub(super) fn receive_failure(
        &mut self,
        cx: &mut Context<'_>,
        request: &SyncRequest,
        failure: SyncFailure,
        failures: u8,
    ) {
        match failure {
            // The next request is composed afresh, and is a full one (status 13).
            SyncFailure::ProtocolError | SyncFailure::Incomplete => {}
            // It is tried again; if that fails too the state on the server may be what is broken.
            SyncFailure::ServerError | SyncFailure::Retry => {
                self.failures = failures + 1;
                if self.failures >= MOST_FAILURES {
                    self.failures = 0;
                    self.start_over_with(cx, request);
                }
            }
            SyncFailure::HoldOutOfRange(limit) => {
                self.hold_limit = (self.poll == Poll::Hanging).then_some(limit);
            }
        }
    }

    /// Status 3: the server does not know the key.
    pub(super) fn key_is_invalid(&mut self, cx: &mut Context<'_>, collection: CollectionId) {
        let handling = cx.device(|device| device.invalid_key);
        if handling.starts_over() {
            self.start_over(cx, collection);
        } else if handling.wipes()
            && let Some(folder) = self.folders.find_mut(collection)
        {
            folder.view.clear();
        }
    }

    /// Status 12: a folder is gone.
    pub(super) fn hierarchy_changed(&mut self, cx: &mut Context<'_>) {
        if cx.device(|device| device.hierarchy_changed).synchronises() {
            self.hierarchy_stale = true;
        }
    }

    /// The answer to FolderSync: folders that are gone are dropped. New ones are kept when the user wants them.
    pub(super) fn receive_hierarchy(&mut self, cx: &mut Context<'_>, answer: &FolderSyncResponse) {
        match answer {
            FolderSyncResponse::Success { key, changes } => {
                let anew = self.hierarchy == SyncKey::INITIAL;
                self.hierarchy = *key;
                self.hierarchy_stale = false;
                for collection in self.collections() {
                    let told = |change: &FolderChange| match change {
                        FolderChange::Add(added, _) => anew && *added == collection,
                        FolderChange::Delete(gone) => *gone == collection,
                    };
                    if changes.iter().any(told) != anew {
                        self.drop_folder(cx, collection);
                    }
                }
            }
            FolderSyncResponse::InvalidKey => {
                self.hierarchy = SyncKey::INITIAL;
                self.hierarchy_stale = true;
            }
        }
    }

    /// Begins anew with key 0 and an empty copy ([MS-ASCMD] 3.1.5.4). What has no ServerId yet is added again, what was
    /// sent from the Outbox is remembered.
    pub(super) fn start_over(&mut self, cx: &mut Context<'_>, collection: CollectionId) {
        let Some(folder) = self.folders.find_mut(collection) else { return };
        folder.start_over();
        self.quiet = false;
        if folder.kind == FolderKind::Outbox {
            self.journal_outlasts_key(cx);
        }
    }

    /// Begins anew with all folders of a request; with all there are where it names none.
    fn start_over_with(&mut self, cx: &mut Context<'_>, request: &SyncRequest) {
        for collection in self.collections() {
            let named = request.collections.iter().any(|entry| entry.collection == collection);
            if named || request.collections.is_empty() {
                self.start_over(cx, collection);
            }
        }
    }

    /// A folder is gone, and what was to be put there with it. What stood in the Outbox cannot be deleted any more.
    fn drop_folder(&mut self, cx: &mut Context<'_>, collection: CollectionId) {
        let Some(folder) = self.folders.take(collection) else { return };
        self.quiet = false;
        let gone = |device: &Self| {
            let mut outgoing = device.outgoing.iter();
            outgoing.find(|item| item.collection == collection).map(|item| item.client_id)
        };
        while let Some(client_id) = gone(self) {
            self.outgoing.take(client_id);
        }
        if folder.kind == FolderKind::Outbox {
            let items: smallvec::SmallVec<[_; 2]> = self.jobs.iter().map(|job| job.item).collect();
            for item in items {
                self.recall(cx, item);
            }
        }
    }
}
