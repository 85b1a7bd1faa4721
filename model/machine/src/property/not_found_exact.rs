//! Status 8 is for what is not there.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};
use crate::message::CommandResponse;
use crate::message::ItemStatus::NotFound;

pub(super) const PROPERTY: Property = Property {
    name: "not-found-exact",
    prose: "An operation is answered with status 8 only where the folder has no such item.",
    sources: "ASMS-043 EC-27",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every answer to a Change, Delete or Fetch.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(asked)) = (answer.changes(), answer.asked) else { continue };
        let Some(folder) = step.before.server.folder(answer.collection) else { continue };
        let names_items = |command: &crate::message::ClientCommand| {
            !matches!(command, crate::message::ClientCommand::Add { .. })
        };
        if asked.commands.iter().any(names_items) {
            verdict = Judgement::Holds;
        }
        for response in &changes.responses {
            let (CommandResponse::Change { item, status: NotFound }
            | CommandResponse::Delete { item, status: NotFound }
            | CommandResponse::Fetch { item, text: None }) = *response
            else {
                continue;
            };
            let is_there = folder.items.has(item)
                && step.after.server.folder(answer.collection).is_some_and(|after| after.items.has(item));
            if is_there {
                return Judgement::Violated(format!(
                    "item {item} is in {}, and is not found there",
                    folder.kind
                ));
            }
        }
    }
    verdict
}
