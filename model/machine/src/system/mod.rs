//! Server, devices, network and users together: one state, the actions that may happen in it, and what each does.

mod action;
mod effect;
mod guard;
mod ledger;
mod link;
mod narrate;
mod sequence;
mod settle;
mod step;

pub use action::{Action, Budget, Budgeted};
pub use effect::{Effect, Event};
pub use guard::Refusal;
pub use ledger::Ledger;
pub use link::{Envelope, Link, Reply};
pub use narrate::{Line, Party, line};
pub use sequence::{Caption, Sequence};

use smallvec::SmallVec;

use crate::behaviour::Behaviour;
use crate::device::Device;
use crate::id::{ContentId, DeviceId};
use crate::scenario::Scenario;
use crate::server::Server;

/// A scenario under a behaviour: the world that a checker or simulator explores.
#[derive(Clone, Debug)]
pub struct System {
    /// What the world holds and what may happen in it.
    pub scenario: Scenario,
    /// What its machines do where the specification leaves a choice.
    pub behaviour: Behaviour,
}

/// One state of that world.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The server.
    pub server: Server,
    /// The devices, by number from 0.
    pub devices: SmallVec<[Device; 1]>,
    /// The HTTP link of each device.
    pub links: SmallVec<[Link; 1]>,
    /// How often each budgeted thing may still happen.
    pub budget: Budget,
    /// The number of the next text.
    next_content: ContentId,
    /// What was intended and done, which no actor can see.
    pub ledger: Ledger,
}

impl System {
    /// The scenario under its own behaviour.
    pub fn new(scenario: Scenario) -> Self {
        Self { behaviour: scenario.behaviour, scenario }
    }

    /// The state in which everything begins.
    pub fn initial(&self) -> State {
        let scenario = &self.scenario;
        let mut state = State {
            server: scenario.mailbox.server(),
            devices: scenario
                .devices
                .iter()
                .enumerate()
                .map(|(at, device)| Device::new(device_id(at), scenario.mailbox.collection, device.classes))
                .collect(),
            links: scenario.devices.iter().map(|_| Link::default()).collect(),
            budget: scenario.budget,
            next_content: ContentId(1),
            ledger: Ledger::default(),
        };
        for class in &scenario.mailbox.items {
            let content = state.fresh_content();
            state.server.add(scenario.mailbox.collection, *class, content, state.server.today);
        }
        state
    }
}

impl State {
    /// A device.
    pub fn device(&self, id: DeviceId) -> Option<&Device> {
        self.devices.get(usize::from(id.0))
    }

    /// The link of a device.
    pub fn link(&self, id: DeviceId) -> Option<&Link> {
        self.links.get(usize::from(id.0))
    }

    /// Whether a list has outgrown its place in the state, which costs a checker speed.
    pub fn spilled(&self) -> bool {
        self.server.spilled()
            || self.devices.spilled()
            || self.devices.iter().any(Device::spilled)
            || self.links.iter().any(Link::spilled)
            || self.ledger.spilled()
    }

    /// A text that nobody has written before.
    fn fresh_content(&mut self) -> ContentId {
        let content = self.next_content;
        self.next_content = ContentId(content.0 + 1);
        content
    }
}

/// The device at this place of a list. Scenarios hold few devices, so the number always fits.
fn device_id(at: usize) -> DeviceId {
    DeviceId(u8::try_from(at).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests;
