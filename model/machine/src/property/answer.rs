//! What properties look at in an exchange.

use super::Step;
use crate::class::Wish;
use crate::id::{CollectionId, DeviceId, ItemId};
use crate::message::{
    AddOutcome, Changes, CollectionOutcome, CollectionRequest, CommandResponse, Request, Response,
    ServerCommand, SyncResponse,
};
use crate::server::Folder;
use crate::system::{Event, Handled, Wishes};

/// What the server said of one folder.
#[derive(Clone, Copy)]
pub(super) struct Answered<'a> {
    pub(super) handled: &'a Handled,
    pub(super) collection: CollectionId,
    /// What the request asked of the folder; none where the request was shortened.
    pub(super) asked: Option<&'a CollectionRequest>,
    /// What the device meant to ask.
    pub(super) wish: Option<Wish>,
    pub(super) outcome: &'a CollectionOutcome,
}

impl<'a> Answered<'a> {
    /// What a successful answer carries.
    pub(super) fn changes(&self) -> Option<&'a Changes> {
        match self.outcome {
            CollectionOutcome::Success(changes) => Some(changes),
            _ => None,
        }
    }

    /// What the device's wish comes to at the version that it speaks (AMB-03).
    pub(super) fn heeded_wish(&self, step: &Step<'_>, folder: &Folder) -> Option<Wish> {
        let device = step.before.device(self.handled.device)?;
        Some(self.wish?.heeded_in(folder.kind, device.version))
    }
}

/// The exchange of a step in which the server took a request.
pub(super) fn handled<'a>(step: &Step<'a>) -> Option<&'a Handled> {
    match &step.effect.event {
        Event::Handled(handled) => Some(handled),
        _ => None,
    }
}

/// What the server said of each folder in a step in which it answered a Sync.
pub(super) fn answers<'a>(step: &Step<'a>) -> impl Iterator<Item = Answered<'a>> {
    let handled = handled(step);
    let answers = handled.and_then(|handled| match &handled.response {
        Some(Response::Sync(SyncResponse::Collections(answers))) => Some((handled, answers)),
        _ => None,
    });
    answers.into_iter().flat_map(|(handled, answers)| {
        answers.iter().map(move |answer| Answered {
            handled,
            collection: answer.collection,
            asked: asked(&handled.request, answer.collection),
            wish: wish(&handled.wishes, answer.collection),
            outcome: &answer.outcome,
        })
    })
}

/// What a device was told of each folder in a step in which it took an answer to a Sync, with the folders that are as
/// they were then.
pub(super) fn received<'a>(
    step: &Step<'a>,
) -> Option<(DeviceId, &'a Request, &'a SyncResponse, &'a Wishes, u8)> {
    match &step.effect.event {
        Event::Received { device, request, response: Response::Sync(response), wishes, fresh } => {
            Some((*device, request, response, wishes, *fresh))
        }
        _ => None,
    }
}

/// What a request asks of a folder.
pub(super) fn asked(request: &Request, collection: CollectionId) -> Option<&CollectionRequest> {
    match request {
        Request::Sync(sync) => sync.collections.iter().find(|entry| entry.collection == collection),
        _ => None,
    }
}

/// What a device meant to ask of a folder.
pub(super) fn wish(wishes: &Wishes, collection: CollectionId) -> Option<Wish> {
    wishes.iter().find(|(id, _)| *id == collection).map(|(_, wish)| *wish)
}

/// The successful outcome for a folder in a response.
pub(super) fn changes(response: &SyncResponse, collection: CollectionId) -> Option<&Changes> {
    let SyncResponse::Collections(answers) = response else { return None };
    let answer = answers.iter().find(|answer| answer.collection == collection)?;
    match &answer.outcome {
        CollectionOutcome::Success(changes) => Some(changes),
        _ => None,
    }
}

/// The items that an answer says were made of the client's Adds.
pub(super) fn accepted(changes: &Changes) -> impl Iterator<Item = ItemId> + '_ {
    changes.responses.iter().filter_map(|response| match response {
        CommandResponse::Add { outcome: AddOutcome::Accepted { item, .. }, .. } => Some(*item),
        _ => None,
    })
}

/// The item that a command speaks of.
pub(super) fn item_of(command: &ServerCommand) -> ItemId {
    match *command {
        ServerCommand::Delete { item, .. }
        | ServerCommand::SoftDelete { item }
        | ServerCommand::Change { item, .. }
        | ServerCommand::Add { item, .. } => item,
    }
}
