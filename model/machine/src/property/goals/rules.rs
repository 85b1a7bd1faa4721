//! Situations of rules that a request breaks, each by itself.

use super::super::answer::{handled, received};
use super::look::{asked, breaks_a_rule, taken, takes_add};
use super::{Goal, Step};
use crate::class::{Class, FilterType, FolderKind};
use crate::message::{CollectionRequest, Hold, Malformed, Response, SyncFailure, SyncResponse};
use crate::version::Version;

pub(super) const PROTOCOL_ERROR: Goal = Goal {
    name: "protocol-error",
    prose: "The server refuses a request that carries an Add with status 4.",
    sources: "EC-08f",
    reached: |step| breaks_a_rule(step) && takes_add(step),
};

pub(super) const PROTOCOL_ERROR_TOLD: Goal = Goal {
    name: "protocol-error-told",
    prose: "A device is told that its request breaks a rule (status 4).",
    sources: "EC-10",
    reached: |step| {
        received(step)
            .is_some_and(|(_, _, response, ..)| *response == SyncResponse::Failed(SyncFailure::ProtocolError))
    },
};

pub(super) const THREE_BLOCKS: Goal = Goal {
    name: "three-blocks-refused",
    prose: "The server refuses three Options blocks for a folder.",
    sources: "ASMS-038 ASMS-064",
    reached: |step| broken(step, |entry, _| entry.options.len() > 2),
};

pub(super) const CLASS_TWICE: Goal = Goal {
    name: "class-twice",
    prose: "The server refuses two Options blocks of one class for a folder.",
    sources: "EC-08c",
    reached: |step| {
        broken(step, |entry, kind| match &entry.options[..] {
            [one, two] => {
                one.class.unwrap_or(kind.default_class()) == two.class.unwrap_or(kind.default_class())
            }
            _ => false,
        })
    },
};

pub(super) const CLASS_NOT_OF_MAIL: Goal = Goal {
    name: "class-not-of-mail",
    prose: "The server refuses Options of another class for a mail folder.",
    sources: "ASMS-065",
    reached: |step| {
        broken(step, |entry, kind| {
            kind.holds_mail()
                && entry.options.iter().any(|block| block.class.is_some_and(|class| !class.is_mail()))
        })
    },
};

pub(super) const CLASS_OF_MAIL: Goal = Goal {
    name: "class-of-mail",
    prose: "The server refuses Options of class SMS beside those of the default class, for a folder that holds no mail.",
    sources: "ASMS-066 EC-08d",
    reached: |step| {
        broken(step, |entry, kind| {
            let has = |class| entry.options.iter().any(|block| block.class == class);
            !kind.holds_mail() && has(Some(Class::Sms)) && has(None)
        })
    },
};

pub(super) const WIDE_FILTER: Goal = Goal {
    name: "wide-filter-refused",
    prose: "The server refuses a FilterType of 6 beside one that is allowed, for a mail folder.",
    sources: "ASMS-063 EC-53",
    reached: |step| {
        broken(step, |entry, kind| {
            let allowed = |filter: Option<FilterType>| filter.is_none_or(FilterType::is_for_mail);
            kind.holds_mail()
                && entry.options.iter().any(|block| allowed(block.filter))
                && entry.options.iter().any(|block| !allowed(block.filter))
        })
    },
};

pub(super) const TWO_INTERVALS: Goal = Goal {
    name: "two-intervals",
    prose: "The server refuses Wait and HeartbeatInterval in one request.",
    sources: "EC-20b",
    reached: |step| {
        breaks_a_rule(step) && taken(step).is_some_and(|sync| matches!(sync.hold, Some(Hold::Both(..))))
    },
};

pub(super) const HOLD_REFUSED: Goal = Goal {
    name: "hold-refused",
    prose: "The server refuses a hold that is too long (status 14), in a request that carries an Add.",
    sources: "EC-20",
    reached: |step| {
        let refused = handled(step).is_some_and(|handled| {
            matches!(
                handled.response,
                Some(Response::Sync(SyncResponse::Failed(SyncFailure::HoldOutOfRange(_))))
            )
        });
        refused && takes_add(step)
    },
};

pub(super) const UNREADABLE: Goal = Goal {
    name: "unreadable",
    prose: "The server takes bytes that are no request.",
    sources: "ASMS-003 EC-24",
    reached: |step| {
        handled(step).is_some_and(|handled| handled.response == Some(Response::Refused(Malformed::Wbxml)))
    },
};

pub(super) const SMS_AT_12_1: Goal = Goal {
    name: "sms-at-12-1",
    prose: "The server refuses to enable outbound SMS at version 12.1.",
    sources: "ASMS-029",
    reached: |step| {
        handled(step).is_some_and(|handled| {
            let version = step.before.device(handled.device).map(|device| device.version);
            version == Some(Version::V12_1) && matches!(handled.response, Some(Response::Settings(status)) if status != crate::message::SettingsStatus::Success)
        })
    },
};

/// Whether a request is refused for what it asks of a folder.
fn broken(step: &Step<'_>, how: fn(&CollectionRequest, FolderKind) -> bool) -> bool {
    breaks_a_rule(step)
        && asked(step).any(|entry| {
            step.before.server.folder(entry.collection).is_some_and(|folder| how(entry, folder.kind))
        })
}
