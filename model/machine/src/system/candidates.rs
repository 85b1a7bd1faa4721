//! The actions worth asking the guards about: what the things in a state suggest.

use super::settle::is_idle;
use super::{Action, Lasting, Mark, State, System};
use crate::class::{Class, FolderKind};
use crate::device::Device;
use crate::id::DeviceId;

impl System {
    /// Every action that may happen in a state, in an order that depends on the state alone.
    pub fn actions(&self, state: &State, out: &mut Vec<Action>) {
        let start = out.len();
        self.candidates(state, out);
        let mut kept = start;
        for at in start..out.len() {
            if self.guard(state, out[at]).is_ok() {
                out.swap(kept, at);
                kept += 1;
            }
        }
        out.truncate(kept);
    }

    /// The actions that the things in a state suggest, whether they may happen or not.
    fn candidates(&self, state: &State, out: &mut Vec<Action>) {
        let budget = &state.budget;
        if budget.compositions > 0 {
            out.extend((0..=u8::MAX).zip(&self.scenario.drafts).map(|(at, _)| Action::DesktopComposes(at)));
        }
        if budget.days > 0 {
            out.push(Action::DayPasses);
        }
        if budget.server_restarts > 0 {
            out.push(Action::ServerRestarts);
        }
        if budget.desktop_sms > 0
            || budget.desktop_email > 0
            || budget.desktop_marks > 0
            || budget.desktop_moves > 0
            || budget.desktop_deletes > 0
            || budget.folder_removals > 0
        {
            self.desktop_candidates(state, out);
        }
        for device in &state.devices {
            self.device_candidates(state, device, out);
        }
        for at in state.network.places() {
            out.extend([Action::CentreDelivers(at), Action::CentreRepeats(at), Action::CentreGivesUp(at)]);
            out.push(Action::HandsetIsFull(at));
        }
        out.extend((0..self.scenario.most_recipients()).map(Action::HandsetHasRoom));
        for at in state.network.report_places() {
            out.extend([
                Action::CentreReports(at),
                Action::CentreReportsAgain(at),
                Action::StatusReportLost(at),
            ]);
        }
    }

    fn desktop_candidates(&self, state: &State, out: &mut Vec<Action>) {
        for folder in state.server.folders() {
            let id = folder.id;
            if self.scenario.is_touched(folder.kind) {
                out.extend([Class::Email, Class::Sms].map(|class| Action::DesktopAdds(id, class)));
                for item in &folder.items {
                    out.extend(Mark::ALL.map(|mark| Action::DesktopMarks(id, item.id, mark)));
                    out.push(Action::DesktopDeletes(id, item.id));
                    out.extend(state.server.folders().map(|to| Action::DesktopMoves(id, item.id, to.id)));
                }
            }
            if folder.kind == FolderKind::UserMail {
                out.push(Action::FolderRemoved(id));
            }
        }
    }

    fn device_candidates(&self, state: &State, device: &Device, out: &mut Vec<Action>) {
        let id = device.id;
        let budget = &state.budget;
        out.extend([Action::PhoneReceives(id), Action::UserToggles(id)]);
        out.extend((0..=u8::MAX).zip(&self.scenario.choices).map(|(at, _)| Action::UserChooses(id, at)));
        if budget.phone_marks > 0 || budget.phone_deletes > 0 {
            for folder in &device.folders {
                for copy in &folder.view {
                    let place = (folder.collection, copy.item);
                    out.extend(Mark::ALL.map(|mark| Action::UserMarks(id, place.0, place.1, mark)));
                    out.push(Action::UserDeletes(id, place.0, place.1));
                }
            }
        }
        if is_idle(state, id) {
            out.extend([Action::DeviceSyncs(id), Action::DevicePolls(id)]);
            if budget.estimates > 0 {
                out.extend(
                    device.folders.iter().map(|folder| Action::DeviceEstimates(id, folder.collection)),
                );
            }
            if budget.careless_requests > 0 {
                out.extend(self.scenario.careless.iter().map(|how| Action::DeviceIsCareless(id, *how)));
            }
            out.extend([Action::DeviceResyncs(id), Action::DeviceUpgrades(id)]);
        } else {
            out.extend([Action::DeviceRepeats(id), Action::DeviceInterrupts(id)]);
        }
        out.extend([Action::DeviceRestarts(id), Action::DeviceTransmits(id), Action::ServerForgets(id)]);
        if budget.modem_restarts > 0 {
            out.push(Action::ModemRestarts(id));
        }
        if device.modem.submission.is_some() {
            out.extend([
                Action::CentreAccepts(id),
                Action::ReportLost(id),
                Action::SubmissionLost(id),
                Action::CentreRefuses(id, Lasting::Temporary),
                Action::CentreRefuses(id, Lasting::Permanent),
            ]);
        }
        link_candidates(state, id, out);
    }
}

fn link_candidates(state: &State, id: DeviceId, out: &mut Vec<Action>) {
    let Some(link) = state.link(id) else { return };
    if link.reply.is_some() {
        out.extend([Action::DeviceReceives(id), Action::ResponseLost(id)]);
    }
    if link.held.is_some() {
        out.extend([Action::ServerWakes(id), Action::IntervalEnds(id)]);
    }
    if !link.requests.is_empty() {
        out.push(Action::RequestDelayed(id));
    }
    for at in (0..=u8::MAX).take(link.requests.len()) {
        // A request equal to one before it would have the same effect.
        let place = usize::from(at);
        if !link.requests[..place].contains(&link.requests[place]) {
            out.extend([
                Action::ServerHandles(id, at),
                Action::ServerFails(id, at),
                Action::RequestLost(id, at),
                Action::RequestDoubled(id, at),
            ]);
        }
    }
}
