//! Which messages an event is about, and whether it is about any.

use std::collections::BTreeMap;

use asms_machine::id::{ContentId, ItemId};
use asms_machine::item::{original_of, reported_by};
use asms_machine::message::{
    AddOutcome, ClientCommand, CollectionOutcome, CommandResponse, Request, Response, ServerCommand,
    SyncResponse,
};
use asms_machine::system::{Action, Event, State};

use crate::observe::{Cause, Happening};

/// What has to be known of a user's world to tell which messages an event is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// What each item of the mailbox says, also of those that are gone.
    items: BTreeMap<ItemId, ContentId>,
    /// What the service centre stores.
    stored: Vec<ContentId>,
}

impl Known {
    /// Learns what is new in a state. `anew` where numbers may have been given a second time.
    pub(super) fn learn(&mut self, state: &State, anew: bool) {
        let known = if anew { None } else { self.items.last_key_value().map(|(item, _)| *item) };
        for folder in state.server.folders() {
            // Items stand in the order of their numbers, and new ones have greater numbers than all before.
            let new = folder.items.iter().rev().take_while(|item| Some(item.id) > known);
            self.items.extend(new.map(|item| (item.id, item.text.content)));
        }
        self.stored.clear();
        self.stored.extend(state.network.stored().iter().map(|stored| stored.content));
    }

    /// The messages that an event is about, by the numbers of their texts, each once. A report is about what it reports.
    pub(super) fn messages(&self, happening: &Happening<'_>) -> Vec<ContentId> {
        let mut found = Found { known: self, contents: Vec::new() };
        if let Cause::Action(action) = happening.cause {
            found.action(action);
        }
        found.event(&happening.effect.event);
        let mut messages: Vec<ContentId> = found.contents.into_iter().map(message_of).collect();
        messages.sort_unstable();
        messages.dedup();
        messages
    }
}

/// The message that a text is, is the beginning of, or reports.
fn message_of(content: ContentId) -> ContentId {
    original_of(reported_by(content).unwrap_or(content)).0
}

/// What has been found so far.
struct Found<'k> {
    known: &'k Known,
    contents: Vec<ContentId>,
}

impl Found<'_> {
    fn action(&mut self, action: Action) {
        match action {
            Action::UserMarks(_, _, item, _)
            | Action::UserDeletes(_, _, item)
            | Action::DesktopMarks(_, item, _)
            | Action::DesktopMoves(_, item, _)
            | Action::DesktopDeletes(_, item) => self.item(item),
            Action::CentreDelivers(at)
            | Action::CentreRepeats(at)
            | Action::CentreGivesUp(at)
            | Action::HandsetIsFull(at) => self.contents.extend(self.known.stored.get(usize::from(at))),
            _ => {}
        }
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::None => {}
            Event::Written { text, .. } => self.contents.push(text.content),
            Event::Sent { request } | Event::RequestAstray { request } => self.request(request),
            Event::Handled(handled) => {
                self.request(&handled.request);
                handled.response.iter().for_each(|response| self.response(response));
            }
            Event::Received { request, response, .. } => {
                self.request(request);
                self.response(response);
            }
            Event::ResponseAstray { response } => self.response(response),
            Event::Transmitted { submission, .. } => self.contents.push(submission.content),
            Event::Submitted { submission, shown, .. } => {
                self.contents.push(submission.content);
                self.contents.extend(shown.iter().flat_map(|shown| &shown.parts));
            }
            Event::Forwarded { shown, .. } => {
                self.contents.extend(shown.iter().flat_map(|shown| &shown.parts));
            }
        }
    }

    fn request(&mut self, request: &Request) {
        let Request::Sync(sync) = request else { return };
        for command in sync.collections.iter().flat_map(|folder| &folder.commands) {
            match command {
                ClientCommand::Add { text, .. } => self.contents.push(text.content),
                ClientCommand::Change { item, .. }
                | ClientCommand::Delete { item }
                | ClientCommand::Fetch { item } => self.item(*item),
            }
        }
    }

    fn response(&mut self, response: &Response) {
        let Response::Sync(SyncResponse::Collections(folders)) = response else { return };
        for folder in folders.iter() {
            let CollectionOutcome::Success(changes) = &folder.outcome else { continue };
            for response in &changes.responses {
                match response {
                    CommandResponse::Add { outcome: AddOutcome::Accepted { item, .. }, .. }
                    | CommandResponse::Change { item, .. }
                    | CommandResponse::Delete { item, .. }
                    | CommandResponse::Fetch { item, .. } => self.item(*item),
                    // The request says what was to be added.
                    CommandResponse::Add { outcome: AddOutcome::Refused(_), .. } => {}
                }
            }
            for command in &changes.commands {
                match command {
                    ServerCommand::Add { text, .. } => self.contents.push(text.content),
                    ServerCommand::Delete { item, .. }
                    | ServerCommand::SoftDelete { item }
                    | ServerCommand::Change { item, .. } => self.item(*item),
                }
            }
        }
    }

    fn item(&mut self, item: ItemId) {
        self.contents.extend(self.known.items.get(&item));
    }
}

/// What a poll without news consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Idle {
    /// The request.
    Request,
    /// That the server takes it, and that its answer arrives.
    Rest,
}

/// Whether an event belongs to a poll that brings nothing, as far as it shows.
pub(super) fn idle(happening: &Happening<'_>) -> Option<Idle> {
    let says_nothing = |request: &Request| match request {
        Request::Sync(sync) => sync.collections.iter().all(|folder| folder.commands.is_empty()),
        Request::SyncAgain | Request::Ping(_) => true,
        _ => false,
    };
    match &happening.effect.event {
        Event::Sent { request } if happening.cause != Cause::Restored => {
            let polls =
                matches!(happening.cause, Cause::Action(Action::DevicePolls(_) | Action::DeviceSyncs(_)));
            (polls && says_nothing(request)).then_some(Idle::Request)
        }
        Event::Handled(handled) => {
            let brings = handled.response.as_ref().is_some_and(brings_something);
            (says_nothing(&handled.request) && !brings).then_some(Idle::Rest)
        }
        Event::Received { request, response, .. } => {
            (says_nothing(request) && !brings_something(response)).then_some(Idle::Rest)
        }
        _ => None,
    }
}

fn brings_something(response: &Response) -> bool {
    match response {
        Response::Sync(SyncResponse::Empty) => false,
        Response::Sync(SyncResponse::Collections(folders)) => {
            folders.iter().any(|folder| match &folder.outcome {
                CollectionOutcome::Success(changes) => {
                    changes.more_available || !changes.responses.is_empty() || !changes.commands.is_empty()
                }
                _ => true,
            })
        }
        Response::Ping(response) => *response != asms_machine::message::PingResponse::NothingNew,
        _ => true,
    }
}
