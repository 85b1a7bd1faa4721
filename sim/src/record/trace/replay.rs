//! Does a trace again: the actions on fresh machines, without time and octets.

use std::collections::{BTreeMap, VecDeque};
use std::io::BufRead;

use asms_machine::fingerprint::{Fingerprint, fingerprint};
use asms_machine::id::ContentId;
use asms_machine::item::Text;
use asms_machine::message::{Malformed, Request};
use asms_machine::server::Server;
use asms_machine::shared::Shared;
use asms_machine::system::{Action, Refusal, State, System};

use super::{Event, ReadError, Reader};
use crate::plan::Plan;
use crate::world::{BACKUPS, retire};

/// Why a trace cannot be done again.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is of another world.
    #[error("it is a trace of {what} {found}, and this is {what} {expected}")]
    OfAnother {
        /// What differs.
        what: &'static str,
        /// What the trace says.
        found: String,
        /// What is at hand.
        expected: String,
    },
    /// An event that the trace says too little about.
    #[error("event {event}: {action:?} writes a text, and the trace does not say which")]
    NoText {
        /// The event.
        event: u64,
        /// The action.
        action: Action,
    },
    /// A step that a guard refuses.
    #[error("event {event}: {action:?} may not happen: {refusal}")]
    Refused {
        /// The event.
        event: u64,
        /// The action.
        action: Action,
        /// Which guard refused it.
        refusal: Refusal,
    },
    /// The first step after which the state is another.
    #[error("event {event}: {words}: the state is {found} after it, and {expected} in the trace")]
    Differs {
        /// The event.
        event: u64,
        /// What happened.
        words: String,
        /// The hash in the trace.
        expected: Fingerprint,
        /// The hash of the state here.
        found: Fingerprint,
    },
    /// The server went back to a state that it was not in at any of the midnights before.
    #[error(
        "event {event}: the server went back to a state that it was in at none of the last {BACKUPS} midnights"
    )]
    NoBackup {
        /// The event.
        event: u64,
    },
}

/// What came of doing a trace again.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// How many things happened.
    pub events: u64,
    /// How the world of each user was left, of those to whom anything happened.
    pub states: BTreeMap<u16, State>,
}

/// Does a whole trace again. The plan has to be that of the run, of which scenario and behaviour count.
pub fn replay<R: BufRead>(trace: Reader<R>, plan: &Plan) -> Result<Replayed, ReplayError> {
    let ours = |list: &[String]| if list.is_empty() { "default".to_owned() } else { list.join(", ") };
    let header = &trace.header;
    for (what, found, expected) in [
        ("scenario", header.scenario.clone(), plan.scenario.name.clone()),
        ("behaviour", ours(&header.behaviour), ours(&plan.behaviour.deviations())),
    ] {
        if found != expected {
            return Err(ReplayError::OfAnother { what, found, expected });
        }
    }
    let mut replay = Replay::new(plan);
    let mut events = 0;
    for event in trace {
        replay.step(&event?)?;
        events += 1;
    }
    let states = replay.users.into_iter().map(|(number, user)| (number, user.state)).collect();
    Ok(Replayed { events, states })
}

/// A run that is done again, event by event.
#[derive(Debug)]
pub struct Replay {
    fresh: User,
    users: BTreeMap<u16, User>,
    scratch: Vec<u8>,
}

/// The world of a user.
#[derive(Clone, Debug)]
struct User {
    system: System,
    state: State,
    young: VecDeque<ContentId>,
    backups: VecDeque<Shared<Server>>,
}

impl Replay {
    /// The beginning of the runs of a plan.
    pub fn new(plan: &Plan) -> Self {
        let system = plan.system();
        let state = system.fresh();
        let fresh = User { system, state, young: VecDeque::new(), backups: VecDeque::new() };
        Self { fresh, users: BTreeMap::new(), scratch: Vec::new() }
    }

    /// Does an event again, and gives the state of its user after it.
    pub fn step(&mut self, event: &Event) -> Result<&State, ReplayError> {
        let user = self.users.entry(event.user).or_insert_with(|| self.fresh.clone());
        match event.action {
            Some(action) => user.act(event, action)?,
            None => user.go_back(event, &mut self.scratch)?,
        }
        let found = fingerprint(&user.state, &mut self.scratch);
        if found != event.state {
            let (words, expected) = (event.words.clone(), event.state);
            return Err(ReplayError::Differs { event: event.event, words, expected, found });
        }
        if event.midnight {
            user.rest();
        }
        Ok(&user.state)
    }
}

impl User {
    fn act(&mut self, event: &Event, action: Action) -> Result<(), ReplayError> {
        let number = event.event;
        if let Some(text) = self.written_by(action) {
            *text = event.text.ok_or(ReplayError::NoText { event: number, action })?;
        }
        if let (Some(why), Action::ServerHandles(device, at)) = (event.damage, action) {
            self.damage(device.0, at, why);
        }
        let refused = |refusal| ReplayError::Refused { event: number, action, refusal };
        self.system.guard(&self.state, action).map_err(refused)?;
        self.system.perform(&mut self.state, action);
        Ok(())
    }

    /// Where the rules say what an action writes.
    fn written_by(&mut self, action: Action) -> Option<&mut Text> {
        let scenario = &mut self.system.scenario;
        match action {
            Action::DesktopComposes(at) => {
                scenario.drafts.get_mut(usize::from(at)).map(|draft| &mut draft.text)
            }
            Action::PhoneReceives(_) | Action::DesktopAdds(..) => Some(&mut scenario.incoming),
            _ => None,
        }
    }

    /// A request on its way becomes what the server took it for.
    fn damage(&mut self, device: u8, at: u8, why: Malformed) {
        let link = self.state.links.get_mut(usize::from(device));
        if let Some(envelope) = link.and_then(|link| link.requests.get_mut(usize::from(at))) {
            envelope.request = Request::Malformed(why);
        }
    }

    /// The server goes back to how it was at a midnight before: to the one that gives the state of the trace.
    fn go_back(&mut self, event: &Event, scratch: &mut Vec<u8>) -> Result<(), ReplayError> {
        let restored = self.backups.iter().map(|backup| {
            let mut state = self.state.clone();
            state.restore_server(backup.clone());
            state
        });
        let mut fitting = restored.filter(|state| fingerprint(state, scratch) == event.state);
        let state = fitting.next().ok_or(ReplayError::NoBackup { event: event.event })?;
        self.state = state;
        Ok(())
    }

    /// What a world does at midnight beside the model.
    fn rest(&mut self) {
        retire(&mut self.state, &mut self.young);
        self.backups.push_back(self.state.server.clone());
        if self.backups.len() > BACKUPS {
            self.backups.pop_front();
        }
    }
}
