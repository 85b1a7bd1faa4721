//! Situations of held and shortened requests, full answers, estimates and settings.

use super::super::answer::{answers, handled};
use super::super::rule_breakers_refused::estimate_breach;
use super::look::takes;
use super::{Goal, Step};
use crate::class::Class;
use crate::message::{
    ClientCommand, CollectionOutcome, EstimateResponse, EstimateStatus, Request, Response, SettingsStatus,
    SyncFailure, SyncResponse,
};
use crate::system::{Action, Event};

pub(super) const HELD: Goal = Goal {
    name: "held",
    prose: "The server holds a request that it has no news for.",
    sources: "ASMS-048",
    reached: |step| handled(step).is_some_and(|handled| handled.response.is_none()),
};

pub(super) const CHANGE_HELD: Goal = Goal {
    name: "change-held",
    prose: "The server holds a request that changes an item.",
    sources: "EC-34c",
    reached: |step| {
        handled(step).is_some_and(|handled| handled.response.is_none())
            && takes(step, |command| matches!(command, ClientCommand::Change { .. }))
    },
};

pub(super) const INTERRUPTED: Goal = Goal {
    name: "interrupted",
    prose: "A device gives up a request that the server holds, to delete what it has sent.",
    sources: "EC-34",
    reached: |step| {
        let Event::Sent { request: Request::Sync(sync) } = &step.effect.event else { return false };
        matches!(step.action, Action::DeviceInterrupts(_))
            && sync.collections.iter().any(|entry| {
                entry.commands.iter().any(|command| matches!(command, ClientCommand::Delete { .. }))
            })
    },
};

pub(super) const WOKEN: Goal = Goal {
    name: "woken",
    prose: "A held request is answered because something was added.",
    sources: "ASMS-048",
    reached: |step| matches!(step.action, Action::ServerWakes(_)),
};

pub(super) const INTERVAL_ENDED: Goal = Goal {
    name: "interval-ended",
    prose: "A held request is answered because its time is over.",
    sources: "",
    reached: |step| matches!(step.action, Action::IntervalEnds(_)),
};

pub(super) const SHORTENED: Goal = Goal {
    name: "shortened",
    prose: "An empty or partial request is answered with news.",
    sources: "",
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
    sources: "EC-12 EC-23",
    reached: |step| answer(step) == Some(&Response::Sync(SyncResponse::Failed(SyncFailure::Incomplete))),
};

pub(super) const WINDOW_FULL: Goal = Goal {
    name: "window-full",
    prose: "An answer says MoreAvailable.",
    sources: "EC-11 EC-11b EC-11c EC-11g",
    reached: |step| {
        answers(step).any(|answer| answer.changes().is_some_and(|changes| changes.more_available))
    },
};

pub(super) const WINDOW_ZERO: Goal = Goal {
    name: "window-zero-asked",
    prose: "The server has more than one thing to say to a request with a window of 0.",
    sources: "EC-11d",
    reached: |step| {
        answers(step).any(|answer| {
            answer.asked.is_some_and(|asked| asked.window == Some(0))
                && answer.changes().is_some_and(|changes| changes.commands.len() > 1)
        })
    },
};

pub(super) const ESTIMATED: Goal = Goal {
    name: "estimated",
    prose: "A Sync is answered for which an estimate of at least one change was given just before.",
    sources: "ASMS-049 ASMS-067",
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

pub(super) const ESTIMATE_ASKED: Goal = Goal {
    name: "estimate-asked",
    prose: "A device asks for an estimate, with Options of class SMS and Options without a class.",
    sources: "ASMS-020 ASMS-050 ASMS-078 ASMS-080",
    reached: |step| {
        let Event::Sent { request: Request::Estimate(request) } = &step.effect.event else { return false };
        let has = |class| request.options.iter().any(|block| block.class == class);
        has(Some(Class::Sms)) && has(None)
    },
};

pub(super) const ESTIMATE_REFUSED: Goal = Goal {
    name: "estimate-refused",
    prose: "The server gives no estimate: the key is invalid, the folder was never synchronised, or the request breaks a rule.",
    sources: "EC-09",
    reached: |step| matches!(answer(step), Some(Response::Estimate(EstimateResponse::Failed(_)))),
};

pub(super) const CARELESS_ESTIMATE_REFUSED: Goal = Goal {
    name: "careless-estimate-refused",
    prose: "The server gives no estimate (status 4) for Options of three blocks, or of a class that the folder does not hold.",
    sources: "ASMS-068 ASMS-069 ASMS-070",
    reached: |step| {
        matches!(step.action, Action::ServerHandles(..))
            && handled(step).is_some_and(|handled| {
                let Request::Estimate(request) = &handled.request else { return false };
                estimate_breach(step.before, request).is_some()
            })
            && matches!(
                answer(step),
                Some(Response::Estimate(EstimateResponse::Failed(EstimateStatus::InvalidKeyOrProtocolError)))
            )
    },
};

pub(super) const ENABLED: Goal = Goal {
    name: "enabled",
    prose: "The server lets outbound SMS go through a device that was not enabled.",
    sources: "ASMS-026 ASMS-027 ASMS-030 ASMS-052",
    reached: |step| {
        let is = |state: &crate::system::State, id| state.server.is_enabled(id);
        handled(step)
            .is_some_and(|handled| !is(step.before, handled.device) && is(step.after, handled.device))
    },
};

pub(super) const DISABLED: Goal = Goal {
    name: "disabled",
    prose: "The server lets outbound SMS go through a device no longer.",
    sources: "ASMS-026 ASMS-053 EC-30",
    reached: |step| {
        let is = |state: &crate::system::State, id| state.server.is_enabled(id);
        handled(step)
            .is_some_and(|handled| is(step.before, handled.device) && !is(step.after, handled.device))
    },
};

pub(super) const STATUS_5: Goal = Goal {
    name: "status-5",
    prose: "The server refuses to enable a device without a telephone number (status 5).",
    sources: "ASMS-031 ASMS-071 EC-16",
    reached: |step| answer(step) == Some(&Response::Settings(SettingsStatus::InvalidArguments)),
};

fn answer<'a>(step: &Step<'a>) -> Option<&'a Response> {
    handled(step).and_then(|handled| handled.response.as_ref())
}
