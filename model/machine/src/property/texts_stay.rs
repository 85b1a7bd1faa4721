//! Only Read and Flag of an item ever change.

use super::answer::handled;
use super::{Judgement, Property, Scope, Step};
use crate::message::{ClientCommand, Request};

pub(super) const PROPERTY: Property = Property {
    name: "texts-stay",
    prose: "Of an item that stands in a folder nothing but Read and Flag changes through a client, and a Change makes no item.",
    sources: "ASMS-046 EC-17d EC-18",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every request that changes an item.
fn judge(step: &Step<'_>) -> Judgement {
    let Some(Request::Sync(request)) = handled(step).map(|handled| &handled.request) else {
        return Judgement::Unconcerned;
    };
    let mut verdict = Judgement::Unconcerned;
    for entry in &request.collections {
        let adds = entry.commands.iter().any(|command| matches!(command, ClientCommand::Add { .. }));
        let changes = entry.commands.iter().any(|command| matches!(command, ClientCommand::Change { .. }));
        let folders =
            (step.before.server.folder(entry.collection), step.after.server.folder(entry.collection));
        let (true, (Some(before), Some(after))) = (changes, folders) else { continue };
        verdict = Judgement::Holds;
        for item in &before.items {
            let now = after.items.find(item.id);
            if let Some(now) = now
                .filter(|now| (now.class, now.text, now.received) != (item.class, item.text, item.received))
            {
                return Judgement::Violated(format!(
                    "item {} said {} and says {} now",
                    item.id, item.text, now.text
                ));
            }
        }
        let made = after.items.iter().find(|item| !before.items.has(item.id));
        if let Some(made) = made.filter(|_| !adds) {
            return Judgement::Violated(format!("a Change made item {} with {}", made.id, made.text));
        }
    }
    verdict
}
