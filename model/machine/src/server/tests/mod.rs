//! What the server answers, pinned in words: each rule with the case that just keeps it and the one that breaks it.

mod changes;
mod client;
mod defects;
mod estimate;
mod filter;
mod held;
mod items;
mod keys;
mod options;
mod outbox;
mod random;
mod rare;
mod settings;
mod several;
mod shortened;
mod versions;
mod windows;

use smallvec::SmallVec;

use super::*;
use crate::behaviour::Behaviour;
use crate::class::{Class, FilterType};
use crate::id::{ClientId, ContentId};
use crate::item::{Flag, Marks, Text};
use crate::message::{
    ClassOptions, ClientCommand, CollectionOutcome, CollectionRequest, DeviceSettings, EstimateRequest, Hold,
    SyncRequest, SyncResponse,
};

const INBOX: CollectionId = CollectionId(15);
const OUTBOX: CollectionId = CollectionId(16);
const SENT: CollectionId = CollectionId(17);
const TRASH: CollectionId = CollectionId(18);
const MAIL: CollectionId = CollectionId(19);
const CONTACTS: CollectionId = CollectionId(20);
const DEVICE: DeviceId = DeviceId(0);
const OTHER: DeviceId = DeviceId(1);

/// A server, its behaviour, and the version in which it is asked.
struct World {
    server: Server,
    behaviour: Behaviour,
    version: Version,
}

impl World {
    fn new() -> Self {
        Self::under(&[])
    }

    fn under(choices: &[&str]) -> Self {
        let mut behaviour = Behaviour::default();
        behaviour.set_from(choices.iter().copied()).expect("there is such a choice");
        let folders = [
            (INBOX, FolderKind::Inbox),
            (OUTBOX, FolderKind::Outbox),
            (SENT, FolderKind::SentItems),
            (TRASH, FolderKind::DeletedItems),
            (MAIL, FolderKind::UserMail),
            (CONTACTS, FolderKind::Contacts),
        ];
        Self { server: Server::new(folders, ItemId(1)), behaviour, version: Version::V14_1 }
    }

    fn ask(&mut self, device: DeviceId, request: &Request) -> Option<Response> {
        let mut cx = Context::new(&self.behaviour);
        self.server.handle(&mut cx, device, self.version, request)
    }

    /// What the server answers in words.
    fn say(&mut self, request: impl Into<Request>) -> String {
        self.say_to(DEVICE, request)
    }

    fn say_to(&mut self, device: DeviceId, request: impl Into<Request>) -> String {
        words(self.ask(device, &request.into()).as_ref())
    }

    fn settings(&mut self, device: DeviceId, enable: Option<bool>, number: Option<u32>) -> String {
        let phone_number = number.map(ContentId);
        let settings = DeviceSettings { enable_outbound_sms: enable, phone_number, rest: None };
        words(self.ask(device, &Request::Settings(settings)).as_ref())
    }

    fn add(&mut self, collection: CollectionId, class: Class, content: u32) -> ItemId {
        let today = self.server.today;
        self.add_of(collection, class, content, today)
    }

    fn add_of(&mut self, collection: CollectionId, class: Class, content: u32, day: Day) -> ItemId {
        let mut cx = Context::new(&self.behaviour);
        let text = Text::short(ContentId(content));
        self.server.add(&mut cx, collection, class, text, day).expect("there is such a folder")
    }

    fn sms(&mut self, content: u32) -> ItemId {
        self.add(INBOX, Class::Sms, content)
    }

    fn wake(&mut self, device: DeviceId) -> String {
        let mut cx = Context::new(&self.behaviour);
        words(self.server.wake(&mut cx, device).as_ref())
    }

    fn end_interval(&mut self, device: DeviceId) -> String {
        let mut cx = Context::new(&self.behaviour);
        words(self.server.end_interval(&mut cx, device).as_ref())
    }

    /// Synchronises a folder's SMS from key 0, and gives the key behind which the device holds all of them.
    fn settle(&mut self, device: DeviceId, collection: CollectionId) -> SyncKey {
        self.say_to(device, bare(collection, 0));
        let key = self.server.newest_key(device, collection).expect("a first key").0;
        self.say_to(device, with_sms(collection, key));
        let key = self.server.newest_key(device, collection).expect("a second key");
        assert_eq!(self.say_to(device, bare(collection, key.0)), "nothing new (empty body)");
        key
    }

    fn texts(&self, collection: CollectionId) -> Vec<(u32, u32)> {
        let folder = self.server.folder(collection).expect("there is such a folder");
        folder.items.iter().map(|item| (item.id.0, item.text.content.0)).collect()
    }

    fn marks(&self, collection: CollectionId, item: u32) -> Marks {
        let folder = self.server.folder(collection).expect("there is such a folder");
        folder.items.find(ItemId(item)).expect("there is such an item").marks
    }
}

fn words(response: Option<&Response>) -> String {
    response.map_or("held".to_owned(), |response| response.in_words(&|id| id.to_string()))
}

fn bare(collection: CollectionId, key: u32) -> CollectionRequest {
    CollectionRequest::bare(collection, SyncKey(key))
}

fn inbox(key: u32) -> CollectionRequest {
    bare(INBOX, key)
}

fn block(class: Class, filter: u8) -> ClassOptions {
    ClassOptions { class: Some(class), filter: Some(FilterType(filter)), ..ClassOptions::default() }
}

fn with_sms(collection: CollectionId, key: u32) -> CollectionRequest {
    with_options(bare(collection, key), &[block(Class::Sms, 0)])
}

fn with_options(request: CollectionRequest, options: &[ClassOptions]) -> CollectionRequest {
    CollectionRequest { options: options.iter().copied().collect(), ..request }
}

fn with(request: CollectionRequest, commands: &[ClientCommand]) -> CollectionRequest {
    CollectionRequest { commands: commands.iter().copied().collect(), ..request }
}

fn silent(request: CollectionRequest) -> CollectionRequest {
    CollectionRequest { get_changes: Some(false), ..request }
}

fn hanging(request: impl Into<SyncRequest>) -> SyncRequest {
    SyncRequest { hold: Some(Hold::Heartbeat(900)), ..request.into() }
}

fn together(collections: &[CollectionRequest]) -> SyncRequest {
    SyncRequest { collections: collections.iter().cloned().collect(), ..SyncRequest::default() }
}

fn add(client: u16, content: u32) -> ClientCommand {
    add_of(client, Some(Class::Sms), content)
}

fn add_of(client: u16, class: Option<Class>, content: u32) -> ClientCommand {
    ClientCommand::Add {
        client_id: ClientId(client),
        class,
        text: Text::short(ContentId(content)),
        received: None,
        marks: Marks::default(),
        code_page: true,
        conversation: false,
    }
}

fn read(item: u32) -> ClientCommand {
    ClientCommand::Change { item: ItemId(item), read: Some(true), flag: None, other: None }
}

fn flag(item: u32) -> ClientCommand {
    ClientCommand::Change { item: ItemId(item), read: None, flag: Some(Flag::Active), other: None }
}

fn delete(item: u32) -> ClientCommand {
    ClientCommand::Delete { item: ItemId(item) }
}

fn fetch(item: u32) -> ClientCommand {
    ClientCommand::Fetch { item: ItemId(item) }
}

const READ: Marks = Marks { read: true, flag: Flag::Cleared };
const FLAGGED: Marks = Marks { read: false, flag: Flag::Active };
const NOTHING: &str = "nothing new (empty body)";
