//! Truncated stands exactly where a body is cut.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};
use crate::message::ServerCommand;

pub(super) const PROPERTY: Property = Property {
    name: "truncated-exact",
    prose: "An item is told as truncated exactly when its body is longer than the client takes.",
    sources: "ASMS-010 EC-15 EC-15d",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every item that is added for a client that set a size.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let Some(folder) = step.after.server.folder(answer.collection) else { continue };
        let (Some(changes), Some(wish)) = (answer.changes(), answer.heeded_wish(step, folder)) else {
            continue;
        };
        for command in &changes.commands {
            let ServerCommand::Add { item, text, cut, .. } = command else { continue };
            let Some(octets) = wish.truncation else { continue };
            verdict = Judgement::Holds;
            if *cut != text.is_longer_than(wish.truncation) {
                let told = if *cut { "as truncated" } else { "as whole" };
                return Judgement::Violated(format!(
                    "item {item} has {} octets, the client takes {octets}, and it is told {told}",
                    text.size
                ));
            }
        }
    }
    verdict
}
