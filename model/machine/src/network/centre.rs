//! A service centre that stores parts and forwards them, in any order.

use smallvec::SmallVec;

use super::reports::{Reports, Waiting};
use super::{Delivered, Expired};
use crate::behaviour::Context;
use crate::handset::{Handset, Message, MessageKey, Shown};
use crate::id::{ContentId, DeviceId};
use crate::modem::{MessageReference, StatusReport, StatusReports, Submission, SubmitResult};
use crate::recipients::Recipients;

/// The service centre and the handsets that it delivers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Centre {
    /// Sorted; the same may stand here more than once.
    stored: SmallVec<[Stored; 4]>,
    /// One for each recipient.
    handsets: SmallVec<[Handset; 2]>,
    /// The recipients whose memory is full while something waits for them.
    full: Recipients,
    /// Whether a report waits until it is told, or is told as it comes about.
    come: StatusReports,
    /// The reports that wait.
    reports: Reports,
}

/// A part that the centre has taken and not delivered, as far as it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stored {
    /// Who sent it.
    pub device: DeviceId,
    /// Whom it is for.
    pub recipient: u8,
    /// By which number the parts of its message find each other.
    pub reference: u8,
    /// Of how many parts the message is.
    pub total: u8,
    /// Which of them it is, from 1.
    pub part: u8,
    /// What the whole message says.
    pub content: ContentId,
    /// TP-MR by which its sender knows it.
    pub mr: MessageReference,
    /// Whether the handset has it, of which the centre has not heard.
    pub delivered: bool,
}

impl Centre {
    pub(super) fn new(recipients: u8, come: StatusReports) -> Self {
        Self {
            stored: SmallVec::new(),
            handsets: (0..recipients).map(|_| Handset::default()).collect(),
            full: Recipients::NONE,
            come,
            reports: Reports::default(),
        }
    }

    pub(super) fn accept(
        &mut self,
        cx: &mut Context<'_>,
        device: DeviceId,
        submission: &Submission,
    ) -> SubmitResult {
        if submission.again && self.rejects(cx, device, submission) {
            return SubmitResult::Duplicate;
        }
        let Submission { content, recipient, part, total, reference, mr, .. } = *submission;
        self.store(Stored { device, recipient, reference, total, part, content, mr, delivered: false });
        SubmitResult::Accepted
    }

    pub(super) fn stored(&self) -> &[Stored] {
        &self.stored
    }

    pub(super) fn reports(&self) -> &Reports {
        &self.reports
    }

    pub(super) fn reports_mut(&mut self) -> &mut Reports {
        &mut self.reports
    }

    pub(super) fn is_full(&self, recipient: u8) -> bool {
        self.full.contains(recipient)
    }

    pub(super) fn deliver(&mut self, cx: &mut Context<'_>, at: u8) -> Option<Delivered> {
        let stored = self.deliverable(at)?;
        let mut delivered = self.show(cx, stored)?;
        delivered.report = self.report(&stored, true);
        self.remove(at);
        Some(delivered)
    }

    pub(super) fn deliver_again(&mut self, cx: &mut Context<'_>, at: u8) -> Option<Delivered> {
        let stored = self.deliverable(at).filter(|stored| !stored.delivered)?;
        let delivered = self.show(cx, stored)?;
        self.stored.remove(usize::from(at));
        self.store(Stored { delivered: true, ..stored });
        Some(delivered)
    }

    pub(super) fn expire(&mut self, at: u8) -> Option<Expired> {
        let stored = self.remove(at)?;
        Some(Expired { device: stored.device, report: self.report(&stored, false) })
    }

    pub(super) fn refuse(&mut self, at: u8) -> bool {
        let Some(stored) = self.deliverable(at) else { return false };
        self.full.insert(stored.recipient);
        true
    }

    pub(super) fn make_room(&mut self, recipient: u8) -> bool {
        self.full.remove(recipient)
    }

    pub(super) fn handsets(&self) -> &[Handset] {
        &self.handsets
    }

    pub(super) fn give_up(&mut self, recipient: u8, incomplete: u8) -> Option<Message> {
        let handset = self.handsets.get_mut(usize::from(recipient))?;
        let key = handset.incomplete().nth(usize::from(incomplete))?.key;
        handset.give_up(key)
    }

    /// The lists that have outgrown their place in the state.
    pub(super) fn spilled(&self) -> impl Iterator<Item = &'static str> + '_ {
        let stored = self.stored.spilled().then_some("stored parts");
        let handsets = self.handsets.spilled().then_some("handsets");
        let own = stored.into_iter().chain(handsets).chain(self.reports.spilled());
        own.chain(self.handsets.iter().flat_map(Handset::spilled))
    }

    /// Reports what became of a part: gives the report, or lets it wait.
    fn report(&mut self, stored: &Stored, delivered: bool) -> Option<StatusReport> {
        let Stored { device, content, mr, recipient, .. } = *stored;
        let report = StatusReport { mr, recipient, delivered };
        match self.come {
            StatusReports::WithDelivery => Some(report),
            StatusReports::Apart => {
                self.reports.put(Waiting { device, report, content, told: false });
                None
            }
        }
    }

    /// Whether a repeated submission is refused for the sake of one that is held. What was delivered is not: then a
    /// repeated one is taken as new.
    fn rejects(&self, cx: &mut Context<'_>, device: DeviceId, again: &Submission) -> bool {
        let mut held = self.stored.iter().filter(|stored| {
            (stored.device, stored.recipient, stored.mr) == (device, again.recipient, again.mr)
        });
        let Some(first) = held.next() else { return false };
        let says_the_same = |stored: &Stored| {
            (stored.content, stored.part, stored.total) == (again.content, again.part, again.total)
        };
        let same = says_the_same(first) || held.any(says_the_same);
        cx.network(|network| network.reject_duplicates).rejects(same)
    }

    fn deliverable(&self, at: u8) -> Option<Stored> {
        self.stored.get(usize::from(at)).copied().filter(|stored| !self.is_full(stored.recipient))
    }

    /// Gives the handset a part. A text of its own that came before has the time stamp that it had then.
    fn show(&mut self, cx: &mut Context<'_>, stored: Stored) -> Option<Delivered> {
        let Stored { device, recipient, reference, total, part, content, .. } = stored;
        let handset = self.handsets.get_mut(usize::from(recipient))?;
        let repeated = total < 2 && stored.delivered;
        let shown = if repeated && cx.network(|network| network.repeated_delivery).is_recognised() {
            Shown::Duplicate
        } else {
            handset.take(cx, MessageKey { originator: device, reference, total }, part, content)
        };
        Some(Delivered { device, recipient, shown, report: None })
    }

    fn store(&mut self, stored: Stored) {
        let at = self.stored.partition_point(|other| *other < stored);
        self.stored.insert(at, stored);
    }

    /// Takes a part out. A full handset for which nothing is left to wait is asked anew when something comes.
    fn remove(&mut self, at: u8) -> Option<Stored> {
        let stored = *self.stored.get(usize::from(at))?;
        self.stored.remove(usize::from(at));
        if self.stored.iter().all(|other| other.recipient != stored.recipient) {
            self.full.remove(stored.recipient);
        }
        Some(stored)
    }
}
