//! Sync: the whole request. It is completed, checked, and then done, folder by folder ([MS-ASCMD] 2.2.1.21).

use smallvec::SmallVec;

use super::collection::{Draft, Part};
use super::rules::{self, BrokenRule};
use super::window::Room;
use super::{Asker, Server, Waiting};
use crate::behaviour::Context;
use crate::message::{
    ClientCommand, CollectionOutcome, CollectionResponse, Hold, SyncFailure, SyncRequest, SyncResponse,
};
use crate::shared::Shared;

/// How a request is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Whether it may be held.
    may_hold: bool,
    /// Whether a folder's part that breaks a rule is answered on its own (AMB-22).
    refuse_parts: bool,
}

impl Server {
    /// Answers a Sync request, or holds it.
    ///
    /// A request that is refused as a whole (statuses 4, 13, 14) leaves everything alone: folders, keys, options, the
    /// request remembered and the one held (EC-08f, EC-20).
    pub(super) fn sync(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &Shared<SyncRequest>,
    ) -> Option<SyncResponse> {
        if rules::check_request(request).is_err() {
            return Some(self.refuse(cx, request));
        }
        let request = match self.complete(cx, asker, request) {
            Ok(request) => request,
            Err(failure) => return Some(SyncResponse::Failed(failure)),
        };
        if rules::check_completed(cx, &request).is_err() {
            return Some(self.refuse(cx, &request));
        }
        let broken = self.broken_rule(cx, asker, &request);
        let refuse_parts = broken.is_some() && cx.server(|server| server.status_4_place).is_the_collection();
        if broken.is_some() && !refuse_parts {
            return Some(self.refuse(cx, &request));
        }
        if let Some(limit) = request.hold.and_then(Hold::limit) {
            return Some(SyncResponse::Failed(SyncFailure::HoldOutOfRange(limit)));
        }
        self.supersede(cx, asker.device);
        self.run(cx, asker, &request, Run { may_hold: request.hold.is_some(), refuse_parts })
    }

    /// Answers a request that was held, and is held no longer.
    pub(super) fn answer_held(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &Shared<SyncRequest>,
    ) -> Option<SyncResponse> {
        self.run(cx, asker, request, Run { may_hold: false, refuse_parts: false })
    }

    /// Status 4 for the whole request (AMB-22), with what a server leaves behind that checks too late.
    fn refuse(&mut self, cx: &mut Context<'_>, request: &SyncRequest) -> SyncResponse {
        let is_add = |command: &ClientCommand| matches!(command, ClientCommand::Add { .. });
        let has_adds = request.collections.iter().any(|entry| entry.commands.iter().any(is_add));
        if has_adds && cx.server(|server| server.protocol_error).commands_first() {
            for collection in &request.collections {
                self.do_commands_of_a_refused_request(cx, collection);
            }
        }
        SyncResponse::Failed(SyncFailure::ProtocolError)
    }

    fn broken_rule(&self, cx: &mut Context<'_>, asker: Asker, request: &SyncRequest) -> Option<BrokenRule> {
        request.collections.iter().find_map(|entry| self.keeps_rules(cx, asker, entry).err())
    }

    fn run(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &Shared<SyncRequest>,
        run: Run,
    ) -> Option<SyncResponse> {
        let mut parts: SmallVec<[Part<'_>; 2]> = SmallVec::new();
        for entry in &request.collections {
            let is_refused = run.refuse_parts && self.keeps_rules(cx, asker, entry).is_err();
            parts.push(if is_refused {
                Part::settled(entry.collection, CollectionOutcome::ProtocolError)
            } else {
                self.begin(cx, asker, entry)
            });
        }
        let mut room = Room::of(cx, request.window);
        let drafts: SmallVec<[Draft<'_>; 2]> =
            parts.into_iter().map(|part| self.look(cx, asker, part, &mut room)).collect();
        if run.may_hold && drafts.iter().all(Draft::can_wait) {
            self.hold(asker, Waiting::Sync(request.clone()));
            return None;
        }
        let mut answers: SmallVec<[CollectionResponse; 1]> = SmallVec::new();
        for draft in drafts {
            answers.extend(self.conclude(cx, asker, draft));
        }
        let response =
            if answers.is_empty() { SyncResponse::Empty } else { SyncResponse::Collections(answers.into()) };
        self.remember(asker, request, &response);
        Some(response)
    }
}
