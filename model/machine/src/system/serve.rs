//! The server takes a request, or answers one that it held; and the ledger writes down what that did.

use smallvec::SmallVec;

use super::step::added;
use super::{Envelope, Estimated, Event, Handled, Reply, State, Waiter, bit};
use crate::behaviour::Context;
use crate::class::{Class, FilterType, FolderKind, Wish};
use crate::id::{CollectionId, DeviceId, ItemId, SyncKey};
use crate::item::{Says, reported_by};
use crate::message::{
    AddOutcome, ClassOptions, ClientCommand, CollectionOutcome, CollectionRequest, CommandResponse,
    EstimateResponse, Request, Response, SyncFailure, SyncResponse,
};
use crate::server::{Folder, Waiting};
use crate::shared::Shared;

/// What has to be known of the server from before it handles a request.
struct Before {
    folders: SmallVec<[Shared<Folder>; 3]>,
    next_item: ItemId,
    keys: SmallVec<[(CollectionId, SyncKey); 3]>,
    offered_to: Option<DeviceId>,
}

impl State {
    /// The server takes the request at a place of the link.
    pub(super) fn handle(&mut self, cx: &mut Context<'_>, id: DeviceId, at: u8) -> Option<Event> {
        let Envelope { request, version, waiter } = self.take_request(id, at)?;
        let speaker = self.speaker(cx, id);
        let before = self.before(speaker, &request);
        let response = self.server.handle(cx, speaker, version, &request);
        self.answered(id, speaker, request, waiter, response, &before, false)
    }

    /// The server answers the request that it holds for a device.
    pub(super) fn wake(&mut self, cx: &mut Context<'_>, id: DeviceId, over: bool) -> Option<Event> {
        let speaker = self.speaker(cx, id);
        let request = match &self.server.held(speaker)?.waiting {
            Waiting::Sync(request) => Request::Sync(request.clone()),
            Waiting::Ping(folders) => Request::Ping(folders.clone()),
        };
        let waiter = self.link_mut(id)?.held.take()?;
        let before = self.before(speaker, &request);
        let response =
            if over { self.server.end_interval(cx, speaker) } else { self.server.wake(cx, speaker) };
        self.answered(id, speaker, request, waiter, response, &before, true)
    }

    /// The server cannot do a request now.
    pub(super) fn fail(&mut self, id: DeviceId, at: u8) -> Option<Event> {
        let Envelope { request, waiter, .. } = self.take_request(id, at)?;
        let response = Response::Sync(SyncResponse::Failed(SyncFailure::Retry));
        let (wishes, awaited) = (waiter.wishes, waiter.awaited);
        if awaited {
            self.link_mut(id)?.reply =
                Some(Reply { response: response.clone(), wishes: wishes.clone(), fresh: 0 });
        }
        let response = Some(response);
        Some(Event::Handled(Handled { device: id, request, wishes, awaited, response, held_before: false }))
    }

    /// As whom a device speaks.
    fn speaker(&self, cx: &mut Context<'_>, id: DeviceId) -> DeviceId {
        if self.devices.len() < 2 { id } else { cx.device(|device| device.device_identity).speaks_as(id) }
    }

    fn before(&self, speaker: DeviceId, request: &Request) -> Before {
        // Only what a client commands changes a folder.
        let commands = match request {
            Request::Sync(sync) => sync.collections.iter().any(|entry| !entry.commands.is_empty()),
            _ => false,
        };
        Before {
            folders: self.server.folders().filter(|_| commands).cloned().collect(),
            next_item: self.server.next_item(),
            keys: self.server.newest_keys(speaker).collect(),
            offered_to: self.server.gateway(),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "all that is known of one exchange")]
    fn answered(
        &mut self,
        id: DeviceId,
        speaker: DeviceId,
        request: Request,
        waiter: Waiter,
        response: Option<Response>,
        before: &Before,
        held_before: bool,
    ) -> Option<Event> {
        self.note_changes(id, &request, before);
        let Waiter { wishes, awaited } = waiter;
        let is_held = response.is_none();
        if let Some(response) = &response {
            self.note_estimate(id, &request, response);
            self.note_refusals(&request, response);
            if awaited {
                let fresh = self.fresh(&request, response, before);
                self.link_mut(id)?.reply =
                    Some(Reply { response: response.clone(), wishes: wishes.clone(), fresh });
            }
        }
        let held = self.server.held(speaker).is_some();
        let link = self.link_mut(id)?;
        if is_held {
            link.held = Some(Waiter { wishes: wishes.clone(), awaited });
        } else if !held {
            link.held = None;
        }
        Some(Event::Handled(Handled { device: id, request, wishes, awaited, response, held_before }))
    }

    /// The folders whose newest state an answer tells, as far as it goes.
    fn fresh(&self, request: &Request, response: &Response, before: &Before) -> u8 {
        let asked: &[CollectionRequest] = match request {
            Request::Sync(sync) => &sync.collections,
            _ => &[],
        };
        // What a shortened request leaves out is asked for as before.
        let shortened = match request {
            Request::SyncAgain => true,
            Request::Sync(sync) => sync.partial,
            _ => false,
        };
        let Response::Sync(response) = response else { return 0 };
        let folders = self.server.folders().filter(|folder| {
            let entry = asked.iter().find(|entry| entry.collection == folder.id);
            let asks =
                entry.map_or(shortened, |entry| entry.key != SyncKey::INITIAL && entry.wants_changes());
            asks && match response {
                SyncResponse::Empty => true,
                SyncResponse::Failed(_) => false,
                SyncResponse::Collections(answers) => {
                    let answer = answers.iter().find(|answer| answer.collection == folder.id);
                    let known = before.keys.iter().find(|(id, _)| *id == folder.id);
                    answer.is_none_or(|answer| match &answer.outcome {
                        // A key that was there before is that of an answer given before, which may tell old news.
                        CollectionOutcome::Success(changes) => {
                            known.is_none_or(|(_, newest)| changes.key > *newest)
                        }
                        _ => false,
                    })
                }
            }
        });
        folders.fold(0, |bits, folder| bits | bit(folder.id))
    }

    /// Writes down which folders changed, and which items the server made of the client's Adds.
    fn note_changes(&mut self, id: DeviceId, request: &Request, before: &Before) {
        let mut changed = 0;
        let grows = self.server.next_item() != before.next_item;
        let made: SmallVec<[(CollectionId, Says); 2]> = self
            .server
            .folders()
            .filter(|_| grows)
            .flat_map(|folder| {
                let first = folder.items.partition_point(|item| item.id < before.next_item);
                folder.items[first..].iter().map(|item| (folder.id, item.text.says()))
            })
            .collect();
        for folder in &before.folders {
            if !self.server.folders().any(|now| now == folder) {
                changed |= bit(folder.id);
            }
        }
        if self.server.gateway() != before.offered_to
            && let Some(outbox) = self.collection(FolderKind::Outbox)
        {
            changed |= bit(outbox);
        }
        if changed != 0 {
            // The other devices, and whatever is on its way, know nothing of it.
            self.mailbox_changed(changed);
        }
        let Request::Sync(sync) = request else { return };
        for entry in &sync.collections {
            for says in added(&entry.commands) {
                let items = made.iter().filter(|(folder, text)| (*folder, *text) == (entry.collection, says));
                let items = u8::try_from(items.count()).unwrap_or(u8::MAX);
                if items > 0 {
                    self.ledger.made(entry.collection, says, items);
                    self.note_report(says, items);
                }
            }
            if self
                .ledger
                .estimate
                .is_some_and(|known| (known.device, known.collection) == (id, entry.collection))
            {
                self.ledger.estimate = None;
            }
        }
    }

    /// Writes down what a report that came into the Inbox names.
    fn note_report(&mut self, says: Says, items: u8) {
        let Some(message) = reported_by(says.content) else { return };
        let Some(message) = self.ledger.outbound.find_mut(message) else { return };
        message.reported_again |= if items > 1 { says.named } else { message.reported & says.named };
        message.reported |= says.named;
        message.reported_whole |= says.named.is_empty();
    }

    /// Writes down which Adds of a request the server refused.
    fn note_refusals(&mut self, request: &Request, response: &Response) {
        let (Request::Sync(request), Response::Sync(SyncResponse::Collections(answers))) =
            (request, response)
        else {
            return;
        };
        for answer in answers.iter() {
            let CollectionOutcome::Success(changes) = &answer.outcome else { continue };
            let entry = request.collections.iter().find(|entry| entry.collection == answer.collection);
            for command in entry.iter().flat_map(|entry| &entry.commands) {
                let ClientCommand::Add { client_id, text, .. } = command else { continue };
                let refused = changes.responses.iter().any(|response| {
                    matches!(response, CommandResponse::Add { client_id: of, outcome: AddOutcome::Refused(_) } if of == client_id)
                });
                if refused {
                    self.ledger.refused(answer.collection, text.says());
                }
            }
        }
    }

    fn note_estimate(&mut self, device: DeviceId, request: &Request, response: &Response) {
        if let (Request::Estimate(request), Response::Estimate(EstimateResponse::Estimate { changes, .. })) =
            (request, response)
        {
            let wish = wish_of(&request.options);
            let (collection, key, changes) = (request.collection, request.key, *changes);
            self.ledger.estimate = Some(Estimated { device, collection, key, wish, changes });
        }
    }
}

/// What Options blocks of a mail folder ask for; without any the default class.
fn wish_of(options: &[ClassOptions]) -> Wish {
    if options.is_empty() {
        return Wish::DEFAULT;
    }
    let filter = |class| {
        let block = options.iter().find(|block| block.class.unwrap_or(Class::Email) == class)?;
        Some(block.filter.unwrap_or(FilterType::ALL))
    };
    Wish { email: filter(Class::Email), sms: filter(Class::Sms), truncation: None }
}
