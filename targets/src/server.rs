//! The server takes any requests of anybody, sound, damaged and senseless ones, as bytes, and keeps every property that
//! speaks of what it does; a request that cannot be read changes nothing.
//!
//! The input is a tape: what it says is a request of the [generators](asms_bind::generators), damaged or not, bytes as
//! they are, a request once more, or something that happens at the server itself.

use asms_bind::generators::{Unstructured, request, version};
use std::collections::BTreeSet;
use std::sync::LazyLock;

use asms_bind::{BindError, Binding};
use asms_machine::class::FolderKind;
use asms_machine::id::{CollectionId, ContentId, DeviceId, SyncKey};
use asms_machine::item::Text;
use asms_machine::message::{ClientCommand, Request};
use asms_machine::property::{Judgement, PROPERTIES, Property, Scope, Step};
use asms_machine::recipients::Recipients;
use asms_machine::scenario::Scenario;
use asms_machine::system::{Action, Event, State, System};
use asms_machine::version::Version;
use asms_wire::generators::{Result, bytes, damage};

/// The most things that happen.
const MOST: usize = 60;

/// The texts of clients are numbered from here, out of the way of those that the server has.
const WRITTEN: u32 = 1_000;

/// The world: a mailbox with something of each class, and two devices that may speak to it.
const WORLD: &str = r#"
about = "A mailbox to which anybody says anything."
desktop = ["inbox", "outbox", "user-mail"]

[[folder]]
kind = "inbox"
items = ["SMS", "Email"]

[[folder]]
kind = "outbox"
items = ["SMS"]

[[folder]]
kind = "user-mail"
items = ["Email"]

[[device]]
folders.inbox = { sms = 0 }

[[device]]
folders.inbox = { sms = 0 }

[[draft]]
recipients = 1

[budget]
compositions = 255
desktop-sms = 255
desktop-email = 255
desktop-marks = 255
desktop-moves = 255
desktop-deletes = 255
server-restarts = 255
key-resets = 255
folder-removals = 255
days = 255
"#;

/// Checks the server as it is.
pub fn check(input: &[u8]) {
    held(&[], input);
}

/// Checks a server that answers these decision points otherwise, such as `key-minting=collide`, and gives the properties that
/// came up and held.
pub fn held(choices: &[&str], input: &[u8]) -> BTreeSet<&'static str> {
    let mut run = Run::new(choices);
    let u = &mut Unstructured::new(input);
    for _ in 0..MOST {
        if u.is_empty() {
            break;
        }
        if let Err(error) = run.next(u) {
            panic!("a generator takes any bytes: {error}");
        }
    }
    run.held
}

/// What happened, for a message that says how something came about.
#[derive(Debug)]
enum Done {
    Asked(Request, DeviceId, Version),
    Acted(Action),
}

static ANYBODY: LazyLock<(System, State)> = LazyLock::new(|| {
    let system = match Scenario::parse("anybody", "anybody.toml", WORLD) {
        Ok(scenario) => System::new(scenario),
        Err(error) => panic!("{error}"),
    };
    let begin = system.fresh();
    (system, begin)
});

struct Run {
    system: System,
    state: State,
    binding: Binding,
    /// The last request of each device, and its version.
    last: [Option<(Vec<u8>, Version)>; 2],
    /// How many texts the clients wrote.
    written: u32,
    done: Vec<Done>,
    held: BTreeSet<&'static str>,
}

impl Run {
    fn new(choices: &[&str]) -> Self {
        let (mut system, mut state) = ANYBODY.clone();
        if !choices.is_empty() {
            if let Err(error) = system.behaviour.set_from(choices.iter().copied()) {
                panic!("{error}");
            }
            state = system.fresh();
        }
        let binding = Binding::new(Version::default());
        Self {
            system,
            state,
            binding,
            last: [None, None],
            written: 0,
            done: Vec::new(),
            held: BTreeSet::new(),
        }
    }

    /// The next thing that happens.
    fn next(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let device = DeviceId(u.int_in_range(0..=1)?);
        match u.int_in_range(0..=9)? {
            0..=5 => self.generated(u, device),
            6 => {
                let version = version(u)?;
                let body = bytes(u, 40)?;
                self.ask(device, body, version);
                Ok(())
            }
            7 => {
                if let Some((body, version)) = self.last[usize::from(device.0)].clone() {
                    self.ask(device, body, version);
                }
                Ok(())
            }
            _ => self.at_the_server(u),
        }
    }

    /// A request that a generator made, with keys and folders that the server knows now and then; sometimes damaged.
    fn generated(&mut self, u: &mut Unstructured<'_>, device: DeviceId) -> Result<()> {
        let version = version(u)?;
        let mut request = request(u, version)?;
        self.aim(device, &mut request);
        self.binding.set_version(version);
        let mut body = match self.binding.write_request(&request) {
            Ok(body) => body,
            Err(error) => panic!("{request:?} cannot be written: {error}"),
        };
        if u.int_in_range(0..=7)? == 7 {
            damage(u)?.apply(&mut body);
        }
        self.ask(device, body, version);
        Ok(())
    }

    /// Each Add gets a text of its own, as written by somebody. Small numbers of a generator become those that count:
    /// folders that there are, and of keys 1 the newest, 2 that of the base, 3 the one before the newest.
    fn aim(&mut self, device: DeviceId, request: &mut Request) {
        let aimed = |collection: &mut CollectionId, key: &mut SyncKey| {
            let kind = match collection.0 {
                0 | 1 => FolderKind::Inbox,
                2 => FolderKind::Outbox,
                3 => FolderKind::UserMail,
                _ => return,
            };
            *collection = Scenario::collection_of(kind);
            let Some(replica) = self.state.server.replica(device, *collection) else { return };
            let newest = replica.newest_key();
            match key.0 {
                1 => *key = newest,
                2 => *key = replica.base.key,
                3 => *key = SyncKey(newest.0.saturating_sub(1)),
                _ => {}
            }
        };
        match request {
            Request::Sync(sync) => {
                for entry in &mut sync.collections {
                    aimed(&mut entry.collection, &mut entry.key);
                    for command in &mut entry.commands {
                        if let ClientCommand::Add { text, .. } = command {
                            self.written += 1;
                            *text = Text {
                                named: Recipients::NONE,
                                content: ContentId(WRITTEN + self.written),
                                ..*text
                            };
                        }
                    }
                }
            }
            Request::Estimate(estimate) => aimed(&mut estimate.collection, &mut estimate.key),
            _ => {}
        }
    }

    /// The server takes bytes as a request, of which nobody waits for the answer.
    fn ask(&mut self, device: DeviceId, body: Vec<u8>, version: Version) {
        self.binding.set_version(version);
        let request = self.binding.read_request(&body);
        let is_malformed = matches!(request, Request::Malformed(_));
        self.state.inject(device, request.clone(), version);
        self.last[usize::from(device.0)] = Some((body, version));
        self.done.push(Done::Asked(request, device, version));
        let before = self.act(Action::ServerHandles(device, 0));
        if is_malformed {
            assert!(
                before.server == self.state.server,
                "what cannot be read changes the server{}",
                self.story()
            );
        }
    }

    /// Something that happens at the server itself.
    fn at_the_server(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let mut offered = Vec::new();
        self.system.actions(&self.state, &mut offered);
        offered.retain(|action| match action.device() {
            None => true,
            Some(_) => {
                matches!(action, Action::ServerWakes(_) | Action::IntervalEnds(_) | Action::ServerForgets(_))
            }
        });
        let action = *u.choose(&offered)?;
        self.done.push(Done::Acted(action));
        self.act(action);
        Ok(())
    }

    /// Does an action, judges it, and gives the state before.
    fn act(&mut self, action: Action) -> State {
        let before = self.state.clone();
        let effect = self.system.step(&mut self.state, action);
        let step = Step { before: &before, action, effect: &effect, after: &self.state };
        for property in PROPERTIES.iter().filter(|property| is_asked(property)) {
            if !property.scope.covers(action, &effect) {
                continue;
            }
            match (property.judge)(&step) {
                Judgement::Unconcerned => {}
                Judgement::Holds => drop(self.held.insert(property.name)),
                Judgement::Violated(_) if self.names_two_adds_alike() => {}
                Judgement::Violated(reason) => {
                    panic!("{} is broken: {reason}{}", property.name, self.story())
                }
            }
        }
        if let Event::Handled(handled) = &effect.event
            && let Some(response) = &handled.response
            && let Err(error) = self.binding.write_response(response)
        {
            let has_no_body = matches!(error, BindError::HttpStatus(_) | BindError::NotAtVersion { .. });
            assert!(has_no_body, "{response:?} cannot be written: {error}{}", self.story());
        }
        before
    }

    /// Whether a request has just been taken that gives one ClientId to two Adds. An answer names an Add by its ClientId, so that
    /// nobody can tell which is meant; no model of a device does it.
    fn names_two_adds_alike(&self) -> bool {
        let Some(Done::Asked(Request::Sync(sync), ..)) = self.done.last() else { return false };
        sync.collections.iter().any(|entry| {
            let added = entry.commands.iter().filter_map(|command| match command {
                ClientCommand::Add { client_id, .. } => Some(*client_id),
                _ => None,
            });
            let mut ids: Vec<_> = added.collect();
            ids.sort_unstable();
            ids.windows(2).any(|pair| pair[0] == pair[1])
        })
    }

    fn story(&self) -> String {
        let lines = self.done.iter().map(|done| match done {
            Done::Asked(request, device, version) => {
                format!("\n  after {request:?} of {device:?} at {version:?}")
            }
            Done::Acted(action) => format!("\n  after {action:?}"),
        });
        lines.collect()
    }
}

/// Whether a property speaks of what a server does, whoever asks.
fn is_asked(property: &Property) -> bool {
    matches!(property.scope, Scope::Handled | Scope::Every)
}
