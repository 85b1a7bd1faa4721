//! A client is told only of items that it holds.

use super::answer::{accepted, changes, item_of, received};
use super::{Judgement, Property, Scope, Step};
use crate::message::ServerCommand;

pub(super) const PROPERTY: Property = Property {
    name: "no-unknown-item",
    prose: "No answer changes or deletes an item that the client does not hold.",
    sources: "EC-11c EC-13f",
    scope: Scope::Received,
    judge,
};

/// Speaks of every Change, Delete and SoftDelete that a device takes.
fn judge(step: &Step<'_>) -> Judgement {
    let Some((id, _, response, _, _)) = received(step) else { return Judgement::Unconcerned };
    let Some(device) = step.before.device(id) else { return Judgement::Unconcerned };
    let mut verdict = Judgement::Unconcerned;
    for copy in &device.folders {
        let Some(changes) = changes(response, copy.collection) else { continue };
        for command in &changes.commands {
            if matches!(command, ServerCommand::Add { .. }) {
                continue;
            }
            verdict = Judgement::Holds;
            let item = item_of(command);
            let known = copy.view.has(item)
                || device.deletes(copy.collection, item)
                || accepted(changes).any(|made| made == item);
            if !known {
                return Judgement::Violated(format!(
                    "the answer speaks of item {item}, which the device does not hold"
                ));
            }
        }
    }
    verdict
}
