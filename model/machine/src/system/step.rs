//! What an action does. The guards have been asked before.

use smallvec::SmallVec;

use super::{Action, Effect, Envelope, Event, Reply, State, System};
use crate::behaviour::Context;
use crate::id::{ContentId, DeviceId, ItemId};
use crate::message::{SyncRequest, SyncResponse};

impl System {
    /// Does an action that [`guard`](Self::guard) allows. An action that it refuses may do anything but panic.
    pub fn step(&self, state: &mut State, action: Action) -> Effect {
        let mut cx = Context::new(&self.behaviour);
        if let Some(cost) = action.cost() {
            state.budget.spend(cost);
        }
        let event = self.act(&mut cx, state, action).unwrap_or(Event::None);
        Effect { consulted: cx.consulted(), event }
    }

    fn act(&self, cx: &mut Context<'_>, state: &mut State, action: Action) -> Option<Event> {
        let collection = self.scenario.mailbox.collection;
        Some(match action {
            Action::PhoneReceives(id) => {
                let content = state.fresh_content();
                let today = state.server.today;
                state.device_mut(id)?.receive_sms(content, today);
                state.ledger.written(content);
                Event::Written { content, item: None }
            }
            Action::UserChooses(id, classes) => {
                state.device_mut(id)?.wanted = classes;
                Event::None
            }
            Action::DesktopAdds(class) => {
                let content = state.fresh_content();
                let item = state.server.add(collection, class, content, state.server.today);
                state.mailbox_changed();
                Event::Written { content, item }
            }
            Action::DesktopDeletes(item) => {
                state.server.delete(collection, item);
                state.mailbox_changed();
                Event::None
            }
            Action::DeviceSyncs(id) => {
                let request = state.device_mut(id)?.start_sync();
                state.send(id, request)?
            }
            Action::DeviceIsCareless(id, carelessness) => {
                let request = state.device_mut(id)?.start_careless_sync(carelessness);
                state.send(id, request)?
            }
            Action::DeviceRepeats(id) => {
                let request = state.device_mut(id)?.repeat_sync(cx);
                state.send(id, request)?
            }
            Action::DeviceRestarts(id) => {
                state.device_mut(id)?.restart();
                state.link_mut(id)?.abandon();
                Event::None
            }
            Action::DeviceResyncs(id) => {
                state.device_mut(id)?.forget_copy();
                state.ledger.outdate(id);
                Event::None
            }
            Action::DeviceReceives(id) => state.receive(cx, id)?,
            Action::ServerHandles(id, at) => state.handle(cx, id, at)?,
            Action::ServerForgets(id) => {
                state.server.forget_keys(id, collection);
                state.ledger.outdate(id);
                if let Some(reply) = &mut state.link_mut(id)?.reply {
                    reply.stale = true;
                }
                Event::None
            }
            Action::RequestLost(id, at) => {
                Event::RequestAstray { request: state.take_request(id, at)?.request }
            }
            Action::RequestDoubled(id, at) => {
                let link = state.link_mut(id)?;
                let copy = Envelope { awaited: false, ..link.requests.get(usize::from(at))?.clone() };
                let request = copy.request.clone();
                link.requests.push(copy);
                Event::RequestAstray { request }
            }
            Action::RequestDelayed(id) => {
                let link = state.link_mut(id)?;
                let request = link.requests.iter().find(|envelope| envelope.awaited)?.request.clone();
                link.abandon();
                Event::RequestAstray { request }
            }
            Action::ResponseLost(id) => {
                Event::ResponseAstray { response: state.link_mut(id)?.reply.take()?.response }
            }
        })
    }
}

impl State {
    /// The server answers the request at a place of the link.
    fn handle(&mut self, cx: &mut Context<'_>, id: DeviceId, at: u8) -> Option<Event> {
        let Envelope { request, intent, awaited } = self.take_request(id, at)?;
        let before = self.server.next_item();
        let newest_key = self.server.newest_key(id, request.collection);
        let response = self.server.sync(cx, id, &request);
        self.note_adds(before, &request);
        if self.server.next_item() != before {
            // The other devices and whatever is on its way know nothing of the new items.
            self.mailbox_changed();
        }
        if awaited {
            // A key that was there before is that of an answer given before, which may tell old news.
            let stale =
                matches!(&response, SyncResponse::Success(changes) if Some(changes.key) <= newest_key);
            self.link_mut(id)?.reply = Some(Reply { response: response.clone(), intent, stale });
        }
        Some(Event::Handled { device: id, request, intent, awaited, response })
    }

    fn device_mut(&mut self, id: DeviceId) -> Option<&mut crate::device::Device> {
        self.devices.get_mut(usize::from(id.0))
    }

    fn link_mut(&mut self, id: DeviceId) -> Option<&mut super::Link> {
        self.links.get_mut(usize::from(id.0))
    }

    fn take_request(&mut self, id: DeviceId, at: u8) -> Option<Envelope> {
        let requests = &mut self.link_mut(id)?.requests;
        let at = usize::from(at);
        (at < requests.len()).then(|| requests.remove(at))
    }

    fn send(&mut self, id: DeviceId, request: SyncRequest) -> Option<Event> {
        let intent = self.device(id)?.intent(&request);
        self.link_mut(id)?.requests.push(Envelope { request: request.clone(), intent, awaited: true });
        Some(Event::Sent { request })
    }

    fn receive(&mut self, cx: &mut Context<'_>, id: DeviceId) -> Option<Event> {
        let Reply { response, intent, stale } = self.link_mut(id)?.reply.take()?;
        let device = self.device_mut(id)?;
        let request = device.in_flight.clone()?;
        device.receive(cx, &response);
        let told = matches!(response, SyncResponse::Empty | SyncResponse::Success(_))
            && request.key != crate::id::SyncKey::INITIAL
            && !stale;
        if told {
            self.ledger.tell(id);
        } else {
            self.ledger.outdate(id);
        }
        Some(Event::Received { device: id, request, response, intent, stale })
    }

    /// The mailbox is not what it was: no device has been told, and what is on its way does not say it.
    fn mailbox_changed(&mut self) {
        self.ledger.outdate_all();
        for link in &mut self.links {
            if let Some(reply) = &mut link.reply {
                reply.stale = true;
            }
        }
    }

    /// Writes down which items the server has made of the client's Adds since `before`.
    fn note_adds(&mut self, before: ItemId, request: &SyncRequest) {
        let Some(folder) = self.server.folder(request.collection) else { return };
        let made: SmallVec<[ContentId; 2]> =
            folder.items.iter().filter(|item| item.id >= before).map(|item| item.content).collect();
        for content in made {
            self.ledger.made(content);
        }
    }
}
