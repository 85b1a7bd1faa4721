//! Situations of messages that are sent over the radio.

use super::super::answer::answers;
use super::{Goal, Step};
use crate::class::{Class, FolderKind};
use crate::message::ServerCommand;
use crate::modem::SubmitResult;
use crate::network::Waiting;
use crate::system::{Action, Event, Outbound};

pub(super) const TRANSMITTED: Goal = Goal {
    name: "transmitted",
    prose: "A device hands a message of the Outbox to its modem.",
    sources: "ASMS-047 ASMS-054 ASMS-055",
    reached: |step| matches!(step.effect.event, Event::Transmitted { .. }),
};

pub(super) const DELIVERED_TO_ALL: Goal = Goal {
    name: "delivered-to-all",
    prose: "Every recipient of a message has seen it.",
    sources: "",
    reached: |step| {
        step.after.ledger.outbound.iter().any(|message| {
            !message.recipients().is_empty()
                && message.delivered == message.recipients()
                && step
                    .before
                    .ledger
                    .outbound
                    .find(message.text.content)
                    .is_some_and(|before| before.delivered != message.delivered)
        })
    },
};

pub(super) const DELIVERED_TO_SEVERAL: Goal = Goal {
    name: "delivered-to-several",
    prose: "Every recipient of a message with several has seen it.",
    sources: "ASMS-056",
    reached: |step| {
        let outbound = &step.after.ledger.outbound;
        let whole = |message: &Outbound| message.delivered == message.recipients();
        outbound.iter().any(|message| message.text.recipients > 1 && whole(message))
    },
};

pub(super) const PARTLY_DELIVERED: Goal = Goal {
    name: "partly-delivered",
    prose: "One recipient of a message has seen it, and a report names another.",
    sources: "EC-52",
    reached: |step| {
        let outbound = &step.after.ledger.outbound;
        outbound.iter().any(|message| {
            !message.delivered.is_empty() && !(message.reported - message.delivered).is_empty()
        })
    },
};

pub(super) const TWO_GATEWAYS: Goal = Goal {
    name: "two-gateways",
    prose: "A device hands a message to its modem while another one is enabled too.",
    sources: "ASMS-028 EC-04 EC-30c",
    reached: |step| {
        let enabled = step.after.devices.iter().filter(|device| step.after.server.is_enabled(device.id));
        matches!(step.effect.event, Event::Transmitted { .. }) && enabled.count() > 1
    },
};

pub(super) const GIVEN_WHILE_DISABLED: Goal = Goal {
    name: "given-while-disabled",
    prose: "A device that is not enabled is given an SMS of the Outbox.",
    sources: "ASMS-028 EC-30b",
    reached: |step| {
        answers(step).any(|answer| {
            let device = answer.handled.device;
            step.after.collection(FolderKind::Outbox) == Some(answer.collection)
                && !step.after.server.is_enabled(device)
                && answer.changes().is_some_and(|changes| {
                    changes.commands.iter().any(|told| matches!(told, ServerCommand::Add { .. }))
                })
        })
    },
};

pub(super) const REASSEMBLED: Goal = Goal {
    name: "reassembled",
    prose: "A handset shows a message that came in several parts.",
    sources: "ASMS-002 ASMS-057 ASMS-058",
    reached: |step| match &step.effect.event {
        Event::Submitted { shown: Some(shown), .. } | Event::Forwarded { shown: Some(shown), .. } => {
            shown.parts.len() > 1
        }
        _ => false,
    },
};

pub(super) const RESUBMITTED: Goal = Goal {
    name: "resubmitted",
    prose: "A device sends a part again, because it does not know whether it arrived.",
    sources: "",
    reached: |step| matches!(&step.effect.event, Event::Transmitted { submission, .. } if submission.again),
};

pub(super) const DUPLICATE_REJECTED: Goal = Goal {
    name: "duplicate-rejected",
    prose: "The service centre recognises a part that it has accepted before.",
    sources: "",
    reached: |step| matches!(step.effect.event, Event::Submitted { result: SubmitResult::Duplicate, .. }),
};

pub(super) const REFUSED: Goal = Goal {
    name: "refused",
    prose: "The service centre refuses a message for good.",
    sources: "",
    reached: |step| matches!(step.effect.event, Event::Submitted { result: SubmitResult::Permanent, .. }),
};

pub(super) const GIVEN_UP: Goal = Goal {
    name: "given-up",
    prose: "The service centre gives up a part that it has accepted.",
    sources: "",
    reached: |step| matches!(step.action, Action::CentreGivesUp(_)),
};

pub(super) const STATUS_REPORT_LOST: Goal = Goal {
    name: "status-report-lost",
    prose: "What the service centre reports of a part is lost.",
    sources: "",
    reached: |step| matches!(step.effect.event, Event::StatusReportAstray { .. }),
};

pub(super) const STATUS_REPORT_DOUBLED: Goal = Goal {
    name: "status-report-doubled",
    prose: "A device is told a second time what became of a part.",
    sources: "",
    reached: |step| told(step).is_some_and(|waiting| waiting.told),
};

pub(super) const TOLD_TOO_LATE: Goal = Goal {
    name: "told-too-late",
    prose: "A device is told that a recipient has a message, after it reported that the recipient has not.",
    sources: "",
    reached: |step| {
        told(step).is_some_and(|Waiting { report, content, .. }| {
            let message = step.before.ledger.outbound.find(content);
            let recipient = |message: &Outbound| message.reported.contains(report.recipient);
            report.delivered && message.is_some_and(recipient)
        })
    },
};

pub(super) const TOLD_OF_ANOTHER: Goal = Goal {
    name: "told-of-another",
    prose: "A device is told what became of a part, by a TP-MR that a part of another message has now.",
    sources: "",
    reached: |step| {
        told(step).is_some_and(|Waiting { device, report, content, .. }| {
            let submission = step.before.device(device).and_then(|device| device.modem.submission);
            submission.is_some_and(|submission| {
                (submission.mr, submission.recipient) == (report.mr, report.recipient)
                    && submission.content != content
            })
        })
    },
};

pub(super) const REPORTED: Goal = Goal {
    name: "reported",
    prose: "A report of a failed delivery stands in the Inbox.",
    sources: "ASMS-059 EC-29",
    reached: |step| {
        step.after
            .ledger
            .outbound
            .iter()
            .any(|message| !message.reported.is_empty() || message.reported_whole)
    },
};

pub(super) const COPY_KEPT: Goal = Goal {
    name: "copy-kept",
    prose: "Nothing is left to do, and a sent message stands in Sent Items once.",
    sources: "ASMS-013 EC-05",
    reached: |step| step.effect.at_rest && copies(step, FolderKind::SentItems) == 1,
};

pub(super) const OUTBOX_EMPTIED: Goal = Goal {
    name: "outbox-emptied",
    prose: "Nothing is left to do, a message has been sent, and the Outbox holds no SMS.",
    sources: "ASMS-047 ASMS-060 EC-05",
    reached: |step| {
        let outbox = step.after.server.folder_of(FolderKind::Outbox);
        step.effect.at_rest
            && step.after.ledger.outbound.iter().any(|message| !message.delivered.is_empty())
            && outbox.is_some_and(|outbox| outbox.items.iter().all(|item| item.class != Class::Sms))
    },
};

pub(super) const CRASH_WHILE_SENDING: Goal = Goal {
    name: "crash-while-sending",
    prose: "A device restarts while its modem waits for the answer of the network.",
    sources: "",
    reached: |step| {
        let Action::DeviceRestarts(id) = step.action else { return false };
        step.before.device(id).is_some_and(|device| device.modem.submission.is_some())
    },
};

pub(super) const MODEM_RESTARTED: Goal = Goal {
    name: "modem-restarted",
    prose: "A modem restarts while it waits for the answer of the network, and its device goes on.",
    sources: "",
    reached: |step| {
        matches!((step.action, &step.effect.event), (Action::ModemRestarts(_), Event::Submitted { .. }))
    },
};

pub(super) const CRASH_BEFORE_DELETE: Goal = Goal {
    name: "crash-before-delete",
    prose: "A device restarts after its message was seen, while the item still stands in the Outbox.",
    sources: "EC-04b",
    reached: |step| crashes_with(step, |message| !message.delivered.is_empty()),
};

pub(super) const CRASH_WITH_REPORT: Goal = Goal {
    name: "crash-with-report",
    prose: "A device restarts after its report was made an item, while the message still stands in the Outbox.",
    sources: "EC-29c",
    reached: |step| crashes_with(step, |message| !message.reported.is_empty()),
};

pub(super) const BEGINS_ANEW_AFTER_SENDING: Goal = Goal {
    name: "begins-anew-after-sending",
    prose: "The server gives a device an Outbox item that its recipients have seen already.",
    sources: "EC-04",
    reached: |step| {
        answers(step).any(|answer| {
            answer.changes().is_some_and(|changes| {
                changes.commands.iter().any(|command| {
                    let ServerCommand::Add { text, .. } = command else { return false };
                    let outbox = step.after.collection(FolderKind::Outbox);
                    let message = step.before.ledger.outbound.find(text.content);
                    outbox == Some(answer.collection)
                        && message.is_some_and(|message| !message.delivered.is_empty())
                })
            })
        })
    },
};

pub(super) const REFERENCE_REUSED: Goal = Goal {
    name: "reference-reused",
    prose: "A device sends a part under a reference that parts of another message, still stored, have too.",
    sources: "",
    reached: |step| {
        let Event::Transmitted { submission, .. } = &step.effect.event else { return false };
        submission.total > 1
            && step.before.network.stored().iter().any(|stored| {
                stored.reference == submission.reference
                    && stored.content != submission.content
                    && stored.recipient == submission.recipient
            })
    },
};

pub(super) const LEFT_UNSENT: Goal = Goal {
    name: "left-unsent",
    prose: "Nothing is left to do, and a message stands in the Outbox that nobody has got.",
    sources: "",
    reached: |step| {
        step.effect.at_rest
            && step.after.ledger.outbound.iter().any(|message| message.delivered.is_empty())
            && copies(step, FolderKind::Outbox) > 0
    },
};

/// The waiting status report that a step tells a device.
fn told(step: &Step<'_>) -> Option<Waiting> {
    match step.action {
        Action::CentreReports(at) | Action::CentreReportsAgain(at) => {
            step.before.network.reports().get(usize::from(at)).copied()
        }
        _ => None,
    }
}

/// Whether a device restarts while such a message stands in the Outbox.
fn crashes_with(step: &Step<'_>, is: fn(&Outbound) -> bool) -> bool {
    let Some(outbox) = step.after.server.folder_of(FolderKind::Outbox) else { return false };
    let stands = |message: &Outbound| outbox.items.iter().any(|item| item.text == message.text);
    matches!(step.action, Action::DeviceRestarts(_))
        && step.after.ledger.outbound.iter().any(|message| is(message) && stands(message))
}

/// How many SMS a folder holds.
fn copies(step: &Step<'_>, kind: FolderKind) -> usize {
    let folder = step.after.server.folder_of(kind);
    folder.map_or(0, |folder| folder.items.iter().filter(|item| item.class == Class::Sms).count())
}
