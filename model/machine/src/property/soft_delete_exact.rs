//! A dropped class is soft-deleted, and nothing else is.

use std::collections::BTreeSet;

use smallvec::SmallVec;

use super::{Judgement, Property, Scope, Step};
use crate::id::ItemId;
use crate::message::{AddOutcome, Changes, ServerCommand, SyncResponse};
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "soft-delete-exact",
    prose: "When a client drops a class, the answer soft-deletes every item of it that the client holds; no other item \
            is soft-deleted, and none of them leaves the server.",
    sources: "ASMS-041 EC-08 EC-14g",
    scope: Scope::Handled,
    judge,
};

/// Speaks of answers that soft-delete something, and of requests that drop a class of which the client holds items.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Handled { device: id, request, intent, awaited, response } = &step.effect.event else {
        return Judgement::Unconcerned;
    };
    let none = Changes {
        collection: request.collection,
        key: request.key,
        responses: SmallVec::new(),
        commands: SmallVec::new(),
    };
    let changes = match response {
        SyncResponse::Success(changes) => changes,
        SyncResponse::Empty => &none,
        _ => return Judgement::Unconcerned,
    };
    let (Some(device), Some(before), Some(after)) = (
        step.before.device(*id),
        step.before.server.folder(request.collection),
        step.after.server.folder(request.collection),
    ) else {
        return Judgement::Unconcerned;
    };
    let soft_deleted: BTreeSet<ItemId> = soft_deleted(changes);
    for item in &soft_deleted {
        if !after.items.has(*item) {
            return Judgement::Violated(format!("item {item} is soft-deleted and gone from the server"));
        }
        if let Some(kept) = before.items.find(*item).filter(|kept| intent.has(kept.class)) {
            return Judgement::Violated(format!(
                "{} item {item} is soft-deleted, though the client asked for {intent}",
                kept.class
            ));
        }
    }
    // A late request was sent before the client got to where it is now; what it holds says nothing about the answer.
    if !awaited || request.key != device.key {
        return if soft_deleted.is_empty() { Judgement::Unconcerned } else { Judgement::Holds };
    }
    let held = device.view.iter().map(|copy| (copy.item, copy.class));
    let due: BTreeSet<ItemId> = held
        .chain(accepted(changes))
        .filter(|(item, class)| !intent.has(*class) && after.items.has(*item))
        .map(|(item, _)| item)
        .collect();
    if let Some(item) = due.difference(&soft_deleted).next() {
        return Judgement::Violated(format!(
            "the client asked for {intent} and holds item {item} of another class, which is not soft-deleted"
        ));
    }
    if let Some(item) = soft_deleted.difference(&due).next() {
        return Judgement::Violated(format!("item {item} is soft-deleted, which the client does not hold"));
    }
    if due.is_empty() { Judgement::Unconcerned } else { Judgement::Holds }
}

fn soft_deleted(changes: &Changes) -> BTreeSet<ItemId> {
    let items = changes.commands.iter().filter_map(|command| match command {
        ServerCommand::SoftDelete { item } => Some(*item),
        _ => None,
    });
    items.collect()
}

/// The items that the client holds by the answer's Responses.
fn accepted(changes: &Changes) -> impl Iterator<Item = (ItemId, crate::class::Class)> + '_ {
    changes.responses.iter().filter_map(|response| match response.outcome {
        AddOutcome::Accepted { item, class } => Some((item, class)),
        AddOutcome::Refused => None,
    })
}
