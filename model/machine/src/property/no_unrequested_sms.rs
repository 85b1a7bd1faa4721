//! No SMS goes to a client that did not ask for SMS.

use super::{Judgement, Property, Scope, Step};
use crate::class::Class;
use crate::id::SyncKey;
use crate::message::{ServerCommand, SyncResponse};
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "no-unrequested-sms",
    prose: "The server sends no SMS item to a client that did not ask for SMS.",
    sources: "ASMS-062 EC-54",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every successful answer to a client that holds a key and did not ask for SMS, while the folder holds one.
/// The answer to key 0 never carries an item.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Handled { request, intent, response: SyncResponse::Success(changes), .. } = &step.effect.event
    else {
        return Judgement::Unconcerned;
    };
    let sms_there = step
        .before
        .server
        .folder(request.collection)
        .is_some_and(|folder| folder.items.iter().any(|item| item.class == Class::Sms));
    if intent.sms || !sms_there || request.key == SyncKey::INITIAL {
        return Judgement::Unconcerned;
    }
    for command in &changes.commands {
        if let ServerCommand::Add { item, class: Class::Sms, .. } = command {
            return Judgement::Violated(format!("the client asked for {intent} and is sent SMS item {item}"));
        }
    }
    Judgement::Holds
}
