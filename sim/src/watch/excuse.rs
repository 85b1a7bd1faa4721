//! Why a property could not be kept: what happened before, by name.

use std::collections::BTreeSet;

use asms_machine::class::{Class, FolderKind};
use asms_machine::handset::{Message, MessageKey};
use asms_machine::id::{ContentId, DeviceId, SyncKey};
use asms_machine::item::{Text, original_of, reported_by};
use asms_machine::message::{ClientCommand, Request, SyncRequest};
use asms_machine::modem::{Submission, SubmitResult};
use asms_machine::network::Waiting;
use asms_machine::property::Step;
use asms_machine::server::Folder;
use asms_machine::system::{Action, ClientAdd, Event, Outbound, State};

use super::restored::Restored;
use crate::observe::{Cause, Happening};

/// A reason for which a property cannot be kept, whatever the machines do.
#[derive(Clone, Copy, Debug)]
pub struct Excuse {
    /// Its name.
    pub name: &'static str,
    /// What happened, and why nothing can be done about it.
    pub prose: &'static str,
    /// The properties that it excuses.
    pub properties: &'static [&'static str],
    /// Whether it is so of what a step broke.
    applies: fn(&History, &Step<'_>) -> bool,
}

/// What happened so far to one user, as far as it can excuse something.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// Messages of which a submission or its report was lost.
    silent: BTreeSet<ContentId>,
    /// Messages of which a status report was lost that says that a part was delivered.
    unreported: BTreeSet<ContentId>,
    /// Messages of which such a report still waited when the device heard nothing of a submission.
    late: BTreeSet<ContentId>,
    /// Messages for which a device took a status report on another, or of which a part was refused as a duplicate of another.
    mistaken: BTreeSet<ContentId>,
    /// Messages of which the service centre gave up a part.
    expired: BTreeSet<ContentId>,
    /// Messages of which a part was shown among those of another.
    mixed: BTreeSet<ContentId>,
    /// Messages of which a part came to a handset that waited for the parts of another with the same reference, and those
    /// that it waited for.
    displaced: BTreeSet<ContentId>,
    /// Messages of which a careless device spoiled a copy or a report.
    spoiled: BTreeSet<ContentId>,
    /// Devices of which the server took a Settings request last for whose answer they did not wait.
    overtaken: BTreeSet<DeviceId>,
    /// Texts that a device was adding when it began anew with key 0.
    unheard: BTreeSet<ContentId>,
    /// Who was misled by a server that went back to an older state.
    restored: Restored,
    /// Whether outbound SMS was switched off or on.
    toggled: bool,
}

/// Every excuse, in the order in which they are tried.
pub static EXCUSES: &[Excuse] = &[
    Excuse {
        name: "status-report-lost",
        prose: "The report on a submission was lost, and so was the status report from which the device would have learnt \
                that it was delivered (AMB-12).",
        properties: &["no-false-report"],
        applies: |history, step| {
            let is_lost = |message: &ContentId| {
                history.silent.contains(message) && history.unreported.contains(message)
            };
            all(&reported(step), is_lost)
        },
    },
    Excuse {
        name: "status-report-late",
        prose: "The report on a submission was lost, and the status report from which the device would have learnt that it was \
                delivered still waited in the service centre when the device tried no longer (AMB-12).",
        properties: &["no-false-report"],
        applies: |history, step| all(&reported(step), |message| history.late.contains(message)),
    },
    Excuse {
        name: "silence",
        prose: "Submissions or their reports were lost more often than a device tries, and it has to say something in the \
                end (AMB-12).",
        properties: &["no-false-report"],
        applies: |history, step| all(&reported(step), |message| history.silent.contains(message)),
    },
    Excuse {
        name: "silence",
        prose: "A device that was told nothing of a message that it sent takes it for one that failed, of which it keeps no \
                copy (AMB-12).",
        properties: &["copy-in-sent-items"],
        applies: |history, step| all(&uncopied(step), |message| history.silent.contains(message)),
    },
    Excuse {
        name: "quick-delivery",
        prose: "The report on a submission was lost, and the message was delivered before it was submitted again: TP-RD \
                works only while the service centre holds the first copy (3GPP TS 23.040 9.2.3.25).",
        properties: &["sent-once"],
        applies: |history, step| all(&shown(step), |message| history.silent.contains(message)),
    },
    Excuse {
        name: "expiry",
        prose: "The service centre gave up a message that its device had deleted from the Outbox once the network had \
                taken it ([MS-ASMS] 3.1.5.1); no item is left to report on.",
        properties: &["sent-or-reported"],
        applies: |history, step| {
            history.explains(&forgotten(step), |message| history.expired.contains(message))
        },
    },
    Excuse {
        name: "reference-wrap",
        prose: "Parts of two messages had the same reference, which comes round after 256 messages, and were put \
                together, or one took the place of the other (3GPP TS 23.040 9.2.3.24.1).",
        properties: &["reassembled-whole", "sent-or-reported"],
        applies: |history, step| {
            let is_mixed = |message: &ContentId| history.mixed.contains(message);
            let is_cause = |message: &ContentId| is_mixed(message) || history.displaced.contains(message);
            shown(step).iter().any(is_mixed) || history.explains(&forgotten(step), is_cause)
        },
    },
    Excuse {
        name: "message-reference-wrap",
        prose: MESSAGE_REFERENCE_WRAP,
        properties: &["no-false-report"],
        applies: |history, step| all(&reported(step), |message| history.misinforms(*message)),
    },
    Excuse {
        name: "message-reference-wrap",
        prose: MESSAGE_REFERENCE_WRAP,
        properties: &["copy-in-sent-items"],
        applies: |history, step| all(&uncopied(step), |message| history.misinforms(*message)),
    },
    Excuse {
        name: "message-reference-wrap",
        prose: MESSAGE_REFERENCE_WRAP,
        properties: &["sent-or-reported"],
        applies: |history, step| {
            history.explains(&forgotten(step), |message| history.mistaken.contains(message))
        },
    },
    Excuse {
        name: "handover",
        prose: "Outbound SMS was switched from one device to another while a message was on the air (AMB-09, AMB-10).",
        properties: &["one-device-transmits", "sent-once"],
        applies: |history, step| {
            history.toggled
                && all(&[shown(step), transmitted(step)].concat(), |message| is_of_two(step, *message))
        },
    },
    Excuse {
        name: "careless",
        prose: "A device that broke a rule on purpose spoiled its Add of a copy or of a report, which the server refused, and \
                what is refused is not sent again (EC-17).",
        properties: &["sent-or-reported"],
        applies: |history, step| {
            history.explains(&forgotten(step), |message| history.spoiled.contains(message))
        },
    },
    Excuse {
        name: "careless",
        prose: "Of the same: what was refused was the copy.",
        properties: &["copy-in-sent-items"],
        applies: |history, step| {
            let messages = absent(step);
            let is_spoiled = |message: &ContentId| history.spoiled.contains(message);
            messages.iter().any(is_spoiled)
                && all(&messages, |message| is_spoiled(message) || history.silent.contains(message))
        },
    },
    Excuse {
        name: "late-settings",
        prose: "A Settings request came after a later one, when nobody waited for its answer any more: nothing in it says which \
                was written first ([MS-ASCMD] 2.2.1.18).",
        properties: &["only-enabled-transmits"],
        applies: |history, step| step.action.device().is_some_and(|id| history.overtaken.contains(&id)),
    },
    Excuse {
        name: "key-reset",
        prose: "A device began anew with key 0 while it waited for the answer to an Add, as statuses 3 and 16 ask it to, and a \
                ClientId means nothing under a new key ([MS-ASCMD] 2.2.3.177.17).",
        properties: &["no-duplicate-add"],
        applies: |history, step| all(&added_twice(step), |text| history.unheard.contains(text)),
    },
    Excuse {
        name: "key-reset",
        prose: "Of the same: a report is added a second time.",
        properties: &["one-report"],
        applies: |history, step| {
            let is_unheard = |message| history.unheard.iter().any(|text| reported_by(*text) == Some(message));
            all(&reported_again(step), |message| is_unheard(*message))
        },
    },
    Excuse {
        name: "key-reset",
        prose: "Of the same: the copy of a message that was sent is added a second time.",
        properties: &["copy-in-sent-items"],
        applies: |history, step| all(&miscopied(step), |message| history.unheard.contains(message)),
    },
    Excuse {
        name: "backup-restored",
        prose: "The server went back to an older state, and a device knew more of the folder than it did. Until that begins \
                anew with key 0, numbers and keys that were given a second time can mislead both.",
        properties: &[
            "convergence",
            "inside-window",
            "no-unrequested-sms",
            "no-unknown-item",
            "no-echo",
            "more-available-exact",
            "no-lost-change",
            "soft-delete-exact",
            "estimate-exact",
        ],
        applies: |history, step| step.action.device().is_some_and(|id| history.restored.misleads(id)),
    },
    Excuse {
        name: "backup-restored",
        prose: "The server went back to an older state, and a device holds numbers that were never given since.",
        properties: &["well-formed"],
        applies: |history, _| history.restored.misleads_any(),
    },
    Excuse {
        name: "backup-restored",
        prose: "The server went back to an older state, in which the device was not enabled yet, and has not told it since.",
        properties: &["only-enabled-transmits"],
        applies: |history, step| step.action.device().is_some_and(|id| history.restored.mistakes(id)),
    },
    Excuse {
        name: "backup-restored",
        prose: "The server went back to an older state, in which an Add was not made yet.",
        properties: &["no-duplicate-add", "no-lost-add"],
        applies: |history, step| {
            all(&[added_twice(step), unmade(step)].concat(), |text| history.restored.is_older(*text))
        },
    },
    Excuse {
        name: "backup-restored",
        prose: "The server went back to an older state, in which a message was not sent yet: it is sent, reported and copied \
                again.",
        properties: &["sent-once", "no-false-report", "one-report"],
        applies: |history, step| {
            let concerned = [shown(step), reported(step), reported_again(step)].concat();
            all(&concerned, |message| history.restored.is_older(*message))
        },
    },
    Excuse {
        name: "backup-restored",
        prose: "Of the same: its copy is made again, or gone.",
        properties: &["copy-in-sent-items"],
        applies: |history, step| all(&miscopied(step), |message| history.restored.is_older(*message)),
    },
    Excuse {
        name: "backup-restored",
        prose: "The server went back to an older state, in which a message did not stand yet.",
        properties: &["sent-or-reported"],
        applies: |history, step| {
            history.explains(&forgotten(step), |message| history.restored.is_older(*message))
        },
    },
];

const MESSAGE_REFERENCE_WRAP: &str = "A part had the TP-MR, which comes round after 256 submissions, of another to the same \
    recipient: the status report on that one was taken for its own, or what was lost of it was refused as a duplicate of that \
    one when it was submitted again (3GPP TS 23.040 9.2.3.6).";

/// Whether there are messages that a step is about, and all of them are excused. What is about none has no excuse.
fn all(messages: &[ContentId], is_excused: impl Fn(&ContentId) -> bool) -> bool {
    !messages.is_empty() && messages.iter().all(is_excused)
}

impl History {
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
    fn misinforms(&self, message: ContentId) -> bool {
        self.mistaken.contains(&message) || self.silent.contains(&message)
    }

    /// Whether there are messages, all of them were lost for some reason, and this is the reason of one.
    fn explains(&self, lost: &[ContentId], is_reason: impl Fn(&ContentId) -> bool) -> bool {
        let has_reason = |message: &ContentId| {
            [&self.expired, &self.mixed, &self.displaced, &self.mistaken, &self.spoiled]
                .iter()
                .any(|why| why.contains(message))
                || self.restored.is_older(*message)
        };
        lost.iter().any(is_reason) && lost.iter().all(has_reason)
    }

    /// The name of the excuse for what a step broke, if there is one.
    pub(super) fn excuse(&self, property: &str, step: &Step<'_>) -> Option<&'static str> {
        let excuse = EXCUSES
            .iter()
            .find(|excuse| excuse.properties.contains(&property) && (excuse.applies)(self, step));
        excuse.map(|excuse| excuse.name)
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

/// The messages that a handset shows by a step.
fn shown(step: &Step<'_>) -> Vec<ContentId> {
    match &step.effect.event {
        Event::Submitted { shown: Some(shown), .. } | Event::Forwarded { shown: Some(shown), .. } => {
            shown.parts.to_vec()
        }
        _ => Vec::new(),
    }
}

/// The message of which a device transmits a part by a step.
fn transmitted(step: &Step<'_>) -> Vec<ContentId> {
    match &step.effect.event {
        Event::Transmitted { submission, .. } => vec![original_of(submission.content).0],
        _ => Vec::new(),
    }
}

/// Whether more than one device transmitted a message.
fn is_of_two(step: &Step<'_>, message: ContentId) -> bool {
    step.after.ledger.outbound.find(message).is_some_and(|message| message.devices.count_ones() > 1)
}

/// The messages that somebody did not get, and of which no report tells.
fn forgotten(step: &Step<'_>) -> Vec<ContentId> {
    let outbound = step
        .after
        .ledger
        .outbound
        .iter()
        .filter(|message| !message.recalled && !message.forgotten().is_empty());
    let outbox = step.after.server.folder_of(FolderKind::Outbox);
    let waits =
        |content| outbox.is_some_and(|outbox| outbox.items.iter().any(|item| item.text.content == content));
    outbound.map(|message| message.text.content).filter(|content| !waits(*content)).collect()
}

/// The messages that everybody got, and of which no copy ever stood in Sent Items.
fn absent(step: &Step<'_>) -> Vec<ContentId> {
    let ledger = &step.after.ledger;
    let sent_items = step.after.server.folder_of(FolderKind::SentItems).map(|folder| folder.id);
    let stood = |text: Text| {
        let added = sent_items.and_then(|folder| ledger.client_adds.find((folder, text.says())));
        added.is_some_and(|added| added.items > 0)
    };
    let delivered = ledger.outbound.iter().filter(|message| message.delivered == message.recipients());
    delivered.map(|message| message.text).filter(|text| !stood(*text)).map(|text| text.content).collect()
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

/// The messages that everybody got, and of which no device ever had a copy for Sent Items.
fn uncopied(step: &Step<'_>) -> Vec<ContentId> {
    let ledger = &step.after.ledger;
    let sent_items = step.after.server.folder_of(FolderKind::SentItems).map(|folder| folder.id);
    let is_copied =
        |text: Text| sent_items.is_some_and(|folder| ledger.client_adds.has((folder, text.says())));
    let delivered = ledger.outbound.iter().filter(|message| message.delivered == message.recipients());
    delivered.map(|message| message.text).filter(|text| !is_copied(*text)).map(|text| text.content).collect()
}

/// The messages that everybody got and that do not stand in Sent Items once, unless their user took the copy away.
fn miscopied(step: &Step<'_>) -> Vec<ContentId> {
    let ledger = &step.after.ledger;
    let sent_items = step.after.server.folder_of(FolderKind::SentItems);
    let is_copied = |text: Text| {
        let stand =
            |folder: &Folder| folder.items.iter().filter(|item| item.text.content == text.content).count();
        let made =
            |folder: &Folder| ledger.client_adds.find((folder.id, text.says())).map_or(0, |add| add.items);
        sent_items.is_some_and(|folder| stand(folder) == 1 || (stand(folder) == 0 && made(folder) == 1))
    };
    let delivered = ledger.outbound.iter().filter(|message| message.delivered == message.recipients());
    delivered.map(|message| message.text).filter(|text| !is_copied(*text)).map(|text| text.content).collect()
}

/// The texts of which a step makes an item although there was one, or makes several.
fn added_twice(step: &Step<'_>) -> Vec<ContentId> {
    let is_again = |add: &&ClientAdd| {
        let before = step.before.ledger.client_adds.find((add.collection, add.says));
        add.items > 1 && before.is_none_or(|before| before.items < add.items)
    };
    step.after.ledger.client_adds.iter().filter(is_again).map(|add| add.says.content).collect()
}

/// The texts of which no item was made although nothing is left to be said.
fn unmade(step: &Step<'_>) -> Vec<ContentId> {
    let adds = step.after.ledger.client_adds.iter().filter(|_| step.effect.at_rest);
    adds.filter(|add| add.items == 0 && !add.refused).map(|add| add.says.content).collect()
}

/// The messages of which a step brings a second report on a recipient.
fn reported_again(step: &Step<'_>) -> Vec<ContentId> {
    let is_again = |entry: &&Outbound| {
        let before = step.before.ledger.outbound.find(entry.text.content);
        before.is_some_and(|before| before.reported_again != entry.reported_again)
    };
    step.after.ledger.outbound.iter().filter(is_again).map(|entry| entry.text.content).collect()
}

/// The messages of which a report and a delivery come together by a step, whichever comes second.
fn reported(step: &Step<'_>) -> Vec<ContentId> {
    let is_news =
        |entry: &&Outbound| {
            !(entry.reported & entry.delivered).is_empty()
                && step.before.ledger.outbound.find(entry.text.content).is_none_or(|before| {
                    (before.reported, before.delivered) != (entry.reported, entry.delivered)
                })
        };
    let entries = step.after.ledger.outbound.iter().filter(is_news);
    entries.map(|entry| entry.text.content).collect()
}
