//! A request that is refused leaves everything as it was.

use super::answer::handled;
use super::{Judgement, Property, Scope, Step};
use crate::message::{CollectionOutcome, Response, SyncFailure, SyncResponse};

pub(super) const PROPERTY: Property = Property {
    name: "status-4-inert",
    prose: "A request that breaks a rule or cannot be read changes nothing on the server: no item, no key, no options.",
    sources: "ASMS-003 EC-08f EC-10 EC-20 EC-24",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every answer with status 4, 13 or 14, and of every common status.
fn judge(step: &Step<'_>) -> Judgement {
    let Some(response) = handled(step).and_then(|handled| handled.response.as_ref()) else {
        return Judgement::Unconcerned;
    };
    let refused = match response {
        Response::Refused(_) => true,
        Response::Sync(SyncResponse::Failed(failure)) => matches!(
            failure,
            SyncFailure::ProtocolError | SyncFailure::Incomplete | SyncFailure::HoldOutOfRange(_)
        ),
        Response::Sync(SyncResponse::Collections(answers)) => {
            answers.iter().all(|answer| answer.outcome == CollectionOutcome::ProtocolError)
                && !answers.is_empty()
        }
        _ => false,
    };
    if !refused {
        return Judgement::Unconcerned;
    }
    if step.before.server == step.after.server {
        return Judgement::Holds;
    }
    let made = step.after.server.next_item().0.saturating_sub(step.before.server.next_item().0);
    Judgement::Violated(match made {
        0 => "the request was refused, yet the server's state moved".to_owned(),
        _ => format!("the request was refused, yet it made {made} item(s)"),
    })
}
