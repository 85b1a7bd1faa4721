//! What a run is made of: the scenario, and beside it what only a simulation knows.

mod faults;
mod form;
mod habits;
mod optional;
mod recipe;
mod recipients;

pub use faults::{Fault, Faults, Unit};
pub use form::{Place, PlanError, SimulationForm};
pub use habits::{Habit, Habits};
pub use optional::{Mishap, NotOptional, Optional, What};
pub use recipe::{Overrides, Recipe, RecipeError, quoted};
pub use recipients::{RecipientCounts, RecipientCountsError};

use asms_machine::behaviour::Behaviour;
use asms_machine::modem::StatusReports;
use asms_machine::scenario::{Draft, Scenario};
use asms_machine::system::{Budget, System};

use crate::radio::{Quantiles, Radio};
use crate::time::{DAY, Time};

/// What a run is made of, but for its seed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The world: mailbox, devices, choices. Its budget counts for nothing: what happens, and how often, is said here.
    pub scenario: Scenario,
    /// What the machines do where the specification leaves a choice.
    pub behaviour: Behaviour,
    /// For how many days it runs before it heals.
    pub days: u32,
    /// How many users there are, each with a mailbox and devices of the scenario.
    pub users: u16,
    /// How long a device waits from poll to poll, in milliseconds (ASMS-048).
    pub poll: u64,
    /// In how many cells of the radio the users are, at least 1: one after the other in each.
    pub cells: u16,
    /// The radio.
    pub radio: Radio,
    /// The way between devices and server.
    pub http: Http,
    /// What users do.
    pub habits: Habits,
    /// To how many they write.
    pub recipients: RecipientCounts,
    /// What goes wrong.
    pub faults: Faults,
    /// Whether each seed has some of the faults only, and stronger or weaker ones.
    pub swarm: bool,
}

/// The way between devices and server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// How long a request or a response is on its way, in milliseconds.
    pub delay: Quantiles,
    /// How long a device waits for an answer, in milliseconds, beyond what the server may hold the request.
    pub time_out: u64,
}

/// The most octets of a part: where a text does not say how many it takes.
const PART_SIZE: u16 = 140;

impl Plan {
    /// When the days are over.
    pub fn end(&self) -> Time {
        Time(u64::from(self.days) * DAY)
    }

    /// The rules of a user's world: those of the scenario, with everything allowed, and real parts
    /// and status reports on the radio.
    pub(crate) fn system(&self) -> System {
        let mut scenario = self.scenario.clone();
        scenario.budget = Budget::UNLIMITED;
        scenario.radio.part_size.get_or_insert(PART_SIZE);
        scenario.radio.status_reports = StatusReports::Apart;
        if let [draft, ..] = scenario.drafts.as_mut_slice() {
            draft.text.recipients = self.recipients.most();
        } else {
            let text = asms_machine::item::Text { recipients: self.recipients.most(), ..scenario.incoming };
            scenario.drafts.push(Draft { text });
        }
        System { scenario, behaviour: self.behaviour }
    }
}
