//! What an action does. The guards have been asked before.

use smallvec::SmallVec;

use super::action::Group;
use super::radio::act_radio;
use super::{Action, Effect, Envelope, Event, State, System, Waiter, Wishes, bit};
use crate::behaviour::{Consulted, Context};
use crate::class::FolderKind;
use crate::device::{Device, FolderCopy};
use crate::id::{CollectionId, DeviceId, ItemId};
use crate::item::{Says, Text, original_of};
use crate::message::{ClientCommand, Request};
use crate::version::Version;

impl System {
    /// Does an action that [`guard`](Self::guard) allows. An action that it refuses may do anything but panic.
    pub fn step(&self, state: &mut State, action: Action) -> Effect {
        let (event, consulted) = self.perform(state, action);
        Effect { consulted, guards: self.asked_by_guards(state), event, at_rest: self.is_at_rest(state) }
    }

    /// The same, without a look at what may come of it: what happened, and the decision points that it depended on.
    pub fn perform(&self, state: &mut State, action: Action) -> (Event, Consulted) {
        let mut cx = Context::new(&self.behaviour);
        if let Some(cost) = action.cost() {
            state.budget.spend(cost);
        }
        let event = self.act(&mut cx, state, action).unwrap_or(Event::None);
        (event, cx.consulted())
    }

    fn act(&self, cx: &mut Context<'_>, state: &mut State, action: Action) -> Option<Event> {
        match action.group() {
            Group::User => self.act_user(cx, state, action),
            Group::Desktop => self.act_desktop(cx, state, action),
            Group::Device(_) => act_device(cx, state, action),
            Group::Server => act_server(cx, state, action),
            Group::Link => act_link(state, action),
            Group::Radio => act_radio(cx, state, action),
        }
    }

    fn act_user(&self, cx: &mut Context<'_>, state: &mut State, action: Action) -> Option<Event> {
        match action {
            Action::PhoneReceives(id) => {
                let text = Text { content: state.fresh_content(), ..self.scenario.incoming };
                let (inbox, today) = (state.collection(FolderKind::Inbox)?, state.server.today);
                state.device_mut(id)?.receive_sms(inbox, text, today);
                state.ledger.must_add(inbox, text.says());
                return Some(Event::Written { text, item: None });
            }
            Action::UserChooses(id, at) => {
                let choice = *self.scenario.choices.get(usize::from(at))?;
                state.device_mut(id)?.choose(choice.collection, choice.wish);
            }
            Action::UserMarks(id, collection, item, mark) => {
                let device = state.device_mut(id)?;
                let marks = mark.applied_to(device.copy(collection, item)?.marks);
                device.mark(collection, item, marks);
            }
            Action::UserDeletes(id, collection, item) => {
                let deleted = state.device_mut(id)?.delete_item(collection, item);
                if deleted {
                    state.recall(collection, item);
                }
            }
            Action::UserToggles(id) => {
                let device = state.device_mut(id)?;
                device.set_outbound(cx, !device.outbound.wanted);
            }
            _ => {}
        }
        Some(Event::None)
    }

    fn act_desktop(&self, cx: &mut Context<'_>, state: &mut State, action: Action) -> Option<Event> {
        let today = state.server.today;
        match action {
            Action::DesktopAdds(collection, class) => {
                let text = Text { content: state.fresh_content(), ..self.scenario.incoming };
                return state.post(cx, collection, class, text, today);
            }
            Action::DesktopComposes(at) => {
                let draft = self.scenario.drafts.get(usize::from(at))?;
                let text = Text { content: state.fresh_content(), ..draft.text };
                let outbox = state.collection(FolderKind::Outbox)?;
                return state.post(cx, outbox, crate::class::Class::Sms, text, today);
            }
            Action::DesktopMarks(collection, item, mark) => {
                let marks = state.server.folder(collection)?.items.find(item)?.marks;
                state.server.mark(collection, item, mark.applied_to(marks));
                state.mailbox_changed(bit(collection));
            }
            Action::DesktopMoves(from, item, to) => {
                state.recall(from, item);
                let moved = state.server.move_item(cx, from, item, to);
                state.mailbox_changed(bit(from) | bit(to));
                let folder = state.server.folder(to)?;
                let text = folder.items.find(moved?)?.text;
                if folder.kind == FolderKind::Outbox && !state.ledger.outbound.has(text.content) {
                    state.ledger.composed(text);
                }
            }
            Action::DesktopDeletes(collection, item) => {
                state.recall(collection, item);
                state.server.delete(collection, item);
                state.mailbox_changed(bit(collection));
            }
            _ => {}
        }
        Some(Event::None)
    }
}

fn act_device(cx: &mut Context<'_>, state: &mut State, action: Action) -> Option<Event> {
    match action {
        Action::DeviceSyncs(id) | Action::DevicePolls(id) => {
            let request = state.device_mut(id)?.start(cx);
            state.send(id, request)
        }
        Action::DeviceEstimates(id, collection) => {
            let request = state.device_mut(id)?.start_estimate(cx, collection)?;
            state.send(id, request)
        }
        Action::DeviceIsCareless(id, carelessness) => {
            let request = state.device_mut(id)?.start_careless(cx, carelessness)?;
            state.send(id, request)
        }
        Action::DeviceRepeats(id) => {
            let request = state.device_mut(id)?.repeat(cx);
            state.send(id, request)
        }
        Action::DeviceInterrupts(id) => {
            state.link_mut(id)?.abandon();
            let request = state.device_mut(id)?.start(cx);
            state.send(id, request)
        }
        Action::DeviceRestarts(id) => {
            state.device_mut(id)?.restart(cx);
            state.link_mut(id)?.abandon();
            Some(Event::None)
        }
        Action::DeviceResyncs(id) => {
            state.device_mut(id)?.forget_copy(cx, None);
            state.ledger.outdate(id, u8::MAX);
            Some(Event::None)
        }
        Action::DeviceUpgrades(id) => {
            let device = state.device_mut(id)?;
            let next = if device.version == Version::V12_1 { Version::V14_0 } else { Version::V14_1 };
            device.upgrade(next);
            state.ledger.outdate(id, u8::MAX);
            Some(Event::None)
        }
        Action::DeviceReceives(id) => state.receive(cx, id),
        Action::DeviceTransmits(id) => {
            let submission = state.device_mut(id)?.transmit(cx)?;
            if let Some(message) = state.ledger.outbound.find_mut(original_of(submission.content).0) {
                message.devices |= 1_u8.checked_shl(id.0.into()).unwrap_or_default();
            }
            Some(Event::Transmitted { device: id, submission })
        }
        _ => None,
    }
}

fn act_server(cx: &mut Context<'_>, state: &mut State, action: Action) -> Option<Event> {
    match action {
        Action::ServerHandles(id, at) => return state.handle(cx, id, at),
        Action::ServerFails(id, at) => return state.fail(id, at),
        Action::ServerWakes(id) => return state.wake(cx, id, false),
        Action::IntervalEnds(id) => return state.wake(cx, id, true),
        Action::ServerRestarts => {
            state.server.restart();
            for link in &mut state.links {
                link.held = None;
            }
        }
        Action::ServerForgets(id) => {
            state.server.forget_keys(id);
            state.ledger.outdate(id, u8::MAX);
            if let Some(reply) = &mut state.link_mut(id)?.reply {
                reply.fresh = 0;
            }
        }
        Action::FolderRemoved(collection) => {
            let items = state.server.folder(collection)?.items.clone();
            for item in &items {
                state.recall(collection, item.id);
            }
            state.server.remove_folder(collection);
            state.mailbox_changed(bit(collection));
        }
        Action::DayPasses => {
            state.server.pass_day();
            state.mailbox_changed(u8::MAX);
        }
        _ => return None,
    }
    Some(Event::None)
}

fn act_link(state: &mut State, action: Action) -> Option<Event> {
    Some(match action {
        Action::RequestLost(id, at) => Event::RequestAstray { request: state.take_request(id, at)?.request },
        Action::RequestDoubled(id, at) => {
            let link = state.link_mut(id)?;
            let mut copy = link.requests.get(usize::from(at))?.clone();
            copy.waiter.awaited = false;
            let request = copy.request.clone();
            link.requests.push(copy);
            Event::RequestAstray { request }
        }
        Action::RequestDelayed(id) => {
            let link = state.link_mut(id)?;
            let late = link.requests.iter().find(|envelope| envelope.waiter.awaited)?.request.clone();
            link.abandon();
            Event::RequestAstray { request: late }
        }
        Action::ResponseLost(id) => {
            Event::ResponseAstray { response: state.link_mut(id)?.reply.take()?.response }
        }
        _ => return None,
    })
}

impl State {
    /// What a device means to ask for with a request, of each folder that it keeps.
    fn wishes(device: &Device, request: &Request) -> Wishes {
        let asked = |collection| match request {
            Request::Sync(sync) => sync.collections.iter().find(|entry| entry.collection == collection),
            _ => None,
        };
        let wish = |folder: &FolderCopy| match asked(folder.collection) {
            Some(entry) => device.wish(entry),
            None => folder.meant(&[]),
        };
        device.folders.iter().map(|folder| (folder.collection, wish(folder))).collect()
    }

    fn send(&mut self, id: DeviceId, request: Request) -> Option<Event> {
        if let Request::Sync(sync) = &request {
            for entry in &sync.collections {
                for command in &entry.commands {
                    if let ClientCommand::Add { text, .. } = command {
                        self.ledger.must_add(entry.collection, text.says());
                    }
                }
            }
        }
        let device = self.device(id)?;
        let version = device.version;
        let waiter = Waiter { wishes: Self::wishes(device, &request), awaited: true };
        self.link_mut(id)?.requests.push(Envelope { request: request.clone(), version, waiter });
        Some(Event::Sent { request })
    }

    pub(super) fn take_request(&mut self, id: DeviceId, at: u8) -> Option<Envelope> {
        let requests = &mut self.link_mut(id)?.requests;
        let at = usize::from(at);
        (at < requests.len()).then(|| requests.remove(at))
    }

    /// Puts an item into a folder, as somebody other than a device does.
    fn post(
        &mut self,
        cx: &mut Context<'_>,
        collection: CollectionId,
        class: crate::class::Class,
        text: Text,
        today: crate::id::Day,
    ) -> Option<Event> {
        let item = self.server.add(cx, collection, class, text, today)?;
        let is_outbox = self.server.folder(collection)?.kind == FolderKind::Outbox;
        if is_outbox && class == crate::class::Class::Sms {
            self.ledger.composed(text);
        }
        self.mailbox_changed(bit(collection));
        Some(Event::Written { text, item: Some((collection, item)) })
    }

    /// A user takes an item of the Outbox back.
    fn recall(&mut self, collection: CollectionId, item: ItemId) {
        let Some(folder) = self.server.folder(collection).filter(|folder| folder.kind == FolderKind::Outbox)
        else {
            return;
        };
        let content = folder.items.find(item).map(|item| item.text.content);
        if let Some(message) = content.and_then(|content| self.ledger.outbound.find_mut(content)) {
            message.recalled = true;
        }
    }
}

/// What the items say that a list of commands adds.
pub(super) fn added(commands: &[ClientCommand]) -> SmallVec<[Says; 2]> {
    let added = commands.iter().filter_map(|command| match command {
        ClientCommand::Add { text, .. } => Some(text.says()),
        _ => None,
    });
    added.collect()
}
