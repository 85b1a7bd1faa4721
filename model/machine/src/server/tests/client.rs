//! A client as far as the books need one: what it makes of its own commands and of an answer.

use std::collections::BTreeMap;

use super::*;
use crate::message::{AddOutcome, Changes, CommandResponse, ItemStatus, ServerCommand};

/// What a device holds behind a key.
pub(super) type Copy = BTreeMap<ItemId, Marks>;

pub(super) fn own_commands(copy: &mut Copy, asked: &CollectionRequest, changes: &Changes) {
    let is_gone = |item: ItemId| {
        let failed = CommandResponse::Change { item, status: ItemStatus::NotFound };
        changes.responses.contains(&failed)
    };
    let mut adds = changes.responses.iter().filter_map(|response| match response {
        CommandResponse::Add { outcome, .. } => Some(*outcome),
        _ => None,
    });
    for command in &asked.commands {
        match *command {
            ClientCommand::Add { .. } => {
                if let Some(AddOutcome::Accepted { item, .. }) = adds.next() {
                    copy.insert(item, Marks::default());
                }
            }
            ClientCommand::Change { item, .. } if is_gone(item) => {}
            ClientCommand::Change { item, read, flag, .. } => {
                if let Some(marks) = copy.get_mut(&item) {
                    *marks = marks.with(read, flag);
                }
            }
            ClientCommand::Delete { item } if asked.key != SyncKey::INITIAL => drop(copy.remove(&item)),
            ClientCommand::Delete { .. } | ClientCommand::Fetch { .. } => {}
        }
    }
}

pub(super) fn server_command(copy: &mut Copy, command: &ServerCommand) {
    match *command {
        ServerCommand::Delete { item, .. } | ServerCommand::SoftDelete { item } => {
            assert!(copy.remove(&item).is_some(), "item {item} is not held and cannot go");
        }
        ServerCommand::Change { item, read, flag, .. } => {
            let marks = copy.get_mut(&item).expect("a Change is of an item that is held");
            let after = marks.with(read, flag);
            assert_ne!(*marks, after, "a Change changes something");
            *marks = after;
        }
        ServerCommand::Add { item, marks, .. } => {
            assert!(copy.insert(item, marks).is_none(), "item {item} is held already");
        }
    }
}
