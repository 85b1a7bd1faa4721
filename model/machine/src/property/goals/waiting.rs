//! Situations of held and shortened requests, estimates and settings.

use super::super::answer::handled;
use super::{Goal, Step};
use crate::message::{
    CollectionOutcome, EstimateResponse, Request, Response, SettingsStatus, SyncFailure, SyncResponse,
};
use crate::system::Action;

pub(super) const HELD: Goal = Goal {
    name: "held",
    prose: "The server holds a request that it has no news for.",
    reached: |step| handled(step).is_some_and(|handled| handled.response.is_none()),
};

pub(super) const WOKEN: Goal = Goal {
    name: "woken",
    prose: "A held request is answered because something was added.",
    reached: |step| matches!(step.action, Action::ServerWakes(_)),
};

pub(super) const INTERVAL_ENDED: Goal = Goal {
    name: "interval-ended",
    prose: "A held request is answered because its time is over.",
    reached: |step| matches!(step.action, Action::IntervalEnds(_)),
};

pub(super) const SHORTENED: Goal = Goal {
    name: "shortened",
    prose: "An empty or partial request is answered with news.",
    reached: |step| {
        let Some(handled) = handled(step) else { return false };
        let shortened = match &handled.request {
            Request::SyncAgain => true,
            Request::Sync(sync) => sync.partial,
            _ => false,
        };
        let news = match &handled.response {
            Some(Response::Sync(SyncResponse::Collections(answers))) => answers
                .iter()
                .any(|answer| matches!(&answer.outcome, CollectionOutcome::Success(changes) if !changes.commands.is_empty())),
            _ => false,
        };
        shortened && news
    },
};

pub(super) const INCOMPLETE: Goal = Goal {
    name: "incomplete",
    prose: "A shortened request cannot be completed (status 13).",
    reached: |step| answer(step) == Some(&Response::Sync(SyncResponse::Failed(SyncFailure::Incomplete))),
};

pub(super) const ESTIMATED: Goal = Goal {
    name: "estimated",
    prose: "A Sync is answered for which an estimate of at least one change was given just before.",
    reached: |step| {
        let Some(handled) = handled(step) else { return false };
        let Request::Sync(sync) = &handled.request else { return false };
        step.before.ledger.estimate.is_some_and(|estimate| {
            estimate.changes > 0
                && estimate.device == handled.device
                && sync
                    .collections
                    .iter()
                    .any(|entry| (entry.collection, entry.key) == (estimate.collection, estimate.key))
        }) && !matches!(answer(step), Some(Response::Estimate(EstimateResponse::Failed(_))))
    },
};

pub(super) const ESTIMATE_REFUSED: Goal = Goal {
    name: "estimate-refused",
    prose: "The server gives no estimate: the key is invalid, the folder was never synchronised, or the request breaks a rule.",
    reached: |step| matches!(answer(step), Some(Response::Estimate(EstimateResponse::Failed(_)))),
};

pub(super) const ENABLED: Goal = Goal {
    name: "enabled",
    prose: "The server lets outbound SMS go through a device that was not enabled.",
    reached: |step| {
        let is = |state: &crate::system::State, id| state.server.is_enabled(id);
        handled(step)
            .is_some_and(|handled| !is(step.before, handled.device) && is(step.after, handled.device))
    },
};

pub(super) const DISABLED: Goal = Goal {
    name: "disabled",
    prose: "The server lets outbound SMS go through a device no longer.",
    reached: |step| {
        let is = |state: &crate::system::State, id| state.server.is_enabled(id);
        handled(step)
            .is_some_and(|handled| is(step.before, handled.device) && !is(step.after, handled.device))
    },
};

pub(super) const STATUS_5: Goal = Goal {
    name: "status-5",
    prose: "The server refuses to enable a device without a telephone number (status 5).",
    reached: |step| answer(step) == Some(&Response::Settings(SettingsStatus::InvalidArguments)),
};

fn answer<'a>(step: &Step<'a>) -> Option<&'a Response> {
    handled(step).and_then(|handled| handled.response.as_ref())
}
