//! An estimate equals what Sync then sends, and moves nothing.

use super::answer::{answers, handled};
use super::{Judgement, Property, Scope, Step};
use crate::class::{FilterType, Wish};
use crate::id::SyncKey;
use crate::message::{Request, Response, SyncResponse};

pub(super) const PROPERTY: Property = Property {
    name: "estimate-exact",
    prose: "GetItemEstimate gives the number of changes that the next Sync with the same key and options sends, and moves \
            nothing.",
    sources: "ASMS-049 ASMS-067",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every estimate, and of a Sync that carries no operation and comes after an estimate for the same key and
/// options while nothing else happened.
fn judge(step: &Step<'_>) -> Judgement {
    let Some(handled) = handled(step) else { return Judgement::Unconcerned };
    if let Request::Estimate(_) = handled.request {
        return if step.before.server == step.after.server {
            Judgement::Holds
        } else {
            Judgement::Violated("the estimate moved the server's state".to_owned())
        };
    }
    let (Some(estimate), Request::Sync(sync)) = (step.before.ledger.estimate, &handled.request) else {
        return Judgement::Unconcerned;
    };
    let Some(asked) = sync.collections.iter().find(|entry| entry.collection == estimate.collection) else {
        return Judgement::Unconcerned;
    };
    let wish = super::answer::wish(&handled.wishes, estimate.collection);
    let same = handled.device == estimate.device
        && asked.key == estimate.key
        && asked.key != SyncKey::INITIAL
        && asked.wants_changes()
        && asked.commands.is_empty()
        && wish.is_some_and(|wish| windows(wish) == windows(estimate.wish));
    if !same {
        return Judgement::Unconcerned;
    }
    let sent = match &handled.response {
        Some(Response::Sync(SyncResponse::Empty)) => Some(0),
        Some(Response::Sync(SyncResponse::Collections(_))) => {
            let answer = answers(step).find(|answer| answer.collection == estimate.collection);
            match answer {
                None => Some(0),
                Some(answer) => answer
                    .changes()
                    .filter(|changes| !changes.more_available)
                    .map(|changes| changes.commands.len()),
            }
        }
        _ => None,
    };
    let Some(sent) = sent else { return Judgement::Unconcerned };
    if sent == usize::from(estimate.changes) {
        Judgement::Holds
    } else {
        Judgement::Violated(format!("the estimate was {}, and the Sync sends {sent}", estimate.changes))
    }
}

fn windows(wish: Wish) -> (Option<FilterType>, Option<FilterType>) {
    (wish.email, wish.sms)
}
