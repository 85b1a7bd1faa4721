//! Items sent are of the window that was asked for.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};
use crate::class::{Class, FilterType, FolderKind};
use crate::message::ServerCommand;

pub(super) const PROPERTY: Property = Property {
    name: "inside-window",
    prose: "What an answer adds lies inside the window that the client set for its class.",
    sources: "ASMS-042 EC-13 EC-13b EC-13d EC-13h",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every item that an answer adds under a window. Whether windows apply to the SMS of the Outbox is open
/// (AMB-14).
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(wish)) = (answer.changes(), answer.wish) else { continue };
        let Some(folder) = step.after.server.folder(answer.collection) else { continue };
        for command in &changes.commands {
            let ServerCommand::Add { item, .. } = command else { continue };
            let Some(found) = folder.items.find(*item) else { continue };
            let Some(filter) = wish.filter(found.class).filter(|filter| *filter != FilterType::ALL) else {
                continue;
            };
            if folder.kind == FolderKind::Outbox && found.class == Class::Sms {
                continue;
            }
            verdict = Judgement::Holds;
            if !filter.covers(found.received, step.after.server.today) {
                let age = step.after.server.today.0.saturating_sub(found.received.0);
                return Judgement::Violated(format!(
                    "{} item {item} is {age} days old, and the client asked for FilterType {}",
                    found.class, filter.0
                ));
            }
        }
    }
    verdict
}
