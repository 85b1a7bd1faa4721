//! What must hold, and what must be reachable.
//!
//! A property is a named function of a step: the state before, what happened, the state after. It speaks over the
//! ledger and over what went between the actors; none reads a behaviour. It says whether the step was one that it
//! speaks of at all, so that *holds* can be told from *never came up*.

mod answer;
mod class_told;
mod conflict_settled;
mod convergence;
mod conversation_told;
mod copy_in_sent_items;
mod deletes_exact;
mod enabled_with_number;
mod estimate_exact;
mod forbidden_refused;
mod goals;
mod held_request_wakes;
mod inside_window;
mod keys_move_with_state;
mod more_available_exact;
mod no_duplicate_add;
mod no_echo;
mod no_false_report;
mod no_lost_add;
mod no_lost_change;
mod no_sms_delete_at_14_0;
mod no_unknown_item;
mod no_unrequested_sms;
mod not_found_exact;
mod one_device_transmits;
mod one_report;
mod only_enabled_transmits;
mod outbox_asked_for;
mod outbox_drained;
mod reassembled_whole;
mod requests_keep_rules;
mod rule_breakers_refused;
mod sent_once;
mod sent_or_reported;
mod settings_5_inert;
mod sms_folders;
mod soft_delete_exact;
mod status_4_inert;
mod texts_stay;
mod truncated_exact;
mod well_formed;
mod window_kept;

use std::sync::LazyLock;

pub use goals::{GOALS, Goal};

use crate::system::{Action, Effect, Event, State};

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
    /// A device sends a request.
    Sent,
    /// The server takes a request, or answers one that it held.
    Handled,
    /// A device takes an answer.
    Received,
    /// A device transmits, or the radio network does something.
    Radio,
    /// A step after which nothing is left to do.
    AtRest,
}

impl Scope {
    const ALL: [Self; 6] =
        [Self::Every, Self::Sent, Self::Handled, Self::Received, Self::Radio, Self::AtRest];

    /// Its bit in a set of scopes.
    const fn bit(self) -> usize {
        1 << self as usize
    }

    /// Whether a step that does this is in the scope.
    pub fn covers(self, action: Action, effect: &Effect) -> bool {
        match self {
            Self::Every => true,
            Self::Sent => matches!(effect.event, Event::Sent { .. }),
            Self::Handled => matches!(
                action,
                Action::ServerHandles(..)
                    | Action::ServerFails(..)
                    | Action::ServerWakes(_)
                    | Action::IntervalEnds(_)
            ),
            Self::Received => matches!(action, Action::DeviceReceives(_)),
            Self::Radio => matches!(
                action,
                Action::DeviceTransmits(_)
                    | Action::CentreAccepts(_)
                    | Action::ReportLost(_)
                    | Action::CentreDelivers(_)
                    | Action::CentreRepeats(_)
            ),
            Self::AtRest => effect.at_rest,
        }
    }
}

/// The properties that speak of a step that does this, in the order of reports.
pub fn properties_of(action: Action, effect: &Effect) -> &'static [&'static Property] {
    static OF_SCOPES: LazyLock<Vec<Vec<&Property>>> = LazyLock::new(|| {
        let of = |scopes| PROPERTIES.iter().filter(move |property| scopes & property.scope.bit() != 0);
        (0..1 << Scope::ALL.len()).map(|scopes| of(scopes).collect()).collect()
    });
    let scopes = Scope::ALL.iter().filter(|scope| scope.covers(action, effect));
    &OF_SCOPES[scopes.fold(0, |bits, scope| bits | scope.bit())]
}

/// Every property, in the order of reports.
pub static PROPERTIES: &[Property] = &[
    no_duplicate_add::PROPERTY,
    no_lost_add::PROPERTY,
    no_lost_change::PROPERTY,
    deletes_exact::PROPERTY,
    texts_stay::PROPERTY,
    forbidden_refused::PROPERTY,
    conflict_settled::PROPERTY,
    not_found_exact::PROPERTY,
    convergence::PROPERTY,
    no_unknown_item::PROPERTY,
    no_echo::PROPERTY,
    class_told::PROPERTY,
    conversation_told::PROPERTY,
    no_unrequested_sms::PROPERTY,
    inside_window::PROPERTY,
    sms_folders::PROPERTY,
    no_sms_delete_at_14_0::PROPERTY,
    truncated_exact::PROPERTY,
    soft_delete_exact::PROPERTY,
    keys_move_with_state::PROPERTY,
    requests_keep_rules::PROPERTY,
    rule_breakers_refused::PROPERTY,
    status_4_inert::PROPERTY,
    window_kept::PROPERTY,
    more_available_exact::PROPERTY,
    held_request_wakes::PROPERTY,
    estimate_exact::PROPERTY,
    settings_5_inert::PROPERTY,
    enabled_with_number::PROPERTY,
    outbox_asked_for::PROPERTY,
    only_enabled_transmits::PROPERTY,
    one_device_transmits::PROPERTY,
    sent_once::PROPERTY,
    sent_or_reported::PROPERTY,
    outbox_drained::PROPERTY,
    copy_in_sent_items::PROPERTY,
    no_false_report::PROPERTY,
    one_report::PROPERTY,
    reassembled_whole::PROPERTY,
    well_formed::PROPERTY,
];

/// The name under which recoverability is reported. It is no function of a step: a checker follows the fair
/// continuation ([`System::settle`](crate::system::System::settle)) from every state.
pub const RECOVERABILITY: &str = "recoverability";

/// What recoverability says.
pub const RECOVERABILITY_PROSE: &str = "From every state, once nothing goes wrong any more and the users do nothing more, \
     everything is said, answered and sent within a bounded number of steps.";

/// Where recoverability comes from.
pub const RECOVERABILITY_SOURCES: &str = "ASMS-032 ASMS-048 EC-09 EC-12 EC-21 EC-22 EC-23 EC-39";

#[cfg(test)]
mod broken;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod walked;
