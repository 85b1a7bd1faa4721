//! Situations of synchronisation.

use super::super::answer::{answers, changes, handled, received};
use super::{Goal, Step};
use crate::class::Class;
use crate::id::SyncKey;
use crate::message::{
    AddOutcome, ClientCommand, CollectionOutcome, CollectionRequest, CommandResponse, ItemStatus, Request,
    Response, ServerCommand, SyncFailure, SyncResponse,
};
use crate::system::State;

pub(super) const ADD_REPEATED: Goal = Goal {
    name: "add-repeated",
    prose: "The server receives an Add of which it has made an item before.",
    reached: |step| {
        asked(step).any(|entry| {
            entry.commands.iter().any(|command| {
                let ClientCommand::Add { text, .. } = command else { return false };
                let add = step.before.ledger.client_adds.find((entry.collection, text.content));
                add.is_some_and(|add| add.items > 0)
            })
        })
    },
};

pub(super) const OLD_KEY_AGAIN: Goal = Goal {
    name: "old-key-again",
    prose: "The server answers a key that it has answered before.",
    reached: |step| {
        let Some(handled) = handled(step) else { return false };
        asked(step).any(|entry| {
            let replica = step.before.server.replica(handled.device, entry.collection);
            replica.is_some_and(|replica| replica.base.key == entry.key && replica.answers().next().is_some())
        })
    },
};

pub(super) const LATE_REQUEST: Goal = Goal {
    name: "late-request",
    prose: "The server answers a request that nobody waits for any more.",
    reached: |step| handled(step).is_some_and(|handled| !handled.awaited),
};

pub(super) const SOFT_DELETE: Goal = Goal {
    name: "soft-delete",
    prose: "The server soft-deletes an item.",
    reached: |step| says(step, |command| matches!(command, ServerCommand::SoftDelete { .. })),
};

pub(super) const DELETE_RECEIVED: Goal = Goal {
    name: "delete-received",
    prose: "A device is told that an item it holds was deleted.",
    reached: |step| hears(step, |command| matches!(command, ServerCommand::Delete { .. })),
};

pub(super) const CHANGE_RECEIVED: Goal = Goal {
    name: "change-received",
    prose: "A device is told that an item it holds was marked.",
    reached: |step| hears(step, |command| matches!(command, ServerCommand::Change { .. })),
};

pub(super) const CONFLICT: Goal = Goal {
    name: "conflict",
    prose: "A Change of a client loses against one at the server (status 7).",
    reached: |step| {
        outcomes(step, |outcome| {
            matches!(outcome, CommandResponse::Change { status: ItemStatus::Conflict, .. })
        })
    },
};

pub(super) const ITEM_REFUSED: Goal = Goal {
    name: "item-refused",
    prose: "The server refuses an operation as none that a client may do (status 6).",
    reached: |step| {
        outcomes(step, |outcome| {
            matches!(
                outcome,
                CommandResponse::Change { status: ItemStatus::Invalid, .. }
                    | CommandResponse::Add { outcome: AddOutcome::Refused(ItemStatus::Invalid), .. }
            )
        })
    },
};

pub(super) const ITEM_GONE: Goal = Goal {
    name: "item-gone",
    prose: "The server finds no item that a client speaks of (status 8).",
    reached: |step| {
        outcomes(step, |outcome| {
            matches!(
                outcome,
                CommandResponse::Change { status: ItemStatus::NotFound, .. }
                    | CommandResponse::Delete { status: ItemStatus::NotFound, .. }
                    | CommandResponse::Fetch { text: None, .. }
            )
        })
    },
};

pub(super) const WINDOW_FULL: Goal = Goal {
    name: "window-full",
    prose: "An answer says MoreAvailable.",
    reached: |step| {
        answers(step).any(|answer| answer.changes().is_some_and(|changes| changes.more_available))
    },
};

pub(super) const PROTOCOL_ERROR: Goal = Goal {
    name: "protocol-error",
    prose: "The server refuses a request that carries an Add with status 4.",
    reached: |step| {
        let refused = handled(step).is_some_and(|handled| {
            handled.response == Some(Response::Sync(SyncResponse::Failed(SyncFailure::ProtocolError)))
        });
        let refused =
            refused || answers(step).any(|answer| *answer.outcome == CollectionOutcome::ProtocolError);
        refused
            && asked(step).any(|entry| {
                entry.commands.iter().any(|command| matches!(command, ClientCommand::Add { .. }))
            })
    },
};

pub(super) const PROTOCOL_ERROR_TOLD: Goal = Goal {
    name: "protocol-error-told",
    prose: "A device is told that its request breaks a rule (status 4).",
    reached: |step| {
        received(step)
            .is_some_and(|(_, _, response, ..)| *response == SyncResponse::Failed(SyncFailure::ProtocolError))
    },
};

pub(super) const KEY_REFUSED: Goal = Goal {
    name: "key-refused",
    prose: "The server refuses a key with status 3.",
    reached: |step| answers(step).any(|answer| *answer.outcome == CollectionOutcome::InvalidKey),
};

pub(super) const FOLDER_GONE: Goal = Goal {
    name: "folder-gone",
    prose: "The server is asked for a folder that is gone (status 12).",
    reached: |step| answers(step).any(|answer| *answer.outcome == CollectionOutcome::HierarchyChanged),
};

pub(super) const SERVER_FAILED: Goal = Goal {
    name: "server-failed",
    prose: "A device is told that the server cannot do its request now (status 16).",
    reached: |step| {
        received(step).is_some_and(|(_, _, response, ..)| {
            matches!(response, SyncResponse::Failed(SyncFailure::Retry | SyncFailure::ServerError))
        })
    },
};

pub(super) const RESYNCHRONISED: Goal = Goal {
    name: "resynchronised",
    prose: "The server answers key 0 of a device that it knows to hold an item.",
    reached: |step| {
        let Some(handled) = handled(step) else { return false };
        asked(step).any(|entry| {
            let replica = step.before.server.replica(handled.device, entry.collection);
            entry.key == SyncKey::INITIAL && replica.is_some_and(|replica| !replica.base.held.is_empty())
        })
    },
};

pub(super) const TOLD_WITH_SMS: Goal = Goal {
    name: "told-with-sms",
    prose: "A device that holds an SMS has been told everything, and nothing is left to do.",
    reached: |step| step.effect.at_rest && holds_sms(step.after),
};

pub(super) const GHOST: Goal = Goal {
    name: "ghost",
    prose: "Nothing is left to do, and a device holds an item that its folder no longer has.",
    reached: |step| {
        step.effect.at_rest
            && step.after.devices.iter().flat_map(|device| &device.folders).any(|copy| {
                let folder = step.after.server.folder(copy.collection);
                folder.is_some_and(|folder| copy.view.iter().any(|held| !folder.items.has(held.item)))
            })
    },
};

fn holds_sms(state: &State) -> bool {
    state
        .devices
        .iter()
        .all(|device| device.folders.iter().any(|copy| copy.view.iter().any(|held| held.class == Class::Sms)))
}

/// What a request that the server takes asks of each folder.
fn asked<'a>(step: &Step<'a>) -> impl Iterator<Item = &'a CollectionRequest> {
    let request = handled(step).and_then(|handled| match &handled.request {
        Request::Sync(sync) => Some(sync),
        _ => None,
    });
    request.into_iter().flat_map(|sync| &sync.collections)
}

/// Whether the server says such a thing.
fn says(step: &Step<'_>, is: fn(&ServerCommand) -> bool) -> bool {
    answers(step).any(|answer| answer.changes().is_some_and(|changes| changes.commands.iter().any(is)))
}

/// Whether the server tells such an outcome of an operation.
fn outcomes(step: &Step<'_>, is: fn(&CommandResponse) -> bool) -> bool {
    answers(step).any(|answer| answer.changes().is_some_and(|changes| changes.responses.iter().any(is)))
}

/// Whether a device is told such a thing.
fn hears(step: &Step<'_>, is: fn(&ServerCommand) -> bool) -> bool {
    let Some((id, _, response, ..)) = received(step) else { return false };
    let Some(device) = step.before.device(id) else { return false };
    device
        .folders
        .iter()
        .any(|copy| changes(response, copy.collection).is_some_and(|changes| changes.commands.iter().any(is)))
}
