//! What a client changes or deletes, and is not told to have failed, is done.

use super::answer::{changes, handled};
use super::{Judgement, Property, Scope, Step};
use crate::message::{ClientCommand, CollectionRequest, CommandResponse, Request, Response, SyncResponse};
use crate::server::Folder;

pub(super) const PROPERTY: Property = Property {
    name: "no-lost-change",
    prose: "A Change or Delete that is not answered as failed has been done when the answer is written.",
    sources: "ASMS-043 ASMS-046 EC-14 EC-14b EC-14c EC-14e EC-14h EC-18c EC-27 EC-27b EC-34c",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every successful answer to a request that changes or deletes an item.
fn judge(step: &Step<'_>) -> Judgement {
    let Some(handled) = handled(step) else { return Judgement::Unconcerned };
    let (Request::Sync(request), Some(Response::Sync(response))) = (&handled.request, &handled.response)
    else {
        return Judgement::Unconcerned;
    };
    let mut verdict = Judgement::Unconcerned;
    for entry in &request.collections {
        let succeeded = match response {
            SyncResponse::Empty => true,
            SyncResponse::Failed(_) => false,
            SyncResponse::Collections(answers) => {
                changes(response, entry.collection).is_some()
                    || answers.iter().all(|answer| answer.collection != entry.collection)
            }
        };
        let Some(folder) = step.after.server.folder(entry.collection).filter(|_| succeeded) else { continue };
        let failures = changes(response, entry.collection).map_or(&[][..], |changes| &changes.responses);
        match judge_folder(entry, folder, failures) {
            Judgement::Unconcerned => {}
            Judgement::Holds => verdict = Judgement::Holds,
            violated @ Judgement::Violated(_) => return violated,
        }
    }
    verdict
}

fn judge_folder(entry: &CollectionRequest, folder: &Folder, failures: &[CommandResponse]) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for (at, command) in entry.commands.iter().enumerate() {
        let later = || entry.commands[at + 1..].iter();
        match *command {
            ClientCommand::Change { item, read, flag, other: None } => {
                let failed = failures.iter().any(
                    |entry| matches!(entry, CommandResponse::Change { item: failed, .. } if *failed == item),
                );
                let overtaken = later().any(|other| changes_or_deletes(other, item));
                if failed || overtaken {
                    continue;
                }
                verdict = Judgement::Holds;
                let Some(found) = folder.items.find(item) else {
                    return Judgement::Violated(format!(
                        "the Change of item {item}, which is not there, is not answered as failed"
                    ));
                };
                if found.marks.with(read, flag) != found.marks {
                    return Judgement::Violated(format!(
                        "the Change of item {item} is not answered as failed, yet the item is {}",
                        found.marks
                    ));
                }
            }
            ClientCommand::Delete { item } => {
                let failed = failures.iter().any(
                    |entry| matches!(entry, CommandResponse::Delete { item: failed, .. } if *failed == item),
                );
                if failed {
                    continue;
                }
                verdict = Judgement::Holds;
                if folder.items.has(item) {
                    return Judgement::Violated(format!(
                        "the Delete of item {item} is not answered as failed, yet the item is still there"
                    ));
                }
            }
            _ => {}
        }
    }
    verdict
}

fn changes_or_deletes(command: &ClientCommand, of: crate::id::ItemId) -> bool {
    match *command {
        ClientCommand::Change { item, .. } | ClientCommand::Delete { item } => item == of,
        _ => false,
    }
}
