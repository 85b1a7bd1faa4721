//! The radio network: a service centre that takes what modems submit, and the recipients' handsets.
//!
//! Either a message is one unit and is delivered as it is accepted, or its parts are stored one by one and delivered in
//! any order (3GPP TS 23.040 3.2). The first costs a few bytes of state.

mod atomic;
mod centre;
mod reports;

pub use centre::Stored;
pub use reports::Waiting;

use atomic::Atomic;
use centre::Centre;
use reports::Reports;

use crate::behaviour::Context;
use crate::handset::{Handset, Message, Shown};
use crate::id::DeviceId;
use crate::modem::{RadioSetup, StatusReport, Submission, SubmitResult};
use crate::recipients::MOST_RECIPIENTS;

/// The radio network of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    /// How many numbers there are, from 0. Nobody has any other.
    recipients: u8,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Atomic(Atomic),
    Parts(Box<Centre>),
}

/// What the centre answers to a submission, and what comes of it at once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Accepted {
    /// The answer, which may be lost on its way to the modem.
    pub result: SubmitResult,
    /// What was delivered; nothing where the centre stores first.
    pub delivered: Option<Delivered>,
}

/// What came to a recipient.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Delivered {
    /// Who sent it.
    pub device: DeviceId,
    /// Whose handset it came to.
    pub recipient: u8,
    /// What the recipient sees.
    pub shown: Shown,
    /// What the centre reports to the sender at once; nothing where it does not know of the delivery, or reports later.
    pub report: Option<StatusReport>,
}

/// What was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expired {
    /// Who sent it.
    pub device: DeviceId,
    /// What the centre reports to the sender at once; nothing where it reports later.
    pub report: Option<StatusReport>,
}

impl Network {
    /// A network in which nothing has been sent, with so many recipients, at most [`MOST_RECIPIENTS`].
    pub fn new(setup: &RadioSetup, recipients: u8) -> Self {
        let recipients = recipients.min(MOST_RECIPIENTS);
        let kind = match setup.part_size {
            None => Kind::Atomic(Atomic::default()),
            Some(_) => Kind::Parts(Box::new(Centre::new(recipients, setup.status_reports))),
        };
        Self { recipients, kind }
    }

    /// The centre gets a submission. It refuses a number that nobody has for good, and one that repeats what it holds as
    /// a duplicate where TP-RD says so (3GPP TS 23.040 9.2.3.25).
    pub fn accept(&mut self, cx: &mut Context<'_>, device: DeviceId, submission: &Submission) -> Accepted {
        if submission.recipient >= self.recipients {
            return Accepted::not(SubmitResult::Permanent);
        }
        match &mut self.kind {
            Kind::Atomic(atomic) => atomic.accept(cx, device, submission),
            Kind::Parts(centre) => {
                Accepted { result: centre.accept(cx, device, submission), delivered: None }
            }
        }
    }

    /// The device has heard what became of its submission, or has given up asking, and will not repeat it.
    pub fn heard(&mut self, device: DeviceId) {
        match &mut self.kind {
            Kind::Atomic(atomic) => atomic.heard(device),
            Kind::Parts(_) => {}
        }
    }

    /// What the centre stores, in an order that says nothing of when it came.
    pub fn stored(&self) -> &[Stored] {
        self.centre().map_or(&[], Centre::stored)
    }

    /// Where something is stored; of equal ones the first place alone.
    pub fn places(&self) -> impl Iterator<Item = u8> + '_ {
        different(self.stored())
    }

    /// The status reports that wait in the centre for their modems, in an order that says nothing of when they began to.
    /// None where reports come with the delivery.
    pub fn reports(&self) -> &[Waiting] {
        self.centre().map_or(&[], |centre| centre.reports().waiting())
    }

    /// Where a report waits; of equal ones the first place alone.
    pub fn report_places(&self) -> impl Iterator<Item = u8> + '_ {
        different(self.reports())
    }

    /// Whether the handset of a recipient said that its memory is full, and not yet that there is room again.
    pub fn is_full(&self, recipient: u8) -> bool {
        self.centre().is_some_and(|centre| centre.is_full(recipient))
    }

    /// A stored part goes to its handset and leaves the centre. `None` if there is none, or the handset is full.
    pub fn deliver(&mut self, cx: &mut Context<'_>, at: u8) -> Option<Delivered> {
        self.centre_mut()?.deliver(cx, at)
    }

    /// A stored part goes to its handset, but the centre does not hear of it, and keeps it to deliver it again. `None` where
    /// that has happened to it before, besides the reasons of [`Self::deliver`].
    pub fn deliver_again(&mut self, cx: &mut Context<'_>, at: u8) -> Option<Delivered> {
        self.centre_mut()?.deliver_again(cx, at)
    }

    /// The validity period of a stored part is over (3GPP TS 23.040 9.2.3.12): it leaves the centre, which reports that to
    /// the sender. `None` if there is no such part.
    pub fn expire(&mut self, at: u8) -> Option<Expired> {
        self.centre_mut()?.expire(at)
    }

    /// A waiting report goes to its modem (SMS-STATUS-REPORT, 3GPP TS 23.040 9.2.2.3) and leaves the centre. `None` if
    /// there is none.
    pub fn report(&mut self, at: u8) -> Option<Waiting> {
        self.waiting_mut()?.take(at)
    }

    /// A waiting report goes to its modem, but the centre does not hear of it, and keeps it to tell it again. `None` where
    /// that has happened to it before, or there is none.
    pub fn report_again(&mut self, at: u8) -> Option<Waiting> {
        self.waiting_mut()?.tell(at)
    }

    /// The handset refuses a part because its memory is full (TP-FCS D3). Nothing is delivered to it until there is
    /// room. False if it is full already, or there is no such part.
    pub fn refuse(&mut self, at: u8) -> bool {
        self.centre_mut().is_some_and(|centre| centre.refuse(at))
    }

    /// The centre learns that a handset has room again (RP-SMMA, 3GPP TS 24.011 5.3.4), or tries it on its own. False if
    /// it was not full.
    pub fn make_room(&mut self, recipient: u8) -> bool {
        self.centre_mut().is_some_and(|centre| centre.make_room(recipient))
    }

    /// The recipients' handsets, in the order of their numbers; none where messages are not put together from parts.
    pub fn handsets(&self) -> &[Handset] {
        self.centre().map_or(&[], Centre::handsets)
    }

    /// A handset waits no longer for the missing parts of an incomplete message, counted from 0 among those of that
    /// handset, and shows what there is of it. `None` if there is no such message.
    pub fn give_up(&mut self, recipient: u8, incomplete: u8) -> Option<Message> {
        self.centre_mut()?.give_up(recipient, incomplete)
    }

    /// The lists that have outgrown their place in the state.
    pub fn spilled(&self) -> impl Iterator<Item = &'static str> + '_ {
        let held = match &self.kind {
            Kind::Atomic(atomic) => atomic.spilled(),
            Kind::Parts(_) => None,
        };
        held.into_iter().chain(self.centre().into_iter().flat_map(Centre::spilled))
    }

    fn centre(&self) -> Option<&Centre> {
        match &self.kind {
            Kind::Atomic(_) => None,
            Kind::Parts(centre) => Some(centre),
        }
    }

    fn waiting_mut(&mut self) -> Option<&mut Reports> {
        self.centre_mut().map(Centre::reports_mut)
    }

    fn centre_mut(&mut self) -> Option<&mut Centre> {
        match &mut self.kind {
            Kind::Atomic(_) => None,
            Kind::Parts(centre) => Some(centre),
        }
    }
}

impl Accepted {
    /// Refused, with nothing delivered.
    fn not(result: SubmitResult) -> Self {
        Self { result, delivered: None }
    }
}

/// The places of a sorted list; of equal entries the first alone, since it makes no difference which is taken.
fn different<T: PartialEq>(list: &[T]) -> impl Iterator<Item = u8> + '_ {
    let differs = |at: &usize| *at == 0 || list[*at] != list[*at - 1];
    (0..list.len()).filter(differs).filter_map(|at| u8::try_from(at).ok())
}

#[cfg(test)]
mod tests;
