//! A walk by chance through a scenario, with real bytes.

use asms_bind::{BindError, Binding};
use asms_machine::message::Request;
use asms_machine::property::{Judgement, PROPERTIES, Step};
use asms_machine::system::{Action, Event, Handled, NeverSettles, State, System};
use asms_machine::version::Version;

use crate::{Concern, Draws};

/// A walk by chance through a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'s> {
    /// The scenario and its behaviour.
    pub system: &'s System,
    /// The seed.
    pub seed: u64,
    /// The most steps; a walk ends earlier when nothing may happen.
    pub steps: u64,
}

/// What happened on a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The actions, in order.
    pub actions: Vec<Action>,
    /// The messages that travelled, in order.
    pub carried: Vec<Carried>,
    /// The properties that were broken.
    pub broken: Vec<Broken>,
    /// Where it ended.
    pub end: State,
}

/// A message that travelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The step at which it was sent, from 0.
    pub step: u64,
    /// Whether it is a request.
    pub is_request: bool,
    /// Its body; no bytes for an empty one.
    pub bytes: Vec<u8>,
}

/// A property that a step broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The property's name.
    pub property: &'static str,
    /// The step, from 0.
    pub step: u64,
    /// How.
    pub reason: String,
}

/// A message that is not on the wire what it is in the model: a mistake in this suite, not in the protocol. Or a scenario
/// that does not begin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("seed {seed}, step {step}: {what}")]
pub struct WalkDivergence {
    /// The seed.
    pub seed: u64,
    /// The step, from 0.
    pub step: u64,
    /// What came out instead.
    pub what: String,
}

impl Walk<'_> {
    /// Walks.
    pub fn run(&self) -> Result<Record, WalkDivergence> {
        let draws = Draws::new(self.seed);
        let mut binding = Binding::new(Version::default());
        let begun = self.system.initial();
        let never =
            |never: NeverSettles| WalkDivergence { seed: self.seed, step: 0, what: never.to_string() };
        let mut state = begun.map_err(never)?;
        let mut record =
            Record { actions: Vec::new(), carried: Vec::new(), broken: Vec::new(), end: state.clone() };
        let mut choices = Vec::new();
        for step in 0..self.steps {
            choices.clear();
            self.system.actions(&state, &mut choices);
            let chosen = draws.below(choices.len() as u64, Concern::NextAction, 0, step);
            let Some(action) = usize::try_from(chosen).ok().and_then(|at| choices.get(at)).copied() else {
                break;
            };
            let before = state.clone();
            let effect = self.system.step(&mut state, action);
            if let Some(version) = version(&before, action) {
                binding.set_version(version);
            }
            let carried = carry(&mut binding, &effect.event);
            if let Some((is_request, bytes)) =
                carried.map_err(|what| WalkDivergence { seed: self.seed, step, what })?
            {
                record.carried.push(Carried { step, is_request, bytes });
            }
            record.actions.push(action);
            judge(
                &Step { before: &before, action, effect: &effect, after: &state },
                step,
                &mut record.broken,
            );
        }
        record.end = state;
        Ok(record)
    }
}

/// Writes what a step says as bytes, and reads them again: what comes out has to be what went in. Gives the bytes, and
/// whether they are a request; none where nothing travels. Fails with what came out instead, a mistake in this suite.
pub fn carry(binding: &mut Binding, event: &Event) -> Result<Option<(bool, Vec<u8>)>, String> {
    match event {
        // What is no request has no bytes of its own.
        Event::Sent { request: Request::Malformed(_) } => Ok(None),
        Event::Sent { request } => {
            let bytes = match binding.write_request(request) {
                // What the version has no place for is an error of the schema on the wire, of which nothing is read.
                Err(BindError::NotAtVersion { .. }) => return Ok(None),
                bytes => bytes.map_err(|error| error.to_string())?,
            };
            let read = binding.try_read_request(&bytes).map_err(|error| error.to_string())?;
            if read == *request {
                Ok(Some((true, bytes)))
            } else {
                Err(format!("{request:?} is read as {read:?}"))
            }
        }
        Event::Handled(Handled { response: Some(response), .. }) => {
            let bytes = match binding.write_response(response) {
                Err(BindError::NotAtVersion { .. } | BindError::HttpStatus(_)) => return Ok(None),
                bytes => bytes.map_err(|error| error.to_string())?,
            };
            let read = binding.read_response(&bytes).map_err(|error| error.to_string())?;
            if read == *response {
                Ok(Some((false, bytes)))
            } else {
                Err(format!("{response:?} is read as {read:?}"))
            }
        }
        _ => Ok(None),
    }
}

/// The version that the device speaks which an action concerns, if it is one of a device.
fn version(state: &State, action: Action) -> Option<Version> {
    action.device().and_then(|id| state.device(id)).map(|device| device.version)
}

fn judge(step: &Step<'_>, number: u64, broken: &mut Vec<Broken>) {
    for property in PROPERTIES.iter().filter(|property| property.scope.covers(step.action, step.effect)) {
        if let Judgement::Violated(reason) = (property.judge)(step) {
            broken.push(Broken { property: property.name, step: number, reason });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use asms_machine::scenario::{BUILT_IN, Scenario};

    fn system(name: &str, with: &[&str]) -> System {
        let mut system =
            System::new(Scenario::built_in(name).expect("it comes with the suite").expect("it can be read"));
        system.behaviour.set_from(with.iter().copied()).expect("there is such a choice");
        system
    }

    /// Every message of many walks is on the wire what it is in the model, and nothing breaks that is not pinned.
    #[test]
    fn walks_keep_to_the_model() {
        for (name, _) in BUILT_IN {
            let system = system(name, &[]);
            for seed in 0..100 {
                let record = Walk { system: &system, seed, steps: 80 }.run().expect("no divergence");
                let unpinned = record
                    .broken
                    .iter()
                    .find(|broken| !system.scenario.expect.violated.contains_key(broken.property));
                assert_eq!(unpinned, None, "{name} seed {seed}");
            }
        }
    }

    /// The same seed gives the same bytes; another gives others.
    #[test]
    fn a_seed_is_a_walk() {
        let system = system("sync-keys", &[]);
        let walk = |seed| Walk { system: &system, seed, steps: 80 }.run().expect("no divergence");
        assert_eq!(walk(3), walk(3));
        assert_ne!(walk(3).carried, walk(4).carried);
    }

    /// A walk finds what a server that forgets ClientIds does wrong.
    #[test]
    fn some_seed_finds_the_duplicate() {
        let system = system("sync-keys", &["AMB-17=no-dedupe"]);
        let found = (0..500).find(|seed| {
            let record = Walk { system: &system, seed: *seed, steps: 80 }.run().expect("no divergence");
            record.broken.iter().any(|broken| broken.property == "no-duplicate-add")
        });
        assert!(found.is_some());
    }
}
