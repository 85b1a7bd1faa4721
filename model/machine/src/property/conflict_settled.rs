//! A conflict has a winner, and the loser is told.

use super::answer::{answers, item_of};
use super::{Judgement, Property, Scope, Step};
use crate::message::{ClientCommand, CommandResponse, ItemStatus, ServerCommand};

pub(super) const PROPERTY: Property = Property {
    name: "conflict-settled",
    prose: "A Change that loses against the server's version (status 7) is answered together with that version; one that wins \
            is not answered with another.",
    sources: "EC-14 EC-14b EC-14c",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every successful answer to a Change of an item that was not on the server as the client held it.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(asked)) = (answer.changes(), answer.asked) else { continue };
        let Some(folder) = step.after.server.folder(answer.collection) else { continue };
        for command in &asked.commands {
            let ClientCommand::Change { item, read, flag, other: None } = *command else { continue };
            let lost = changes.responses.iter().any(|response| {
                matches!(response, CommandResponse::Change { item: of, status: ItemStatus::Conflict } if *of == item)
            });
            let told = changes.commands.iter().find(|command| item_of(command) == item);
            if lost {
                verdict = Judgement::Holds;
                if told.is_none() && asked.wants_changes() && !changes.more_available {
                    return Judgement::Violated(format!(
                        "the Change of item {item} loses, and the version that won is not told"
                    ));
                }
                continue;
            }
            let before =
                step.before.server.folder(answer.collection).and_then(|folder| folder.items.find(item));
            let is_done =
                folder.items.find(item).zip(before).is_some_and(|(now, then)| now.marks != then.marks);
            if is_done && read.is_some() | flag.is_some() {
                verdict = Judgement::Holds;
            }
            if let Some(ServerCommand::Change { read: new_read, flag: new_flag, .. }) = told
                && is_done
                && (contradicts(read, *new_read) || contradicts(flag, *new_flag))
            {
                return Judgement::Violated(format!(
                    "the Change of item {item} is done, and the same answer takes it back"
                ));
            }
        }
    }
    verdict
}

fn contradicts<T: PartialEq + Copy>(asked: Option<T>, told: Option<T>) -> bool {
    asked.is_some() && told.is_some() && asked != told
}
