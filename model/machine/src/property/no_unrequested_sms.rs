//! No SMS goes to a client that did not ask for SMS.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};
use crate::class::Class;
use crate::id::SyncKey;
use crate::message::ServerCommand;

pub(super) const PROPERTY: Property = Property {
    name: "no-unrequested-sms",
    prose: "The server sends no SMS item to a client that did not ask for SMS.",
    sources: "ASMS-062 ASMS-085",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every successful answer to a client that holds a key and did not ask for SMS, while the folder holds one.
/// The answer to key 0 never carries an item.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(wish)) = (answer.changes(), answer.wish) else { continue };
        let Some(folder) = step.after.server.folder(answer.collection) else { continue };
        let is_sms = |item| folder.items.find(item).is_some_and(|item| item.class == Class::Sms);
        let is_there = folder.items.iter().any(|item| item.class == Class::Sms);
        let is_initial = answer.asked.is_some_and(|asked| asked.key == SyncKey::INITIAL);
        if wish.sms.is_some() || !is_there || is_initial {
            continue;
        }
        for command in &changes.commands {
            if let ServerCommand::Add { item, .. } = command
                && is_sms(*item)
            {
                return Judgement::Violated(format!(
                    "the client asked for {wish} and is sent SMS item {item}"
                ));
            }
        }
        verdict = Judgement::Holds;
    }
    verdict
}
