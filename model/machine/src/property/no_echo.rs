//! A client is not given what it has.

use super::answer::{accepted, changes, received};
use super::{Judgement, Property, Scope, Step};
use crate::message::ServerCommand;

pub(super) const PROPERTY: Property = Property {
    name: "no-echo",
    prose: "No answer adds an item that the client holds already, or made itself.",
    sources: "ASMS-045 EC-17 EC-44",
    scope: Scope::Received,
    judge,
};

/// Speaks of every answer that adds an item, and of every one that accepts an Add.
fn judge(step: &Step<'_>) -> Judgement {
    let Some((id, _, response, _, _)) = received(step) else { return Judgement::Unconcerned };
    let Some(device) = step.before.device(id) else { return Judgement::Unconcerned };
    let mut verdict = Judgement::Unconcerned;
    for copy in &device.folders {
        let Some(changes) = changes(response, copy.collection) else { continue };
        if accepted(changes).next().is_some() {
            verdict = Judgement::Holds;
        }
        for command in &changes.commands {
            let ServerCommand::Add { item, text, .. } = command else { continue };
            verdict = Judgement::Holds;
            let again = if accepted(changes).any(|made| made == *item) {
                "which the same answer says the client has made"
            } else if copy.view.has(*item) {
                "which the client holds"
            } else {
                continue;
            };
            return Judgement::Violated(format!("the answer adds item {item} with {text}, {again}"));
        }
    }
    verdict
}
