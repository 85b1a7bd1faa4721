//! A Delete takes away what it names.

use super::answer::handled;
use super::{Judgement, Property, Scope, Step};
use crate::message::{ClientCommand, Request};

pub(super) const PROPERTY: Property = Property {
    name: "deletes-exact",
    prose: "A request takes away the items that its Deletes name and no others, however often it comes.",
    sources: "ASMS-043 EC-14g EC-27 EC-27b",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every request that carries a Delete, and of every one after which an item is missing.
fn judge(step: &Step<'_>) -> Judgement {
    let Some(handled) = handled(step) else { return Judgement::Unconcerned };
    let deletes = |collection, id| match &handled.request {
        Request::Sync(sync) => sync
            .collections
            .iter()
            .filter(|entry| entry.collection == collection)
            .flat_map(|entry| &entry.commands)
            .any(|command| matches!(command, ClientCommand::Delete { item } if *item == id)),
        _ => false,
    };
    let any = match &handled.request {
        Request::Sync(sync) => sync
            .collections
            .iter()
            .flat_map(|entry| &entry.commands)
            .any(|command| matches!(command, ClientCommand::Delete { .. })),
        _ => false,
    };
    let mut verdict = if any { Judgement::Holds } else { Judgement::Unconcerned };
    for before in step.before.server.folders() {
        let after = step.after.server.folder(before.id);
        let Some(after) = after.filter(|after| !after.is(before)) else { continue };
        for item in before.items.iter().filter(|item| !after.items.has(item.id)) {
            if !deletes(before.id, item.id) {
                return Judgement::Violated(format!(
                    "item {} of {} is gone, which no Delete of the request names",
                    item.id, before.kind
                ));
            }
            verdict = Judgement::Holds;
        }
    }
    verdict
}
