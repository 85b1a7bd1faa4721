//! Any sequence of requests and events keeps the books right: a client that applies every answer holds exactly what
//! the server thinks it holds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::client::{Copy, own_commands, server_command};
use super::*;

const FOLDERS: [CollectionId; 3] = [INBOX, OUTBOX, TRASH];

#[derive(Clone, Debug)]
enum Event {
    Arrives { folder: u8, class: Class, age: u8 },
    Goes { folder: u8, nth: u8 },
    Marked { folder: u8, nth: u8, marks: Marks },
    Moves { from: u8, nth: u8, to: u8 },
    Day,
    Restart,
    Forget { device: u8 },
    Version(Version),
    Enable { device: u8, on: bool },
    Sync { device: u8, parts: Vec<Part>, hold: bool, window: Option<u16> },
    Again { device: u8 },
    Ping { device: u8 },
    Wake { device: u8 },
    End { device: u8 },
}

#[derive(Clone, Debug)]
struct Part {
    folder: u8,
    /// Which key: 0 for key 0, then the newest, the base, and any other.
    key: u8,
    options: Option<(Option<u8>, Option<u8>, bool)>,
    window: Option<u16>,
    silent: bool,
    commands: Vec<(u8, u8)>,
}

struct Walk {
    world: World,
    copies: BTreeMap<(DeviceId, CollectionId, SyncKey), Copy>,
    keys: BTreeSet<(DeviceId, CollectionId, SyncKey)>,
    /// Every item that was ever in a folder, and its class.
    existed: BTreeMap<(CollectionId, ItemId), Class>,
}

impl Walk {
    fn new() -> Self {
        Self { world: World::new(), copies: BTreeMap::new(), keys: BTreeSet::new(), existed: BTreeMap::new() }
    }

    fn take(&mut self, event: &Event) {
        let behaviour = Behaviour::default();
        let mut cx = Context::new(&behaviour);
        match event {
            Event::Arrives { folder, class, age } => {
                let day = Day(self.world.server.today.0.saturating_sub(u16::from(*age)));
                self.world.add_of(FOLDERS[usize::from(*folder)], *class, u32::from(*age), day);
            }
            Event::Goes { folder, nth } => {
                if let Some((folder, item)) = self.item(*folder, *nth) {
                    self.world.server.delete(folder, item);
                }
            }
            Event::Marked { folder, nth, marks } => {
                if let Some((folder, item)) = self.item(*folder, *nth) {
                    self.world.server.mark(folder, item, *marks);
                }
            }
            Event::Moves { from, nth, to } => {
                if let Some((from, item)) = self.item(*from, *nth) {
                    self.world.server.move_item(&mut cx, from, item, FOLDERS[usize::from(*to)]);
                }
            }
            Event::Day => self.world.server.pass_day(),
            Event::Restart => self.world.server.restart(),
            Event::Forget { device } => self.world.server.forget_keys(DeviceId(*device)),
            Event::Version(version) => self.world.version = *version,
            Event::Enable { device, on } => {
                self.world.settings(DeviceId(*device), Some(*on), Some(7));
            }
            Event::Sync { device, parts, hold, window } => {
                self.sync(DeviceId(*device), parts, *hold, *window);
            }
            Event::Again { device } => self.again(DeviceId(*device)),
            Event::Ping { device } => {
                let before = self.world.server.replicas().cloned().collect::<Vec<_>>();
                self.world.ask(DeviceId(*device), &Request::Ping(FOLDERS.into_iter().collect()));
                let after = self.world.server.replicas().cloned().collect::<Vec<_>>();
                assert_eq!(before, after, "a Ping moves nothing");
            }
            Event::Wake { device } => self.end(DeviceId(*device), true),
            Event::End { device } => self.end(DeviceId(*device), false),
        }
        self.check();
    }

    fn item(&self, folder: u8, nth: u8) -> Option<(CollectionId, ItemId)> {
        let folder = self.world.server.folder(FOLDERS[usize::from(folder)])?;
        let at = usize::from(nth).checked_rem(folder.items.len())?;
        Some((folder.id, folder.items[at].id))
    }

    fn sync(&mut self, device: DeviceId, parts: &[Part], hold: bool, window: Option<u16>) {
        let mut collections: Vec<CollectionRequest> = Vec::new();
        for part in parts {
            let request = self.request(device, part);
            if collections.iter().all(|known| known.collection != request.collection) {
                collections.push(request);
            }
        }
        let hold = hold.then_some(Hold::Heartbeat(60));
        let request = SyncRequest { hold, window, ..together(&collections) };
        let response = self.world.ask(device, &request.clone().into());
        self.apply(device, &request, response.as_ref());
    }

    fn request(&self, device: DeviceId, part: &Part) -> CollectionRequest {
        let collection = FOLDERS[usize::from(part.folder)];
        let replica = self.world.server.replica(device, collection);
        let key = match (part.key, replica) {
            (0, _) | (_, None) => SyncKey::INITIAL,
            (1 | 2, Some(replica)) => replica.newest_key(),
            (3, Some(replica)) => replica.base.key,
            (other, Some(replica)) => SyncKey(replica.newest_key().0.saturating_sub(u32::from(other - 3))),
        };
        let mut options = SmallVec::new();
        if let Some((email, sms, server_wins)) = part.options {
            for (class, filter) in [(Class::Email, email), (Class::Sms, sms)] {
                let server_wins = Some(server_wins);
                options.extend(filter.map(|filter| ClassOptions { server_wins, ..block(class, filter) }));
            }
        }
        let commands = part.commands.iter().filter_map(|(kind, nth)| self.command(part.folder, *kind, *nth));
        CollectionRequest {
            options,
            window: part.window,
            get_changes: part.silent.then_some(false),
            commands: commands.collect(),
            ..CollectionRequest::bare(collection, key)
        }
    }

    fn command(&self, folder: u8, kind: u8, nth: u8) -> Option<ClientCommand> {
        if kind == 0 {
            return Some(add(u16::from(nth % 3), u32::from(nth % 4)));
        }
        let known = |id: &ItemId| self.existed.contains_key(&(FOLDERS[usize::from(folder)], *id));
        let known: Vec<ItemId> = (1..self.world.server.next_item().0).map(ItemId).filter(known).collect();
        let item = known.get(usize::from(nth).checked_rem(known.len())?)?.0;
        Some([read(item), flag(item), delete(item), fetch(item)][usize::from(kind - 1)])
    }

    fn again(&mut self, device: DeviceId) {
        let known = self.world.server.device(device);
        let held = known.and_then(|known| known.held.clone()).map(|held| held.waiting);
        let request = match held {
            Some(Waiting::Sync(request)) => Some(request),
            _ => known.and_then(|known| known.cached.clone()),
        };
        let response = self.world.ask(device, &Request::SyncAgain);
        self.apply(device, &request.unwrap_or_default(), response.as_ref());
    }

    fn end(&mut self, device: DeviceId, by_wake: bool) {
        let Some(held) = self.world.server.held(device).cloned() else { return };
        let mut cx = Context::new(&self.world.behaviour);
        let response = if by_wake {
            self.world.server.wake(&mut cx, device)
        } else {
            self.world.server.end_interval(&mut cx, device)
        };
        if let Waiting::Sync(request) = held.waiting {
            self.apply(device, &request, response.as_ref());
        }
    }

    /// Applies an answer as a client does, and compares with what the server thinks of it.
    fn apply(&mut self, device: DeviceId, request: &SyncRequest, response: Option<&Response>) {
        let Some(Response::Sync(SyncResponse::Collections(collections))) = response else { return };
        for entry in collections.iter() {
            let CollectionOutcome::Success(changes) = &entry.outcome else { continue };
            let asked = request.collections.iter().find(|asked| asked.collection == entry.collection);
            let asked = asked.expect("an answer has a request");
            let name = (device, entry.collection);
            assert!(
                self.keys.insert((name.0, name.1, changes.key)),
                "key {} is given out twice",
                changes.key
            );
            let mut copy = self.copies.get(&(name.0, name.1, asked.key)).cloned().unwrap_or_default();
            own_commands(&mut copy, asked, changes);
            // Nobody knows what a client makes of a Change that lost; the server takes it for neither, and tells all.
            for response in &changes.responses {
                if let crate::message::CommandResponse::Change {
                    item,
                    status: crate::message::ItemStatus::Conflict,
                } = response
                    && let Some(found) =
                        self.world.server.folder(entry.collection).and_then(|folder| folder.items.find(*item))
                    && let Some(marks) = copy.get_mut(item)
                {
                    *marks = found.marks.other();
                }
            }
            for command in &changes.commands {
                server_command(&mut copy, command);
            }
            let replica = self.world.server.replica(name.0, name.1).expect("it was answered");
            let state = replica.state_behind(changes.key).expect("the key is good");
            let held: Copy = state.held.iter().map(|held| (held.item, held.marks)).collect();
            assert_eq!(copy, held, "after key {}", changes.key);
            self.copies.insert((name.0, name.1, changes.key), copy);
        }
    }

    /// What is always so of base and successors.
    fn check(&mut self) {
        for folder in self.world.server.folders() {
            self.existed.extend(folder.items.iter().map(|item| ((folder.id, item.id), item.class)));
        }
        for replica in self.world.server.replicas() {
            let newest = replica.newest_key();
            assert!(replica.base.key <= newest);
            for successor in &replica.successors {
                assert!(successor.key <= newest && successor.key > replica.base.key, "keys count up");
            }
            for held in &replica.base.held {
                let class = self.existed.get(&(replica.collection, held.item));
                assert_eq!(class, Some(&held.class), "item {} never was there", held.item);
            }
        }
    }

    /// Synchronises a folder anew, then with a narrower window, a day later, and with a wider one; each time it ends
    /// with what was asked for.
    fn converge(&mut self, device: DeviceId, collection: CollectionId) {
        self.exchange(device, with_sms(collection, 0));
        self.drain(device, collection, 0);
        for filter in [1, 3] {
            let key = self.newest(device, collection);
            self.exchange(device, with_options(bare(collection, key.0), &[block(Class::Sms, filter)]));
            self.drain(device, collection, filter);
            self.world.server.pass_day();
            self.drain(device, collection, filter);
        }
    }

    /// Polls until nothing comes, and compares what the device holds with what is inside its window.
    fn drain(&mut self, device: DeviceId, collection: CollectionId, filter: u8) {
        for _ in 0..60 {
            let key = self.newest(device, collection);
            if self.exchange(device, CollectionRequest { window: Some(3), ..bare(collection, key.0) }) {
                continue;
            }
            let copy = self.copies.get(&(device, collection, key)).cloned().unwrap_or_default();
            let server = &self.world.server;
            let folder = server.folder(collection).expect("there is such a folder");
            let is_outbox = collection == OUTBOX;
            let offered = !is_outbox || !server.is_enabled(device) || server.gateway() == Some(device);
            // At 14.0 SMS alone stand for the default class where there are none (AMB-03).
            let has_sms = folder.kind.has_sms_at(self.world.version);
            let inside = |day| is_outbox || FilterType(filter).covers(day, server.today);
            let comes = |item: &&Item| match item.class {
                Class::Sms => has_sms && offered && inside(item.received),
                _ => !has_sms,
            };
            let wanted: Copy = folder.items.iter().filter(comes).map(|item| (item.id, item.marks)).collect();
            assert_eq!(copy, wanted, "filter {filter}");
            return;
        }
        panic!("it never ends");
    }

    /// Gives whether there was anything in the answer.
    fn exchange(&mut self, device: DeviceId, request: CollectionRequest) -> bool {
        let request = SyncRequest::from(request);
        let response = self.world.ask(device, &request.clone().into());
        self.apply(device, &request, response.as_ref());
        response != Some(Response::Sync(SyncResponse::Empty))
    }

    fn newest(&self, device: DeviceId, collection: CollectionId) -> SyncKey {
        self.world.server.newest_key(device, collection).expect("it was synchronised")
    }
}

fn part() -> impl Strategy<Value = Part> {
    let filter = || prop::option::weighted(0.7, 0_u8..4);
    let options = prop::option::weighted(0.4, (filter(), filter(), any::<bool>()));
    let window = prop::option::weighted(0.3, 0_u16..4);
    let commands = prop::collection::vec((0_u8..5, any::<u8>()), 0..4);
    (0_u8..3, 0_u8..6, options, window, prop::bool::weighted(0.1), commands).prop_map(
        |(folder, key, options, window, silent, commands)| Part {
            folder,
            key,
            options,
            window,
            silent,
            commands,
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    let class = prop_oneof![Just(Class::Sms), Just(Class::Email)];
    let marks = prop_oneof![Just(Marks::default()), Just(READ), Just(FLAGGED)];
    let device = || 0_u8..2;
    let sync =
        (device(), prop::collection::vec(part(), 1..3), any::<bool>(), prop::option::weighted(0.2, 0_u16..4));
    prop_oneof![
        4 => (0_u8..3, class, 0_u8..5).prop_map(|(folder, class, age)| Event::Arrives { folder, class, age }),
        1 => (0_u8..3, any::<u8>()).prop_map(|(folder, nth)| Event::Goes { folder, nth }),
        2 => (0_u8..3, any::<u8>(), marks).prop_map(|(folder, nth, marks)| Event::Marked { folder, nth, marks }),
        1 => (0_u8..3, any::<u8>(), 0_u8..3).prop_map(|(from, nth, to)| Event::Moves { from, nth, to }),
        1 => Just(Event::Day),
        1 => Just(Event::Restart),
        1 => device().prop_map(|device| Event::Forget { device }),
        1 => prop_oneof![Just(Version::V14_0), Just(Version::V14_1)].prop_map(Event::Version),
        1 => (device(), any::<bool>()).prop_map(|(device, on)| Event::Enable { device, on }),
        12 => sync.prop_map(|(device, parts, hold, window)| Event::Sync { device, parts, hold, window }),
        1 => device().prop_map(|device| Event::Again { device }),
        1 => device().prop_map(|device| Event::Ping { device }),
        1 => device().prop_map(|device| Event::Wake { device }),
        1 => device().prop_map(|device| Event::End { device }),
    ]
}

fn walked(events: &[Event]) -> Walk {
    let mut walk = Walk::new();
    walk.world.server.today = Day(50);
    for event in events {
        walk.take(event);
    }
    walk
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Keys are unique, base and successors are what they say, every answer makes of a client's copy what the server
    /// thinks, and a client that polls to the end holds what it asked for.
    #[test]
    fn books_are_right(events in prop::collection::vec(event(), 0..60)) {
        let mut walk = walked(&events);
        for device in [DEVICE, OTHER] {
            for collection in FOLDERS {
                walk.converge(device, collection);
            }
        }
    }

    /// An estimate equals what Sync then sends of the classes asked about (EC-09b, ASMS-067).
    #[test]
    fn estimate_equals_what_sync_sends(
        events in prop::collection::vec(event(), 0..40),
        (device, folder) in (0_u8..2, 0_u8..3),
        (newest, email, sms) in (any::<bool>(), prop::option::of(0_u8..4), prop::option::of(0_u8..4)),
    ) {
        let mut walk = walked(&events);
        let (device, collection) = (DeviceId(device), FOLDERS[usize::from(folder)]);
        let Some(replica) = walk.world.server.replica(device, collection) else { return Ok(()) };
        let key = if newest { replica.newest_key() } else { replica.base.key };
        if replica.state_behind(key).is_none() {
            return Ok(());
        }
        let blocks = [(Class::Email, email), (Class::Sms, sms)];
        let options: SmallVec<[ClassOptions; 2]> = blocks
            .into_iter()
            .filter_map(|(class, filter)| filter.map(|filter| block(class, filter)))
            .collect();
        let asked = EstimateRequest { key, collection, options: options.clone() };
        let estimate = words(walk.world.ask(device, &Request::Estimate(asked)).as_ref());

        // Without Options the default class is asked about, which a Sync says with a block for it.
        let options = if options.is_empty() { SmallVec::from_iter([block(Class::Email, 0)]) } else { options };
        let folder = walk.world.server.folder(collection).expect("there is such a folder");
        let has_sms = folder.kind.has_sms_at(walk.world.version);
        let asks = |class| options.iter().any(|block| block.class == Some(class));
        let (sms, email) = (has_sms && asks(Class::Sms), asks(Class::Email) || !has_sms);
        let counts = |class: &Class| if *class == Class::Sms { sms } else { email };
        let sync = CollectionRequest { options, window: Some(512), ..bare(collection, key.0) };
        let sent = match walk.world.ask(device, &sync.into()) {
            Some(Response::Sync(SyncResponse::Collections(collections))) => match &collections[0].outcome {
                CollectionOutcome::Success(changes) => changes.commands.clone(),
                other => panic!("{other:?}"),
            },
            _ => SmallVec::new(),
        };
        let of_the_classes = sent.iter().filter(|command| {
            let item = view::item_of(command);
            walk.existed.get(&(collection, item)).is_some_and(counts)
        });
        prop_assert_eq!(estimate, format!("estimate {}", of_the_classes.count()));
    }
}
