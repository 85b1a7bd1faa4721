//! The device: a phone that keeps a copy of one mail folder.

use smallvec::SmallVec;

use crate::behaviour::Context;
use crate::class::{Class, MailClasses};
use crate::id::{ClientId, CollectionId, ContentId, Day, DeviceId, ItemId, SyncKey};
use crate::list::{Keyed, Sorted};
use crate::message::{
    AddOutcome, Changes, ClassOptions, ClientCommand, ServerCommand, SyncRequest, SyncResponse,
};

/// A phone that keeps a copy of one mail folder.
///
/// All is stored and survives a restart, except [`in_flight`](Self::in_flight).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Device {
    /// Its name.
    pub id: DeviceId,
    /// The folder.
    pub collection: CollectionId,
    /// The key of the last answer.
    pub key: SyncKey,
    /// The items it holds.
    pub view: Sorted<Copied, 6>,
    /// The classes its user wants.
    pub wanted: MailClasses,
    /// The classes in the Options that the server last acknowledged under the current key, if any.
    pub asked: Option<MailClasses>,
    /// Items made on the device that have no ServerId yet.
    pub outgoing: Sorted<Outgoing, 2>,
    /// The ClientId of the next item made.
    next_client_id: ClientId,
    /// The request that waits for an answer. Volatile.
    pub in_flight: Option<SyncRequest>,
}

/// An item made on the device that has no ServerId yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Outgoing {
    /// The device's own name for it.
    pub client_id: ClientId,
    /// What it says.
    pub content: ContentId,
    /// The day of its DateReceived.
    pub received: Day,
}

/// An item as the device holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Copied {
    /// ServerId.
    pub item: ItemId,
    /// Its class.
    pub class: Class,
    /// What it says.
    pub content: ContentId,
}

/// A way to break the rules of the Options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carelessness {
    /// Two blocks of class SMS.
    SmsTwice,
    /// A block of class Calendar on a mail folder.
    Calendar,
}

impl Device {
    /// A device that has never synchronised.
    pub fn new(id: DeviceId, collection: CollectionId, wanted: MailClasses) -> Self {
        Self {
            id,
            collection,
            key: SyncKey::INITIAL,
            view: Sorted::new(),
            wanted,
            asked: None,
            outgoing: Sorted::new(),
            next_client_id: ClientId(1),
            in_flight: None,
        }
    }

    /// The user's phone receives an SMS, which the device has to add to the folder.
    pub fn receive_sms(&mut self, content: ContentId, received: Day) {
        let client_id = self.next_client_id;
        self.next_client_id = ClientId(client_id.0.wrapping_add(1));
        self.outgoing.put(Outgoing { client_id, content, received });
    }

    /// Whether there is something to say to the server, or the first key to fetch.
    pub fn has_work(&self) -> bool {
        self.key == SyncKey::INITIAL || self.asked != Some(self.wanted) || !self.outgoing.is_empty()
    }

    /// Sends a request. It stays in flight until it is answered.
    pub fn start_sync(&mut self) -> SyncRequest {
        let request = self.compose();
        self.in_flight = Some(request.clone());
        request
    }

    /// Sends a request whose Options break a rule, together with whatever else there is to send.
    pub fn start_careless_sync(&mut self, carelessness: Carelessness) -> SyncRequest {
        let mut request = self.compose();
        let class = match carelessness {
            Carelessness::SmsTwice => Class::Sms,
            Carelessness::Calendar => Class::Calendar,
        };
        let block = ClassOptions { class: Some(class), filter: None, preferences: None };
        request.options = SmallVec::from_elem(block, if class == Class::Sms { 2 } else { 1 });
        self.in_flight = Some(request.clone());
        request
    }

    /// Sends the request in flight again, after no answer came.
    pub fn repeat_sync(&mut self, cx: &mut Context<'_>) -> SyncRequest {
        match &self.in_flight {
            Some(frozen) if cx.device(|device| device.repeat).is_frozen() => frozen.clone(),
            _ => self.start_sync(),
        }
    }

    /// The device restarts: what waits for an answer is forgotten.
    pub fn restart(&mut self) {
        self.in_flight = None;
    }

    /// The device forgets its key and its copy, and will synchronise anew. What has no ServerId yet it keeps.
    pub fn forget_copy(&mut self) {
        self.key = SyncKey::INITIAL;
        self.view.clear();
        self.asked = None;
    }

    /// Takes the answer to the request in flight.
    pub fn receive(&mut self, cx: &mut Context<'_>, response: &SyncResponse) {
        let Some(request) = self.in_flight.take() else { return };
        match response {
            // The server has done what was asked, and it came to nothing; so it has taken the Options too.
            SyncResponse::Empty => self.asked = options_of(&request).or(self.asked),
            SyncResponse::Success(changes) => {
                self.apply(cx, changes);
                self.asked = options_of(&request).or(self.asked);
            }
            // The copy is emptied ahead of the full synchronisation; what has no ServerId yet is added again
            // ([MS-ASCMD] 2.2.3.177.17).
            SyncResponse::InvalidKey { .. } => {
                if cx.device(|device| device.invalid_key).starts_over() {
                    self.forget_copy();
                }
            }
            // The same request would be refused again; the next one is composed afresh.
            SyncResponse::ProtocolError | SyncResponse::HierarchyChanged { .. } => {}
        }
    }

    /// What a request of this device asks for, as the device means it: its Options, else what was acknowledged, else
    /// the default class.
    pub fn intent(&self, request: &SyncRequest) -> MailClasses {
        options_of(request).or(self.asked).unwrap_or(MailClasses::EMAIL)
    }

    /// Whether a list has outgrown its place in the state.
    pub fn spilled(&self) -> bool {
        self.view.spilled() || self.outgoing.spilled()
    }

    fn compose(&self) -> SyncRequest {
        let mut options = SmallVec::new();
        let mut commands = SmallVec::new();
        if self.key != SyncKey::INITIAL {
            if self.asked != Some(self.wanted) {
                options = blocks(self.wanted);
            }
            commands = self
                .outgoing
                .iter()
                .map(|item| ClientCommand::Add {
                    client_id: item.client_id,
                    class: Some(Class::Sms),
                    content: item.content,
                    received: Some(item.received),
                })
                .collect();
        }
        SyncRequest {
            key: self.key,
            collection: self.collection,
            get_changes: None,
            rest: None,
            options,
            commands,
        }
    }

    /// Responses come first: a command may speak of an item that a response has just named.
    fn apply(&mut self, cx: &mut Context<'_>, changes: &Changes) {
        self.key = changes.key;
        for response in &changes.responses {
            let outgoing = self.outgoing.take(response.client_id);
            if let (Some(Outgoing { content, .. }), AddOutcome::Accepted { item, class }) =
                (outgoing, response.outcome)
            {
                self.view.put(Copied { item, class, content });
            }
        }
        for command in &changes.commands {
            match *command {
                ServerCommand::Delete { item, .. } => self.drop_item(item),
                ServerCommand::SoftDelete { item } => {
                    if cx.device(|device| device.soft_delete).removes() {
                        self.drop_item(item);
                    }
                }
                ServerCommand::Add { item, class, content, .. } => {
                    self.view.put(Copied { item, class, content });
                }
            }
        }
    }

    fn drop_item(&mut self, item: ItemId) {
        self.view.take(item);
    }
}

/// The blocks for these classes: SMS by name, e-mail as the default class, in the order of example 4.1.
fn blocks(classes: MailClasses) -> SmallVec<[ClassOptions; 2]> {
    let block = |class| ClassOptions { class, filter: None, preferences: None };
    let mut blocks = SmallVec::new();
    if classes.sms {
        blocks.push(block(Some(Class::Sms)));
    }
    if classes.email {
        blocks.push(block(None));
    }
    blocks
}

/// The classes that a request's Options name, if it has Options.
fn options_of(request: &SyncRequest) -> Option<MailClasses> {
    (!request.options.is_empty())
        .then(|| request.options.iter().map(|block| block.class.unwrap_or(Class::Email)).collect())
}

impl Keyed for Copied {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        self.item
    }
}

impl Keyed for Outgoing {
    type Key = ClientId;

    fn key(&self) -> ClientId {
        self.client_id
    }
}
