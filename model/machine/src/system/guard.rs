//! Which actions may happen in a state.

use super::action::Group;
use super::settle::is_told;
use super::{Action, State, System};
use crate::behaviour::Context;
use crate::class::FolderKind;
use crate::device::Device;
use crate::id::{CollectionId, DeviceId, ItemId, SyncKey};
use crate::message::Request;
use crate::server::{Item, Replica};
use crate::version::Version;

/// Why an action may not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has happened as often as the scenario allows.
    #[error("it has happened as often as the scenario allows")]
    BudgetSpent,
    /// There is no such device, folder, item or message.
    #[error("there is no such device, folder, item or message")]
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
    /// The device does not synchronise SMS there, so nobody adds one through it.
    #[error("the device does not synchronise SMS there")]
    NoSms,
    /// There is nothing that the held request waits for.
    #[error("nothing happened that the held request waits for")]
    NothingNew,
    /// The device has nothing to send.
    #[error("the device has nothing to send")]
    NothingToSend,
    /// The handset has no memory left.
    #[error("the handset has no memory left")]
    HandsetFull,
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
        match action.group() {
            Group::User => self.guard_user(state, action),
            Group::Desktop => self.guard_desktop(state, action),
            Group::Device(id) => {
                self.guard_device(state, state.device(id).ok_or(Refusal::NoSuchThing)?, action)
            }
            Group::Server => guard_server(state, action),
            Group::Link => guard_link(state, action),
            Group::Radio => guard_radio(state, action),
        }
    }

    fn guard_user(&self, state: &State, action: Action) -> Result<(), Refusal> {
        let device = |id| state.device(id).ok_or(Refusal::NoSuchThing);
        match action {
            Action::PhoneReceives(id) => {
                let inbox = state.collection(FolderKind::Inbox).ok_or(Refusal::NoSuchThing)?;
                let device = device(id)?;
                let wish = device.folders.find(inbox).map(|folder| folder.wish(device.version));
                unless(wish.is_none_or(|wish| wish.sms.is_none()), Refusal::NoSms)
            }
            Action::UserChooses(id, at) => {
                let choice = self.scenario.choices.get(usize::from(at)).ok_or(Refusal::NoSuchThing)?;
                let folder = device(id)?.folders.find(choice.collection).ok_or(Refusal::NoSuchThing)?;
                unless(folder.wanted == choice.wish, Refusal::NoEffect)
            }
            Action::UserMarks(id, collection, item, mark) => {
                let copy = device(id)?.copy(collection, item).ok_or(Refusal::NoSuchThing)?;
                unless(mark.applied_to(copy.marks) == copy.marks, Refusal::NoEffect)
            }
            Action::UserDeletes(id, collection, item) => {
                let device = device(id)?;
                device.copy(collection, item).ok_or(Refusal::NoSuchThing)?;
                unless(!device.clone().delete_item(collection, item), Refusal::NoEffect)
            }
            Action::UserToggles(id) => device(id).map(drop),
            _ => Err(Refusal::NoSuchThing),
        }
    }

    fn guard_desktop(&self, state: &State, action: Action) -> Result<(), Refusal> {
        let item = |collection, item| item_of(state, collection, item).ok_or(Refusal::NoSuchThing);
        match action {
            Action::DesktopAdds(collection, class) => {
                let folder = state.server.folder(collection).ok_or(Refusal::NoSuchThing)?;
                unless(!class.is_mail() || !folder.kind.holds_mail(), Refusal::NoSuchThing)
            }
            Action::DesktopComposes(at) => {
                unless(usize::from(at) >= self.scenario.drafts.len(), Refusal::NoSuchThing)?;
                unless(state.collection(FolderKind::Outbox).is_none(), Refusal::NoSuchThing)
            }
            Action::DesktopMarks(collection, id, mark) => {
                let marks = item(collection, id)?.marks;
                unless(mark.applied_to(marks) == marks, Refusal::NoEffect)
            }
            Action::DesktopMoves(from, id, to) => {
                item(from, id)?;
                let target = state.server.folder(to).ok_or(Refusal::NoSuchThing)?;
                unless(from == to || !target.kind.holds_mail(), Refusal::NoEffect)
            }
            Action::DesktopDeletes(collection, id) => item(collection, id).map(drop),
            _ => Err(Refusal::NoSuchThing),
        }
    }

    fn guard_device(&self, state: &State, device: &Device, action: Action) -> Result<(), Refusal> {
        let idle = unless(device.in_flight.is_some(), Refusal::Waiting);
        let waiting = unless(device.in_flight.is_none(), Refusal::NotWaiting);
        let mut cx = Context::new(&self.behaviour);
        match action {
            Action::DeviceSyncs(_) => {
                idle?;
                let polls = device.lets_hold();
                unless(!polls && is_told(state, device) && !device.has_work(&mut cx), Refusal::NoEffect)
            }
            Action::DevicePolls(_) => {
                idle?;
                unless(!is_told(state, device) || device.has_work(&mut cx), Refusal::NoEffect)
            }
            Action::DeviceEstimates(_, collection) => {
                idle?;
                unless(!device.folders.has(collection), Refusal::NoSuchThing)
            }
            Action::DeviceIsCareless(_, carelessness) => {
                idle?;
                let request = device.clone().start_careless(&mut cx, carelessness);
                unless(request.is_none(), Refusal::NothingToSend)
            }
            Action::DeviceRepeats(id) => {
                waiting?;
                unless(state.link(id).is_none_or(super::Link::answer_can_come), Refusal::AnswerCanCome)
            }
            Action::DeviceInterrupts(id) => {
                waiting?;
                let held = state.link(id).and_then(|link| link.held.as_ref());
                unless(!held.is_some_and(|waiter| waiter.awaited), Refusal::NotWaiting)?;
                unless(!device.waits_for_news(), Refusal::Waiting)?;
                unless(!device.has_work(&mut cx), Refusal::NothingToSend)
            }
            Action::DeviceRestarts(_) => {
                unless(device.in_flight.is_none() && device.modem.submission.is_none(), Refusal::NoEffect)
            }
            Action::DeviceResyncs(_) => {
                idle?;
                unless(device.folders.iter().all(|folder| folder.key == SyncKey::INITIAL), Refusal::NoEffect)
            }
            Action::DeviceUpgrades(_) => {
                idle?;
                unless(device.version == Version::V14_1, Refusal::NoEffect)
            }
            Action::DeviceReceives(id) => {
                unless(state.link(id).is_none_or(|link| link.reply.is_none()), Refusal::NoSuchThing)
            }
            Action::DeviceTransmits(_) => {
                unless(device.next_submission(&mut cx).is_none(), Refusal::NothingToSend)
            }
            Action::ModemRestarts(_) => unless(!device.modem.would_restart(&mut cx), Refusal::NoEffect),
            _ => Err(Refusal::NoSuchThing),
        }
    }
}

fn guard_server(state: &State, action: Action) -> Result<(), Refusal> {
    match action {
        Action::ServerHandles(id, at) => request_at(state, id, at).map(drop),
        Action::ServerFails(id, at) => {
            let request = request_at(state, id, at)?;
            let is_sync = matches!(request, Request::Sync(_) | Request::SyncAgain);
            unless(!is_sync, Refusal::NoEffect)
        }
        Action::ServerWakes(id) => {
            unless(state.link(id).is_none_or(|link| link.held.is_none()), Refusal::NoSuchThing)?;
            unless(!state.server.may_wake(id), Refusal::NothingNew)
        }
        Action::IntervalEnds(id) => {
            unless(state.link(id).is_none_or(|link| link.held.is_none()), Refusal::NoSuchThing)
        }
        Action::ServerRestarts => {
            let nothing_held = state.links.iter().all(|link| link.held.is_none());
            let cached = |id| state.server.device(id).is_some_and(|known| known.cached.is_some());
            let nothing_cached = !state.devices.iter().any(|device| cached(device.id));
            unless(nothing_held && nothing_cached, Refusal::NoEffect)
        }
        Action::ServerForgets(id) => {
            let device = state.device(id).ok_or(Refusal::NoSuchThing)?;
            let blank = device
                .folders
                .iter()
                .all(|folder| state.server.replica(id, folder.collection).is_none_or(Replica::is_blank));
            unless(blank, Refusal::NoEffect)
        }
        Action::FolderRemoved(collection) => {
            unless(state.server.folder(collection).is_none(), Refusal::NoSuchThing)
        }
        Action::DayPasses => Ok(()),
        _ => Err(Refusal::NoSuchThing),
    }
}

fn guard_link(state: &State, action: Action) -> Result<(), Refusal> {
    match action {
        Action::ResponseLost(id) => {
            unless(state.link(id).is_none_or(|link| link.reply.is_none()), Refusal::NoSuchThing)
        }
        Action::RequestLost(id, at) | Action::RequestDoubled(id, at) => request_at(state, id, at).map(drop),
        Action::RequestDelayed(id) => {
            let link = state.link(id).ok_or(Refusal::NoSuchThing)?;
            unless(!link.requests.iter().any(|envelope| envelope.waiter.awaited), Refusal::NoSuchThing)
        }
        _ => Err(Refusal::NoSuchThing),
    }
}

fn guard_radio(state: &State, action: Action) -> Result<(), Refusal> {
    match action {
        Action::CentreAccepts(id)
        | Action::ReportLost(id)
        | Action::SubmissionLost(id)
        | Action::CentreRefuses(id, _) => {
            let submission = state.device(id).and_then(|device| device.modem.submission);
            unless(submission.is_none(), Refusal::NoSuchThing)
        }
        Action::CentreDelivers(at) | Action::CentreRepeats(at) | Action::CentreGivesUp(at) => {
            let stored = state.network.stored().get(usize::from(at)).ok_or(Refusal::NoSuchThing)?;
            let again = matches!(action, Action::CentreRepeats(_)) && stored.delivered;
            let given_up = matches!(action, Action::CentreGivesUp(_));
            unless(again, Refusal::NoEffect)?;
            unless(!given_up && state.network.is_full(stored.recipient), Refusal::HandsetFull)
        }
        Action::HandsetIsFull(at) => {
            let stored = state.network.stored().get(usize::from(at)).ok_or(Refusal::NoSuchThing)?;
            unless(state.network.is_full(stored.recipient), Refusal::NoEffect)
        }
        Action::HandsetHasRoom(recipient) => unless(!state.network.is_full(recipient), Refusal::NoEffect),
        Action::CentreReports(at) | Action::CentreReportsAgain(at) | Action::StatusReportLost(at) => {
            let waiting = state.network.reports().get(usize::from(at)).ok_or(Refusal::NoSuchThing)?;
            let again = matches!(action, Action::CentreReportsAgain(_)) && waiting.told;
            unless(again, Refusal::NoEffect)
        }
        _ => Err(Refusal::NoSuchThing),
    }
}

fn request_at(state: &State, id: DeviceId, at: u8) -> Result<&Request, Refusal> {
    let envelope = state.link(id).and_then(|link| link.requests.get(usize::from(at)));
    envelope.map(|envelope| &envelope.request).ok_or(Refusal::NoSuchThing)
}

fn item_of(state: &State, collection: CollectionId, item: ItemId) -> Option<&Item> {
    state.server.folder(collection)?.items.find(item)
}

fn unless(refused: bool, refusal: Refusal) -> Result<(), Refusal> {
    if refused { Err(refusal) } else { Ok(()) }
}
