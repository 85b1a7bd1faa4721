//! The oracles: the properties of the model, asked after each thing that happens.

mod account;
mod concern;
mod excuse;
mod history;
mod restored;
mod touched;

use std::collections::BTreeMap;

use asms_machine::property::{Judgement, Step, properties_of};
use asms_machine::system::State;

pub use account::{Account, Fate, Message};
pub use excuse::{EXCUSES, Excuse};
pub use touched::Touched;

use crate::observe::{Cause, Happening, Observer};
use crate::plan::Plan;
use crate::time::Time;
use excuse::excuse;
use history::History;

/// Asks every property after each step, and keeps account of every message.
#[derive(Debug)]
pub struct Oracles<'p> {
    plan: &'p Plan,
    histories: Vec<History>,
    /// What was broken, by property and excuse.
    pub findings: BTreeMap<(&'static str, Option<&'static str>), Finding>,
    /// What became of each message, by user.
    pub accounts: Vec<Account>,
    /// What of the model the run touched.
    pub touched: Touched,
    /// Whether the run ends at the first finding without an excuse.
    pub stops: bool,
}

/// A property that was broken.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The property.
    pub property: &'static str,
    /// How it was broken first.
    pub reason: String,
    /// Why that cannot be helped, if it cannot: the name of one of [`EXCUSES`], or `pinned` where the scenario says so.
    pub excuse: Option<&'static str>,
    /// When it was broken first.
    pub time: Time,
    /// By which event.
    pub event: u64,
    /// For which user.
    pub user: u16,
    /// How often it was broken.
    pub count: u64,
}

impl<'p> Oracles<'p> {
    /// Oracles that have seen nothing yet.
    pub fn new(plan: &'p Plan) -> Self {
        let users = usize::from(plan.users);
        Self {
            plan,
            histories: vec![History::default(); users],
            findings: BTreeMap::new(),
            accounts: vec![Account::default(); users],
            touched: Touched::default(),
            stops: false,
        }
    }

    fn judge(&mut self, happening: &Happening<'_>, step: &Step<'_>) -> bool {
        let mut goes_on = true;
        for property in properties_of(step.action, step.effect) {
            let Judgement::Violated(reason) = (property.judge)(step) else { continue };
            let pinned = self.plan.scenario.expect.violated.contains_key(property.name).then_some("pinned");
            let history = &self.histories[usize::from(happening.user)];
            let excuse = pinned.or_else(|| excuse(property.name, history, step));
            goes_on &= excuse.is_some() || !self.stops;
            let finding = self.findings.entry((property.name, excuse)).or_insert_with(|| Finding {
                property: property.name,
                reason,
                excuse,
                time: happening.time,
                event: happening.number,
                user: happening.user,
                count: 0,
            });
            finding.count += 1;
        }
        goes_on
    }
}

impl Observer for Oracles<'_> {
    fn judges(&self) -> bool {
        true
    }

    fn begins(&mut self, user: u16, state: &State) {
        self.accounts[usize::from(user)].begin(state);
    }

    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        let user = usize::from(happening.user);
        self.histories[user].note(happening);
        self.accounts[user].note(happening);
        self.touched.note(happening);
        let (Cause::Action(action), Some(before)) = (happening.cause, happening.before) else { return true };
        let step = Step { before, action, effect: happening.effect, after: happening.after };
        self.judge(happening, &step)
    }
}
