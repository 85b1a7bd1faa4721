//! Why a property could not be kept, by name.

use asms_machine::id::ContentId;
use asms_machine::item::reported_by;
use asms_machine::property::Step;

use super::concern::{
    absent, added_twice, forgotten, is_of_two, miscopied, misplaced, reported, reported_again, shown,
    transmitted, uncopied, unmade,
};
use super::history::History;

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

/// The name of the excuse for what a step broke, if there is one.
pub(super) fn excuse(property: &str, history: &History, step: &Step<'_>) -> Option<&'static str> {
    let excuse = EXCUSES
        .iter()
        .find(|excuse| excuse.properties.contains(&property) && (excuse.applies)(history, step));
    excuse.map(|excuse| excuse.name)
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
        name: "handover",
        prose: "Of the same: each of the two devices adds a copy, reports, or reports what the other delivered.",
        properties: &["no-duplicate-add", "no-false-report", "one-report"],
        applies: |history, step| {
            let of_both = [added_twice(step), reported(step), reported_again(step)].concat();
            history.toggled && all(&of_both, |text| is_of_two(step, reported_by(*text).unwrap_or(*text)))
        },
    },
    Excuse {
        name: "handover",
        prose: "Of the same: both copies stand in Sent Items, or one of them was moved.",
        properties: &["copy-in-sent-items"],
        applies: |history, step| {
            let copies = [miscopied(step), misplaced(step)].concat();
            history.toggled && all(&copies, |message| is_of_two(step, *message))
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
