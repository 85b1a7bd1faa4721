//! What the device makes of an answer.

use super::compose::wish_of;
use super::{Copied, Device, Operation, Outgoing, Pending, Style};
use crate::behaviour::Context;
use crate::class::FolderKind;
use crate::id::{ClientId, CollectionId, ItemId, SyncKey};
use crate::item::Text;
use crate::message::{
    AddOutcome, Changes, ClientCommand, CollectionOutcome, CollectionRequest, CommandResponse, ItemStatus,
    PingResponse, Request, Response, ServerCommand, SyncRequest, SyncResponse,
};

impl Device {
    /// Takes the answer to the request in flight. What does not answer it ends it, and is not read.
    pub fn receive(&mut self, cx: &mut Context<'_>, response: &Response) {
        let Some(request) = self.in_flight.take() else { return };
        match (&request, response) {
            (Request::Sync(request), Response::Sync(answer)) => self.receive_sync(cx, request, answer),
            (Request::SyncAgain, Response::Sync(answer)) => {
                self.receive_sync(cx, &SyncRequest::default(), answer);
            }
            (Request::FolderSync(_), Response::FolderSync(answer)) => self.receive_hierarchy(cx, answer),
            (Request::Ping(_), Response::Ping(answer)) => {
                self.due = true;
                self.hierarchy_stale |= *answer == PingResponse::HierarchyChanged;
            }
            (Request::Settings(request), Response::Settings(status)) => {
                self.receive_settings(cx, *request, *status);
            }
            // An estimate is for the user to see, and its failures are for the next Sync to meet (AMB-21).
            _ => {}
        }
    }

    fn receive_sync(&mut self, cx: &mut Context<'_>, request: &SyncRequest, answer: &SyncResponse) {
        self.due = false;
        self.quiet = false;
        let failures = std::mem::take(&mut self.failures);
        match answer {
            SyncResponse::Empty => self.nothing_new(cx, request),
            SyncResponse::Collections(answers) => {
                for answer in answers.iter() {
                    let of = |entry: &&CollectionRequest| entry.collection == answer.collection;
                    let request = request.collections.iter().find(of);
                    self.receive_collection(cx, answer.collection, request, &answer.outcome);
                }
                for request in &request.collections {
                    if answers.iter().all(|answer| answer.collection != request.collection) {
                        self.left_out(cx, request);
                    }
                }
            }
            SyncResponse::Failed(failure) => self.receive_failure(cx, request, *failure, failures),
        }
    }

    /// An answer without a body: the server has done what was asked, and has nothing to say of it
    /// ([MS-ASCMD] 2.2.1.21.2).
    fn nothing_new(&mut self, cx: &mut Context<'_>, request: &SyncRequest) {
        self.quiet = self.style != Style::Full && request.collections.iter().all(is_kept);
        for request in &request.collections {
            self.left_out(cx, request);
        }
        for folder in self.folders.iter_mut().filter(|folder| folder.more) {
            folder.more = false;
        }
        let answer = cx.device(|device| device.empty_answer);
        if !answer.loses_keys() && !answer.empties_folders() {
            return;
        }
        for folder in &mut self.folders {
            if answer.loses_keys() {
                folder.key = SyncKey::INITIAL;
            }
            if answer.empties_folders() {
                folder.view.clear();
            }
        }
    }

    /// A folder that an answer leaves out has nothing to report ([MS-ASCMD] 2.2.3.199).
    fn left_out(&mut self, cx: &mut Context<'_>, request: &CollectionRequest) {
        self.acknowledge(request);
        self.settle(cx, request, &[]);
        if let Some(folder) = self.folders.find_mut(request.collection).filter(|folder| folder.more) {
            folder.more = false;
        }
    }

    /// What is said of a folder. A key is taken from success alone (EC-19).
    fn receive_collection(
        &mut self,
        cx: &mut Context<'_>,
        collection: CollectionId,
        request: Option<&CollectionRequest>,
        outcome: &CollectionOutcome,
    ) {
        if !self.folders.has(collection) {
            return;
        }
        match outcome {
            CollectionOutcome::Success(changes) => self.apply(cx, collection, request, changes),
            CollectionOutcome::InvalidKey => self.key_is_invalid(cx, collection),
            CollectionOutcome::HierarchyChanged => self.hierarchy_changed(cx),
            // The same again would be refused again; the next request is composed afresh.
            CollectionOutcome::ProtocolError | CollectionOutcome::NotFound => {}
        }
    }

    /// Responses come first: a command may speak of an item that a response has just named.
    fn apply(
        &mut self,
        cx: &mut Context<'_>,
        collection: CollectionId,
        request: Option<&CollectionRequest>,
        changes: &Changes,
    ) {
        let Some(folder) = self.folders.find_mut(collection) else { return };
        // Where nothing came and nothing moved, asking at once would bring nothing for ever (EC-11g).
        let moved =
            folder.key != changes.key || !changes.commands.is_empty() || !changes.responses.is_empty();
        folder.more = changes.more_available && moved;
        folder.key = changes.key;
        if let Some(request) = request {
            self.acknowledge(request);
            self.settle(cx, request, &changes.responses);
        }
        for command in &changes.commands {
            self.obey(cx, collection, *command);
        }
        let tells_all = request.is_none_or(CollectionRequest::wants_changes);
        if !changes.more_available && tells_all {
            self.is_complete(collection);
        }
    }

    /// The Options of a request are in force.
    fn acknowledge(&mut self, request: &CollectionRequest) {
        let Some(wish) = wish_of(&request.options) else { return };
        if let Some(folder) = self.folders.find_mut(request.collection) {
            folder.asked = Some(wish);
        }
    }

    /// The operations of a request have ended, each as its response says; only failures of Change and Delete are told
    /// ([MS-ASCMD] 2.2.3.154).
    fn settle(&mut self, cx: &mut Context<'_>, request: &CollectionRequest, responses: &[CommandResponse]) {
        let collection = request.collection;
        for command in &request.commands {
            match *command {
                ClientCommand::Add { client_id, .. } => {
                    if let Some(outcome) = outcome_of_add(responses, client_id) {
                        self.settle_add(collection, client_id, outcome);
                    }
                }
                ClientCommand::Change { item, read, flag, .. } => {
                    let status = status_of_change(responses, item);
                    if status.is_some() || cx.device(|device| device.silent_success).is_done() {
                        let Some(folder) = self.folders.find_mut(collection) else { continue };
                        folder.settle_change(item, (read, flag), status);
                    }
                }
                ClientCommand::Delete { item } => {
                    let told = has_delete(responses, item);
                    if told || cx.device(|device| device.silent_success).is_done() {
                        self.settle_delete(collection, item);
                    }
                }
                ClientCommand::Fetch { item: asked } => {
                    for response in responses {
                        if let CommandResponse::Fetch { item, text } = *response
                            && item == asked
                        {
                            self.settle_fetch(collection, item, text);
                        }
                    }
                }
            }
        }
    }

    /// An Add has its item, or is never sent again (EC-25).
    fn settle_add(&mut self, collection: CollectionId, client_id: ClientId, outcome: AddOutcome) {
        let Some(outgoing) = self.outgoing.take(client_id) else { return };
        let (Outgoing { text, .. }, marks) = (outgoing, outgoing.marks());
        if let AddOutcome::Accepted { item, class, .. } = outcome
            && let Some(folder) = self.folders.find_mut(collection)
        {
            folder.view.put(Copied { item, class, text, marks, cut: false });
        }
    }

    fn settle_delete(&mut self, collection: CollectionId, item: ItemId) {
        let Some(folder) = self.folders.find_mut(collection) else { return };
        folder.settle_delete(item);
        if folder.kind == FolderKind::Outbox {
            self.retire(item);
        }
    }

    fn settle_fetch(&mut self, collection: CollectionId, item: ItemId, text: Option<Text>) {
        let Some(folder) = self.folders.find_mut(collection) else { return };
        if let (Some(copy), Some(text)) = (folder.view.find_mut(item), text) {
            copy.text = text;
            copy.cut = false;
        }
        self.take_fetched(item, text);
    }

    /// Does what the server says.
    fn obey(&mut self, cx: &mut Context<'_>, collection: CollectionId, command: ServerCommand) {
        let Some(folder) = self.folders.find_mut(collection) else { return };
        let is_outbox = folder.kind == FolderKind::Outbox;
        match command {
            ServerCommand::Delete { item, .. } => {
                folder.take_delete(item);
                if is_outbox {
                    self.recall(cx, item);
                }
            }
            ServerCommand::SoftDelete { item } => self.obey_soft_delete(cx, collection, item),
            ServerCommand::Change { item, read, flag, .. } => folder.take_change(item, read, flag),
            ServerCommand::Add { item, class, text, marks, cut, .. } => {
                let copy = Copied { item, class, text, marks, cut };
                if folder.take_add(copy) && is_outbox {
                    self.take_on(cx, copy);
                }
            }
        }
    }

    /// A SoftDelete takes the item from the device, and does nothing on the server (EC-14g).
    fn obey_soft_delete(&mut self, cx: &mut Context<'_>, collection: CollectionId, item: ItemId) {
        let Some(folder) = self.folders.find_mut(collection) else { return };
        if folder.view.has(item) {
            let handling = cx.device(|device| device.soft_delete);
            if handling.removes() {
                folder.take_soft_delete(item);
            }
            if handling.echoes() {
                folder.pending.put(Pending { item, operation: Operation::Delete, held: true });
            }
        }
        if folder.kind == FolderKind::Outbox {
            self.cancel(cx, item);
        }
    }

    /// The server has told all that there is of a folder.
    fn is_complete(&mut self, collection: CollectionId) {
        let Some(folder) = self.folders.find_mut(collection) else { return };
        if folder.pending.iter().any(|pending| !pending.held) {
            folder.is_complete();
        }
        if folder.kind == FolderKind::Outbox {
            self.outbox_is_complete();
        }
    }
}

/// Whether the server keeps a request for a folder, to be sent again without a body ([MS-ASCMD] 2.2.1.21.1).
fn is_kept(request: &CollectionRequest) -> bool {
    request.commands.is_empty()
}

fn outcome_of_add(responses: &[CommandResponse], id: ClientId) -> Option<AddOutcome> {
    responses.iter().find_map(|response| match *response {
        CommandResponse::Add { client_id, outcome } if client_id == id => Some(outcome),
        _ => None,
    })
}

fn status_of_change(responses: &[CommandResponse], id: ItemId) -> Option<ItemStatus> {
    responses.iter().find_map(|response| match *response {
        CommandResponse::Change { item, status } if item == id => Some(status),
        _ => None,
    })
}

fn has_delete(responses: &[CommandResponse], id: ItemId) -> bool {
    responses.iter().any(|response| matches!(*response, CommandResponse::Delete { item, .. } if item == id))
}
