//! Requests that are held until something happens: a Sync with Wait or HeartbeatInterval, and Ping.

use smallvec::SmallVec;

use super::{Asker, Replica, Server};
use crate::behaviour::Context;
use crate::class::FolderKind;
use crate::id::{CollectionId, DeviceId};
use crate::message::{Hold, PingResponse, Response, SyncRequest};
use crate::shared::Shared;
use crate::version::Version;

/// A request that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    /// The request.
    pub waiting: Waiting,
    /// The version in which it was asked.
    pub version: Version,
    /// Folders that it names to which something was added since, or that are gone.
    pub news: SmallVec<[CollectionId; 2]>,
    /// The copies as they were when a newer request came, on a server that runs both; else nothing.
    pub(super) taken: Vec<Shared<Replica>>,
}

/// What is held.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Waiting {
    /// A Sync, completed if it was partial.
    Sync(Shared<SyncRequest>),
    /// A Ping for these folders.
    Ping(SmallVec<[CollectionId; 2]>),
}

impl Server {
    /// The request that the server holds for a device.
    pub fn held(&self, device: DeviceId) -> Option<&Held> {
        self.device(device)?.held.as_deref()
    }

    /// Whether something happened that the held request waits for: an item was added to a folder that it names, of
    /// whichever class (EC-34d), or the folder is gone. A deletion or a change is no reason ([MS-ASCMD] 3.1.5.4).
    pub fn may_wake(&self, device: DeviceId) -> bool {
        self.held(device).is_some_and(|held| !held.news.is_empty())
    }

    /// Answers the held request because of what happened. Nothing, if nothing did.
    pub fn wake(&mut self, cx: &mut Context<'_>, device: DeviceId) -> Option<Response> {
        if self.may_wake(device) { self.end_interval(cx, device) } else { None }
    }

    /// Answers the held request because its time is over.
    pub fn end_interval(&mut self, cx: &mut Context<'_>, device: DeviceId) -> Option<Response> {
        let held = *self.release(device)?;
        match held.waiting {
            Waiting::Sync(request) => {
                for replica in held.taken {
                    self.replicas.put(replica);
                }
                let asker = Asker { device, version: held.version };
                self.answer_held(cx, asker, &request).map(Response::Sync)
            }
            Waiting::Ping(folders) if folders.iter().any(|folder| !self.folders.has(*folder)) => {
                Some(Response::Ping(PingResponse::HierarchyChanged))
            }
            Waiting::Ping(_) if held.news.is_empty() => Some(Response::Ping(PingResponse::NothingNew)),
            Waiting::Ping(_) => Some(Response::Ping(PingResponse::Changed(held.news))),
        }
    }

    /// Holds a request, and drops the one that was held before: a device has one at a time.
    pub(super) fn hold(&mut self, asker: Asker, waiting: Waiting) {
        let held = Held { waiting, version: asker.version, news: SmallVec::new(), taken: Vec::new() };
        self.update_partner(asker.device, |partner| {
            if matches!(held.waiting, Waiting::Sync(_)) {
                partner.cached = None;
            }
            partner.held = Some(Box::new(held));
        });
    }

    /// A newer Sync takes the place of the request that is held (EC-34).
    pub(super) fn supersede(&mut self, cx: &mut Context<'_>, device: DeviceId) {
        let Some(held) = self.held(device) else { return };
        let is_sync = matches!(held.waiting, Waiting::Sync(_));
        if !is_sync || !cx.server(|server| server.concurrent).runs_both() {
            self.release(device);
            return;
        }
        let copies: Vec<Shared<Replica>> =
            self.replicas.iter().filter(|replica| replica.device == device).cloned().collect();
        if let Some(held) = self.partners.find_mut(device).and_then(|partner| partner.held.as_mut())
            && held.taken.is_empty()
        {
            held.taken = copies;
        }
    }

    /// Notes that an item was added to a folder.
    pub(super) fn note_news(&mut self, cx: &mut Context<'_>, collection: CollectionId) {
        if !self.partners.iter().any(|partner| watches(partner.held.as_deref(), collection)) {
            return;
        }
        let is_outbox = self.folder(collection).is_some_and(|folder| folder.kind == FolderKind::Outbox);
        if is_outbox && !cx.server(|server| server.hanging_watch).watches_the_outbox() {
            return;
        }
        self.tell_holders(collection);
    }

    /// Notes for every held request that names a folder that something happened there.
    pub(super) fn tell_holders(&mut self, collection: CollectionId) {
        for partner in &mut self.partners {
            if let Some(held) = partner.held.as_deref_mut().filter(|held| watches(Some(held), collection))
                && let Err(at) = held.news.binary_search(&collection)
            {
                held.news.insert(at, collection);
            }
        }
    }

    fn release(&mut self, device: DeviceId) -> Option<Box<Held>> {
        let mut held = None;
        if self.held(device).is_some() {
            self.update_partner(device, |partner| held = partner.held.take());
        }
        held
    }
}

fn watches(held: Option<&Held>, collection: CollectionId) -> bool {
    match held.map(|held| &held.waiting) {
        None => false,
        Some(Waiting::Ping(folders)) => folders.contains(&collection),
        Some(Waiting::Sync(request)) => {
            request.collections.iter().any(|entry| entry.collection == collection)
        }
    }
}

impl Hold {
    /// The nearest allowed value, where this one is out of range ([MS-ASCMD] 2.2.3.97, EC-20c).
    pub(super) fn limit(self) -> Option<u16> {
        let (asked, least, most) = match self {
            Self::Wait(minutes) => (minutes, 1, 59),
            Self::Heartbeat(seconds) => (seconds, 60, 3540),
            Self::Both(..) => return None,
        };
        let nearest = asked.clamp(least, most);
        (nearest != asked).then_some(nearest)
    }
}
