//! Situations of keys: what comes again, what comes late, what begins anew.

use super::super::answer::{answers, handled, received};
use super::look::{asked, asked_of, is_old};
use super::{Goal, Step};
use crate::id::SyncKey;
use crate::item::reported_by;
use crate::message::{
    ClientCommand, CollectionOutcome, CollectionRequest, Request, Response, SyncFailure, SyncResponse,
};
use crate::system::Event;

pub(super) const BEGUN: Goal = Goal {
    name: "begun",
    prose: "A device sends key 0 of a folder.",
    sources: "ASMS-032",
    reached: |step| {
        let Event::Sent { request: Request::Sync(sync) } = &step.effect.event else { return false };
        sync.collections.iter().any(|entry| entry.key == SyncKey::INITIAL)
    },
};

pub(super) const ADD_REPEATED: Goal = Goal {
    name: "add-repeated",
    prose: "The server receives an Add of which it has made an item before.",
    sources: "ASMS-045 EC-01 EC-44",
    reached: |step| {
        asked(step).any(|entry| entry.commands.iter().any(|command| is_made(step, entry, command)))
    },
};

pub(super) const REPORT_REPEATED: Goal = Goal {
    name: "report-repeated",
    prose: "The server receives the Add of a report of which it has made an item before.",
    sources: "EC-29b",
    reached: |step| {
        let is_report = |command: &ClientCommand| matches!(command, ClientCommand::Add { text, .. } if reported_by(text.content).is_some());
        asked(step).any(|entry| {
            entry.commands.iter().any(|command| is_report(command) && is_made(step, entry, command))
        })
    },
};

pub(super) const OLD_KEY_AGAIN: Goal = Goal {
    name: "old-key-again",
    prose: "The server answers a key that it has answered before.",
    sources: "",
    reached: |step| asked_of(step).any(|(entry, replica)| is_old(entry, replica)),
};

pub(super) const OLD_KEY_WITH_MORE: Goal = Goal {
    name: "old-key-with-more",
    prose: "A key that was answered before comes with an Add that was made under it and with one that is new.",
    sources: "EC-02 EC-02b",
    reached: |step| {
        asked_of(step).any(|(entry, replica)| {
            let made = |command: &&ClientCommand| is_made(step, entry, command);
            let adds =
                || entry.commands.iter().filter(|command| matches!(command, ClientCommand::Add { .. }));
            is_old(entry, replica) && adds().any(|add| made(&add)) && adds().any(|add| !made(&add))
        })
    },
};

pub(super) const TWO_ANSWERS_LOST: Goal = Goal {
    name: "two-answers-lost",
    prose: "The server answers a key that it has answered twice before.",
    sources: "EC-03c",
    reached: |step| {
        asked_of(step)
            .any(|(entry, replica)| replica.base.key == entry.key && replica.answers().nth(1).is_some())
    },
};

pub(super) const OUTDATED_KEY: Goal = Goal {
    name: "outdated-key",
    prose: "The server takes a key older than the last that the device has used.",
    sources: "EC-03b",
    reached: |step| {
        asked_of(step).any(|(entry, replica)| entry.key != SyncKey::INITIAL && entry.key < replica.base.key)
    },
};

pub(super) const KEY_0_AGAIN: Goal = Goal {
    name: "key-0-again",
    prose: "The server answers key 0 again, before the key that it gave for it was used.",
    sources: "EC-37",
    reached: |step| {
        asked_of(step).any(|(entry, replica)| {
            entry.key == SyncKey::INITIAL && replica.successors.iter().any(|one| one.from_initial)
        })
    },
};

pub(super) const PING_AFTER_LOSS: Goal = Goal {
    name: "ping-after-loss",
    prose: "The server takes a Ping of a device that has not received the last answer of a folder.",
    sources: "EC-03",
    reached: |step| {
        let Some(handled) = handled(step) else { return false };
        let Request::Ping(folders) = &handled.request else { return false };
        let Some(device) = step.before.device(handled.device) else { return false };
        folders.iter().any(|folder| {
            let key = device.folders.find(*folder).map(|copy| copy.key);
            step.before
                .server
                .replica(handled.device, *folder)
                .is_some_and(|replica| Some(replica.base.key) == key && replica.answers().next().is_some())
        })
    },
};

pub(super) const LATE_REQUEST: Goal = Goal {
    name: "late-request",
    prose: "The server answers a request that nobody waits for any more.",
    sources: "",
    reached: |step| handled(step).is_some_and(|handled| !handled.awaited),
};

pub(super) const KEY_REFUSED: Goal = Goal {
    name: "key-refused",
    prose: "The server refuses a key with status 3.",
    sources: "EC-36",
    reached: |step| answers(step).any(|answer| *answer.outcome == CollectionOutcome::InvalidKey),
};

pub(super) const KEY_REFUSAL_TOLD: Goal = Goal {
    name: "key-refusal-told",
    prose: "A device is told that its key is refused, while it has something to say of the folder.",
    sources: "EC-19 EC-39",
    reached: |step| {
        let Some((id, _, SyncResponse::Collections(answers), ..)) = received(step) else { return false };
        let Some(device) = step.before.device(id) else { return false };
        answers.iter().filter(|answer| answer.outcome == CollectionOutcome::InvalidKey).any(|answer| {
            let pending = device.folders.find(answer.collection).is_some_and(|copy| !copy.pending.is_empty());
            let own = |item: &crate::device::Outgoing| item.collection == answer.collection;
            let is_outbox =
                step.after.collection(crate::class::FolderKind::Outbox) == Some(answer.collection);
            pending || device.outgoing.iter().any(own) || (is_outbox && !device.jobs.is_empty())
        })
    },
};

pub(super) const FOLDER_GONE: Goal = Goal {
    name: "folder-gone",
    prose: "The server is asked for a folder that is gone (status 12).",
    sources: "EC-21",
    reached: |step| answers(step).any(|answer| *answer.outcome == CollectionOutcome::HierarchyChanged),
};

pub(super) const SERVER_FAILED: Goal = Goal {
    name: "server-failed",
    prose: "A device is told that the server cannot do its request now (status 16).",
    sources: "EC-22",
    reached: |step| {
        received(step).is_some_and(|(_, _, response, ..)| {
            matches!(response, SyncResponse::Failed(SyncFailure::Retry | SyncFailure::ServerError))
        })
    },
};

pub(super) const RESYNCHRONISED: Goal = Goal {
    name: "resynchronised",
    prose: "The server answers key 0 of a device that it knows to hold an item.",
    sources: "EC-38",
    reached: |step| {
        asked_of(step).any(|(entry, replica)| entry.key == SyncKey::INITIAL && !replica.base.held.is_empty())
    },
};

pub(super) const FOLDER_OMITTED: Goal = Goal {
    name: "folder-omitted",
    prose: "An answer leaves out a folder that was asked for.",
    sources: "EC-11f",
    reached: |step| {
        let Some(handled) = handled(step) else { return false };
        let Some(Response::Sync(SyncResponse::Collections(answers))) = &handled.response else {
            return false;
        };
        asked(step).any(|entry| answers.iter().all(|answer| answer.collection != entry.collection))
    },
};

pub(super) const NUMBER_LEFT_FREE: Goal = Goal {
    name: "number-left-free",
    prose: "An item is made while the number of an earlier one is no longer in use.",
    sources: "EC-27c",
    reached: |step| {
        let (before, after) = (&step.before.server, &step.after.server);
        let used: usize = before.folders().map(|folder| folder.items.len()).sum();
        // Numbers begin at 1 and go up, so with none free there are as many items as numbers.
        after.next_item() > before.next_item() && used + 1 < before.next_item().0 as usize
    },
};

/// Whether a command is an Add of which the server has made an item before.
fn is_made(step: &Step<'_>, entry: &CollectionRequest, command: &ClientCommand) -> bool {
    let ClientCommand::Add { text, .. } = command else { return false };
    let add = step.before.ledger.client_adds.find((entry.collection, text.says()));
    add.is_some_and(|add| add.items > 0)
}
