//! Sync: one request, checked whole, then evaluated from the state behind its key.

use smallvec::SmallVec;

use super::replica::{Added, Delta, Exchange, Generation, Held, Pending, Replica, Subscription, Successor};
use super::{Folder, Item, Server, options};
use crate::behaviour::{Answer, Context};
use crate::class::Class;
use crate::id::{CollectionId, Day, DeviceId, ItemId, SyncKey};
use crate::list::Sorted;
use crate::message::{
    AddOutcome, AddResponse, Changes, ClientCommand, ServerCommand, SyncRequest, SyncResponse,
};

impl Server {
    /// Answers a Sync request.
    pub fn sync(&mut self, cx: &mut Context<'_>, device: DeviceId, request: &SyncRequest) -> SyncResponse {
        let collection = request.collection;
        let Some(kind) = self.folders.find(collection).map(|folder| folder.kind) else {
            return SyncResponse::HierarchyChanged { collection };
        };
        if options::check(request, kind).is_err() {
            if cx.server(|server| server.protocol_error).commands_first() {
                self.do_commands_of_a_refused_request(request);
            }
            return SyncResponse::ProtocolError;
        }
        if let Some(answer) = self.open(cx, device, request) {
            return answer;
        }
        self.evaluate(cx, device, request)
    }

    /// Makes the state behind the request's key the base, or answers at once.
    fn open(
        &mut self,
        cx: &mut Context<'_>,
        device: DeviceId,
        request: &SyncRequest,
    ) -> Option<SyncResponse> {
        let collection = request.collection;
        if request.key == SyncKey::INITIAL {
            if !self.replicas.has((device, collection)) {
                self.replicas.put(Replica::new(device, collection));
            }
            return None;
        }
        let refusal = SyncResponse::InvalidKey { collection };
        let Some(replica) = self.replicas.find_mut((device, collection)) else { return Some(refusal) };
        replica.acknowledge(request.key);
        if replica.base.key != request.key {
            return Some(refusal);
        }
        replica.answers().next()?;
        // The key was answered before.
        let earlier = replica.answers().filter_map(|successor| successor.exchange.as_deref());
        match cx.server(|server| server.old_key_new_body).answer(earlier, request) {
            Answer::Evaluate => None,
            Answer::SendAgain(response) => Some(response),
            Answer::Refuse => Some(refusal),
        }
    }

    /// Does the commands, finds what has to be said, and keeps the answer as a successor if the state moved.
    fn evaluate(&mut self, cx: &mut Context<'_>, device: DeviceId, request: &SyncRequest) -> SyncResponse {
        let collection = request.collection;
        let from_initial = request.key == SyncKey::INITIAL;
        let (responses, made) = self.do_commands(cx, device, request);

        let today = self.today;
        let Some(folder) = self.folders.find(collection) else {
            return SyncResponse::HierarchyChanged { collection };
        };
        let Some(replica) = self.replicas.find_mut((device, collection)) else {
            return SyncResponse::InvalidKey { collection };
        };
        let initial = Generation::initial();
        let start = if from_initial { &initial } else { &replica.base };
        let subscription = options::in_force(cx, request, &start.subscription, folder.kind);
        let options_moved = subscription != start.subscription;
        let mut pending =
            if options_moved || start.day != today { Pending::All } else { start.pending.clone() };
        let mut commands = SmallVec::new();
        if request.get_changes.unwrap_or(!from_initial) {
            let view = View {
                folder,
                held: &start.held,
                made: &made,
                query: cx
                    .server(|server| server.query_options)
                    .query(&subscription, !request.options.is_empty()),
                wanted: &subscription,
                soft_deletes: cx.server(|server| server.dropped_class).soft_deletes(),
                today,
            };
            commands = view.changes(&pending);
            pending = Pending::none();
        }

        if !from_initial && !options_moved && responses.is_empty() && commands.is_empty() {
            replica.base.pending = pending;
            replica.base.day = today;
            return SyncResponse::Empty;
        }
        let delta =
            made.into_iter().map(Delta::Holds).chain(commands.iter().map(ServerCommand::delta)).collect();
        let key = replica.mint();
        let response = SyncResponse::Success(Changes { collection, key, responses, commands });
        let exchange = cx
            .ahead()
            .server
            .old_key_new_body
            .remembers_exchange()
            .then(|| Box::new(Exchange { request: request.clone(), response: response.clone() }));
        let successor = Successor { key, from_initial, subscription, delta, pending, day: today, exchange };
        if cx.server(|server| server.previous_key).is_kept() {
            replica.keep(successor);
        } else {
            replica.successors.clear();
            replica.become_base(successor);
        }
        response
    }

    /// Does the client's commands. Gives what to answer, and what the client holds by them.
    fn do_commands(
        &mut self,
        cx: &mut Context<'_>,
        device: DeviceId,
        request: &SyncRequest,
    ) -> (SmallVec<[AddResponse; 2]>, SmallVec<[Held; 2]>) {
        let collection = request.collection;
        let holds_mail = self.folders.find(collection).is_some_and(|folder| folder.kind.holds_mail());
        // With key 0 the client has nothing yet that an Add could belong to; it is refused, not passed over (EC-19b).
        let takes_adds = holds_mail && request.key != SyncKey::INITIAL;
        // Only an earlier request can have made the item already: twice in one request is two items (EC-42).
        let earlier = self.replicas.find((device, collection)).map(|replica| replica.base.added.clone());
        let earlier = earlier.unwrap_or_default();
        let mut responses = SmallVec::new();
        let mut made = SmallVec::new();
        for command in &request.commands {
            let ClientCommand::Add { client_id, class, .. } = *command;
            // An Add without Class is one of the folder's default class, and a client adds no e-mail (AMB-24).
            let item = match class {
                Some(Class::Sms) if takes_adds => self.add_once(cx, (device, collection), &earlier, command),
                _ => None,
            };
            let outcome =
                item.map_or(AddOutcome::Refused, |item| AddOutcome::Accepted { item, class: Class::Sms });
            made.extend(item.map(|item| Held { item, class: Class::Sms }));
            responses.push(AddResponse { client_id, outcome });
        }
        (responses, made)
    }

    /// Makes an SMS item of an Add, unless an earlier request with the same key made it.
    fn add_once(
        &mut self,
        cx: &mut Context<'_>,
        replica: (DeviceId, CollectionId),
        earlier: &Sorted<Added, 2>,
        command: &ClientCommand,
    ) -> Option<ItemId> {
        let ClientCommand::Add { client_id, content, received, .. } = *command;
        if !earlier.is_empty()
            && let Some(item) =
                cx.server(|server| server.repeated_add).earlier_item(earlier, client_id, content)
        {
            return Some(item);
        }
        let received = received.unwrap_or(self.today);
        let item = self.add(replica.1, Class::Sms, content, received)?;
        if let Some(replica) = self.replicas.find_mut(replica) {
            replica.base.added.put(Added { client_id, content, item });
        }
        Some(item)
    }

    /// What a server does that checks a request too late.
    fn do_commands_of_a_refused_request(&mut self, request: &SyncRequest) {
        for command in &request.commands {
            let ClientCommand::Add { content, .. } = *command;
            self.add(request.collection, Class::Sms, content, self.today);
        }
    }
}

/// A folder as one device sees it, to find what the device has to be told.
struct View<'a> {
    folder: &'a Folder,
    held: &'a Sorted<Held, 6>,
    made: &'a [Held],
    query: Subscription,
    wanted: &'a Subscription,
    soft_deletes: bool,
    today: Day,
}

impl View<'_> {
    /// What has to be said of the items to look at: first what goes, then what comes.
    fn changes(&self, pending: &Pending) -> SmallVec<[ServerCommand; 2]> {
        let mut commands: SmallVec<[ServerCommand; 2]> = pending
            .candidates(self.folder, self.held, self.made)
            .iter()
            .filter_map(|id| self.change(*id))
            .collect();
        commands.sort_by_key(ServerCommand::rank);
        commands
    }

    fn change(&self, id: ItemId) -> Option<ServerCommand> {
        let held = self.held.find(id).or_else(|| self.made.iter().find(|made| made.item == id));
        match (self.folder.items.find(id), held) {
            (None, Some(held)) => Some(ServerCommand::Delete { item: id, class: held.class }),
            (Some(item), Some(_)) if self.soft_deletes && !wants(self.wanted, item, self.today) => {
                Some(ServerCommand::SoftDelete { item: id })
            }
            (Some(item), None) if wants(&self.query, item, self.today) => Some(ServerCommand::Add {
                item: id,
                class: item.class,
                content: item.content,
                received: item.received,
            }),
            _ => None,
        }
    }
}

impl ServerCommand {
    /// What the command makes of what the client holds.
    fn delta(&self) -> Delta {
        match *self {
            Self::Delete { item, .. } | Self::SoftDelete { item } => Delta::Dropped(item),
            Self::Add { item, class, .. } => Delta::Holds(Held { item, class }),
        }
    }

    /// The order of kinds within Commands: what goes, then what comes, so that a window never holds both at once.
    fn rank(&self) -> u8 {
        match self {
            Self::Delete { .. } => 0,
            Self::SoftDelete { .. } => 1,
            Self::Add { .. } => 2,
        }
    }
}

fn wants(subscription: &Subscription, item: &Item, today: Day) -> bool {
    subscription.find(item.class).is_some_and(|wanted| wanted.filter.covers(item.received, today))
}
