//! Empty and partial requests: what they leave out is as in the request before ([MS-ASCMD] 2.2.1.21.1, 2.2.3.131).

use super::{Asker, Server, Waiting};
use crate::behaviour::Context;
use crate::id::DeviceId;
use crate::message::{ClientCommand, SyncFailure, SyncRequest, SyncResponse};
use crate::shared::Shared;

impl Server {
    /// Sync without a body: the request before runs again, its interval included. Without one it is status 13.
    pub(super) fn sync_again(&mut self, cx: &mut Context<'_>, asker: Asker) -> Option<SyncResponse> {
        match self.last_request(asker.device).cloned() {
            Some(request) => self.sync(cx, asker, &request),
            None if cx.server(|server| server.cached_request).answers_anyway() => Some(SyncResponse::Empty),
            None => Some(SyncResponse::Failed(SyncFailure::Incomplete)),
        }
    }

    /// Completes a partial request: the folders that it names take the place of those in the request before, the
    /// others keep settings and key, and so do interval and window that it does not name (EC-12b, EC-12c).
    pub(super) fn complete(
        &self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &Shared<SyncRequest>,
    ) -> Result<Shared<SyncRequest>, SyncFailure> {
        if !request.partial {
            return Ok(request.clone());
        }
        let Some(before) = self.last_request(asker.device) else {
            return if cx.server(|server| server.cached_request).answers_anyway() {
                Ok(SyncRequest { partial: false, ..SyncRequest::clone(request) }.into())
            } else {
                Err(SyncFailure::Incomplete)
            };
        };
        let mut whole = SyncRequest::clone(before);
        for entry in &request.collections {
            match whole.collections.iter_mut().find(|known| known.collection == entry.collection) {
                Some(known) => known.clone_from(entry),
                None => whole.collections.push(entry.clone()),
            }
        }
        whole.hold = request.hold.or(whole.hold);
        whole.window = request.window.or(whole.window);
        Ok(whole.into())
    }

    /// Remembers a request that was answered with an empty body, unless it has an Add, Change or Delete. Any other
    /// answer makes the request before useless, since keys moved (EC-12).
    pub(super) fn remember(&mut self, asker: Asker, request: &Shared<SyncRequest>, response: &SyncResponse) {
        if !self.caching {
            return;
        }
        let keeps = *response == SyncResponse::Empty && is_repeatable(request);
        let known = self.device(asker.device).and_then(|known| known.cached.as_ref());
        if known != Some(request).filter(|_| keeps) {
            let cached = keeps.then(|| request.clone());
            self.update_partner(asker.device, |partner| partner.cached = cached);
        }
    }

    /// The request that an empty one repeats: the one that is held, or the one that was answered with an empty body.
    fn last_request(&self, device: DeviceId) -> Option<&Shared<SyncRequest>> {
        let known = self.device(device)?;
        match known.held.as_ref().map(|held| &held.waiting) {
            Some(Waiting::Sync(request)) => {
                Some(request).filter(|request| self.caching && is_repeatable(request))
            }
            _ => known.cached.as_ref(),
        }
    }
}

fn is_repeatable(request: &SyncRequest) -> bool {
    let is_fetch = |command: &ClientCommand| matches!(command, ClientCommand::Fetch { .. });
    request.collections.iter().all(|entry| entry.commands.iter().all(is_fetch))
}
