//! Does a trace again: the actions on fresh machines, without time, chance and octets.

use std::collections::VecDeque;
use std::io::BufRead;

use asms_machine::behaviour::Consulted;
use asms_machine::fingerprint::{Fingerprint, fingerprint};
use asms_machine::id::ContentId;
use asms_machine::item::Text;
use asms_machine::message::{Malformed, Request};
use asms_machine::server::Server;
use asms_machine::shared::Shared;
use asms_machine::system::{Action, Effect, Event as What, Refusal, State, System};

use super::{Event, ReadError, Reader, Verdict};
use crate::observe::{Cause, Happening, Observer};
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
    /// An event of a user whom there is not.
    #[error("event {event}: there is no user {user}; there are {users}, from 0")]
    NoUser {
        /// The event.
        event: u64,
        /// The user.
        user: u16,
        /// How many there are.
        users: usize,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// How many things happened.
    pub events: u64,
    /// What the trace says was broken, and by which event.
    pub verdicts: Vec<(u64, Verdict)>,
}

/// Does a trace again before an observer, to its end or until that has seen enough. The plan has to be that of the run, of which
/// scenario, behaviour and users count; [`Header::plan`](super::Header::plan) gives it.
pub fn replay<R: BufRead>(
    trace: Reader<R>,
    plan: &Plan,
    observer: &mut dyn Observer,
) -> Result<Replayed, ReplayError> {
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
    let mut users: Vec<User> = (0..plan.users).map(|_| User::new(plan)).collect();
    for (number, user) in (0..).zip(&users) {
        observer.begins(number, &user.state);
    }
    let count = users.len();
    let mut scratch = Vec::new();
    let mut replayed = Replayed::default();
    for event in trace {
        let event = event?;
        let user = users.get_mut(usize::from(event.user));
        let none = ReplayError::NoUser { event: event.event, user: event.user, users: count };
        let goes_on = user.ok_or(none)?.step(&event, observer, &mut scratch)?;
        replayed.events += 1;
        replayed.verdicts.extend(event.verdicts.into_iter().map(|verdict| (event.event, verdict)));
        if !goes_on {
            break;
        }
    }
    Ok(replayed)
}

/// The world of a user.
#[derive(Clone, Debug)]
struct User {
    system: System,
    state: State,
    young: VecDeque<ContentId>,
    backups: VecDeque<Shared<Server>>,
}

impl User {
    fn new(plan: &Plan) -> Self {
        let system = plan.system();
        let state = system.fresh();
        Self { system, state, young: VecDeque::new(), backups: VecDeque::new() }
    }

    /// Does an event again. The observer says whether that is enough.
    fn step(
        &mut self,
        event: &Event,
        observer: &mut dyn Observer,
        scratch: &mut Vec<u8>,
    ) -> Result<bool, ReplayError> {
        self.prepare(event)?;
        let before = observer.judges().then(|| self.state.clone());
        let (cause, effect) = match event.action {
            Some(action) => (Cause::Action(action), self.act(event, action, observer.judges())?),
            None => (Cause::Restored, self.go_back(event, scratch)?),
        };
        let found = fingerprint(&self.state, scratch);
        if found != event.state {
            let (words, expected) = (event.words.clone(), event.state);
            return Err(ReplayError::Differs { event: event.event, words, expected, found });
        }
        let goes_on = observer.happened(&Happening {
            number: event.event,
            time: event.time,
            user: event.user,
            cause,
            system: &self.system,
            before: before.as_ref(),
            after: &self.state,
            effect: &effect,
            octets: event.octets.as_ref().map(|octets| octets.0.as_slice()),
        });
        if event.midnight {
            self.rest();
        }
        Ok(goes_on)
    }

    /// What a world does before an action: it thinks of words, and damages what is on its way.
    fn prepare(&mut self, event: &Event) -> Result<(), ReplayError> {
        let Some(action) = event.action else { return Ok(()) };
        if let Some(text) = self.written_by(action) {
            *text = event.text.ok_or(ReplayError::NoText { event: event.event, action })?;
        }
        if let (Some(why), Action::ServerHandles(device, at)) = (event.damage, action) {
            self.damage(device.0, at, why);
        }
        Ok(())
    }

    fn act(&mut self, event: &Event, action: Action, judges: bool) -> Result<Effect, ReplayError> {
        let refused = |refusal| ReplayError::Refused { event: event.event, action, refusal };
        self.system.guard(&self.state, action).map_err(refused)?;
        if judges {
            return Ok(self.system.step(&mut self.state, action));
        }
        let (event, consulted) = self.system.perform(&mut self.state, action);
        Ok(Effect { consulted, guards: Consulted::NONE, event, at_rest: false })
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
    fn go_back(&mut self, event: &Event, scratch: &mut Vec<u8>) -> Result<Effect, ReplayError> {
        let restored = self.backups.iter().map(|backup| {
            let mut state = self.state.clone();
            state.restore_server(backup.clone());
            state
        });
        let mut fitting = restored.filter(|state| fingerprint(state, scratch) == event.state);
        let state = fitting.next().ok_or(ReplayError::NoBackup { event: event.event })?;
        self.state = state;
        Ok(Effect { consulted: Consulted::NONE, guards: Consulted::NONE, event: What::None, at_rest: false })
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
