//! Ping: tell me when something is added ([MS-ASCMD] 2.2.1.13, 3.1.5.8).

use smallvec::SmallVec;

use super::options::in_force;
use super::view::View;
use super::{Asker, Server, Waiting};
use crate::behaviour::Context;
use crate::id::{CollectionId, SyncKey};
use crate::message::{CollectionRequest, PingResponse, ServerCommand};

impl Server {
    /// Answers a Ping, or holds it: until an item is added to a folder that it names, or its interval ends.
    ///
    /// It is answered at once where a Sync with the key of the last answer would bring an Add, since the client can have missed
    /// what was added before it asked. No key is acknowledged by that (EC-03).
    pub(super) fn ping(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        folders: &SmallVec<[CollectionId; 2]>,
    ) -> Option<PingResponse> {
        if folders.iter().any(|folder| !self.folders.has(*folder)) {
            return Some(PingResponse::HierarchyChanged);
        }
        for folder in folders {
            self.take_ping_for_acknowledgement(cx, asker, *folder);
        }
        let mut news: SmallVec<[CollectionId; 2]> =
            folders.iter().copied().filter(|folder| self.has_an_add(cx, asker, *folder)).collect();
        if news.is_empty() {
            self.hold(asker, Waiting::Ping(folders.clone()));
            return None;
        }
        news.sort_unstable();
        Some(PingResponse::Changed(news))
    }

    /// Whether a Sync with the key of the last answer and without Options would bring an Add.
    fn has_an_add(&self, cx: &mut Context<'_>, asker: Asker, collection: CollectionId) -> bool {
        let Some(folder) = self.folders.find(collection) else { return false };
        let Some(replica) = self.replicas.find((asker.device, collection)) else { return false };
        let last = replica.last_key();
        if last == SyncKey::INITIAL {
            return false;
        }
        let Some(state) = replica.state_behind(last) else { return false };
        let sync = CollectionRequest::bare(collection, last);
        let wanted = in_force(cx, &sync, Some(&state.subscription), folder.kind);
        let pending = self.pending_of(asker, &state, *wanted != state.subscription);
        let found = View::new(cx, self, asker, folder, &state, &wanted, false).changes(cx, &pending);
        found.commands.iter().any(|command| matches!(command, ServerCommand::Add { .. }))
    }

    /// What a server does that takes a Ping for proof that the last answer arrived: the state before it is gone.
    fn take_ping_for_acknowledgement(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        collection: CollectionId,
    ) {
        let Some(replica) = self.replicas.find_mut((asker.device, collection)) else { return };
        let Some(newest) = replica.successors.last().map(|successor| successor.key) else { return };
        if !cx.server(|server| server.ping_acknowledges).acknowledges() {
            return;
        }
        let former = replica.base.key;
        if let Some(successor) = replica.successors.take(newest) {
            replica.successors.clear();
            replica.become_base(successor, former);
        }
    }
}
