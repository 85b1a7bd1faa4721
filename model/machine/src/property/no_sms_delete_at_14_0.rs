//! Version 14.0 does not tell of deleted SMS.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};
use crate::class::Class;
use crate::message::ServerCommand;
use crate::version::Version;

pub(super) const PROPERTY: Property = Property {
    name: "no-sms-delete-at-14-0",
    prose: "At version 14.0 no answer says that an SMS was deleted.",
    sources: "ASMS-024 EC-06",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every successful answer at 14.0 to a client that holds an SMS which is gone.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(folder)) = (answer.changes(), step.after.server.folder(answer.collection))
        else {
            continue;
        };
        let Some(device) = step.before.device(answer.handled.device) else { continue };
        let Some(copy) = device.folders.find(answer.collection) else { continue };
        if device.version != Version::V14_0 {
            continue;
        }
        let is_sms = |item| copy.view.find(item).is_some_and(|held| held.class == Class::Sms);
        if copy.view.iter().any(|held| is_sms(held.item) && !folder.items.has(held.item)) {
            verdict = Judgement::Holds;
        }
        let told = changes.commands.iter().find_map(|command| match command {
            ServerCommand::Delete { item, .. } => Some(*item).filter(|item| is_sms(*item)),
            _ => None,
        });
        if let Some(item) = told {
            return Judgement::Violated(format!("the answer tells at 14.0 that SMS item {item} was deleted"));
        }
    }
    verdict
}
