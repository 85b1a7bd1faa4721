//! A client learns the conversation of what it added.

use super::answer::{answers, item_of};
use super::{Judgement, Property, Scope, Step};
use crate::message::{AddOutcome, CommandResponse, ServerCommand};

pub(super) const PROPERTY: Property = Property {
    name: "conversation-told",
    prose: "The answer that accepts an Add tells ConversationId and ConversationIndex of the item, in Responses or in Commands.",
    sources: "ASMS-011 ASMS-012 ASMS-045 EC-17 EC-17b",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every answer that accepts an Add.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let Some(changes) = answer.changes() else { continue };
        for response in &changes.responses {
            let CommandResponse::Add { outcome: AddOutcome::Accepted { item, conversation, .. }, .. } =
                response
            else {
                continue;
            };
            verdict = Judgement::Holds;
            let told_by_change = changes.commands.iter().any(|command| {
                item_of(command) == *item
                    && matches!(command, ServerCommand::Change { conversation: true, .. })
            });
            // An item that is gone already, or not wanted, has no conversation to tell.
            let dropped = changes.commands.iter().any(|command| {
                item_of(command) == *item
                    && matches!(command, ServerCommand::Delete { .. } | ServerCommand::SoftDelete { .. })
            });
            if !conversation && !told_by_change && !dropped {
                return Judgement::Violated(format!(
                    "the Add is accepted as item {item}, and its conversation is not told"
                ));
            }
        }
    }
    verdict
}
