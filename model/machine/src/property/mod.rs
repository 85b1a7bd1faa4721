//! What must hold, and what must be reachable.
//!
//! A property is a named function of a step: the state before, what happened, the state after. It speaks over the
//! ledger and over what went between the actors; none reads a behaviour. It says whether the step was one that it
//! speaks of at all, so that *holds* can be told from *never came up*.

mod convergence;
mod goals;
mod no_duplicate_add;
mod no_lost_add;
mod no_unrequested_sms;
mod soft_delete_exact;
mod status_4_inert;
mod well_formed;

pub use goals::{GOALS, Goal};

use crate::system::{Action, Effect, State};

/// One step of a run.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The state before.
    pub before: &'a State,
    /// What happened.
    pub action: Action,
    /// What that did.
    pub effect: &'a Effect,
    /// The state after.
    pub after: &'a State,
}

/// What a property says of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The step is none that it speaks of.
    Unconcerned,
    /// It speaks of the step, and holds.
    Holds,
    /// It is broken, and how.
    Violated(String),
}

/// A property.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its name, as scenarios use it.
    pub name: &'static str,
    /// What it says, in one sentence.
    pub prose: &'static str,
    /// Where it comes from: ids of requirements and edge cases, separated by blanks.
    pub sources: &'static str,
    /// Which steps it speaks of, so that others need not be shown to it.
    pub scope: Scope,
    /// The function.
    pub judge: fn(&Step<'_>) -> Judgement,
}

/// Steps that a property speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every step.
    Every,
    /// The server answers a request.
    Handled,
    /// A device takes an answer.
    Received,
}

impl Scope {
    /// Whether a step that does this action is in the scope.
    pub fn covers(self, action: Action) -> bool {
        match self {
            Self::Every => true,
            Self::Handled => matches!(action, Action::ServerHandles(..)),
            Self::Received => matches!(action, Action::DeviceReceives(_)),
        }
    }
}

/// Every property, in the order of reports.
pub static PROPERTIES: &[Property] = &[
    no_duplicate_add::PROPERTY,
    no_lost_add::PROPERTY,
    convergence::PROPERTY,
    no_unrequested_sms::PROPERTY,
    soft_delete_exact::PROPERTY,
    status_4_inert::PROPERTY,
    well_formed::PROPERTY,
];

/// The name under which recoverability is reported. It is no function of a step: a checker follows the fair
/// continuation ([`System::settle`](crate::system::System::settle)) from every state.
pub const RECOVERABILITY: &str = "recoverability";

/// What recoverability says.
pub const RECOVERABILITY_PROSE: &str = "From every state, once nothing goes wrong any more and the users do nothing more, \
     everything is said and answered within a bounded number of steps.";

/// Where recoverability comes from.
pub const RECOVERABILITY_SOURCES: &str = "EC-12 EC-21 EC-22 EC-39";

#[cfg(test)]
mod tests;
