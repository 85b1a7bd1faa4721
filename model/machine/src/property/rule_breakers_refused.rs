//! A request that breaks a rule is refused.

use super::answer::handled;
use super::{Judgement, Property, Scope, Step};
use crate::class::{Class, FolderKind};
use crate::message::{
    ClassOptions, CollectionOutcome, CollectionRequest, EstimateRequest, EstimateResponse, EstimateStatus,
    Hold, Request, Response, SyncFailure, SyncRequest, SyncResponse,
};
use crate::system::State;

pub(super) const PROPERTY: Property = Property {
    name: "rule-breakers-refused",
    prose: "A Sync with a folder twice, more than two Options blocks for one, a class twice, a class that the folder does not hold, a window \
            that mail does not have, or with Wait and HeartbeatInterval both, is answered with status 4, and one that would be \
            held too long with status 14; a GetItemEstimate with such blocks or classes is answered with status 4.",
    sources: "ASMS-038 ASMS-063 ASMS-064 ASMS-065 ASMS-066 ASMS-068 ASMS-069 ASMS-070 EC-08c EC-08d EC-20b EC-53",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every Sync and GetItemEstimate that breaks one of these rules, by what it says and what its folders are for.
fn judge(step: &Step<'_>) -> Judgement {
    let Some(handled) = handled(step) else { return Judgement::Unconcerned };
    let breach = match &handled.request {
        Request::Sync(sync) => breach(step.before, sync),
        Request::Estimate(estimate) => estimate_breach(step.before, estimate),
        _ => None,
    };
    let Some(breach) = breach else { return Judgement::Unconcerned };
    let refused = match &handled.response {
        Some(Response::Sync(SyncResponse::Failed(failure))) => {
            matches!(
                failure,
                SyncFailure::ProtocolError | SyncFailure::HoldOutOfRange(_) | SyncFailure::Retry
            ) || (*failure == SyncFailure::Incomplete && is_partial(&handled.request))
        }
        Some(Response::Sync(SyncResponse::Collections(answers))) => {
            answers.iter().any(|answer| answer.outcome == CollectionOutcome::ProtocolError)
        }
        Some(Response::Estimate(answer)) => {
            *answer == EstimateResponse::Failed(EstimateStatus::InvalidKeyOrProtocolError)
        }
        Some(Response::Refused(_)) => true,
        _ => false,
    };
    if refused {
        Judgement::Holds
    } else {
        Judgement::Violated(format!("{breach}, and the request is not refused"))
    }
}

/// A request that is to be completed, and cannot be, is refused before what it says is looked at.
fn is_partial(request: &Request) -> bool {
    matches!(request, Request::Sync(sync) if sync.partial)
}

fn breach(state: &State, sync: &SyncRequest) -> Option<&'static str> {
    match sync.hold {
        Some(Hold::Both(..)) => return Some("there are Wait and HeartbeatInterval"),
        Some(Hold::Wait(minutes)) if !(1..=59).contains(&minutes) => return Some("Wait is out of range"),
        Some(Hold::Heartbeat(seconds)) if !(60..=3540).contains(&seconds) => {
            return Some("HeartbeatInterval is out of range");
        }
        _ => {}
    }
    let twice = |(at, entry): (usize, &CollectionRequest)| {
        sync.collections[..at].iter().any(|earlier| earlier.collection == entry.collection)
    };
    if sync.collections.iter().enumerate().any(twice) {
        return Some("a folder stands twice");
    }
    sync.collections.iter().find_map(|entry| {
        let folder = state.server.folder(entry.collection)?;
        options_breach(&entry.options, folder.kind)
    })
}

/// What GetItemEstimate forbids of blocks (ASMS-068 to ASMS-070). A window that mail does not have has a status of its own
/// there ([MS-ASCMD] 2.2.2).
pub(super) fn estimate_breach(state: &State, estimate: &EstimateRequest) -> Option<&'static str> {
    let folder = state.server.folder(estimate.collection)?;
    blocks_breach(&estimate.options, folder.kind)
}

fn options_breach(options: &[ClassOptions], kind: FolderKind) -> Option<&'static str> {
    let wide = |block: &ClassOptions| !block.filter.unwrap_or_default().is_for_mail();
    let is_wide = kind.holds_mail() && options.iter().any(wide);
    blocks_breach(options, kind).or(is_wide.then_some("a FilterType is none for mail"))
}

fn blocks_breach(options: &[ClassOptions], kind: FolderKind) -> Option<&'static str> {
    let class = |block: &ClassOptions| block.class.unwrap_or(kind.default_class());
    let fits = |class: Class| if kind.holds_mail() { class.is_mail() } else { class == kind.default_class() };
    if options.len() > 2 {
        return Some("there are more than two Options blocks");
    }
    if let [first, second] = options
        && class(first) == class(second)
    {
        return Some("two Options blocks are of one class");
    }
    let foreign = options.iter().any(|block| !fits(class(block)));
    foreign.then_some("an Options block is of a class that the folder does not hold")
}
