//! A folder as one device sees it, to find what the device has to be told.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::gateway::Role;
use super::options::{heeded, told_class};
use super::{Asker, Delta, Folder, Generation, HeldItem, Item, Pending, Server, Subscription};
use crate::behaviour::Context;
use crate::class::{Class, FolderKind};
use crate::id::{Day, ItemId};
use crate::item::Marks;
use crate::list::Sorted;
use crate::message::ServerCommand;
use crate::version::Version;

/// A folder as one device sees it, and what it held before.
pub(super) struct View<'a> {
    folder: &'a Folder,
    held: &'a Sorted<HeldItem, 4>,
    before: Cow<'a, Subscription>,
    wanted: Cow<'a, Subscription>,
    /// What the request's own commands make of what the device holds.
    effects: &'a [Delta],
    has_options: bool,
    options_moved: bool,
    today: Day,
    version: Version,
    role: Role,
}

/// What there is to say.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// First what goes, then what comes, so that a window never holds both at once (EC-11c).
    pub(super) commands: SmallVec<[ServerCommand; 2]>,
    /// Items of which something is to be said in the next answer and not in this one.
    pub(super) later: SmallVec<[ItemId; 2]>,
    /// Items to be looked at again though all was said.
    pub(super) again: SmallVec<[ItemId; 2]>,
}

/// How an item stands to the options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coverage {
    Inside,
    OutOfWindow,
    Unwanted,
}

impl<'a> View<'a> {
    /// The folder for a device that holds this state and wants this.
    pub(super) fn new(
        cx: &mut Context<'_>,
        server: &Server,
        asker: Asker,
        folder: &'a Folder,
        state: &'a Generation,
        wanted: &'a Subscription,
        has_options: bool,
    ) -> Self {
        let mut heeded = |options| heeded(cx, options, folder.kind, asker.version);
        let (before, wanted) = (heeded(&state.subscription), heeded(wanted));
        Self {
            folder,
            held: &state.held,
            options_moved: wanted != before,
            before,
            wanted,
            effects: &[],
            has_options,
            today: server.today,
            version: asker.version,
            role: match folder.kind {
                FolderKind::Outbox => server.role(asker.device),
                _ => Role::Gateway,
            },
        }
    }

    /// The same after the request's own commands.
    pub(super) fn with_effects(self, effects: &'a [Delta]) -> Self {
        Self { effects, ..self }
    }

    /// What has to be said of the items to look at.
    pub(super) fn changes(&self, cx: &mut Context<'_>, pending: &Pending) -> Found {
        let mut found = Found::default();
        let few = matches!(pending, Pending::Items(_));
        for id in &pending.candidates(self.folder, self.held, self.effects) {
            match (self.folder.items.find(*id), self.held(*id)) {
                (None, None) => {}
                (None, Some(held)) => found.commands.extend(self.gone(cx, &held)),
                (Some(item), Some(held)) => self.kept(cx, item, &held, &mut found),
                (Some(item), None) => self.missing(cx, item, few, &mut found),
            }
        }
        found.commands.sort_by_key(rank);
        found
    }

    /// What a command makes of what the device holds.
    pub(super) fn delta(&self, command: &ServerCommand) -> Delta {
        let id = item_of(command);
        let comes = matches!(command, ServerCommand::Add { .. } | ServerCommand::Change { .. });
        match self.folder.items.find(id).filter(|_| comes) {
            None => Delta::Dropped(id),
            Some(item) => Delta::Holds(HeldItem {
                item: id,
                class: item.class,
                received: item.received,
                marks: item.marks,
                conversation: match command {
                    ServerCommand::Change { conversation, .. } => {
                        *conversation || self.held(id).is_none_or(|held| held.conversation)
                    }
                    _ => true,
                },
            }),
        }
    }

    /// The class of the item of a command, whatever the command tells of it.
    pub(super) fn class_of(&self, command: &ServerCommand) -> Option<Class> {
        let id = item_of(command);
        let held = || self.held(id).map(|held| held.class);
        self.folder.items.find(id).map(|item| item.class).or_else(held)
    }

    /// An item that the device holds is gone. At 14.0 the deletion of an SMS is not told, and the device goes on
    /// holding it (AMB-01, EC-06) until it no longer wants it (EC-06b).
    fn gone(&self, cx: &mut Context<'_>, held: &HeldItem) -> Option<ServerCommand> {
        let covered = self.coverage(cx, &self.wanted, held.class, held.received) == Coverage::Inside;
        if !covered && !cx.server(|server| server.outside_deletes).are_told() {
            return None;
        }
        if self.version == Version::V14_0
            && held.class == Class::Sms
            && cx.server(|server| server.withheld).withholds_deletions()
        {
            return (!covered).then_some(ServerCommand::SoftDelete { item: held.item });
        }
        let class = told_class(cx, held.class, self.folder.kind, self.version);
        Some(ServerCommand::Delete { item: held.item, class })
    }

    /// An item that the device holds is in the folder.
    fn kept(&self, cx: &mut Context<'_>, item: &Item, held: &HeldItem, found: &mut Found) {
        let leaves = match self.coverage(cx, &self.wanted, item.class, item.received) {
            Coverage::Inside => false,
            Coverage::Unwanted => cx.server(|server| server.dropped_class).soft_deletes(),
            Coverage::OutOfWindow => self.leaves_window(cx, item, found),
        };
        if leaves {
            found.commands.push(ServerCommand::SoftDelete { item: item.id });
            return;
        }
        // Its conversation is told in the answer after the one that gives it a number (AMB-28).
        let is_new = self.effects.iter().any(|effect| is_of(effect, item.id)) && !self.held.has(item.id);
        if !held.conversation && is_new {
            found.later.push(item.id);
        }
        let conversation = !held.conversation && !is_new;
        if held.marks != item.marks || conversation {
            found.commands.push(self.change(cx, item, held.marks, conversation));
        }
    }

    /// An item that the device does not hold is in the folder.
    fn missing(&self, cx: &mut Context<'_>, item: &Item, few: bool, found: &mut Found) {
        let coverage = self.coverage(cx, &self.wanted, item.class, item.received);
        let asked_for = coverage == Coverage::Inside
            || (!self.has_options
                && cx.server(|server| server.query_options).sends_everything_without_options());
        let flaps = !asked_for
            && few
            && coverage == Coverage::OutOfWindow
            && cx.server(|server| server.filter_change).flaps();
        if !asked_for && !flaps {
            return;
        }
        if self.options_moved
            && self.coverage(cx, &self.before, item.class, item.received) == Coverage::OutOfWindow
            && !cx.server(|server| server.widening).adds()
        {
            return;
        }
        let is_outgoing = self.folder.kind == FolderKind::Outbox && item.class == Class::Sms;
        if is_outgoing && !self.role.is_offered(cx) {
            return;
        }
        if flaps {
            found.again.push(item.id);
        }
        found.commands.push(self.add(cx, item));
    }

    /// Whether an item out of the window is soft-deleted: because the filter became narrower, or because it grew old.
    fn leaves_window(&self, cx: &mut Context<'_>, item: &Item, found: &mut Found) -> bool {
        let narrowed = self.options_moved
            && self.coverage(cx, &self.before, item.class, item.received) == Coverage::Inside;
        let leaves = if narrowed {
            cx.server(|server| server.narrowing).soft_deletes()
        } else {
            cx.server(|server| server.ageing).soft_deletes(self.options_moved)
        };
        if leaves && cx.server(|server| server.filter_change).flaps() {
            found.again.push(item.id);
        }
        leaves
    }

    /// The properties that differ, and no others ([MS-ASEMAIL] 3.2.5.4.1).
    fn change(&self, cx: &mut Context<'_>, item: &Item, held: Marks, conversation: bool) -> ServerCommand {
        let conversation = conversation
            || (item.class == Class::Sms
                && cx.server(|server| server.change_completeness).completes_changes());
        ServerCommand::Change {
            item: item.id,
            class: told_class(cx, item.class, self.folder.kind, self.version),
            read: (item.marks.read != held.read).then_some(item.marks.read),
            flag: (item.marks.flag != held.flag).then_some(item.marks.flag),
            conversation,
        }
    }

    fn add(&self, cx: &mut Context<'_>, item: &Item) -> ServerCommand {
        let octets = self.wanted.find(item.class).and_then(|wanted| wanted.truncation);
        let cut = item.text.is_longer_than(octets)
            || (octets == Some(item.text.size) && cx.server(|server| server.truncation).marks_whole_bodies());
        ServerCommand::Add {
            item: item.id,
            class: told_class(cx, item.class, self.folder.kind, self.version),
            text: item.text,
            received: item.received,
            marks: item.marks,
            cut,
        }
    }

    fn coverage(
        &self,
        cx: &mut Context<'_>,
        options: &Subscription,
        class: Class,
        received: Day,
    ) -> Coverage {
        let Some(wanted) = options.find(class) else { return Coverage::Unwanted };
        if wanted.filter.covers(received, self.today) {
            return Coverage::Inside;
        }
        let is_outgoing = self.folder.kind == FolderKind::Outbox && class == Class::Sms;
        if is_outgoing && cx.server(|server| server.outbox_filter).is_exempt() {
            return Coverage::Inside;
        }
        Coverage::OutOfWindow
    }

    /// The item as the device holds it, by the state behind its key and the request's own commands.
    fn held(&self, id: ItemId) -> Option<HeldItem> {
        match self.effects.iter().find(|effect| is_of(effect, id)) {
            Some(Delta::Holds(held)) => Some(*held),
            Some(Delta::Dropped(_)) => None,
            None => self.held.find(id).copied(),
        }
    }
}

/// The item of a command.
pub(super) fn item_of(command: &ServerCommand) -> ItemId {
    match *command {
        ServerCommand::Delete { item, .. }
        | ServerCommand::SoftDelete { item }
        | ServerCommand::Change { item, .. }
        | ServerCommand::Add { item, .. } => item,
    }
}

fn is_of(effect: &Delta, id: ItemId) -> bool {
    match effect {
        Delta::Holds(held) => held.item == id,
        Delta::Dropped(item) => *item == id,
    }
}

/// The order of kinds within Commands, that of the schema of 2013.
fn rank(command: &ServerCommand) -> u8 {
    match command {
        ServerCommand::Delete { .. } => 0,
        ServerCommand::SoftDelete { .. } => 1,
        ServerCommand::Change { .. } => 2,
        ServerCommand::Add { .. } => 3,
    }
}
