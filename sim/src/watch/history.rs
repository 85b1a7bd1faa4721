//! What happened to a user that can excuse something later.

use std::collections::BTreeSet;

use asms_machine::class::Class;
use asms_machine::handset::{Message, MessageKey};
use asms_machine::id::{ContentId, DeviceId, SyncKey};
use asms_machine::item::{original_of, reported_by};
use asms_machine::message::{ClientCommand, Request, SyncRequest};
use asms_machine::modem::{Submission, SubmitResult};
use asms_machine::network::Waiting;
use asms_machine::system::{Action, Event, State};

use super::restored::Restored;
use crate::observe::{Cause, Happening};

/// What happened so far to one user, as far as it can excuse something.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// Messages of which a submission or its report was lost.
    pub(super) silent: BTreeSet<ContentId>,
    /// Messages of which a status report was lost that says that a part was delivered.
    pub(super) unreported: BTreeSet<ContentId>,
    /// Messages of which such a report still waited when the device heard nothing of a submission.
    pub(super) late: BTreeSet<ContentId>,
    /// Messages for which a device took a status report on another, or of which a part was refused as a duplicate of another.
    pub(super) mistaken: BTreeSet<ContentId>,
    /// Messages of which the service centre gave up a part.
    pub(super) expired: BTreeSet<ContentId>,
    /// Messages of which a part was shown among those of another.
    pub(super) mixed: BTreeSet<ContentId>,
    /// Messages of which a part came to a handset that waited for the parts of another with the same reference, and those
    /// that it waited for.
    pub(super) displaced: BTreeSet<ContentId>,
    /// Messages of which a careless device spoiled a copy or a report.
    pub(super) spoiled: BTreeSet<ContentId>,
    /// Devices of which the server took a Settings request last for whose answer they did not wait.
    pub(super) overtaken: BTreeSet<DeviceId>,
    /// Texts that a device was adding when it began anew with key 0.
    pub(super) unheard: BTreeSet<ContentId>,
    /// Who was misled by a server that went back to an older state.
    pub(super) restored: Restored,
    /// Whether outbound SMS was switched off or on.
    pub(super) toggled: bool,
}

impl History {
    /// Takes down what happened.
    pub(super) fn note(&mut self, happening: &Happening<'_>) {
        let Cause::Action(action) = happening.cause else {
            self.restored.goes_back(happening.before, happening.after);
            return;
        };
        self.restored.note(happening);
        if let Event::Handled(handled) = &happening.effect.event
            && let Request::Settings(_) = handled.request
        {
            if handled.awaited {
                self.overtaken.remove(&handled.device);
            } else {
                self.overtaken.insert(handled.device);
            }
        }
        match (action, &happening.effect.event) {
            (
                Action::ReportLost(_) | Action::SubmissionLost(_) | Action::ModemRestarts(_),
                Event::Submitted { submission, .. },
            ) => {
                let message = original_of(submission.content).0;
                self.silent.insert(message);
                let mut waiting = happening.before.iter().flat_map(|before| before.network.reports());
                if waiting
                    .any(|waiting| waiting.report.delivered && original_of(waiting.content).0 == message)
                {
                    self.late.insert(message);
                }
            }
            (Action::CentreDelivers(at) | Action::CentreRepeats(at), _) => {
                self.displaced.extend(displaced(happening, at));
            }
            (
                Action::CentreAccepts(id),
                Event::Submitted { submission, result: SubmitResult::Duplicate, .. },
            ) if !is_held(happening, id, submission) => {
                self.mistaken.insert(original_of(submission.content).0);
            }
            (Action::StatusReportLost(at), _) => {
                let lost = waiting_at(happening, at).filter(|waiting| waiting.report.delivered);
                self.unreported.extend(lost.map(|waiting| original_of(waiting.content).0));
            }
            (Action::CentreReports(at) | Action::CentreReportsAgain(at), _) => {
                self.mistaken.extend(mistaken(happening, at));
            }
            (Action::CentreGivesUp(at), _) => {
                let stored = happening.before.and_then(|before| before.network.stored().get(usize::from(at)));
                self.expired.extend(stored.map(|stored| original_of(stored.content).0));
            }
            (Action::DeviceIsCareless(..), Event::Sent { request: Request::Sync(request) }) => {
                self.spoiled.extend(spoiled(request));
            }
            (Action::DeviceSyncs(id), Event::Sent { request: Request::Sync(request) }) => {
                self.unheard.extend(unheard(happening.after, id, request));
            }
            (Action::UserToggles(_), _) => self.toggled = true,
            _ => {}
        }
        if let Event::Submitted { shown: Some(shown), .. } | Event::Forwarded { shown: Some(shown), .. } =
            &happening.effect.event
            && shown.parts.iter().any(|part| *part != shown.parts[0])
        {
            self.mixed.extend(shown.parts.iter().copied());
        }
    }

    /// Whether a device was told wrongly, or nothing, of what became of a message on the radio.
    pub(super) fn misinforms(&self, message: ContentId) -> bool {
        self.mistaken.contains(&message) || self.silent.contains(&message)
    }

    /// Whether there are messages, all of them were lost for some reason, and this is the reason of one.
    pub(super) fn explains(&self, lost: &[ContentId], is_reason: impl Fn(&ContentId) -> bool) -> bool {
        let has_reason = |message: &ContentId| {
            [&self.expired, &self.mixed, &self.displaced, &self.mistaken, &self.spoiled]
                .iter()
                .any(|why| why.contains(message))
                || self.restored.is_older(*message)
        };
        lost.iter().any(is_reason) && lost.iter().all(has_reason)
    }
}

/// The status report that waited at a place before something happened.
fn waiting_at(happening: &Happening<'_>, at: u8) -> Option<Waiting> {
    happening.before.and_then(|before| before.network.reports().get(usize::from(at))).copied()
}

/// The messages that get into each other's way where a stored part comes to its handset: one has the reference of another
/// that is incomplete there.
fn displaced(happening: &Happening<'_>, at: u8) -> Vec<ContentId> {
    let Some(network) = happening.before.map(|before| &before.network) else { return Vec::new() };
    let Some(stored) = network.stored().get(usize::from(at)) else { return Vec::new() };
    let Some(handset) = network.handsets().get(usize::from(stored.recipient)) else { return Vec::new() };
    let is_in_the_way = |message: &&Message| {
        let MessageKey { originator, reference, total } = message.key;
        (originator, reference, total) == (stored.device, stored.reference, stored.total)
    };
    let parts = handset.incomplete().filter(is_in_the_way).flat_map(|message| &message.parts);
    let others = parts.map(|part| part.content).filter(|content| *content != stored.content);
    let contents: Vec<ContentId> = others.map(|content| original_of(content).0).collect();
    if contents.is_empty() { contents } else { [contents, vec![original_of(stored.content).0]].concat() }
}

/// Whether the service centre holds a part that is submitted again.
fn is_held(happening: &Happening<'_>, device: DeviceId, again: &Submission) -> bool {
    let mut stored = happening.before.iter().flat_map(|before| before.network.stored());
    stored.any(|stored| {
        (stored.device, stored.recipient, stored.content, stored.part)
            == (device, again.recipient, again.content, again.part)
    })
}

/// The messages that a device takes a status report for, though it is told of another.
fn mistaken(happening: &Happening<'_>, at: u8) -> Vec<ContentId> {
    let Some((before, waiting)) = happening.before.zip(waiting_at(happening, at)) else { return Vec::new() };
    let device = waiting.device;
    let (Some(before), Some(after)) = (before.device(device), happening.after.device(device)) else {
        return Vec::new();
    };
    let moved = before.jobs.iter().filter(|job| after.jobs.find(job.item) != Some(job));
    let messages = moved.map(|job| original_of(job.text.content).0);
    messages.filter(|message| *message != original_of(waiting.content).0).collect()
}

/// The texts that a device waits to hear of, in folders that a request begins anew.
fn unheard(state: &State, id: DeviceId, request: &SyncRequest) -> Vec<ContentId> {
    let is_new = |folder| {
        request.collections.iter().any(|entry| (entry.collection, entry.key) == (folder, SyncKey::INITIAL))
    };
    let outgoing = state.device(id).into_iter().flat_map(|device| &device.outgoing);
    outgoing.filter(|outgoing| is_new(outgoing.collection)).map(|outgoing| outgoing.text.content).collect()
}

/// The messages of which a request adds a copy or a report as it must not be.
fn spoiled(request: &SyncRequest) -> impl Iterator<Item = ContentId> {
    let commands = request.collections.iter().flat_map(|collection| &collection.commands);
    commands.filter_map(|command| match *command {
        ClientCommand::Add { class, text, code_page, conversation, .. }
            if class != Some(Class::Sms) || !code_page || conversation =>
        {
            Some(original_of(reported_by(text.content).unwrap_or(text.content)).0)
        }
        _ => None,
    })
}
