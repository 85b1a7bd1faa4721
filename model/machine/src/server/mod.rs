//! The server: one user's mailbox, and what it knows of each device.
//!
//! A request comes to the file named after it: `sync` takes it whole, `collection` folder by folder with `commands`,
//! `view` and `window`; `rules` has what is status 4. What a server keeps of a device's copy of a folder is a [`Replica`],
//! what else it knows of a device a [`Partner`]. What others than devices do to the mailbox is in `mailbox`.

mod cache;
mod collection;
mod commands;
mod estimate;
mod gateway;
mod generation;
mod hierarchy;
mod hold;
mod mailbox;
mod options;
mod partner;
mod ping;
mod replica;
mod rules;
mod settings;
mod sync;
mod view;
mod window;

pub use generation::{Added, Changed, Earlier, Generation, HeldItem, Pending, Seen, Subscription};
pub use hierarchy::{Gone, Hierarchy};
pub use hold::{Held, Waiting};
pub use mailbox::{Folder, Item};
pub use partner::Partner;
pub use replica::{Delta, Exchange, Replica, Successor};

use crate::behaviour::Context;
use crate::class::FolderKind;
use crate::id::{CollectionId, Day, DeviceId, ItemId, SyncKey};
use crate::list::Sorted;
use crate::message::{Request, Response};
use crate::shared::Shared;
use crate::version::Version;

/// One user's mailbox on the server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Server {
    /// Today, which decides what a FilterType covers.
    pub today: Day,
    /// The number of the next item.
    next_item: ItemId,
    /// Whether requests are remembered, so that they can be shortened.
    caching: bool,
    hierarchy: Hierarchy,
    folders: Sorted<Shared<Folder>, 3>,
    replicas: Sorted<Shared<Replica>, 2>,
    partners: Sorted<Partner, 2>,
}

/// Who asks, and in which version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asker {
    device: DeviceId,
    version: Version,
}

impl Server {
    /// A mailbox without items. The first item added will be number `first_item`.
    pub fn new(folders: impl IntoIterator<Item = (CollectionId, FolderKind)>, first_item: ItemId) -> Self {
        Self {
            today: Day::default(),
            next_item: first_item,
            caching: true,
            hierarchy: Hierarchy::new(),
            folders: folders
                .into_iter()
                .map(|(id, kind)| Folder { id, kind, items: Sorted::new() }.into())
                .collect(),
            replicas: Sorted::new(),
            partners: Sorted::new(),
        }
    }

    /// Takes a request of a device. Gives the answer, or nothing if the request is held: a hanging Sync or a Ping,
    /// which [`wake`](Self::wake) or [`end_interval`](Self::end_interval) answer later.
    pub fn handle(
        &mut self,
        cx: &mut Context<'_>,
        device: DeviceId,
        version: Version,
        request: &Request,
    ) -> Option<Response> {
        let asker = Asker { device, version };
        match request {
            Request::Sync(request) => self.sync(cx, asker, request).map(Response::Sync),
            Request::SyncAgain => self.sync_again(cx, asker).map(Response::Sync),
            Request::Estimate(request) => Some(Response::Estimate(self.estimate(cx, asker, request))),
            Request::FolderSync(key) => Some(Response::FolderSync(self.folder_sync(*key))),
            Request::Ping(folders) => self.ping(cx, asker, folders).map(Response::Ping),
            Request::Settings(request) => Some(Response::Settings(self.settings(cx, asker, request))),
            Request::Malformed(why) => {
                self.cannot_read(cx, device);
                Some(Response::Refused(*why))
            }
        }
    }

    /// A crash: requests held and remembered are gone, all else is stored (EC-12).
    pub fn restart(&mut self) {
        let devices: Vec<DeviceId> = self.partners.iter().map(|partner| partner.device).collect();
        for device in devices {
            self.update_partner(device, |partner| {
                partner.cached = None;
                partner.held = None;
            });
        }
    }

    /// Forgets what a device's sync keys stand for, in every folder, as a server does that lost its state or an
    /// administrator who resets it (EC-36). The keys themselves are not given out again.
    pub fn forget_keys(&mut self, device: DeviceId) {
        for replica in self.replicas.iter_mut().filter(|replica| replica.device == device) {
            replica.forget();
        }
    }

    /// Whether requests are remembered so that they can be repeated by an empty one or completed by a partial one
    /// ([MS-ASCMD] 2.2.1.21.1). A world in which no device shortens its requests need not remember them.
    pub fn remember_requests(&mut self, caching: bool) {
        self.caching = caching;
    }

    /// What the server knows of a device's copy of a folder.
    pub fn replica(&self, device: DeviceId, collection: CollectionId) -> Option<&Replica> {
        self.replicas.find((device, collection)).map(|replica| &**replica)
    }

    /// What the server knows of every device's copies.
    pub fn replicas(&self) -> impl Iterator<Item = &Shared<Replica>> {
        self.replicas.iter()
    }

    /// Lets a device hold a key without any exchange, as if it had synchronised before.
    pub fn seed_replica(&mut self, replica: Replica) {
        self.replicas.put(replica.into());
    }

    /// The newest key given to a device for a folder.
    pub fn newest_key(&self, device: DeviceId, collection: CollectionId) -> Option<SyncKey> {
        self.replica(device, collection).map(Replica::newest_key)
    }

    /// The newest key given to a device for each folder.
    pub fn newest_keys(&self, device: DeviceId) -> impl Iterator<Item = (CollectionId, SyncKey)> {
        let replicas = self.replicas.iter().filter(move |replica| replica.device == device);
        replicas.map(|replica| (replica.collection, replica.newest_key()))
    }

    /// The number that the next new item will have.
    pub fn next_item(&self) -> ItemId {
        self.next_item
    }

    /// The lists of the mailbox that have outgrown their place in the state.
    pub fn spilled(&self) -> impl Iterator<Item = &'static str> + '_ {
        let items = self.folders.iter().filter_map(|folder| folder.items.spilled_as("a folder's items"));
        [
            self.folders.spilled_as("folders of the mailbox"),
            self.replicas.spilled_as("replicas"),
            self.partners.spilled_as("partners"),
        ]
        .into_iter()
        .flatten()
        .chain(items)
        .chain(self.replicas.iter().flat_map(|replica| replica.spilled()))
    }

    /// What a request that cannot be read does: nothing, on a server that reads before it writes (EC-46).
    fn cannot_read(&mut self, cx: &mut Context<'_>, device: DeviceId) {
        let knows = |replica: &Shared<Replica>| replica.device == device && !replica.is_blank();
        if self.replicas.iter().any(knows) && cx.server(|server| server.malformed).resets() {
            self.forget_keys(device);
        }
    }
}

#[cfg(test)]
mod tests;
