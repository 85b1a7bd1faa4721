//! What goals look at in an exchange.

use super::super::answer::{Answered, answers, changes, handled, received};
use super::Step;
use crate::message::{
    ClientCommand, CollectionOutcome, CollectionRequest, CommandResponse, Request, Response, ServerCommand,
    SyncFailure, SyncRequest, SyncResponse,
};
use crate::server::Replica;

/// The Sync that the server takes, if it is one with a body.
pub(super) fn taken<'a>(step: &Step<'a>) -> Option<&'a SyncRequest> {
    match &handled(step)?.request {
        Request::Sync(sync) => Some(sync),
        _ => None,
    }
}

/// What a request that the server takes asks of each folder.
pub(super) fn asked<'a>(step: &Step<'a>) -> impl Iterator<Item = &'a CollectionRequest> {
    taken(step).into_iter().flat_map(|sync| &sync.collections)
}

/// The same, of folders that the server has given the device a key for.
pub(super) fn asked_of<'a>(step: &Step<'a>) -> impl Iterator<Item = (&'a CollectionRequest, &'a Replica)> {
    let (server, device) = (&step.before.server, handled(step).map(|handled| handled.device));
    asked(step).filter_map(move |entry| Some((entry, server.replica(device?, entry.collection)?)))
}

/// Whether a request names the key of the base, which the server has answered before.
pub(super) fn is_old(entry: &CollectionRequest, replica: &Replica) -> bool {
    replica.base.key == entry.key && replica.answers().next().is_some()
}

/// The operations that the server is asked to do and does, each with the answer that does it.
pub(super) fn done<'a>(step: &Step<'a>) -> impl Iterator<Item = (Answered<'a>, &'a ClientCommand)> {
    answers(step).filter(|answer| answer.changes().is_some()).flat_map(|answer| {
        answer.asked.into_iter().flat_map(|asked| &asked.commands).map(move |command| (answer, command))
    })
}

/// Whether the server says such a thing.
pub(super) fn says(step: &Step<'_>, is: fn(&ServerCommand) -> bool) -> bool {
    answers(step).any(|answer| answer.changes().is_some_and(|changes| changes.commands.iter().any(is)))
}

/// Whether the server tells such an outcome of an operation.
pub(super) fn outcomes(step: &Step<'_>, is: fn(&CommandResponse) -> bool) -> bool {
    answers(step).any(|answer| answer.changes().is_some_and(|changes| changes.responses.iter().any(is)))
}

/// Whether a device is told such a thing.
pub(super) fn hears(step: &Step<'_>, is: fn(&ServerCommand) -> bool) -> bool {
    let Some((id, _, response, ..)) = received(step) else { return false };
    let Some(device) = step.before.device(id) else { return false };
    device
        .folders
        .iter()
        .any(|copy| changes(response, copy.collection).is_some_and(|changes| changes.commands.iter().any(is)))
}

/// Whether the server refuses a request as one that breaks a rule (status 4), at either level.
pub(super) fn breaks_a_rule(step: &Step<'_>) -> bool {
    let whole = handled(step).is_some_and(|handled| {
        handled.response == Some(Response::Sync(SyncResponse::Failed(SyncFailure::ProtocolError)))
    });
    whole || answers(step).any(|answer| *answer.outcome == CollectionOutcome::ProtocolError)
}

/// Whether the server takes a request with such an operation.
pub(super) fn takes(step: &Step<'_>, is: fn(&ClientCommand) -> bool) -> bool {
    asked(step).any(|entry| entry.commands.iter().any(is))
}

/// Whether the server takes a request with an Add.
pub(super) fn takes_add(step: &Step<'_>) -> bool {
    takes(step, |command| matches!(command, ClientCommand::Add { .. }))
}
