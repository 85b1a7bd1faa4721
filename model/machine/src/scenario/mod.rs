//! Scenarios: how large the world is, what may happen in it, and what must hold.

mod catches;
mod file;
mod schema;

pub use catches::{Catch, Catches, CatchesError, Chosen, Harmless};
pub use file::ScenarioError;
pub use schema::schema;

use std::collections::BTreeMap;

use crate::behaviour::Behaviour;
use crate::class::{Class, FolderKind, MailClasses};
use crate::id::{CollectionId, ItemId};
use crate::property::Goal;
use crate::server::Server;
use crate::system::Budget;

/// A scenario, read from a file.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name: that of its file.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// The behaviour of its machines unless told otherwise.
    pub behaviour: Behaviour,
    /// What the server holds at the start.
    pub mailbox: Mailbox,
    /// The devices.
    pub devices: Vec<DeviceSetup>,
    /// How often each thing may happen.
    pub budget: Budget,
    /// The situations that must be reached.
    pub goals: Vec<&'static Goal>,
    /// What a complete run gives, as far as it is pinned.
    pub expect: Expectation,
}

/// What the server holds at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The folder that is synchronised.
    pub collection: CollectionId,
    /// What it is for.
    pub kind: FolderKind,
    /// The classes of the items that are in it.
    pub items: Vec<Class>,
}

/// A device at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceSetup {
    /// The classes its user wants.
    pub classes: MailClasses,
}

/// What a complete run gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// The number of different states.
    pub states: Option<u64>,
    /// The number of steps, those that lead to known states included.
    pub generated: Option<u64>,
    /// The number of steps from the start to the farthest state.
    pub depth: Option<u32>,
    /// Properties that are violated, by name. All others hold or never come up.
    pub violated: BTreeMap<String, PinnedViolation>,
    /// Properties that never come up.
    pub unconcerned: Vec<String>,
}

/// A violation that cannot be helped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedViolation {
    /// Why it cannot be helped.
    pub because: String,
    /// The number of steps of the shortest way there.
    pub steps: Option<u32>,
}

impl Expectation {
    /// Whether a property comes up and holds, by what is pinned.
    pub fn is_held(&self, property: &str) -> bool {
        !self.violated.contains_key(property) && !self.unconcerned.iter().any(|name| name == property)
    }
}

impl Mailbox {
    /// The server that the scenario starts with, without its items.
    pub(crate) fn server(&self) -> Server {
        Server::new([(self.collection, self.kind)], ItemId(1))
    }
}

/// The scenarios that come with the suite, by name, with the text of their files.
pub static BUILT_IN: &[(&str, &str)] = &[
    ("sync-keys", include_str!("../../../scenarios/sync-keys.toml")),
    ("options", include_str!("../../../scenarios/options.toml")),
    ("careless-request", include_str!("../../../scenarios/careless-request.toml")),
    ("resync", include_str!("../../../scenarios/resync.toml")),
    ("key-reset", include_str!("../../../scenarios/key-reset.toml")),
];

#[cfg(test)]
mod tests;
