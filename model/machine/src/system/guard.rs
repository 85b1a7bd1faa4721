//! Which actions may happen in a state.

use super::{Action, Link, State, System, device_id};
use crate::class::{Class, MailClasses};
use crate::device::{Carelessness, Device};
use crate::id::{DeviceId, SyncKey};
use crate::server::Replica;

/// Why an action may not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has happened as often as the scenario allows.
    #[error("it has happened as often as the scenario allows")]
    BudgetSpent,
    /// There is no such device, item or message.
    #[error("there is no such device, item or message")]
    NoSuchThing,
    /// The device already waits for an answer.
    #[error("the device already waits for an answer")]
    Waiting,
    /// The device waits for no answer.
    #[error("the device waits for no answer")]
    NotWaiting,
    /// An answer can still come.
    #[error("an answer can still come")]
    AnswerCanCome,
    /// The device does not synchronise SMS, so nobody adds one through it.
    #[error("the device does not synchronise SMS")]
    NoSms,
    /// It would change nothing.
    #[error("it would change nothing")]
    NoEffect,
}

impl System {
    /// Whether an action may happen in a state, and if not why. Every action that may happen changes the state.
    pub fn guard(&self, state: &State, action: Action) -> Result<(), Refusal> {
        if action.cost().is_some_and(|cost| state.budget.left(cost) == 0) {
            return Err(Refusal::BudgetSpent);
        }
        let device = |id| state.device(id).ok_or(Refusal::NoSuchThing);
        let link = |id| state.link(id).ok_or(Refusal::NoSuchThing);
        match action {
            Action::PhoneReceives(id) => unless(!device(id)?.wanted.sms, Refusal::NoSms),
            Action::UserChooses(id, classes) => {
                unless(classes == MailClasses::NONE || device(id)?.wanted == classes, Refusal::NoEffect)
            }
            Action::DesktopAdds(class) => unless(!class.is_mail(), Refusal::NoSuchThing),
            Action::DesktopDeletes(item) => {
                let folder = state.server.folder(self.scenario.mailbox.collection);
                unless(!folder.is_some_and(|folder| folder.items.has(item)), Refusal::NoSuchThing)
            }
            Action::DeviceSyncs(id) => idle(device(id)?),
            Action::DeviceIsCareless(id, _) => {
                idle(device(id)?)?;
                // Key 0 carries no Options that could be wrong.
                unless(device(id)?.key == SyncKey::INITIAL, Refusal::NoEffect)
            }
            Action::DeviceRepeats(id) => {
                waiting(device(id)?)?;
                unless(link(id)?.answer_can_come(), Refusal::AnswerCanCome)
            }
            Action::DeviceRestarts(id) => waiting(device(id)?),
            Action::DeviceResyncs(id) => {
                idle(device(id)?)?;
                unless(device(id)?.key == SyncKey::INITIAL, Refusal::NoEffect)
            }
            Action::DeviceReceives(id) | Action::ResponseLost(id) => {
                unless(link(id)?.reply.is_none(), Refusal::NoSuchThing)
            }
            Action::ServerHandles(id, at) | Action::RequestLost(id, at) | Action::RequestDoubled(id, at) => {
                unless(usize::from(at) >= link(id)?.requests.len(), Refusal::NoSuchThing)
            }
            Action::RequestDelayed(id) => {
                unless(!link(id)?.requests.iter().any(|envelope| envelope.awaited), Refusal::NoSuchThing)
            }
            Action::ServerForgets(id) => {
                let replica = state.server.replica(id, self.scenario.mailbox.collection);
                unless(replica.is_none_or(Replica::is_blank), Refusal::NoEffect)
            }
        }
    }

    /// Every action that may happen in a state, in an order that depends on the state alone.
    pub fn actions(&self, state: &State, out: &mut Vec<Action>) {
        let start = out.len();
        out.extend([Class::Email, Class::Sms].map(Action::DesktopAdds));
        if let Some(folder) = state.server.folder(self.scenario.mailbox.collection) {
            out.extend(folder.items.iter().map(|item| Action::DesktopDeletes(item.id)));
        }
        for (at, link) in state.links.iter().enumerate() {
            candidates(device_id(at), link, out);
        }
        let mut kept = start;
        for at in start..out.len() {
            if self.guard(state, out[at]).is_ok() {
                out.swap(kept, at);
                kept += 1;
            }
        }
        out.truncate(kept);
    }
}

/// The actions that concern one device, whether they may happen or not.
fn candidates(id: DeviceId, link: &Link, out: &mut Vec<Action>) {
    out.push(Action::PhoneReceives(id));
    out.extend(
        [MailClasses::EMAIL, MailClasses::SMS, MailClasses::BOTH].map(|set| Action::UserChooses(id, set)),
    );
    out.extend([
        Action::DeviceSyncs(id),
        Action::DeviceIsCareless(id, Carelessness::SmsTwice),
        Action::DeviceIsCareless(id, Carelessness::Calendar),
        Action::DeviceRepeats(id),
        Action::DeviceRestarts(id),
        Action::DeviceResyncs(id),
        Action::DeviceReceives(id),
        Action::ServerForgets(id),
        Action::RequestDelayed(id),
        Action::ResponseLost(id),
    ]);
    for at in (0..=u8::MAX).take(link.requests.len()) {
        // A request equal to one before it would have the same effect.
        let at_len = usize::from(at);
        if !link.requests[..at_len].contains(&link.requests[at_len]) {
            out.extend([
                Action::ServerHandles(id, at),
                Action::RequestLost(id, at),
                Action::RequestDoubled(id, at),
            ]);
        }
    }
}

fn unless(refused: bool, refusal: Refusal) -> Result<(), Refusal> {
    if refused { Err(refusal) } else { Ok(()) }
}

fn idle(device: &Device) -> Result<(), Refusal> {
    unless(device.in_flight.is_some(), Refusal::Waiting)
}

fn waiting(device: &Device) -> Result<(), Refusal> {
    unless(device.in_flight.is_none(), Refusal::NotWaiting)
}
