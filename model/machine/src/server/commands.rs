//! The client's own commands: Add, Change, Delete, Fetch, in document order (EC-41).
//!
//! Each is done at most once under a key: what earlier requests with the key did is known from [`Earlier`], so that a
//! repeated request finds it done ([MS-ASCMD] 3.1.5.9).
//!
//! [`Earlier`]: super::Earlier

use smallvec::SmallVec;

use super::options::{has_sms, told_class};
use super::{Added, Asker, Changed, Delta, Generation, HeldItem, Item, Server, Subscription};
use crate::behaviour::{Context, Excess, Repeated};
use crate::class::{Class, FolderKind};
use crate::id::{ClientId, CollectionId, ContentId, ItemId, SyncKey};
use crate::item::{Flag, Marks, Text};
use crate::list::Sorted;
use crate::message::{AddOutcome, ClientCommand, CollectionRequest, CommandResponse, ItemStatus};

/// What the commands of a request came to.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// What is told of them. Nothing, of a Change or Delete that succeeded ([MS-ASCMD] 2.2.3.154).
    pub(super) responses: SmallVec<[CommandResponse; 2]>,
    /// What they make of what the client holds.
    pub(super) effects: Sorted<Delta, 4>,
    /// What was done.
    pub(super) touched: Touched,
    /// Whether the key must not move, on a server that refuses what it should take.
    pub(super) key_stays: bool,
}

/// What commands did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Touched {
    /// Nothing.
    #[default]
    Nothing,
    /// Read or Flag of items, which is no reason to answer a request that may be held (EC-34c).
    Marks,
    /// Items came or went.
    Items,
}

impl Server {
    /// Does the commands that a request has for a folder.
    pub(super) fn do_commands(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &CollectionRequest,
        kind: FolderKind,
        subscription: &Subscription,
    ) -> Done {
        if request.commands.is_empty() {
            return Done::default();
        }
        let replica = self.replicas.find((asker.device, request.collection));
        // Only an earlier request can have made an item already: a ClientId is new in each.
        let before = replica.map(|replica| replica.base.earlier.added.clone()).unwrap_or_default();
        let known = request.commands.iter().any(|command| is_known(&before, command));
        let done = Done::default();
        let mut doer = Doer { server: self, cx, asker, request, kind, subscription, before, known, done };
        for command in &request.commands {
            if request.key == SyncKey::INITIAL {
                doer.refuse(command);
            } else {
                doer.act(command);
            }
        }
        doer.done
    }

    /// What a server does that checks a request too late: the items are there, and nobody is told.
    pub(super) fn do_commands_of_a_refused_request(
        &mut self,
        cx: &mut Context<'_>,
        request: &CollectionRequest,
    ) {
        for command in &request.commands {
            if let ClientCommand::Add { text, received, marks, .. } = *command {
                let received = received.unwrap_or(self.today);
                let item = Item { id: ItemId::default(), class: Class::Sms, text, received, marks };
                self.put_in(cx, request.collection, item);
            }
        }
    }
}

struct Doer<'a, 'b> {
    server: &'a mut Server,
    cx: &'a mut Context<'b>,
    asker: Asker,
    request: &'a CollectionRequest,
    kind: FolderKind,
    subscription: &'a Subscription,
    /// The Adds of earlier requests with this key.
    before: Sorted<Added, 2>,
    /// Whether an Add of this request is among them.
    known: bool,
    done: Done,
}

impl Doer<'_, '_> {
    fn act(&mut self, command: &ClientCommand) {
        match *command {
            ClientCommand::Add { client_id, .. } if self.has_answered(client_id) => self.refuse(command),
            ClientCommand::Add { .. } => self.add(command),
            ClientCommand::Change { item, read, flag, other } => {
                let excess =
                    other.map(|content| (self.cx.server(|server| server.change_other).excess(), content));
                if let Err(status) = self.change(item, read, flag, excess) {
                    self.done.responses.push(CommandResponse::Change { item, status });
                }
            }
            ClientCommand::Delete { item } => {
                if let Err(status) = self.delete(item) {
                    self.done.responses.push(CommandResponse::Delete { item, status });
                }
            }
            ClientCommand::Fetch { item } => self.fetch(item),
        }
    }

    /// Whether an Add of this request had the ClientId already. Were another done, the client could not tell which of two
    /// answers is whose, and would lose one of its items (EC-42).
    fn has_answered(&self, client_id: ClientId) -> bool {
        let is_of = |response: &CommandResponse| matches!(response, CommandResponse::Add { client_id: of, .. } if *of == client_id);
        self.done.responses.iter().any(is_of)
    }

    /// Item status 6. With key 0 the client has nothing yet to which a command could belong; it is refused, not passed over
    /// (EC-19b).
    fn refuse(&mut self, command: &ClientCommand) {
        let status = ItemStatus::Invalid;
        match *command {
            ClientCommand::Add { client_id, .. } => {
                let outcome = AddOutcome::Refused(status);
                self.done.responses.push(CommandResponse::Add { client_id, outcome });
            }
            ClientCommand::Change { item, .. } => {
                self.done.responses.push(CommandResponse::Change { item, status });
            }
            ClientCommand::Delete { item } => {
                self.done.responses.push(CommandResponse::Delete { item, status });
            }
            ClientCommand::Fetch { item } => self.fetch(item),
        }
    }

    /// Add: a client adds SMS and nothing else, to mail folders and nowhere else (ASMS-043, AMB-24, EC-25, EC-32).
    fn add(&mut self, command: &ClientCommand) {
        let ClientCommand::Add { client_id, text, .. } = *command else { return };
        let mut outcome = AddOutcome::Refused(ItemStatus::Invalid);
        if self.may_add(command) {
            let repeated = if self.before.is_empty() {
                Repeated::New
            } else {
                let rule = self.cx.server(|server| server.repeated_add);
                rule.judge(&self.before, client_id, text.says(), self.known)
            };
            let made = match repeated {
                Repeated::Known(item) => {
                    self.holds_its_own(item, command);
                    Some(item)
                }
                Repeated::New => self.make(command),
                Repeated::Pretend => Some(self.server.number()),
            };
            if let Some(item) = made {
                let conversation = self.cx.server(|server| server.conversation_place).is_with_the_response();
                let class = told_class(self.cx, Class::Sms, self.kind, self.asker.version);
                outcome = AddOutcome::Accepted { item, class, conversation };
                self.done.touched = Touched::Items;
            }
        }
        self.done.responses.push(CommandResponse::Add { client_id, outcome });
    }

    fn may_add(&mut self, command: &ClientCommand) -> bool {
        let ClientCommand::Add { class, code_page, conversation, .. } = *command else { return false };
        let is_sms = match class {
            Some(class) => class == Class::Sms,
            None => self.kind.holds_mail() && self.cx.server(|server| server.classless_add).is_sms(),
        };
        is_sms
            && has_sms(self.cx, self.kind, self.asker.version)
            && !(conversation && self.cx.server(|server| server.add_conversation).refuses_item())
            && (code_page || !self.cx.server(|server| server.code_page).is_required())
    }

    /// Makes an SMS item of an Add. Without DateReceived it is one of today.
    fn make(&mut self, command: &ClientCommand) -> Option<ItemId> {
        let ClientCommand::Add { client_id, text, received, marks, .. } = *command else { return None };
        let choice = self.cx.server(|server| server.sms_add);
        if choice.is_refused() {
            self.done.key_stays = true;
            return None;
        }
        if !choice.is_kept() {
            return Some(self.server.number());
        }
        let stored = Text { content: choice.stored(text.content), ..text };
        let received = received.unwrap_or(self.server.today);
        let new = Item { id: ItemId::default(), class: Class::Sms, text: stored, received, marks };
        let item = self.server.put_in(self.cx, self.collection(), new)?;
        if let Some(base) = self.base() {
            base.earlier.added.put(Added { client_id, says: text.says(), item });
        }
        self.holds_its_own(item, command);
        Some(item)
    }

    /// The client holds what it added by the answer to its Add, and does not get it back (EC-17, EC-44).
    fn holds_its_own(&mut self, item: ItemId, command: &ClientCommand) {
        let ClientCommand::Add { received, marks, .. } = *command else { return };
        if self.cx.server(|server| server.own_adds).are_echoed() {
            return;
        }
        let conversation = self.cx.server(|server| server.conversation_place).is_with_the_response();
        let received = received.or(self.item(item).map(|found| found.received)).unwrap_or(self.server.today);
        let held = HeldItem { item, class: Class::Sms, received, marks, conversation };
        self.done.effects.put(Delta::Holds(held));
    }

    /// Change: Read and Flag, and nothing else (ASMS-046). The object is the unit of a conflict: it is one if the item
    /// is neither as the client holds it nor as an earlier request with this key left it ([MS-ASCMD] 2.2.3.34, EC-14).
    fn change(
        &mut self,
        item: ItemId,
        read: Option<bool>,
        flag: Option<Flag>,
        excess: Option<(Excess, ContentId)>,
    ) -> Result<(), ItemStatus> {
        // A deletion beats a change ([MS-ASCMD] 2.2.3.34); the client is told of it among the Commands.
        let found = self.item(item).ok_or(ItemStatus::NotFound)?;
        if found.class == Class::Sms && !self.cx.server(|server| server.item_class).finds_to_change() {
            return Err(ItemStatus::NotFound);
        }
        if let Some((excess, content)) = excess {
            self.bear_excess(&found, excess, content)?;
        }
        let held = self.held(item);
        let mine = held.map_or(found.marks, |held| held.marks).with(read, flag);
        let left = self.base().and_then(|base| base.earlier.changed.find(item)).map(|changed| changed.marks);
        let is_as_known = match left {
            Some(left) => left == found.marks,
            None => held.is_none_or(|held| held.marks == found.marks),
        };
        self.holds(held, mine);
        self.done.touched = self.done.touched.max(Touched::Marks);
        let marks = if is_as_known {
            found.marks.with(read, flag)
        } else if mine == found.marks || !self.server_wins(found.class) {
            mine
        } else {
            // Whether the client keeps its own marks now or goes back to the old ones is not known: all are told.
            self.holds(held, found.marks.other());
            return Err(ItemStatus::Conflict);
        };
        if self.server.mark(self.collection(), item, marks)
            && let Some(base) = self.base()
        {
            base.earlier.changed.put(Changed { item, marks });
        }
        Ok(())
    }

    /// By the answer the client holds an item with these marks, if it is known to hold it at all.
    fn holds(&mut self, held: Option<HeldItem>, marks: Marks) {
        if let Some(held) = held {
            self.done.effects.put(Delta::Holds(HeldItem { marks, ..held }));
        }
    }

    /// What a Change carries besides Read and Flag (AMB-06, EC-18).
    fn bear_excess(&mut self, found: &Item, excess: Excess, content: ContentId) -> Result<(), ItemStatus> {
        let text = Text { content, ..found.text };
        match excess {
            Excess::Refuse => return Err(ItemStatus::Invalid),
            Excess::RefuseAndAdd => {
                self.server.put_in(self.cx, self.collection(), Item { text, ..*found });
                return Err(ItemStatus::Invalid);
            }
            Excess::Drop => {}
            Excess::Apply => self.server.rewrite(self.collection(), found.id, text),
        }
        Ok(())
    }

    /// Whether the server's version of an item of the class wins a conflict: what the class's own Options say (EC-14d), else
    /// those of the other class, since Conflict is of the whole folder ([MS-ASCMD] 2.2.3.34), and yes where nothing is said.
    fn server_wins(&self, class: Class) -> bool {
        let own = self.subscription.find(class).and_then(|wanted| wanted.server_wins);
        own.or_else(|| self.subscription.iter().find_map(|wanted| wanted.server_wins)).unwrap_or(true)
    }

    /// Delete. Of an item that the client holds or deleted before under this key it succeeds, though the item be gone
    /// (EC-27, EC-27b); of one that nobody knows it gives status 8.
    fn delete(&mut self, item: ItemId) -> Result<(), ItemStatus> {
        let held = self.held(item).is_some();
        let base_holds = self.base().is_some_and(|base| base.held.has(item));
        if let Some(found) = self.item(item) {
            if found.class == Class::Sms && !self.cx.server(|server| server.item_class).finds_to_delete() {
                return Err(ItemStatus::NotFound);
            }
            self.remove(&found);
            if !base_holds && let Some(base) = self.base() {
                base.earlier.deleted.put(item);
            }
        } else if !held && !base_holds && !self.base().is_some_and(|base| base.earlier.deleted.has(item)) {
            return Err(ItemStatus::NotFound);
        }
        if held {
            self.done.effects.put(Delta::Dropped(item));
        }
        self.done.touched = Touched::Items;
        Ok(())
    }

    /// Where what a client deletes goes: to Deleted Items unless DeletesAsMoves is 0 or it is there already
    /// ([MS-ASCMD] 2.2.3.43), from the Outbox perhaps to Sent Items (AMB-08).
    fn remove(&mut self, found: &Item) {
        let sent = self.server.folder_of(FolderKind::SentItems).map(|folder| folder.id);
        let trash = self.server.folder_of(FolderKind::DeletedItems).map(|folder| folder.id);
        let is_outgoing = self.kind == FolderKind::Outbox && found.class == Class::Sms;
        let is_sent =
            is_outgoing && sent.is_some() && self.cx.both(|both| both.sent_message).is_moved_by_the_server();
        let moves = self.request.deletes_as_moves != Some(false) && self.kind != FolderKind::DeletedItems;
        let to = if is_sent { sent } else { trash.filter(|_| moves) };
        let from = self.collection();
        match to {
            Some(to) => drop(self.server.move_item(self.cx, from, found.id, to)),
            None => drop(self.server.delete(from, found.id)),
        }
    }

    /// Fetch: the whole text, whatever TruncationSize says, and whether or not the client is known to hold the item
    /// ([MS-ASCMD] 2.2.3.67.2, EC-55).
    fn fetch(&mut self, item: ItemId) {
        let text = self.item(item).map(|found| found.text);
        self.done.responses.push(CommandResponse::Fetch { item, text });
    }

    fn collection(&self) -> CollectionId {
        self.request.collection
    }

    fn base(&mut self) -> Option<&mut Generation> {
        let key = (self.asker.device, self.request.collection);
        self.server.replicas.find_mut(key).map(|replica| &mut replica.base)
    }

    fn item(&self, item: ItemId) -> Option<Item> {
        self.server.folder(self.collection())?.items.find(item).copied()
    }

    /// The item as the client holds it, by its key and the commands before this one.
    fn held(&mut self, item: ItemId) -> Option<HeldItem> {
        match self.done.effects.find(item) {
            Some(Delta::Holds(held)) => Some(*held),
            Some(Delta::Dropped(_)) => None,
            None => self.base()?.held.find(item).copied(),
        }
    }
}

fn is_known(before: &[Added], command: &ClientCommand) -> bool {
    let as_client = |client: ClientId, text: Text| before.iter().any(|added| added.is(client, text.says()));
    matches!(*command, ClientCommand::Add { client_id, text, .. } if as_client(client_id, text))
}
