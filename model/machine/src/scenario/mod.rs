//! Scenarios: how large the world is, what may happen in it, and what must hold.

mod catches;
mod file;
mod read;
mod schema;

pub use catches::{Catch, Catches, CatchesError, Chosen, Harmless};
pub use file::ScenarioError;
pub use schema::schema;

use std::collections::BTreeMap;

use crate::behaviour::Behaviour;
use crate::class::{Class, FolderKind, Wish};
use crate::device::{Carelessness, Setup, Style};
use crate::id::CollectionId;
use crate::item::Text;
use crate::modem::RadioSetup;
use crate::property::Goal;
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
    /// Whether the devices have synchronised before it begins.
    pub begin: Begin,
    /// The folders of the mailbox, and what they hold at the start.
    pub folders: Vec<FolderSetup>,
    /// The folders on which somebody at the desktop acts.
    pub desktop: Vec<FolderKind>,
    /// What somebody at the desktop may compose.
    pub drafts: Vec<Draft>,
    /// What comes from elsewhere, to a phone or into a folder: how long it is and to whom it went.
    pub incoming: Text,
    /// The devices.
    pub devices: Vec<Setup>,
    /// What their users may choose to synchronise.
    pub choices: Vec<Choice>,
    /// The rules that devices may break.
    pub careless: Vec<Carelessness>,
    /// The radio network.
    pub radio: RadioSetup,
    /// How often each thing may happen.
    pub budget: Budget,
    /// The situations that must be reached.
    pub goals: Vec<&'static Goal>,
    /// What a complete run gives, as far as it is pinned.
    pub expect: Expectation,
    /// The same world with a larger budget, for a longer run.
    pub larger: Option<Box<Larger>>,
}

/// Where a scenario begins.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Begin {
    /// No device has synchronised yet.
    #[default]
    Fresh,
    /// Every device has been told everything there is at the start.
    Settled,
}

/// A folder at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderSetup {
    /// Its number, which goes by its kind.
    pub id: CollectionId,
    /// What it is for.
    pub kind: FolderKind,
    /// What it holds.
    pub items: Vec<ItemSetup>,
}

/// An item at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemSetup {
    /// Its class.
    pub class: Class,
    /// How long it is and to whom it goes; its content gets a number of its own.
    pub text: Text,
    /// How many days old it is.
    pub age: u16,
}

/// A message that may be composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft {
    /// How long it is and to whom it goes; its content gets a number of its own.
    pub text: Text,
}

/// Something that a user may choose for a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The folder.
    pub collection: CollectionId,
    /// What to synchronise of it.
    pub wish: Wish,
}

/// A larger run of the same scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Larger {
    /// How often each thing may happen.
    pub budget: Budget,
    /// What a complete run gives.
    pub expect: Expectation,
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
    /// The properties that come up and hold, if that is pinned; those that are neither here nor violated never come up.
    pub holds: Option<Vec<String>>,
    /// Properties that are violated, by name.
    pub violated: BTreeMap<String, PinnedViolation>,
}

/// A violation that cannot be helped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedViolation {
    /// Why it cannot be helped.
    pub because: String,
    /// The number of steps of the shortest way there.
    pub steps: Option<u32>,
}

impl Scenario {
    /// The number of the folder of a kind, the same in every scenario.
    pub const fn collection_of(kind: FolderKind) -> CollectionId {
        CollectionId(match kind {
            FolderKind::Inbox => 1,
            FolderKind::Outbox => 2,
            FolderKind::SentItems => 3,
            FolderKind::DeletedItems => 4,
            FolderKind::UserMail => 5,
            FolderKind::Contacts => 6,
        })
    }

    /// The most recipients that a message of this world has.
    pub fn most_recipients(&self) -> u8 {
        let items = self.folders.iter().flat_map(|folder| &folder.items).map(|item| item.text);
        let texts = items.chain(self.drafts.iter().map(|draft| draft.text));
        texts.map(|text| text.recipients).max().unwrap_or_default()
    }

    /// Whether somebody at the desktop acts on folders of a kind.
    pub fn is_touched(&self, kind: FolderKind) -> bool {
        self.desktop.contains(&kind)
    }

    /// Whether a device may send a request that stands for an earlier one.
    pub fn has_shortened_requests(&self) -> bool {
        self.devices.iter().any(|device| device.style != Style::Full)
            || self.careless.contains(&Carelessness::EmptyTooEarly)
    }

    /// The scenario with its larger budget, if it has one, and what that pins.
    #[must_use]
    pub fn enlarged(mut self) -> Self {
        if let Some(larger) = self.larger.take() {
            self.budget = larger.budget;
            self.expect = larger.expect;
        }
        self
    }
}

impl Expectation {
    /// Whether a property comes up and holds, by what is pinned.
    pub fn is_held(&self, property: &str) -> bool {
        self.holds.iter().flatten().any(|name| name == property)
    }
}

/// Declares the scenarios that come with the suite.
macro_rules! built_in {
    ($($name:literal)*) => {
        /// The scenarios that come with the suite, by name, with the text of their files.
        pub static BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../scenarios/", $name, ".toml"))),)*];
    };
}

built_in! {
    "sync-keys"
    "lost-response"
    "late-request"
    "resync"
    "key-reset"
    "options"
    "filter-window"
    "window-size"
    "window-zero"
    "changes"
    "conflicts"
    "client-wins"
    "conflict-by-class"
    "moves"
    "two-readers"
    "estimate"
    "estimate-email"
    "settings"
    "settings-without-number"
    "exchange-2010"
    "exchange-2013"
    "versions"
    "version-12-1"
    "outbox"
    "outbox-crash"
    "outbox-reset"
    "split-body"
    "doubled-delivery"
    "quick-delivery"
    "modem-reset"
    "reference-wrap"
    "reference-restart"
    "ndr"
    "silent-radio"
    "expiry"
    "status-reports"
    "report-of-another"
    "multi-recipient"
    "two-devices"
    "gateway-handover"
    "disable-in-flight"
    "recall"
    "truncated-body"
    "old-outbox"
    "hanging-sync"
    "hanging-marks"
    "ping"
    "shortened-requests"
    "partial-requests"
    "careless-request"
    "careless-items"
    "contacts"
    "server-failure"
    "folder-removed"
}

#[cfg(test)]
mod tests;
