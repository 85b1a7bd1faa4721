//! Situations of items: what clients add, change and delete, and what both sides do to the same item.

use super::super::answer::{answers, changes, handled, item_of, received};
use super::look::{asked_of, done, hears, is_old, outcomes, takes};
use super::{Goal, Step};
use crate::class::Class;
use crate::device::Device;
use crate::item::Flag;
use crate::message::{AddOutcome, ClientCommand, CommandResponse, ItemStatus, ServerCommand};
use crate::server::Item;

pub(super) const ADD_ACCEPTED: Goal = Goal {
    name: "add-accepted",
    prose: "The server makes an item of a client's Add.",
    sources: "ASMS-011 ASMS-012 ASMS-017 ASMS-023 ASMS-043 ASMS-044 ASMS-045 EC-17 EC-17b EC-28",
    reached: |step| {
        outcomes(step, |outcome| {
            matches!(outcome, CommandResponse::Add { outcome: AddOutcome::Accepted { .. }, .. })
        })
    },
};

pub(super) const CHANGE_DONE: Goal = Goal {
    name: "change-done",
    prose: "The server does a client's Change.",
    sources: "ASMS-043 ASMS-046",
    reached: |step| {
        done(step).any(|(answer, command)| match *command {
            ClientCommand::Change { item, read, flag, other: None } => step
                .after
                .server
                .folder(answer.collection)
                .and_then(|folder| folder.items.find(item))
                .is_some_and(|item| item.marks.with(read, flag) == item.marks),
            _ => false,
        })
    },
};

pub(super) const DELETE_DONE: Goal = Goal {
    name: "delete-done",
    prose: "The server deletes an item for a client.",
    sources: "ASMS-043",
    reached: |step| deleted(step).any(|(before, gone)| before && gone),
};

pub(super) const DELETE_OF_GONE: Goal = Goal {
    name: "delete-of-gone",
    prose: "A client deletes an item that is gone already.",
    sources: "EC-27",
    reached: |step| deleted(step).any(|(before, _)| !before),
};

pub(super) const DELETE_REPEATED: Goal = Goal {
    name: "delete-repeated",
    prose: "A key that was answered before comes with the Delete of an item that is gone already.",
    sources: "EC-27b",
    reached: |step| {
        asked_of(step).any(|(entry, replica)| {
            let folder = step.before.server.folder(entry.collection);
            is_old(entry, replica)
                && entry.commands.iter().any(|command| match command {
                    ClientCommand::Delete { item } => folder.is_some_and(|folder| !folder.items.has(*item)),
                    _ => false,
                })
        })
    },
};

pub(super) const DELETE_RECEIVED: Goal = Goal {
    name: "delete-received",
    prose: "A device is told that an item it holds was deleted.",
    sources: "",
    reached: |step| hears(step, |command| matches!(command, ServerCommand::Delete { .. })),
};

pub(super) const MOVE_RECEIVED: Goal = Goal {
    name: "move-received",
    prose: "A device is told in one answer that an item is gone from a folder and that its text is in another.",
    sources: "EC-45",
    reached: |step| {
        let Some((id, _, response, ..)) = received(step) else { return false };
        let Some(device) = step.before.device(id) else { return false };
        let told = |copy: &crate::device::FolderCopy| {
            changes(response, copy.collection).map_or(&[][..], |changes| &changes.commands)
        };
        device.folders.iter().any(|from| {
            told(from).iter().any(|command| {
                let ServerCommand::Delete { item, .. } = command else { return false };
                let Some(held) = from.view.find(*item) else { return false };
                device.folders.iter().any(|to| {
                    told(to).iter().any(
                        |command| matches!(command, ServerCommand::Add { text, .. } if *text == held.text),
                    )
                })
            })
        })
    },
};

pub(super) const CHANGE_RECEIVED: Goal = Goal {
    name: "change-received",
    prose: "A device is told that an item it holds was marked.",
    sources: "",
    reached: |step| hears(step, |command| matches!(command, ServerCommand::Change { .. })),
};

pub(super) const CONFLICT: Goal = Goal {
    name: "conflict",
    prose: "A Change of a client loses against one at the server (status 7).",
    sources: "EC-14 EC-14b",
    reached: |step| {
        outcomes(step, |outcome| {
            matches!(outcome, CommandResponse::Change { status: ItemStatus::Conflict, .. })
        })
    },
};

pub(super) const CONFLICT_BY_CLASS: Goal = Goal {
    name: "conflict-by-class",
    prose: "A Change loses (status 7), of a device that lets the server's version win for one class alone.",
    sources: "EC-14d",
    reached: |step| {
        let handled = handled(step).and_then(|handled| step.before.device(handled.device));
        let wins = |device: &Device, class| device.server_wins(class).unwrap_or(true);
        handled.is_some_and(|device| wins(device, Class::Sms) != wins(device, Class::Email))
            && (CONFLICT.reached)(step)
    },
};

pub(super) const CLIENT_WON: Goal = Goal {
    name: "client-won",
    prose: "A Change is done to an item that was marked at the server and of which the client had not been told.",
    sources: "EC-14c",
    reached: |step| {
        asked_of(step).any(|(entry, replica)| {
            let Some(folder) = step.before.server.folder(entry.collection) else { return false };
            let Some(now) = step.after.server.folder(entry.collection) else { return false };
            entry.commands.iter().any(|command| {
                let ClientCommand::Change { item, .. } = *command else { return false };
                let was = folder.items.find(item).map(|item| item.marks);
                let known = replica.state_behind(entry.key);
                let held = known.and_then(|known| known.held.find(item).map(|held| held.marks));
                was.zip(held).is_some_and(|(was, held)| was != held)
                    && now.items.find(item).map(|item| item.marks) != was
            })
        })
    },
};

pub(super) const FLAG_LEFT_OUT: Goal = Goal {
    name: "flag-left-out",
    prose: "A Change that names no Flag is done to an item that is flagged.",
    sources: "EC-18c",
    reached: |step| {
        changed(step).any(|(command, item)| {
            matches!(command, ClientCommand::Change { flag: None, .. }) && item.marks.flag != Flag::Cleared
        })
    },
};

pub(super) const CHANGE_OF_SOFT_DELETED: Goal = Goal {
    name: "change-of-soft-deleted",
    prose: "An answer soft-deletes an item that the request changes.",
    sources: "EC-14e EC-14h",
    reached: |step| {
        done(step).any(|(answer, command)| {
            let ClientCommand::Change { item: changed, .. } = command else { return false };
            answer.changes().is_some_and(|changes| {
                changes
                    .commands
                    .iter()
                    .any(|told| matches!(told, ServerCommand::SoftDelete { .. }) && item_of(told) == *changed)
            })
        })
    },
};

pub(super) const ITEM_REFUSED: Goal = Goal {
    name: "item-refused",
    prose: "The server refuses an operation as none that a client may do (status 6).",
    sources: "",
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

pub(super) const ADD_REFUSED: Goal = Goal {
    name: "add-refused",
    prose: "The server refuses an Add (status 6), and does what else stands in the request.",
    sources: "EC-25",
    reached: |step| {
        answers(step).any(|answer| {
            let refused = |outcome: &CommandResponse| {
                matches!(outcome, CommandResponse::Add { outcome: AddOutcome::Refused(_), .. })
            };
            let told = answer.changes().map_or(&[][..], |changes| &changes.responses);
            let failed = told.iter().filter(|outcome| !is_accepted(outcome)).count();
            told.iter().any(refused) && answer.asked.is_some_and(|asked| asked.commands.len() > failed)
        })
    },
};

pub(super) const CONVERSATION_ADDED: Goal = Goal {
    name: "conversation-added",
    prose: "The server takes an Add that carries a conversation.",
    sources: "ASMS-044 EC-17d",
    reached: |step| takes(step, |command| matches!(command, ClientCommand::Add { conversation: true, .. })),
};

pub(super) const TEXT_CHANGED: Goal = Goal {
    name: "text-changed",
    prose: "The server takes a Change of more than Read and Flag.",
    sources: "ASMS-046 EC-18",
    reached: |step| takes(step, |command| matches!(command, ClientCommand::Change { other: Some(_), .. })),
};

pub(super) const ITEM_GONE: Goal = Goal {
    name: "item-gone",
    prose: "The server finds no item that a client speaks of (status 8).",
    sources: "ASMS-043",
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

pub(super) const BODY_CUT: Goal = Goal {
    name: "body-cut",
    prose: "A device is given an item with a part of its body.",
    sources: "ASMS-010 EC-15",
    reached: |step| hears(step, |command| matches!(command, ServerCommand::Add { cut: true, .. })),
};

pub(super) const FETCHED: Goal = Goal {
    name: "fetched",
    prose: "A device is given the whole of an item that it had cut.",
    sources: "EC-15d",
    reached: |step| outcomes(step, |outcome| matches!(outcome, CommandResponse::Fetch { text: Some(_), .. })),
};

fn is_accepted(outcome: &CommandResponse) -> bool {
    matches!(outcome, CommandResponse::Add { outcome: AddOutcome::Accepted { .. }, .. })
}

/// Of each Delete that the server does, whether the item was in the folder before and whether it is gone after.
fn deleted(step: &Step<'_>) -> impl Iterator<Item = (bool, bool)> {
    let (before, after) = (&step.before.server, &step.after.server);
    done(step).filter_map(move |(answer, command)| {
        let ClientCommand::Delete { item } = command else { return None };
        let has = |server: &crate::server::Server| {
            server.folder(answer.collection).is_some_and(|folder| folder.items.has(*item))
        };
        Some((has(before), !has(after)))
    })
}

/// The Changes that the server does, each with the item before it.
fn changed<'a>(step: &Step<'a>) -> impl Iterator<Item = (&'a ClientCommand, &'a Item)> {
    let (before, after) = (&step.before.server, &step.after.server);
    done(step).filter_map(move |(answer, command)| {
        let ClientCommand::Change { item, .. } = *command else { return None };
        let was = before.folder(answer.collection)?.items.find(item)?;
        let is = after.folder(answer.collection)?.items.find(item)?;
        (was.marks != is.marks).then_some((command, was))
    })
}
