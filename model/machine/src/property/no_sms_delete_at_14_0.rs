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
        let id = answer.handled.device;
        let at_14_0 = step.before.device(id).is_some_and(|device| device.version == Version::V14_0);
        let state = answer
            .asked
            .and_then(|asked| step.before.server.replica(id, answer.collection)?.state_behind(asked.key));
        // What the client takes for an SMS does not matter: at 14.0 it may never have been told.
        let (true, Some(state)) = (at_14_0, state) else { continue };
        let is_sms = |item| state.held.find(item).is_some_and(|held| held.class == Class::Sms);
        if state.held.iter().any(|held| is_sms(held.item) && !folder.items.has(held.item)) {
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
