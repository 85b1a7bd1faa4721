//! What a user writes on a device reaches the server.

use super::answer::{answers, handled};
use super::{Judgement, Property, Scope, Step};
use crate::id::{ClientId, CollectionId, ItemId};
use crate::item::{Says, name_of};
use crate::message::{AddOutcome, Changes, ClientCommand, CommandResponse, Request};
use crate::system::State;

pub(super) const PROPERTY: Property = Property {
    name: "no-lost-add",
    prose: "An Add that is answered as accepted has made an item with its text, and once nothing is left to say an item was \
            made of every text that a device had to add, unless the server refused it by name.",
    sources: "ASMS-043 ASMS-045 ASMS-059 EC-02b EC-25 EC-39",
    scope: Scope::Every,
    judge,
};

/// Speaks of answers that accept an Add, and of the moment at which nothing is left to do after a text was written.
fn judge(step: &Step<'_>) -> Judgement {
    if let Some(Request::Sync(request)) = handled(step).map(|handled| &handled.request) {
        let mut verdict = Judgement::Unconcerned;
        for answer in answers(step) {
            let Some(changes) = answer.changes() else { continue };
            let entry = request.collections.iter().find(|entry| entry.collection == answer.collection);
            for command in entry.iter().flat_map(|entry| &entry.commands) {
                let ClientCommand::Add { client_id, text, .. } = *command else { continue };
                let Some(item) = accepted_as(changes, client_id) else { continue };
                verdict = Judgement::Holds;
                // Whoever deletes what the same request adds, by a number that nobody has told it, has added it all the same.
                let is_it = |command: &ClientCommand| *command == ClientCommand::Delete { item };
                if entry.is_some_and(|entry| entry.commands.iter().any(is_it)) {
                    continue;
                }
                let folder = step.after.server.folder(answer.collection);
                let says = folder.and_then(|folder| folder.items.find(item)).map(|item| item.text);
                if items(step.after, answer.collection, text.says()) == 0
                    || says.is_some_and(|says| says != text)
                {
                    return Judgement::Violated(format!(
                        "the Add of {text} (ClientId {client_id}) is accepted as item {item}, which does not say it"
                    ));
                }
            }
        }
        return verdict;
    }
    if step.effect.at_rest && !step.after.ledger.client_adds.is_empty() {
        let lost = step.after.ledger.client_adds.iter().find(|add| add.items == 0 && !add.refused);
        return lost.map_or(Judgement::Holds, |add| {
            Judgement::Violated(format!(
                "no device has anything more to say, yet no item was ever made of {}",
                name_of(add.says.content)
            ))
        });
    }
    Judgement::Unconcerned
}

fn accepted_as(changes: &Changes, client: ClientId) -> Option<ItemId> {
    changes.responses.iter().find_map(|response| match response {
        CommandResponse::Add { client_id, outcome: AddOutcome::Accepted { item, .. } }
            if *client_id == client =>
        {
            Some(*item)
        }
        _ => None,
    })
}

fn items(state: &State, collection: CollectionId, says: Says) -> u8 {
    state.ledger.client_adds.find((collection, says)).map_or(0, |add| add.items)
}
