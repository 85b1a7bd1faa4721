//! What is no longer wanted is soft-deleted, and nothing else is.

use std::collections::BTreeSet;

use super::answer::{Answered, answers};
use super::{Judgement, Property, Scope, Step};
use crate::class::{Class, FolderKind, Wish};
use crate::id::ItemId;
use crate::message::{Changes, ServerCommand};
use crate::server::{Folder, Item};

pub(super) const PROPERTY: Property = Property {
    name: "soft-delete-exact",
    prose: "Items are soft-deleted that the client no longer asks for, by class or by window, and no others; none of them \
            leaves the server.",
    sources: "ASMS-041 ASMS-042 EC-07 EC-08 EC-13d EC-13h EC-14e EC-14g",
    scope: Scope::Handled,
    judge,
};

/// Speaks of answers that soft-delete something, and of answers to a client that holds something it asks for no longer.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let Some(folder) = step.after.server.folder(answer.collection) else { continue };
        let (Some(changes), Some(wish)) = (answer.changes(), answer.heeded_wish(step, folder)) else {
            continue;
        };
        match judge_folder(step, &answer, changes, wish, folder) {
            Judgement::Unconcerned => {}
            Judgement::Holds => verdict = Judgement::Holds,
            violated @ Judgement::Violated(_) => return violated,
        }
    }
    verdict
}

fn judge_folder(
    step: &Step<'_>,
    answer: &Answered<'_>,
    changes: &Changes,
    wish: Wish,
    folder: &Folder,
) -> Judgement {
    let soft_deleted = soft_deleted(changes);
    let today = step.after.server.today;
    for item in &soft_deleted {
        let Some(found) = folder.items.find(*item) else {
            // What somebody deleted before leaves a device of version 14.0 in this way too (AMB-01).
            let before = step.before.server.folder(answer.collection);
            if before.is_none_or(|before| !before.items.has(*item)) {
                continue;
            }
            return Judgement::Violated(format!("item {item} is soft-deleted and gone from the server"));
        };
        if wish.covers(found.class, found.received, today) {
            return Judgement::Violated(format!(
                "{} item {item} is soft-deleted, though the client asked for {wish}",
                found.class
            ));
        }
    }
    // Of a client that is elsewhere by now, or that could not be told everything, no more can be said.
    let device = step.before.device(answer.handled.device);
    let Some(copy) = device.and_then(|device| device.folders.find(answer.collection)) else {
        return Judgement::Unconcerned;
    };
    let is_current = answer.handled.awaited
        && answer.asked.is_some_and(|asked| asked.key == copy.key && asked.wants_changes());
    if !is_current || changes.more_available {
        return if soft_deleted.is_empty() { Judgement::Unconcerned } else { Judgement::Holds };
    }
    let is_outbox_sms = |item: &Item| folder.kind == FolderKind::Outbox && item.class == Class::Sms;
    let due = copy.view.iter().filter_map(|copy| folder.items.find(copy.item)).filter(|item| {
        wish.filter(item.class).is_none()
            || (!wish.covers(item.class, item.received, today) && !is_outbox_sms(item))
    });
    let due: BTreeSet<ItemId> = due.map(|item| item.id).collect();
    if let Some(item) = due.difference(&soft_deleted).next() {
        return Judgement::Violated(format!(
            "the client asked for {wish} and holds item {item}, which is none of that and is not soft-deleted"
        ));
    }
    if due.is_empty() && soft_deleted.is_empty() { Judgement::Unconcerned } else { Judgement::Holds }
}

fn soft_deleted(changes: &Changes) -> BTreeSet<ItemId> {
    let items = changes.commands.iter().filter_map(|command| match command {
        ServerCommand::SoftDelete { item } => Some(*item),
        _ => None,
    });
    items.collect()
}
