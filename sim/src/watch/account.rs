//! What became of each message and recipient.

use std::collections::BTreeMap;

use asms_machine::id::ContentId;
use asms_machine::item::{original_of, reported_by};
use asms_machine::message::ClientCommand;
use asms_machine::message::Request;
use asms_machine::modem::Submission;
use asms_machine::system::{Action, Event, Handled, Shown, State};

use crate::observe::{Cause, Happening};
use crate::time::Time;

/// What became of each message that a user wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The messages, by the number of their text.
    pub messages: BTreeMap<ContentId, Message>,
    /// Requests that were sent again.
    pub repeated_requests: u64,
    /// Submissions that were sent again.
    pub repeated_submissions: u64,
    /// Requests that were sent.
    pub requests: u64,
    /// Submissions that were sent.
    pub submissions: u64,
    /// Octets of requests, responses and TPDUs.
    pub octets: u64,
}

/// What became of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// When it was written.
    pub written: Time,
    /// Whether a user took it back.
    pub recalled: bool,
    /// What became of it at each recipient.
    pub recipients: Vec<Recipient>,
}

/// What became of a message at one recipient.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    /// When the service centre first had a part of it.
    pub taken: Option<Time>,
    /// How often the handset showed it.
    pub shown: u16,
    /// When the handset showed it first.
    pub first: Option<Time>,
    /// Whether a report in the Inbox says that it was not delivered.
    pub reported: bool,
}

/// How a message ended at one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Delivered once, and nothing reported.
    Once,
    /// Delivered more than once.
    Duplicated,
    /// Not delivered, and reported.
    Reported,
    /// Delivered, and reported as not.
    FalselyReported,
    /// Taken back before it was sent.
    Recalled,
    /// Neither delivered nor reported.
    Lost,
}

impl Fate {
    /// Every fate, in the order of tables.
    pub const ALL: [Self; 6] =
        [Self::Once, Self::Duplicated, Self::Reported, Self::FalselyReported, Self::Recalled, Self::Lost];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Once => "delivered once",
            Self::Duplicated => "duplicated",
            Self::Reported => "reported",
            Self::FalselyReported => "falsely reported",
            Self::Recalled => "recalled",
            Self::Lost => "lost",
        }
    }
}

impl Message {
    /// How it ended at a recipient.
    pub fn fate(&self, recipient: &Recipient) -> Fate {
        match (recipient.shown, recipient.reported) {
            (0, true) => Fate::Reported,
            (0, false) if self.recalled => Fate::Recalled,
            (0, false) => Fate::Lost,
            (_, true) => Fate::FalselyReported,
            (1, false) => Fate::Once,
            (_, false) => Fate::Duplicated,
        }
    }
}

impl Account {
    /// Messages that stand in the Outbox from the beginning count too.
    pub(super) fn begin(&mut self, state: &State) {
        for message in &state.ledger.outbound {
            self.written(message.text.content, message.text.recipients, Time::default());
        }
    }

    fn written(&mut self, content: ContentId, recipients: u8, written: Time) {
        let recipients = vec![Recipient::default(); recipients.into()];
        self.messages.entry(content).or_insert(Message { written, recalled: false, recipients });
    }

    pub(super) fn note(&mut self, happening: &Happening<'_>) {
        self.octets += happening.octets.map_or(0, |octets| octets.len() as u64);
        match &happening.effect.event {
            Event::Written { text, item: Some(_) } if happening.after.ledger.outbound.has(text.content) => {
                self.written(text.content, text.recipients, happening.time);
            }
            Event::Sent { .. } => {
                self.requests += 1;
                let repeats = matches!(happening.cause, Cause::Action(Action::DeviceRepeats(_)));
                self.repeated_requests += u64::from(repeats);
            }
            Event::Transmitted { submission, .. } => {
                self.submissions += 1;
                self.repeated_submissions += u64::from(submission.again);
            }
            Event::Submitted { shown: Some(shown), .. } | Event::Forwarded { shown: Some(shown), .. } => {
                self.shown(shown, happening.time);
            }
            Event::Submitted { submission, .. }
                if matches!(
                    happening.cause,
                    Cause::Action(Action::CentreAccepts(_) | Action::ReportLost(_))
                ) =>
            {
                self.taken(submission, happening.time);
            }
            Event::Handled(handled) => self.handled(handled, happening),
            _ => {}
        }
        if let Cause::Action(
            Action::DesktopDeletes(..) | Action::DesktopMoves(..) | Action::UserDeletes(..),
        ) = happening.cause
        {
            for message in happening.after.ledger.outbound.iter().filter(|message| message.recalled) {
                if let Some(known) = self.messages.get_mut(&message.text.content) {
                    known.recalled = true;
                }
            }
        }
    }

    /// The service centre has a part.
    fn taken(&mut self, submission: &Submission, time: Time) {
        let message = self.messages.get_mut(&original_of(submission.content).0);
        let recipient =
            message.and_then(|message| message.recipients.get_mut(usize::from(submission.recipient)));
        if let Some(recipient) = recipient {
            recipient.taken.get_or_insert(time);
        }
    }

    /// A handset shows a text, if its parts are of one message.
    fn shown(&mut self, shown: &Shown, time: Time) {
        let Some(first) = shown.parts.first() else { return };
        if shown.parts.iter().any(|part| part != first) {
            return;
        }
        let message = self.messages.get_mut(&original_of(*first).0);
        let recipient = message.and_then(|message| message.recipients.get_mut(usize::from(shown.recipient)));
        if let Some(recipient) = recipient {
            recipient.shown = recipient.shown.saturating_add(1);
            recipient.first.get_or_insert(time);
        }
    }

    /// Reports come to the Inbox by Adds.
    fn handled(&mut self, handled: &Handled, happening: &Happening<'_>) {
        let Request::Sync(request) = &handled.request else { return };
        let adds = request.collections.iter().flat_map(|entry| &entry.commands);
        for command in adds {
            let ClientCommand::Add { text, .. } = command else { continue };
            let Some(of) = reported_by(text.content) else { continue };
            // What the ledger says came of it, and not what was asked, is what counts.
            let (Some(entry), Some(known)) =
                (happening.after.ledger.outbound.find(of), self.messages.get_mut(&of))
            else {
                continue;
            };
            for (place, recipient) in (0..).zip(&mut known.recipients) {
                recipient.reported |= entry.reported_whole || entry.reported.contains(place);
            }
        }
    }

    /// How many messages ended in each way, counted by recipient.
    pub fn fates(&self) -> BTreeMap<Fate, u64> {
        let mut fates = BTreeMap::new();
        for message in self.messages.values() {
            for recipient in &message.recipients {
                *fates.entry(message.fate(recipient)).or_default() += 1;
            }
        }
        fates
    }

    /// How long each delivery took on the radio, in milliseconds, in no order: from the first part that the service centre had.
    pub fn radio_latencies(&self) -> impl Iterator<Item = u64> + '_ {
        self.messages.values().flat_map(|message| {
            let times = message.recipients.iter().map(|recipient| recipient.first.zip(recipient.taken));
            times.flatten().map(|(first, taken)| first.since(taken))
        })
    }

    /// How long each delivery took, in milliseconds, in no order.
    pub fn latencies(&self) -> impl Iterator<Item = u64> + '_ {
        self.messages.values().flat_map(|message| {
            let times = message.recipients.iter().filter_map(|recipient| recipient.first);
            times.map(|first| first.since(message.written))
        })
    }
}
