//! The radio network takes what a modem sent, forwards what is stored, and the ledger writes down what handsets show.

use super::{Action, Event, Lasting, Shown, State};
use crate::behaviour::Context;
use crate::handset;
use crate::id::DeviceId;
use crate::item::original_of;
use crate::modem::{StatusReport, SubmitResult};
use crate::network::{Delivered, Expired, Waiting};
use crate::recipients::Recipients;

/// Does an action of the radio network.
pub(super) fn act_radio(cx: &mut Context<'_>, state: &mut State, action: Action) -> Option<Event> {
    match action {
        Action::CentreAccepts(id) => state.submit(cx, id, None, true),
        Action::ReportLost(id) => state.submit(cx, id, Some(SubmitResult::Silence), true),
        Action::SubmissionLost(id) => state.submit(cx, id, Some(SubmitResult::Silence), false),
        Action::CentreRefuses(id, Lasting::Temporary) => {
            state.submit(cx, id, Some(SubmitResult::Temporary), false)
        }
        Action::CentreRefuses(id, Lasting::Permanent) => {
            state.submit(cx, id, Some(SubmitResult::Permanent), false)
        }
        Action::CentreDelivers(at) => {
            let delivered = state.network.deliver(cx, at)?;
            state.forwarded(cx, delivered.device, shown(&delivered), delivered.report)
        }
        Action::CentreRepeats(at) => {
            let delivered = state.network.deliver_again(cx, at)?;
            state.forwarded(cx, delivered.device, shown(&delivered), delivered.report)
        }
        Action::HandsetIsFull(at) => {
            state.network.refuse(at);
            Some(Event::None)
        }
        Action::HandsetHasRoom(recipient) => {
            state.network.make_room(recipient);
            Some(Event::None)
        }
        Action::CentreGivesUp(at) => {
            let Expired { device, report } = state.network.expire(at)?;
            state.forwarded(cx, device, None, report)
        }
        Action::CentreReports(at) => {
            let Waiting { device, report, .. } = state.network.report(at)?;
            state.forwarded(cx, device, None, Some(report))
        }
        Action::CentreReportsAgain(at) => {
            let Waiting { device, report, .. } = state.network.report_again(at)?;
            state.forwarded(cx, device, None, Some(report))
        }
        Action::StatusReportLost(at) => {
            let Waiting { device, report, .. } = state.network.report(at)?;
            Some(Event::StatusReportAstray { device, report })
        }
        _ => None,
    }
}

impl State {
    /// The network takes what the modem of a device sent, or does not; the modem hears of it, or hears something else.
    fn submit(
        &mut self,
        cx: &mut Context<'_>,
        id: DeviceId,
        heard: Option<SubmitResult>,
        arrives: bool,
    ) -> Option<Event> {
        let submission = self.device(id)?.modem.submission?;
        let accepted = arrives.then(|| self.network.accept(cx, id, &submission));
        let answer = accepted.as_ref().map(|accepted| accepted.result);
        let result = heard.or(answer).unwrap_or(SubmitResult::Silence);
        let shown = accepted.and_then(|accepted| accepted.delivered).and_then(|delivered| shown(&delivered));
        if let Some(shown) = &shown {
            self.note_shown(shown);
        }
        self.device_mut(id)?.submitted(cx, result);
        if matches!(result, SubmitResult::Accepted | SubmitResult::Permanent | SubmitResult::Duplicate) {
            self.network.heard(id);
        }
        Some(Event::Submitted { device: id, submission, result, shown })
    }

    /// The service centre sent a part on to its handset, or told a device what became of one, or both.
    fn forwarded(
        &mut self,
        cx: &mut Context<'_>,
        device: DeviceId,
        shown: Option<Shown>,
        report: Option<StatusReport>,
    ) -> Option<Event> {
        if let Some(shown) = &shown {
            self.note_shown(shown);
        }
        if let Some(report) = report {
            self.device_mut(device)?.status_report(cx, report);
        }
        Some(Event::Forwarded { shown, report: report.map(|report| (device, report)) })
    }

    /// Writes down what a handset shows, if it is one message.
    fn note_shown(&mut self, shown: &Shown) {
        let Some(first) = shown.parts.first() else { return };
        if shown.parts.iter().any(|part| part != first) {
            return;
        }
        if let Some(message) = self.ledger.outbound.find_mut(*first) {
            let recipient = Recipients::one(shown.recipient);
            message.delivered_again |= message.delivered & recipient;
            message.delivered |= recipient;
        }
    }
}

/// What a recipient sees of what came, if it is a text.
fn shown(delivered: &Delivered) -> Option<Shown> {
    let handset::Shown::Text(parts) = &delivered.shown else { return None };
    let whole = parts.iter().all(|part| original_of(*part).1);
    let parts = parts.iter().map(|part| original_of(*part).0).collect();
    Some(Shown { recipient: delivered.recipient, parts, whole })
}
