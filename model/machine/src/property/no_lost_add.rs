//! What a user writes on a device reaches the server.

use super::{Judgement, Property, Scope, Step};
use crate::message::{AddOutcome, ClientCommand, SyncResponse};
use crate::system::{Event, State};

pub(super) const PROPERTY: Property = Property {
    name: "no-lost-add",
    prose: "An Add that is answered as accepted has made an item with its text, and once a device has nothing more to \
            say, an item was made of every text that its user wrote.",
    sources: "ASMS-043 ASMS-045 EC-02b EC-02c EC-25 EC-39",
    scope: Scope::Every,
    judge,
};

/// Speaks of answers that accept an Add, and of the moment at which the last device falls silent after a text was
/// written.
fn judge(step: &Step<'_>) -> Judgement {
    if let Event::Handled { request, response: SyncResponse::Success(changes), .. } = &step.effect.event {
        let accepted = |client| {
            changes.responses.iter().find_map(|entry| match entry.outcome {
                AddOutcome::Accepted { item, .. } if entry.client_id == client => Some(item),
                _ => None,
            })
        };
        let mut verdict = Judgement::Unconcerned;
        for command in &request.commands {
            let ClientCommand::Add { client_id, content, .. } = *command;
            let Some(item) = accepted(client_id) else { continue };
            verdict = Judgement::Holds;
            let folder = step.after.server.folder(request.collection);
            let says = folder.and_then(|folder| folder.items.find(item)).map(|item| item.content);
            if items(step.after, content) == 0 || says.is_some_and(|says| says != content) {
                return Judgement::Violated(format!(
                    "the Add of text {content} (ClientId {client_id}) is accepted as item {item}, which does not say it"
                ));
            }
        }
        return verdict;
    }
    if is_silent(step.after) && !is_silent(step.before) && !step.after.ledger.client_adds.is_empty() {
        let lost = step.after.ledger.client_adds.iter().find(|add| add.items == 0);
        return lost.map_or(Judgement::Holds, |add| {
            Judgement::Violated(format!(
                "no device has anything more to say, yet no item was ever made of text {}",
                add.content
            ))
        });
    }
    Judgement::Unconcerned
}

fn items(state: &State, content: crate::id::ContentId) -> u8 {
    state.ledger.client_adds.find(content).map_or(0, |add| add.items)
}

/// Whether every device is idle and has nothing that the server does not know.
fn is_silent(state: &State) -> bool {
    state.devices.iter().all(|device| device.in_flight.is_none() && device.outgoing.is_empty())
}
