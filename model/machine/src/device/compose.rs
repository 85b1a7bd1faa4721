//! What the device asks: which request comes next, and what stands in it.

use smallvec::SmallVec;

use super::{Device, FolderCopy, Job, Operation, Outgoing, Poll, Stage, Style};
use crate::behaviour::Context;
use crate::class::{Class, FilterType, FolderKind, Wish};
use crate::id::{CollectionId, ItemId, SyncKey};
use crate::message::{
    ClassOptions, ClientCommand, CollectionRequest, EstimateRequest, Hold, Request, SyncRequest,
};
use crate::version::Version;

/// How long the server may hold a request: 15 minutes, in the units of Wait and of HeartbeatInterval (ASMS-048).
const WAIT: u16 = 15;
const HEARTBEAT: u16 = 900;

impl Device {
    /// Whether there is something to say to the server, or something to learn that does not wait for the next poll.
    pub fn has_work(&self, cx: &mut Context<'_>) -> bool {
        self.outbound.is_to_be_told()
            || self.hierarchy_stale
            || self.due
            || self.folders.iter().any(|folder| {
                let wish = folder.wish(self.version);
                (wish.email.is_some() || wish.sms.is_some())
                    && (folder.key == SyncKey::INITIAL
                        || folder.more
                        || folder.asked != Some(wish)
                        || self.has_commands(cx, folder))
            })
    }

    /// The request that comes next: what the server has to know of the device, then the folder hierarchy if it changed,
    /// then the folders, or a poll where there is nothing to say.
    pub fn next_request(&self, cx: &mut Context<'_>) -> Request {
        if self.outbound.is_to_be_told() {
            return self.settings_request();
        }
        if self.hierarchy_stale || self.synchronised().next().is_none() {
            return Request::FolderSync(self.hierarchy);
        }
        if self.poll == Poll::Ping && !self.has_work(cx) {
            return Request::Ping(self.synchronised().map(|folder| folder.collection).collect());
        }
        if self.quiet && self.style == Style::Empty && self.says_nothing(cx) {
            return Request::SyncAgain;
        }
        let request = self.full_sync(cx);
        if self.quiet { self.shortened(request) } else { request.into() }
    }

    /// Sends the next request. It stays in flight until it is answered; one that only waits for news is given up for it.
    pub fn start(&mut self, cx: &mut Context<'_>) -> Request {
        if self.in_flight.is_some() {
            self.quiet = false;
        }
        let request = self.next_request(cx);
        self.send(request)
    }

    /// Asks how many changes a folder has; nothing moves by that (EC-09). None where the device does not keep the folder.
    pub fn start_estimate(&mut self, cx: &mut Context<'_>, collection: CollectionId) -> Option<Request> {
        let folder = self.folders.find(collection)?;
        // Class and FilterType are all that counts, and all that may stand there ([MS-ASCMD] 2.2.3.125.2).
        let counts = |block: ClassOptions| ClassOptions { server_wins: None, truncation: None, ..block };
        let options = self.blocks(cx, folder).into_iter().map(counts).collect();
        Some(self.send(Request::Estimate(EstimateRequest { key: folder.key, collection, options })))
    }

    /// Sends the request in flight again, after no answer came ([MS-ASCMD] 3.1.5.9).
    pub fn repeat(&mut self, cx: &mut Context<'_>) -> Request {
        let Some(frozen) = self.in_flight.clone() else { return self.start(cx) };
        let Request::Sync(before) = &frozen else { return frozen };
        let adds = client_ids(before);
        if adds.is_empty() && self.full_sync(cx) == **before {
            return frozen;
        }
        let repeat = cx.device(|device| device.repeat);
        if repeat.is_frozen() {
            return frozen;
        }
        if repeat.renames() {
            for client_id in adds {
                if let Some(outgoing) = self.outgoing.take(client_id) {
                    let client_id = self.draw_client_id();
                    self.outgoing.put(Outgoing { client_id, ..outgoing });
                }
            }
        }
        let again = self.full_sync(cx).into();
        self.send(again)
    }

    /// Whether the request in flight only waits for news, so that it may be given up for one that says something.
    pub fn waits_for_news(&self) -> bool {
        match &self.in_flight {
            Some(Request::Ping(_)) => true,
            Some(Request::SyncAgain) => self.poll == Poll::Hanging,
            Some(Request::Sync(request)) => {
                request.hold.is_some() && request.collections.iter().all(says_nothing)
            }
            _ => false,
        }
    }

    /// What a request asks of a folder, as the device means it: its Options, else what was acknowledged, else the default
    /// class.
    pub fn wish(&self, request: &CollectionRequest) -> Wish {
        let options = &request.options;
        match self.folders.find(request.collection) {
            Some(folder) => folder.meant(options),
            None => wish_of(options).unwrap_or(Wish::DEFAULT),
        }
    }

    /// A Sync of all folders, with all that there is to say.
    pub(super) fn full_sync(&self, cx: &mut Context<'_>) -> SyncRequest {
        let collections = self.synchronised().map(|folder| self.collection(cx, folder)).collect();
        SyncRequest { collections, hold: self.hold(), window: None, partial: false }
    }

    pub(super) fn send(&mut self, request: Request) -> Request {
        self.in_flight = Some(request.clone());
        request
    }

    pub(super) fn hold(&self) -> Option<Hold> {
        if self.poll != Poll::Hanging {
            return None;
        }
        Some(match self.version {
            Version::V12_1 => Hold::Wait(self.hold_limit.unwrap_or(WAIT)),
            Version::V14_0 | Version::V14_1 => Hold::Heartbeat(self.hold_limit.unwrap_or(HEARTBEAT)),
        })
    }

    fn synchronised(&self) -> impl Iterator<Item = &FolderCopy> {
        self.folders.iter().map(|folder| &**folder).filter(|folder| folder.is_synchronised(self.version))
    }

    /// Whether the server has kept all that a Sync of all folders would say.
    fn says_nothing(&self, cx: &mut Context<'_>) -> bool {
        self.synchronised().all(|folder| {
            folder.key != SyncKey::INITIAL
                && !folder.has_new_options(self.version)
                && !self.has_commands(cx, folder)
        })
    }

    /// The request without what the server has kept of it.
    fn shortened(&self, mut request: SyncRequest) -> Request {
        let idle = request.collections.iter().filter(|collection| says_nothing(collection)).count();
        // Partial alone is against the rules: something has to be said with it ([MS-ASCMD] 2.2.3.131).
        let rest = idle < request.collections.len() || request.hold.is_some();
        if self.style == Style::Partial && idle > 0 && rest {
            request.collections.retain(|collection| !says_nothing(collection));
            request.partial = true;
        }
        request.into()
    }

    fn collection(&self, cx: &mut Context<'_>, folder: &FolderCopy) -> CollectionRequest {
        let mut request = CollectionRequest::bare(folder.collection, folder.key);
        if folder.key == SyncKey::INITIAL {
            return request;
        }
        request.window = self.window;
        if folder.has_new_options(self.version) {
            request.options = self.blocks(cx, folder);
        }
        let (adds, changes) = (self.adds(folder), changes(folder));
        let (deletes, sent) = (deletes(folder), self.sent(cx, folder));
        if !sent.is_empty() {
            request.deletes_as_moves = cx.both(|both| both.sent_message).deletes_as_moves();
        }
        let removals = deletes.chain(sent).map(|item| ClientCommand::Delete { item });
        request.commands = adds.chain(changes).chain(removals).chain(self.fetches(folder)).collect();
        request
    }

    fn has_commands(&self, cx: &mut Context<'_>, folder: &FolderCopy) -> bool {
        self.adds(folder).next().is_some()
            || folder.pending.iter().any(|pending| pending.held)
            || self.fetches(folder).next().is_some()
            || self.has_sent(cx, folder)
    }

    /// The Adds for a folder. SMS are of no version before 14.0, and wait until one is spoken (ASMS-029).
    pub(super) fn adds(&self, folder: &FolderCopy) -> impl Iterator<Item = ClientCommand> {
        let (speaks, collection) = (self.version != Version::V12_1, folder.collection);
        let outgoing = self.outgoing.iter().filter(move |item| speaks && item.collection == collection);
        outgoing.map(|item| ClientCommand::Add {
            client_id: item.client_id,
            class: Some(Class::Sms),
            text: item.text,
            received: item.received,
            marks: item.marks(),
            code_page: true,
            conversation: false,
        })
    }

    /// The bodies of the Outbox that are fetched (AMB-19).
    fn fetches(&self, folder: &FolderCopy) -> impl Iterator<Item = ClientCommand> {
        let jobs = self.outbox_jobs(folder).iter().filter(|job| job.stage == Stage::Fetching);
        jobs.map(|job| ClientCommand::Fetch { item: job.item })
    }

    /// The items of the Outbox that were sent and can be deleted now.
    fn sent(&self, cx: &mut Context<'_>, folder: &FolderCopy) -> SmallVec<[ItemId; 2]> {
        let jobs = self.outbox_jobs(folder).iter();
        jobs.map(|job| job.item).filter(|item| self.is_deletable(cx, *item)).collect()
    }

    /// Whether there are such. Every item is asked about, as it is when they are named.
    #[expect(
        clippy::unnecessary_fold,
        reason = "`any` ends at the first, and would not ask about the others"
    )]
    fn has_sent(&self, cx: &mut Context<'_>, folder: &FolderCopy) -> bool {
        let jobs = self.outbox_jobs(folder).iter();
        jobs.fold(false, |has, job| self.is_deletable(cx, job.item) || has)
    }

    fn outbox_jobs(&self, folder: &FolderCopy) -> &[Job] {
        if folder.kind == FolderKind::Outbox { &self.jobs } else { &[] }
    }

    /// All sets of options, as a change of any asks for (ASMS-040): SMS by name, the default class without, in the order
    /// of example 4.1.
    pub(super) fn blocks(&self, cx: &mut Context<'_>, folder: &FolderCopy) -> SmallVec<[ClassOptions; 2]> {
        let wish = folder.wish(self.version);
        let mut block = |class: Option<Class>, filter: FilterType| {
            let filter =
                (filter != FilterType::ALL).then(|| cx.device(|device| device.filter_value).written(filter));
            let server_wins = self.server_wins(class.unwrap_or(Class::Email));
            let truncation = wish.truncation;
            ClassOptions { class, filter, server_wins, truncation, preferences: None }
        };
        let sms = wish.sms.map(|filter| block(Some(Class::Sms), filter));
        let default = wish.email.map(|filter| block(None, filter));
        sms.into_iter().chain(default).collect()
    }
}

/// The Changes for a folder.
fn changes(folder: &FolderCopy) -> impl Iterator<Item = ClientCommand> {
    folder.pending.iter().filter(|pending| pending.held).filter_map(|pending| match pending.operation {
        Operation::Change { read, flag, .. } => {
            Some(ClientCommand::Change { item: pending.item, read, flag, other: None })
        }
        Operation::Delete => None,
    })
}

/// The items that the user deleted in a folder.
fn deletes(folder: &FolderCopy) -> impl Iterator<Item = ItemId> {
    let held = folder.pending.iter().filter(|pending| pending.held);
    held.filter(|pending| pending.operation == Operation::Delete).map(|pending| pending.item)
}

/// Whether a request has nothing to say of a folder that the server has not kept.
fn says_nothing(request: &CollectionRequest) -> bool {
    request.key != SyncKey::INITIAL && request.options.is_empty() && request.commands.is_empty()
}

/// The ClientIds of a request's Adds.
fn client_ids(request: &SyncRequest) -> SmallVec<[crate::id::ClientId; 2]> {
    let commands = request.collections.iter().flat_map(|collection| &collection.commands);
    commands
        .filter_map(|command| match command {
            ClientCommand::Add { client_id, .. } => Some(*client_id),
            _ => None,
        })
        .collect()
}

/// What Options ask for, if there are any.
pub(super) fn wish_of(options: &[ClassOptions]) -> Option<Wish> {
    let mut wish = Wish::default();
    for block in options {
        let filter = Some(block.filter.unwrap_or(FilterType::ALL));
        match block.class {
            Some(Class::Sms) => wish.sms = filter,
            _ => wish.email = filter,
        }
        wish.truncation = wish.truncation.or(block.truncation);
    }
    (!options.is_empty()).then_some(wish)
}
