//! A client can tell the classes apart.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};
use crate::message::ServerCommand;

pub(super) const PROPERTY: Property = Property {
    name: "class-told",
    prose: "What an answer adds is told with the class that it has.",
    sources: "ASMS-022 ASMS-025 EC-60",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every Add of an answer.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(folder)) = (answer.changes(), step.after.server.folder(answer.collection))
        else {
            continue;
        };
        for command in &changes.commands {
            let ServerCommand::Add { item, class, .. } = command else { continue };
            let Some(found) = folder.items.find(*item) else { continue };
            verdict = Judgement::Holds;
            if found.class != *class {
                return Judgement::Violated(format!(
                    "item {item} is {} and told without a class, so that the client takes it for {class}",
                    found.class
                ));
            }
        }
    }
    verdict
}
