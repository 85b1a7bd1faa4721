//! Stepping through a scenario in a browser: the Explorer of the crate `stateright`, over our machines.
//!
//! It is for looking around. Verdicts come from [`Search`](crate::Search): the Explorer's search has the traps that its
//! other engines have, and the way it gives to a violation need not be a shortest one. It takes its pages from the
//! program, or from a directory `ui` where it is started, if there is one.

mod outline;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

use asms_machine::property::{Judgement, PROPERTIES};
use asms_machine::system::{Action, Caption, Line, NeverSettles, Sequence, State, System, line};
use stateright::{Model, Property};

use crate::{Space, Transition};
use outline::Outline;

/// Why the Explorer cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum ExploreError {
    /// The address is not one of this machine alone. Whoever reaches the Explorer can make it work without end.
    #[error(
        "{0} can be reached from elsewhere; the Explorer only listens on a loopback address, such as 127.0.0.1"
    )]
    NotLoopback(IpAddr),
    /// The scenario does not begin.
    #[error(transparent)]
    NeverSettles(#[from] NeverSettles),
    /// Another program listens there.
    #[error("port {} of {} is in use; choose another, or 0 for any that is free", .0.port(), .0.ip())]
    PortInUse(SocketAddr),
    /// The address cannot be listened on for another reason.
    #[error("cannot listen on {address}: {why}")]
    Address {
        /// The address.
        address: SocketAddr,
        /// Why not.
        why: io::Error,
    },
}

/// Serves the Explorer of a system for as long as the program runs. Port 0 stands for any that is free. `ready` is told
/// the address before it starts.
pub fn explore(
    system: System,
    address: SocketAddr,
    threads: usize,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ExploreError> {
    if !address.ip().is_loopback() {
        return Err(ExploreError::NotLoopback(address.ip()));
    }
    system.begin()?;
    // The Explorer panics where it cannot listen, so that is tried before.
    let free = TcpListener::bind(address).and_then(|listener| listener.local_addr());
    let address = free.map_err(|why| match why.kind() {
        io::ErrorKind::AddrInUse => ExploreError::PortInUse(address),
        _ => ExploreError::Address { address, why },
    })?;
    ready(address);
    Explored { system }.checker().threads(threads).serve(address);
    Ok(())
}

/// A system as the Explorer shows it.
struct Explored {
    system: System,
}

/// A state, and what the step to it broke: the Explorer knows properties of states alone.
#[derive(Clone, PartialEq, Eq)]
struct Shown {
    state: State,
    /// Properties, one bit each in the order of the space.
    broken: u64,
}

/// An action in a state, so that it can say what it does there.
#[derive(Clone)]
struct Choice {
    action: Action,
    before: Arc<Shown>,
}

impl Model for Explored {
    type State = Shown;
    type Action = Choice;

    fn init_states(&self) -> Vec<Shown> {
        vec![Shown { state: Space::initial(&self.system), broken: 0 }]
    }

    fn actions(&self, state: &Shown, choices: &mut Vec<Choice>) {
        let mut actions = Vec::new();
        self.system.actions(&state.state, &mut actions);
        let before = Arc::new(state.clone());
        choices.extend(actions.into_iter().map(|action| Choice { action, before: Arc::clone(&before) }));
    }

    fn next_state(&self, before: &Shown, choice: Choice) -> Option<Shown> {
        Some(self.step(&before.state, choice.action).1)
    }

    fn format_action(&self, choice: &Choice) -> String {
        let Line { from, to, lost, text } = self.step(&choice.before.state, choice.action).0;
        match (from == to, lost) {
            (true, _) => format!("{from}: {text}"),
            (false, false) => format!("{from} → {to}: {text}"),
            (false, true) => format!("{from} ╳ {to}: {text}"),
        }
    }

    /// What changes.
    fn format_step(&self, before: &Shown, choice: Choice) -> Option<String> {
        let (_, after) = self.step(&before.state, choice.action);
        let mut lines: Vec<String> = after.broken().map(|name| format!("BROKEN: {name}")).collect();
        lines.extend(Outline::of(&before.state).changes(&Outline::of(&after.state)));
        Some(lines.join("\n"))
    }

    fn as_svg(&self, path: stateright::Path<Shown, Choice>) -> Option<String> {
        let mut sequence = Sequence::default();
        let mut broken = Vec::new();
        for (before, choice) in path.into_vec() {
            broken = before.broken().collect();
            if let Some(choice) = choice {
                sequence.lines.push(self.step(&before.state, choice.action).0);
            }
        }
        let marked = if broken.is_empty() { None } else { sequence.lines.len().checked_sub(1) };
        let note = marked.map(|_| format!("The last step breaks {}.", broken.join(", "))).unwrap_or_default();
        let deviations = self.system.behaviour.deviations().join(", ");
        let with = if deviations.is_empty() { "" } else { " with " };
        let title = format!("{}{with}{deviations}", self.system.scenario.name);
        Some(sequence.svg(&Caption { title: &title, note: &note, marked, ..Caption::default() }))
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let properties = PROPERTIES.iter().zip(UNBROKEN);
        properties.map(|(property, unbroken)| Property::always(property.name, unbroken)).collect()
    }
}

impl Explored {
    fn step(&self, before: &State, action: Action) -> (Line, Shown) {
        let mut after = before.clone();
        let effect = self.system.step(&mut after, action);
        let step = Transition { before, action, effect: &effect, after: &after };
        let broken = (0..PROPERTIES.len())
            .filter(|at| matches!(Space::judge(&self.system, *at, step), Judgement::Violated(_)))
            .fold(0, |set, at| set | 1 << at);
        let line = line(action, &effect);
        (line, Shown { state: after, broken })
    }
}

impl Shown {
    /// The names of the properties that the step to it broke.
    fn broken(&self) -> impl Iterator<Item = &'static str> {
        let broken = self.broken;
        PROPERTIES
            .iter()
            .enumerate()
            .filter(move |(at, _)| broken >> at & 1 == 1)
            .map(|(_, property)| property.name)
    }
}

impl Hash for Shown {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.state.hash(hasher);
        self.broken.hash(hasher);
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in self.broken() {
            writeln!(f, "BROKEN: {name}")?;
        }
        write!(f, "{}", Outline::of(&self.state))
    }
}

impl PartialEq for Choice {
    fn eq(&self, other: &Self) -> bool {
        self.action == other.action
    }
}

impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.action.fmt(f)
    }
}

/// Whether a step did not break the property at a place of the list.
type Unbroken = fn(&Explored, &Shown) -> bool;

fn unbroken<const AT: u8>(_: &Explored, shown: &Shown) -> bool {
    shown.broken >> AT & 1 == 0
}

/// One for each place: the Explorer takes functions that hold nothing.
const UNBROKEN: [Unbroken; 64] = {
    macro_rules! each {
        ($($at:literal)*) => { [$(unbroken::<$at>,)*] };
    }
    each!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39
        40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63)
};
