//! Server, devices, radio network and users together: one state, the actions that may happen in it, and what each does.

mod action;
mod budget;
mod candidates;
mod effect;
mod guard;
mod kind;
mod ledger;
mod link;
mod narrate;
mod radio;
mod receive;
mod sequence;
mod serve;
mod settle;
mod step;

pub use action::{Action, Lasting, Mark};
pub use budget::{Budget, Budgeted};
pub use effect::{Effect, Event, Handled, Shown};
pub use guard::Refusal;
pub(crate) use ledger::bit;
pub use ledger::{ClientAdd, Estimated, Ledger, Outbound};
pub use link::{Envelope, Link, Reply, Waiter, Wishes};
pub use narrate::{Line, Party, folder_name, line};
pub use sequence::{Between, Caption, Sequence};

use smallvec::SmallVec;

use crate::behaviour::{Behaviour, Consulted, Context};
use crate::class::FolderKind;
use crate::device::Device;
use crate::id::{CollectionId, ContentId, Day, DeviceId, ItemId};
use crate::item::Text;
use crate::message::{DeviceSettings, Request};
use crate::network::Network;
use crate::scenario::{Begin, Scenario};
use crate::server::Server;
use crate::shared::Shared;

/// A scenario under a behaviour: the world that a checker or simulator explores.
#[derive(Clone, Debug)]
pub struct System {
    /// What the world holds and what may happen in it.
    pub scenario: Scenario,
    /// What its machines do where the specification leaves a choice.
    pub behaviour: Behaviour,
}

/// One state of that world. States share the parts in which they do not differ, so that one is copied at little cost.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The server.
    pub server: Shared<Server>,
    /// The devices, by number from 0.
    pub devices: SmallVec<[Shared<Device>; 2]>,
    /// The HTTP link of each device.
    pub links: SmallVec<[Shared<Link>; 2]>,
    /// The radio network, with the handsets of all recipients.
    pub network: Shared<Network>,
    /// How often each budgeted thing may still happen.
    pub budget: Budget,
    /// The number of the next text.
    next_content: ContentId,
    /// What was intended and done, which no actor can see.
    pub ledger: Shared<Ledger>,
}

/// The day on which scenarios begin: late enough for every window to have a day before it.
const FIRST_DAY: Day = Day(1000);

/// The most steps that a scenario may take to settle before it begins.
pub const SETTLING: u32 = 20_000;

/// A scenario is to begin settled, and does not settle.
#[derive(Clone, Debug, thiserror::Error)]
#[error(
    "the scenario is to begin settled, and after {SETTLING} steps, the limit, its devices have not been told everything; \
     `begin = \"fresh\"` lets it begin before they synchronise"
)]
pub struct NeverSettles {
    /// Where it is after so many steps.
    pub state: Box<State>,
    /// The decision points that were consulted on the way there.
    pub consulted: Consulted,
}

impl System {
    /// The scenario under its own behaviour.
    pub fn new(scenario: Scenario) -> Self {
        Self { behaviour: scenario.behaviour, scenario }
    }

    /// The state in which everything begins. Fails as [`begin`](Self::begin) does.
    pub fn initial(&self) -> Result<State, NeverSettles> {
        self.begin().map(|(state, _)| state)
    }

    /// The state in which everything begins, and the decision points that were consulted on the way to it. Fails where the
    /// scenario is to begin settled and has not settled after [`SETTLING`] steps.
    pub fn begin(&self) -> Result<(State, Consulted), NeverSettles> {
        let scenario = &self.scenario;
        let (mut state, mut consulted) = self.furnished();
        let is_settled = scenario.begin == Begin::Fresh || self.settles(&mut state, &mut consulted);
        state.budget = scenario.budget;
        let consulted = consulted.and(self.asked_by_guards(&state));
        if is_settled {
            Ok((state, consulted))
        } else {
            Err(NeverSettles { state: Box::new(state), consulted })
        }
    }

    /// The state in which nothing has happened yet, whatever the scenario says of its beginning.
    pub fn fresh(&self) -> State {
        let (state, _) = self.furnished();
        State { budget: self.scenario.budget, ..state }
    }

    /// Folders, devices and network as the scenario has them.
    fn furnished(&self) -> (State, Consulted) {
        let scenario = &self.scenario;
        let mut state = State {
            server: Server::new(scenario.folders.iter().map(|folder| (folder.id, folder.kind)), ItemId(1))
                .into(),
            devices: (0_u8..)
                .zip(&scenario.devices)
                .map(|(at, device)| Device::new(DeviceId(at), device, &scenario.radio).into())
                .collect(),
            links: scenario.devices.iter().map(|_| Shared::default()).collect(),
            network: Network::new(&scenario.radio, scenario.most_recipients()).into(),
            budget: Budget::default(),
            next_content: ContentId(1),
            ledger: Ledger::new(scenario.devices.len()).into(),
        };
        state.server.today = FIRST_DAY;
        // Where no request is ever shortened nobody sees what the server caches, and states need not differ by it.
        state.server.remember_requests(scenario.has_shortened_requests());
        let consulted = self.furnish(&mut state);
        (state, consulted)
    }

    /// Follows the fair continuation to its end. False where it has none within the limit.
    fn settles(&self, state: &mut State, consulted: &mut Consulted) -> bool {
        for _ in 0..SETTLING {
            let Some(action) = self.settle(state) else { return true };
            *consulted = consulted.and(self.step(state, action).consulted);
        }
        self.is_at_rest(state)
    }

    /// Puts the first items into the folders, and lets the server know the devices that are enabled from the start.
    fn furnish(&self, state: &mut State) -> Consulted {
        let mut cx = Context::new(&self.behaviour);
        for folder in &self.scenario.folders {
            for item in &folder.items {
                let text = Text { content: state.fresh_content(), ..item.text };
                let received = Day(FIRST_DAY.0.saturating_sub(item.age));
                state.server.add(&mut cx, folder.id, item.class, text, received);
                if folder.kind == FolderKind::Outbox && item.class == crate::class::Class::Sms {
                    state.ledger.composed(text);
                }
            }
        }
        for (device, setup) in state.devices.iter().zip(&self.scenario.devices) {
            if setup.outbound {
                let settings = DeviceSettings {
                    enable_outbound_sms: Some(true),
                    phone_number: Some(ContentId(0)),
                    rest: None,
                };
                state.server.handle(&mut cx, device.id, setup.version, &Request::Settings(settings));
            }
        }
        cx.consulted()
    }
}

impl State {
    /// A device.
    pub fn device(&self, id: DeviceId) -> Option<&Device> {
        self.devices.get(usize::from(id.0)).map(|device| &**device)
    }

    /// The link of a device.
    pub fn link(&self, id: DeviceId) -> Option<&Link> {
        self.links.get(usize::from(id.0)).map(|link| &**link)
    }

    /// The number of the folder of a kind.
    pub fn collection(&self, kind: FolderKind) -> Option<CollectionId> {
        self.server.folder_of(kind).map(|folder| folder.id)
    }

    /// The lists that have outgrown their place in the state, which costs a checker speed. One of which there are several,
    /// such as the items of a folder, is named for each that has.
    pub fn spilled(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.server
            .spilled()
            .chain(self.devices.spilled().then_some("devices"))
            .chain(self.devices.iter().flat_map(|device| device.spilled()))
            .chain(self.links.spilled().then_some("links"))
            .chain(self.links.iter().filter_map(|link| link.spilled()))
            .chain(self.network.spilled())
            .chain(self.ledger.spilled())
    }

    fn device_mut(&mut self, id: DeviceId) -> Option<&mut Device> {
        self.devices.get_mut(usize::from(id.0)).map(|device| &mut **device)
    }

    fn link_mut(&mut self, id: DeviceId) -> Option<&mut Link> {
        self.links.get_mut(usize::from(id.0)).map(|link| &mut **link)
    }

    /// The number of the text that is written next.
    pub fn next_content(&self) -> ContentId {
        self.next_content
    }

    /// The server goes back to how it was before, which is no action of the model. Its clock goes on; requests that it held
    /// are gone.
    pub fn restore_server(&mut self, backup: Shared<Server>) {
        let today = self.server.today;
        self.server = backup;
        self.server.restart();
        while self.server.today < today {
            self.server.pass_day();
        }
        for link in &mut self.links {
            link.held = None;
        }
        self.mailbox_changed(u8::MAX);
    }

    /// A text that nobody has written before.
    fn fresh_content(&mut self) -> ContentId {
        let content = self.next_content;
        self.next_content = ContentId(content.0 + 1);
        content
    }

    /// Folders are not what they were: no device has been told, and what is on its way does not say it.
    fn mailbox_changed(&mut self, folders: u8) {
        self.ledger.outdate_all(folders);
        for link in &mut self.links {
            if let Some(reply) = &mut link.reply {
                reply.fresh &= !folders;
            }
        }
    }
}

#[cfg(test)]
mod tests;
