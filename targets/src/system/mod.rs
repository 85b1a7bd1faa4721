//! Server, devices, radio and users: in every world of the model, whatever may happen keeps the properties that the
//! scenario has for unbroken, is on the wire what it is in the model, and settles once nothing goes wrong any more.
//!
//! The input is a [`Script`]. What a scenario allows at all may happen here as often as the script has it, so that the
//! engine goes where the search of every state has no room to.

mod mutate;
mod script;

pub use mutate::{mutate, splice};
pub use script::{Pick, Script};

use std::collections::BTreeSet;
use std::sync::LazyLock;

use asms_bind::Binding;
use asms_machine::class::FolderKind;
use asms_machine::property::{Judgement, PROPERTIES, RECOVERABILITY, Step};
use asms_machine::scenario::{BUILT_IN, Catch, Scenario};
use asms_machine::system::{Action, Budget, State, System};
use asms_machine::version::Version;
use asms_sim::carry;

/// The most actions of a script that are done.
pub const MOST: usize = 200;

/// The most steps of the fair continuation.
const SETTLING: usize = 3_000;

/// Checks the machines as they are.
pub fn check(input: &[u8]) {
    held(&[], input);
}

/// Checks machines of which these decision points are answered otherwise, such as `AMB-17=no-dedupe`, and gives the properties
/// that came up and held.
pub fn held(choices: &[&str], input: &[u8]) -> BTreeSet<&'static str> {
    let script = Script::parse(input);
    let Some(world) = World::named(&script.scenario) else { return BTreeSet::new() };
    let mut run = if choices.is_empty() { Run::new(world.clone()) } else { Run::new(world.with(choices)) };
    for pick in script.picks.iter().take(MOST) {
        let action = pick.among(&run.offered());
        if let Some(action) = action {
            run.act(action);
        }
    }
    run.settle();
    run.held
}

/// The script that does these actions under these choices; none where one of them may not happen.
pub fn script_of(scenario: &str, choices: &[&str], actions: &[Action]) -> Option<Script> {
    let mut run = Run::new(World::named(scenario)?.with(choices));
    let mut picks = Vec::new();
    for action in actions {
        picks.push(Pick::of(*action, &run.offered())?);
        run.system.step(&mut run.state, *action);
    }
    Some(Script { scenario: scenario.to_owned(), picks })
}

/// What the counterexample of a row of the table of catches is called in the corpus.
pub fn counterexample_name(row: &Catch) -> String {
    format!("{} {} {}", row.choice, row.scenario, row.property).replace(['=', ' '], "_").to_lowercase()
}

/// What the way to a goal is called in the corpus.
pub fn goal_name(goal: &str) -> String {
    format!("goal_{goal}")
}

/// A scenario and the state in which it begins.
#[derive(Clone, Debug)]
struct World {
    system: System,
    begin: State,
}

static WORLDS: LazyLock<Vec<World>> =
    LazyLock::new(|| BUILT_IN.iter().map(|(name, text)| World::new(name, text)).collect());

impl World {
    fn new(name: &str, text: &str) -> Self {
        match Scenario::parse(name, name, text) {
            Ok(scenario) => Self::begun(System::new(scenario)),
            Err(error) => panic!("{error}"),
        }
    }

    fn begun(mut system: System) -> Self {
        system.scenario.budget = widened(&system.scenario);
        // So many messages want the numbers that there are in the field: what comes of numbers that come again too soon is
        // a matter of scenarios of its own.
        system.scenario.radio.mr_modulus = 256;
        system.scenario.radio.reference_modulus = 256;
        // Where machines that do something wrong never settle, it goes on from where they are.
        let begin = system.initial().unwrap_or_else(|never| *never.state);
        Self { system, begin }
    }

    fn named(name: &str) -> Option<&'static Self> {
        WORLDS.iter().find(|world| world.system.scenario.name == name)
    }

    fn with(&self, choices: &[&str]) -> Self {
        let mut system = self.system.clone();
        match system.behaviour.set_from(choices.iter().copied()) {
            Ok(()) => Self::begun(system),
            Err(error) => panic!("{error}"),
        }
    }
}

/// How often things may happen: what a scenario allows at all without a limit. Where there is no Inbox nobody can be told
/// that a message did not arrive, and its radio fails as seldom as the scenario says.
fn widened(scenario: &Scenario) -> Budget {
    let (narrow, wide) = (scenario.budget, scenario.budget.unlimited());
    if scenario.folders.iter().any(|folder| folder.kind == FolderKind::Inbox) {
        return wide;
    }
    Budget {
        restarts: narrow.restarts,
        lost_reports: narrow.lost_reports,
        lost_submissions: narrow.lost_submissions,
        refusals: narrow.refusals,
        expiries: narrow.expiries,
        ..wide
    }
}

/// A run through a world.
struct Run {
    system: System,
    state: State,
    binding: Binding,
    done: Vec<Action>,
    held: BTreeSet<&'static str>,
}

impl Run {
    fn new(World { system, begin }: World) -> Self {
        Self {
            system,
            state: begin,
            binding: Binding::new(Version::default()),
            done: Vec::new(),
            held: BTreeSet::new(),
        }
    }

    /// What may happen now.
    fn offered(&self) -> Vec<Action> {
        let mut offered = Vec::new();
        self.system.actions(&self.state, &mut offered);
        offered
    }

    /// Does an action that may happen, and judges it.
    fn act(&mut self, action: Action) {
        let before = self.state.clone();
        let effect = self.system.step(&mut self.state, action);
        self.done.push(action);
        assert!(before != self.state, "{action:?} changes nothing, after {}", self.story());
        let step = Step { before: &before, action, effect: &effect, after: &self.state };
        for property in PROPERTIES.iter().filter(|property| property.scope.covers(action, &effect)) {
            if self.is_broken_anyway(property.name) {
                continue;
            }
            match (property.judge)(&step) {
                Judgement::Unconcerned => {}
                Judgement::Holds => drop(self.held.insert(property.name)),
                Judgement::Violated(_) if self.is_broken_by_silence(property.name) => {}
                Judgement::Violated(reason) => {
                    panic!("{} is broken: {reason}, after {}", property.name, self.story())
                }
            }
        }
        if let Some(device) = action.device().and_then(|id| before.device(id)) {
            self.binding.set_version(device.version);
        }
        if let Err(what) = carry(&mut self.binding, &effect.event) {
            panic!("{what}, after {}", self.story());
        }
    }

    /// Nothing goes wrong any more, and the users do nothing more.
    fn settle(&mut self) {
        for _ in 0..SETTLING {
            let Some(action) = self.system.settle(&self.state) else { return };
            self.act(action);
        }
        assert!(self.is_broken_anyway(RECOVERABILITY), "it does not settle, after {}", self.story());
    }

    /// Whether the scenario says that a property cannot be kept.
    fn is_broken_anyway(&self, property: &str) -> bool {
        self.system.scenario.expect.violated.contains_key(property)
    }

    /// Whether this is what more silence than there are tries may end in (AMB-12), which has no limit here: once the radio did
    /// not answer a device whose submission it took, the device may report as failed what arrived, and copy it nowhere.
    fn is_broken_by_silence(&self, property: &str) -> bool {
        let is_silent = self.done.iter().any(|done| matches!(done, Action::ReportLost(_)));
        is_silent && ["no-false-report", "copy-in-sent-items"].contains(&property)
    }

    /// What was done, the last 60 of it.
    fn story(&self) -> String {
        let from = self.done.len().saturating_sub(60);
        format!("{} actions of {}: {:?}", self.done.len(), self.system.scenario.name, &self.done[from..])
    }
}
