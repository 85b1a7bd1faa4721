//! What a client may not do is refused by name.

use super::answer::{answers, handled};
use super::{Judgement, Property, Scope, Step};
use crate::class::Class;
use crate::message::{AddOutcome, ClientCommand, CommandResponse, Request, Response, SyncResponse};

pub(super) const PROPERTY: Property = Property {
    name: "forbidden-refused",
    prose: "An Add that carries a conversation, lacks its class or is of e-mail, and a Change of anything but Read and Flag, is \
            not answered as done.",
    sources: "ASMS-044 ASMS-046 EC-17d EC-18 EC-25",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every answer to a request that carries such an operation.
fn judge(step: &Step<'_>) -> Judgement {
    let Some(handled) = handled(step) else { return Judgement::Unconcerned };
    let (Request::Sync(sync), Some(Response::Sync(response))) = (&handled.request, &handled.response) else {
        return Judgement::Unconcerned;
    };
    let mut verdict = Judgement::Unconcerned;
    for entry in &sync.collections {
        for command in entry.commands.iter().filter(|command| is_forbidden(command)) {
            let answer = answers(step).find(|answer| answer.collection == entry.collection);
            let done = match (response, answer) {
                (SyncResponse::Failed(_), _) => false,
                (SyncResponse::Empty, _) | (_, None) => true,
                (_, Some(answer)) => {
                    answer.changes().is_some_and(|changes| is_done(command, &changes.responses))
                }
            };
            if done {
                return Judgement::Violated(match command {
                    ClientCommand::Add { client_id, .. } => {
                        format!(
                            "the Add with ClientId {client_id} is none that a client may send, and is done"
                        )
                    }
                    _ => "a Change of the text is answered as done".to_owned(),
                });
            }
            verdict = Judgement::Holds;
        }
    }
    verdict
}

fn is_forbidden(command: &ClientCommand) -> bool {
    match *command {
        ClientCommand::Add { class, conversation, .. } => conversation || class != Some(Class::Sms),
        ClientCommand::Change { other, .. } => other.is_some(),
        _ => false,
    }
}

fn is_done(command: &ClientCommand, responses: &[CommandResponse]) -> bool {
    match *command {
        ClientCommand::Add { client_id: sent, .. } => responses.iter().any(|response| {
            matches!(response, CommandResponse::Add { client_id, outcome: AddOutcome::Accepted { .. } }
                if *client_id == sent)
        }),
        ClientCommand::Change { item: sent, .. } => !responses
            .iter()
            .any(|response| matches!(response, CommandResponse::Change { item, .. } if *item == sent)),
        _ => false,
    }
}
