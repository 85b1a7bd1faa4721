//! A dropped class is soft-deleted, and nothing else is.

use super::{Judgement, Kind, Property, Scope, Step};
use crate::message::{ServerCommand, SyncResponse};
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "soft-delete-exact",
    prose: "When a client drops a class, the answer soft-deletes every item of it that the client holds; no other item \
            is soft-deleted, and none of them leaves the server.",
    sources: "ASMS-041 EC-08 EC-14g",
    kind: Kind::Safety,
    scope: Scope::Handled,
    judge,
};

/// Speaks of answers that soft-delete something, and of requests that drop a class of which the client holds items.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Handled { device: id, request, intent, awaited, response } = &step.effect.event else {
        return Judgement::Unconcerned;
    };
    let SyncResponse::Success(changes) = response else { return Judgement::Unconcerned };
    let (Some(device), Some(folder)) =
        (step.before.device(*id), step.before.server.folder(request.collection))
    else {
        return Judgement::Unconcerned;
    };
    let soft_deleted = |wanted| {
        changes
            .commands
            .iter()
            .any(|command| matches!(command, ServerCommand::SoftDelete { item } if *item == wanted))
    };

    let mut verdict = Judgement::Unconcerned;
    for command in &changes.commands {
        let ServerCommand::SoftDelete { item } = command else { continue };
        verdict = Judgement::Holds;
        if !step.after.server.folder(request.collection).is_some_and(|folder| folder.items.has(*item)) {
            return Judgement::Violated(format!("item {item} is soft-deleted and gone from the server"));
        }
        if let Some(kept) = folder.items.find(*item).filter(|kept| intent.has(kept.class)) {
            return Judgement::Violated(format!(
                "{} item {item} is soft-deleted, though the client asked for {intent}",
                kept.class
            ));
        }
    }
    // A late request was sent before the client got to where it is now; what it holds says nothing about the answer.
    if *awaited && request.key == device.key {
        for held in device.view.iter().filter(|held| !intent.has(held.class) && folder.items.has(held.item)) {
            verdict = Judgement::Holds;
            if !soft_deleted(held.item) {
                return Judgement::Violated(format!(
                    "the client asked for {intent} and holds {} item {}, which is not soft-deleted",
                    held.class, held.item
                ));
            }
        }
    }
    verdict
}
