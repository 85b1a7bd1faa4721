//! Who watches a run.

use asms_machine::system::{Action, Effect, State, System};

use crate::time::Time;

/// Somebody who watches a run: oracles, a log, a trace. It sees everything that happens, and changes nothing.
pub trait Observer {
    /// Whether it needs the state before each step, and all that a step says. That takes most of the time of a run.
    fn judges(&self) -> bool {
        false
    }

    /// A user's world begins.
    fn begins(&mut self, _user: u16, _state: &State) {}

    /// Something happened. The run goes on if this gives true.
    fn happened(&mut self, happening: &Happening<'_>) -> bool;
}

/// Something that happened.
#[derive(Clone, Copy, Debug)]
pub struct Happening<'a> {
    /// Its number, from 1.
    pub number: u64,
    /// When.
    pub time: Time,
    /// To which user.
    pub user: u16,
    /// What.
    pub cause: Cause,
    /// The rules of the user's world.
    pub system: &'a System,
    /// The state before, where somebody judges.
    pub before: Option<&'a State>,
    /// The state after.
    pub after: &'a State,
    /// What it did. Where nobody judges, `guards` and `at_rest` say nothing.
    pub effect: &'a Effect,
    /// The octets of what was sent: WBXML or a TPDU.
    pub octets: Option<&'a [u8]>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An action of the model.
    Action(Action),
    /// The server went back to how it was at a midnight before, which the model does not know.
    Restored,
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Observer for Nobody {
    fn happened(&mut self, _: &Happening<'_>) -> bool {
        true
    }
}

/// Several who watch together. The run goes on while all of them want it to.
#[derive(Default)]
pub struct Together<'o>(pub Vec<&'o mut dyn Observer>);

impl std::fmt::Debug for Together<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} observers", self.0.len())
    }
}

impl Observer for Together<'_> {
    fn judges(&self) -> bool {
        self.0.iter().any(|observer| observer.judges())
    }

    fn begins(&mut self, user: u16, state: &State) {
        for observer in &mut self.0 {
            observer.begins(user, state);
        }
    }

    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        let mut goes_on = true;
        for observer in &mut self.0 {
            goes_on &= observer.happened(happening);
        }
        goes_on
    }
}
