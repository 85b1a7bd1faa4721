//! The device: a phone that keeps copies of mail folders, and sends what stands in the Outbox.

mod careless;
mod compose;
mod folder;
mod look;
mod outbox;
mod receive;
mod recovery;
mod report;
mod settings;

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::behaviour::Context;
use crate::class::{Class, FilterType, FolderKind, Wish};
use crate::id::{ClientId, CollectionId, Day, DeviceId, ItemId, SyncKey};
use crate::item::{Marks, Text};
use crate::list::Sorted;
use crate::message::Request;
use crate::modem::{Modem, RadioSetup};
use crate::shared::Shared;
use crate::version::Version;

pub use careless::{Carelessness, OTHER_TEXT};
pub use folder::{Copied, FolderCopy, Operation, Pending};
pub use outbox::{Job, MOST_TRIES, Place, Stage};
pub use report::{Outgoing, Purpose};
pub use settings::Outbound;

/// How a device is when a scenario begins.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Setup {
    /// The version of the protocol that it speaks.
    pub version: Version,
    /// The folders that it keeps, and what of them its user wants.
    pub folders: SmallVec<[(CollectionId, FolderKind, Wish); 3]>,
    /// Whether outbound SMS is enabled already.
    pub outbound: bool,
    /// Whether it tells its telephone number when it enables outbound SMS (ASMS-052).
    pub phone_number: bool,
    /// How it learns of news.
    pub poll: Poll,
    /// Whether it shortens its requests.
    pub style: Style,
    /// The WindowSize that it names for each folder.
    pub window: Option<u16>,
    /// The Conflict that its Options for e-mail name: whether the server's version wins ([MS-ASCMD] 2.2.3.34).
    pub server_wins: Option<bool>,
    /// The Conflict that its Options for SMS name, which may be another (EC-14d).
    pub server_wins_sms: Option<bool>,
}

/// How a device learns of news while it has nothing to say (ASMS-048).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Poll {
    /// By a Sync every 15 minutes or so.
    #[default]
    Interval,
    /// By a Sync that the server holds.
    Hanging,
    /// By Ping, and by a Sync when a Ping was answered.
    Ping,
}

/// Whether a device shortens a request of which the server has kept the better part ([MS-ASCMD] 2.2.1.21.1).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// It does not.
    #[default]
    Full,
    /// Where there is nothing to say it sends a Sync without a body.
    Empty,
    /// Where there is nothing to say of some folders it leaves them out, with Partial.
    Partial,
}

/// A phone that keeps copies of mail folders, and sends what stands in the Outbox.
///
/// What is not called volatile is stored, and survives a restart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Device {
    /// Its name.
    pub id: DeviceId,
    /// The version of the protocol that it speaks.
    pub version: Version,
    /// The folders that it keeps.
    pub folders: Sorted<Shared<FolderCopy>, 3>,
    /// Items made on the device that have no ServerId yet.
    pub outgoing: Sorted<Outgoing, 2>,
    /// The Outbox items that it has taken on and not seen deleted yet: its journal (AMB-16).
    pub jobs: Sorted<Job, 2>,
    /// What its user and the server say of outbound SMS.
    pub outbound: Outbound,
    /// The key of the last FolderSync.
    pub hierarchy: SyncKey,
    /// Whether the folder hierarchy has to be synchronised before anything else.
    pub hierarchy_stale: bool,
    /// The request that waits for an answer. Volatile.
    pub in_flight: Option<Request>,
    /// Its radio.
    pub modem: Modem,
    /// The ClientId of the next item made.
    next_client_id: ClientId,
    /// Whether the server has kept the last Sync request, which was answered without a body. Volatile.
    quiet: bool,
    /// Whether a Ping was answered and the Sync that follows was not yet. Volatile.
    due: bool,
    /// Failures of the server in a row, told by statuses 5 and 16. Volatile.
    failures: u8,
    /// The longest hold that the server allows, if it refused another: minutes at 12.1, else seconds.
    hold_limit: Option<u16>,
    poll: Poll,
    style: Style,
    window: Option<u16>,
    server_wins: Option<bool>,
    server_wins_sms: Option<bool>,
    radio: RadioSetup,
}

impl Device {
    /// A device that has never synchronised a folder. It knows the folder hierarchy under key 1.
    pub fn new(id: DeviceId, setup: &Setup, radio: &RadioSetup) -> Self {
        let folders =
            setup.folders.iter().map(|(id, kind, wish)| FolderCopy::new(*id, *kind, *wish).into()).collect();
        let mut device = Self {
            id,
            version: setup.version,
            folders,
            outgoing: Sorted::new(),
            jobs: Sorted::new(),
            outbound: Outbound::new(setup.outbound, setup.phone_number),
            hierarchy: SyncKey(1),
            hierarchy_stale: false,
            in_flight: None,
            modem: Modem::new(radio.mr_modulus, radio.reference_modulus),
            next_client_id: ClientId(1),
            quiet: false,
            due: false,
            failures: 0,
            hold_limit: None,
            poll: setup.poll,
            style: setup.style,
            window: setup.window,
            server_wins: setup.server_wins,
            server_wins_sms: setup.server_wins_sms,
            radio: *radio,
        };
        if setup.outbound {
            device.want_outbox();
        }
        device
    }

    /// The user's phone receives an SMS, which the device has to add to the folder. Nothing comes of it where the device
    /// does not keep the folder.
    pub fn receive_sms(&mut self, collection: CollectionId, text: Text, received: Day) {
        if self.folders.has(collection) {
            self.make(collection, text, Some(received), Purpose::Received);
        }
    }

    /// The user wants something else of a folder. One of which nothing is wanted is not synchronised, and what is to be
    /// put there waits.
    pub fn choose(&mut self, collection: CollectionId, wish: Wish) {
        if let Some(folder) = self.folders.find_mut(collection) {
            folder.wanted = wish;
        }
    }

    /// The user marks an item: at once on the device, later by a Change. False where there is nothing to change.
    pub fn mark(&mut self, collection: CollectionId, item: ItemId, marks: Marks) -> bool {
        self.folders.find_mut(collection).is_some_and(|folder| folder.mark(item, marks))
    }

    /// The user deletes an item: at once on the device, later by a Delete. An outgoing message is cancelled by that; one
    /// that is being sent, or was, cannot be deleted any more. False where nothing is deleted.
    pub fn delete_item(&mut self, collection: CollectionId, item: ItemId) -> bool {
        let is_outbox = self.folders.find(collection).is_some_and(|folder| folder.kind == FolderKind::Outbox);
        let job = self.jobs.find(item).filter(|_| is_outbox);
        if job.is_some_and(|job| self.is_begun(job)) {
            return false;
        }
        let deleted = self.folders.find_mut(collection).is_some_and(|folder| folder.delete(item));
        if deleted && is_outbox {
            self.jobs.take(item);
        }
        deleted
    }

    /// The user turns outbound SMS on or off. A device that sends SMS synchronises those of the Outbox (ASMS-047).
    ///
    /// What came into the Outbox while it was off is taken on, if the server never heard that it was.
    pub fn set_outbound(&mut self, cx: &mut Context<'_>, on: bool) {
        self.outbound.wanted = on;
        if on {
            self.want_outbox();
            self.take_on_all(cx);
        }
    }

    /// The device speaks another version from now on (EC-35).
    pub fn upgrade(&mut self, version: Version) {
        self.version = version;
        self.quiet = false;
        self.hold_limit = None;
    }

    /// The device crashes and starts again: what is volatile is gone.
    pub fn restart(&mut self, cx: &mut Context<'_>) {
        if let Some(Request::Settings(_)) = self.in_flight.take() {
            self.outbound.told = None;
        }
        self.quiet = false;
        self.due = false;
        self.failures = 0;
        self.restart_sending(cx);
    }

    /// The device forgets the key and the copy of a folder, or of all, and will synchronise anew. What has no ServerId
    /// yet it keeps, and what it was to change and delete too.
    pub fn forget_copy(&mut self, cx: &mut Context<'_>, collection: Option<CollectionId>) {
        match collection {
            Some(collection) => self.start_over(cx, collection),
            None => {
                for collection in self.collections() {
                    self.start_over(cx, collection);
                }
            }
        }
    }

    /// Whether the server's version of an item of a class of mail wins a conflict, if the Options of the class say so.
    pub fn server_wins(&self, class: Class) -> Option<bool> {
        if class == Class::Sms { self.server_wins_sms } else { self.server_wins }
    }

    /// The copy of the first folder of a kind.
    pub fn folder_of(&self, kind: FolderKind) -> Option<&FolderCopy> {
        self.folders.iter().find(|folder| folder.kind == kind).map(|folder| &**folder)
    }

    /// The lists that have outgrown their place in the state.
    pub fn spilled(&self) -> impl Iterator<Item = &'static str> + '_ {
        let own = [
            self.folders.spilled_as("a device's folders"),
            self.outgoing.spilled_as("a device's Adds"),
            self.jobs.spilled_as("a device's jobs"),
        ];
        own.into_iter().flatten().chain(self.folders.iter().flat_map(|folder| folder.spilled()))
    }

    /// Makes an item that has no ServerId yet.
    fn make(&mut self, collection: CollectionId, text: Text, received: Option<Day>, purpose: Purpose) {
        let client_id = self.draw_client_id();
        self.outgoing.put(Outgoing { client_id, collection, text, received, purpose });
    }

    fn draw_client_id(&mut self) -> ClientId {
        let client_id = self.next_client_id;
        self.next_client_id = ClientId(client_id.0.wrapping_add(1));
        client_id
    }

    /// Asks for the SMS of the Outbox, if the user does not yet.
    fn want_outbox(&mut self) {
        for folder in &mut self.folders {
            if folder.kind == FolderKind::Outbox {
                folder.wanted.sms.get_or_insert(FilterType::ALL);
            }
        }
    }

    fn collections(&self) -> SmallVec<[CollectionId; 3]> {
        self.folders.iter().map(|folder| folder.collection).collect()
    }
}
