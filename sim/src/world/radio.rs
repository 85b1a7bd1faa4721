//! Parts on the air, in the service centre, and on their way to handsets.

use asms_machine::id::DeviceId;
use asms_machine::modem::Submission;
use asms_machine::network::Stored;
use asms_machine::system::{Action, Lasting};

use super::due::Due;
use super::user::{Parcel, Submitting, User};
use super::{Aired, Stop, World, actor};
use crate::draw::{Concern, Hand, scaled};
use crate::observe::Observer;
use crate::plan::{Fault, Mishap, What};
use crate::queue::Priority;
use crate::time::{HOUR, SECOND, Time};

/// What becomes of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Accepted,
    ReportLost,
    Lost,
    RefusedForNow,
    RefusedForGood,
}

/// The places in a hand of a submission, or of an attempt to deliver.
mod place {
    /// Narrow numbers.
    pub(super) const MODEM_RESET: usize = 0;
    pub(super) const REFUSED_FOR_GOOD: usize = 1;
    pub(super) const REFUSED: usize = 3;
    pub(super) const REPORT_LOST: usize = 4;
    pub(super) const COIN: usize = 5;
    pub(super) const UNREACHABLE: usize = 6;
    pub(super) const SWAPPED: usize = 7;
    pub(super) const GONE: usize = 0;
    pub(super) const FULL: usize = 0;
    pub(super) const DOUBLED: usize = 1;
    /// Wide numbers.
    pub(super) const LOST: usize = 4;
    pub(super) const DELAY: usize = 5;
    pub(super) const AGAIN: usize = 6;
    pub(super) const ABSENCE: usize = 7;
}

/// How long a submission takes, and how long a modem waits for an answer to it (TR1M, 3GPP TS 24.011 10), in milliseconds.
const SUBMITTING: u64 = 3 * SECOND;
const SILENCE: u64 = 40 * SECOND;

/// In a million of a million.
const ALWAYS: u32 = 1_000_000;

/// For how long a handset is out of reach at most, and for how long its memory stays full, in milliseconds.
const MOST_ABSENT: u64 = 4 * HOUR;
const FULL: u64 = 2 * HOUR;

impl World<'_> {
    /// The device hands a part to its modem.
    pub(super) fn transmit(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
    ) -> Result<(), Stop> {
        if std::mem::take(&mut self.user(user).line(device).transmits) {
            // The reason may have gone meanwhile.
            let _ = self.try_to(observer, user, Action::DeviceTransmits(device))?;
        }
        Ok(())
    }

    /// A modem sends what was handed to it.
    pub(super) fn transmitted(
        &mut self,
        user: u16,
        device: DeviceId,
        _submission: &Submission,
        octets: Option<Vec<u8>>,
    ) {
        let draws = self.draws;
        let line = self.user(user).line(device);
        line.submissions += 1;
        let serial = line.submissions;
        line.submission = Some(Submitting { serial, octets: octets.unwrap_or_default() });
        let hand = draws.hand(Concern::Submission, actor(user, device), serial.into());
        let fate = self.fate(user, device, serial, &hand);
        let silent = matches!(fate, Fate::ReportLost | Fate::Lost);
        let time = self.now.after(if silent { SILENCE } else { SUBMITTING });
        self.queue.put(time, Priority::Arrival, Due::Submitted { user, device, serial, fate });
    }

    fn fate(&mut self, user: u16, device: DeviceId, serial: u32, hand: &Hand) -> Fate {
        if self.healing {
            return Fate::Accepted;
        }
        let radio = &self.plan.radio;
        let (refused, report_lost) = (radio.refused.ppm(), radio.answer_lost.ppm());
        let (reset, refusal) = (Fault::ModemResets, Fault::NumberRefused);
        let (resets, refusals) = (self.faults.strength(reset), self.faults.strength(refusal));
        let lost = self.user(user).line(device).burst.is_lost(hand.wide(place::LOST));
        let is_dark = self.users[usize::from(user)].lines[usize::from(device.0)].dark_until > self.now;
        let mut meets = |what: What, at: usize, per_million: u32| {
            self.befalls(hand.happens(at, per_million), what, user, device.0, serial)
        };
        if is_dark {
            Fate::Lost
        } else if meets(What::Fault(reset), place::MODEM_RESET, resets) {
            if hand.happens(place::COIN, 500_000) { Fate::ReportLost } else { Fate::Lost }
        } else if meets(What::Fault(refusal), place::REFUSED_FOR_GOOD, refusals) {
            Fate::RefusedForGood
        } else if meets(What::Mishap(Mishap::SubmissionLost), place::COIN, if lost { ALWAYS } else { 0 }) {
            Fate::Lost
        } else if meets(What::Mishap(Mishap::Refused), place::REFUSED, refused) {
            Fate::RefusedForNow
        } else if meets(What::Mishap(Mishap::ReportLost), place::REPORT_LOST, report_lost) {
            Fate::ReportLost
        } else {
            Fate::Accepted
        }
    }

    /// What became of a submission shows: the service centre has read it, or has not.
    pub(super) fn submitted(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        serial: u32,
        fate: Fate,
    ) -> Result<(), Stop> {
        let line = self.user(user).line(device);
        let Some(submitting) = line.submission.take_if(|submitting| submitting.serial == serial) else {
            return Ok(());
        };
        let world = &self.users[usize::from(user)];
        let Some(submission) = world.state.device(device).and_then(|device| device.modem.submission) else {
            return Ok(());
        };
        world.read_submit(&submitting.octets, &submission).map_err(|what| self.diverge(what))?;
        let action = match fate {
            Fate::Accepted => Action::CentreAccepts(device),
            Fate::ReportLost => Action::ReportLost(device),
            Fate::Lost => Action::SubmissionLost(device),
            Fate::RefusedForNow => Action::CentreRefuses(device, Lasting::Temporary),
            Fate::RefusedForGood => Action::CentreRefuses(device, Lasting::Permanent),
        };
        let stored = stored(device, &submission);
        let before = self.count(user, &stored);
        if let Aired::Submitted(result) = self.act(observer, user, action)? {
            let carried = self.users[usize::from(user)].carry_answer(&submission, result, self.now);
            carried.map_err(|what| self.diverge(what))?;
        }
        if self.count(user, &stored) > before {
            self.store(user, device, serial, stored);
        }
        Ok(())
    }

    fn count(&self, user: u16, part: &Stored) -> usize {
        self.users[usize::from(user)].state.network.stored().iter().filter(|stored| *stored == part).count()
    }

    /// The service centre has a part: it will try to deliver it.
    fn store(&mut self, user: u16, device: DeviceId, submission: u32, stored: Stored) {
        let hand = self.draws.hand(Concern::Submission, actor(user, device), submission.into());
        let gone = self.is_gone(user, &stored);
        let taken = self.now;
        let world = self.user(user);
        world.parcel_count += 1;
        let serial = world.parcel_count;
        world.parcels.push(Parcel { serial, stored, taken, gone, attempts: 0 });
        let due = self.first_attempt(user, device, submission, &hand, stored.recipient);
        self.queue.put(due, Priority::Arrival, Due::Delivery { user, parcel: serial });
        let expires = self.now.after(self.plan.radio.validity);
        self.queue.put(expires, Priority::Timer, Due::Expires { user, parcel: serial });
    }

    /// Whether a message never finds its recipient. All its parts share that.
    fn is_gone(&mut self, user: u16, stored: &Stored) -> bool {
        let (content, recipient) = (stored.content.0, stored.recipient);
        let sequence = u64::from(content) << 8 | u64::from(recipient);
        let hand = self.draws.hand(Concern::Recipient, user.into(), sequence);
        let drawn = hand.happens(place::GONE, self.plan.radio.never_delivered.ppm());
        self.befalls(drawn, What::Mishap(Mishap::Gone), user, recipient, content)
    }

    /// When a part is first tried to be delivered. Parts to one handset follow each other, unless one is overtaken.
    fn first_attempt(
        &mut self,
        user: u16,
        device: DeviceId,
        serial: u32,
        hand: &Hand,
        recipient: u8,
    ) -> Time {
        let (radio, now) = (&self.plan.radio, self.now);
        let (unreachable, swapped) = (radio.unreachable.ppm(), radio.swapped.ppm());
        let due = now.after(radio.delay.sample(hand.wide(place::DELAY)));
        let handset = |recipient: u8| usize::from(recipient);
        if self.healing {
            return now.after(SECOND);
        }
        let mut meets = |mishap: Mishap, at: usize, per_million: u32| {
            self.befalls(hand.happens(at, per_million), What::Mishap(mishap), user, device.0, serial)
        };
        let is_away = meets(Mishap::Unreachable, place::UNREACHABLE, unreachable);
        let overtakes = meets(Mishap::Swapped, place::SWAPPED, swapped);
        let again = radio.delay.sample(hand.wide(place::AGAIN));
        let absence = scaled(hand.wide(place::ABSENCE), MOST_ABSENT);
        let Some(handset) = self.user(user).handsets.get_mut(handset(recipient)) else { return due };
        if is_away && handset.absent_until <= now {
            handset.absent_until = due.after(absence);
        }
        if overtakes {
            return due.after(again);
        }
        handset.latest = handset.latest.after(1).max(due);
        handset.latest
    }

    /// The service centre tries to deliver a part.
    pub(super) fn deliver(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        parcel: u32,
    ) -> Result<(), Stop> {
        let Some((at, found)) = self.users[usize::from(user)].stored_at(parcel) else { return Ok(()) };
        let recipient = found.stored.recipient;
        let attempt = found.attempts;
        if let Some(parcel) = self.user(user).parcels.iter_mut().find(|other| other.serial == parcel) {
            parcel.attempts += 1;
        }
        let world = &self.users[usize::from(user)];
        let absent =
            world.handsets.get(usize::from(recipient)).is_some_and(|handset| handset.absent_until > self.now);
        if ((absent || found.gone) && !self.healing) || world.state.network.is_full(recipient) {
            self.retry(user, parcel, attempt);
            return Ok(());
        }
        let sequence = parcel << 8 | attempt.min(255);
        let hand = self.draws.hand(Concern::Delivery, u64::from(user), sequence.into());
        let full = self.strength(Fault::HandsetFull);
        if hand.happens(place::FULL, full) && self.allows(What::Fault(Fault::HandsetFull), user, 0, sequence)
        {
            self.act(observer, user, Action::HandsetIsFull(at))?;
            self.queue.put(self.now.after(FULL), Priority::World, Due::Room { user, recipient });
            self.retry(user, parcel, attempt);
            return Ok(());
        }
        let doubled = hand.happens(place::DOUBLED, self.plan.radio.duplicated.ppm())
            && !found.stored.delivered
            && self.allows(What::Mishap(Mishap::Doubled), user, 0, sequence);
        if doubled {
            let aired = self.act(observer, user, Action::CentreRepeats(at))?;
            self.forwarded(user, &found, &aired)?;
            if let Some(parcel) = self.user(user).parcels.iter_mut().find(|other| other.serial == parcel) {
                parcel.stored.delivered = true;
            }
            self.retry(user, parcel, attempt);
            return Ok(());
        }
        self.take_parcel(user, parcel);
        let aired = self.act(observer, user, Action::CentreDelivers(at))?;
        self.forwarded(user, &found, &aired)
    }

    /// A part reached its handset, and its report the modem: both as octets.
    fn forwarded(&mut self, user: u16, parcel: &Parcel, aired: &Aired) -> Result<(), Stop> {
        let Aired::Forwarded { shown, report } = aired else { return Ok(()) };
        let now = self.now;
        let carry = |user: &mut User| {
            user.carry_part(parcel, shown.as_ref())?;
            report.map_or(Ok(()), |report| user.carry_status(report, parcel.taken, now).map(drop))
        };
        carry(self.user(user)).map_err(|what| self.diverge(what))
    }

    /// The service centre tries again later.
    fn retry(&mut self, user: u16, parcel: u32, attempt: u32) {
        let wait = if self.healing { HOUR } else { self.plan.radio.retry_after(attempt) };
        self.queue.put(self.now.after(wait), Priority::Arrival, Due::Delivery { user, parcel });
    }

    /// The service centre gives up a part.
    pub(super) fn expire(&mut self, observer: &mut dyn Observer, user: u16, parcel: u32) -> Result<(), Stop> {
        let Some((at, found)) = self.users[usize::from(user)].stored_at(parcel) else { return Ok(()) };
        self.take_parcel(user, parcel);
        let aired = self.act(observer, user, Action::CentreGivesUp(at))?;
        let Aired::Forwarded { report: Some(report), .. } = aired else { return Ok(()) };
        let carried = self.users[usize::from(user)].carry_status(report, found.taken, self.now);
        carried.map(drop).map_err(|what| self.diverge(what))
    }

    /// The recipient makes room.
    pub(super) fn make_room(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        recipient: u8,
    ) -> Result<(), Stop> {
        self.try_to(observer, user, Action::HandsetHasRoom(recipient)).map(drop)
    }

    fn take_parcel(&mut self, user: u16, parcel: u32) {
        self.user(user).parcels.retain(|other| other.serial != parcel);
    }
}

/// How the service centre stores a submission.
fn stored(device: DeviceId, submission: &Submission) -> Stored {
    let Submission { content, recipient, part, total, reference, mr, .. } = *submission;
    Stored { device, recipient, reference, total, part, content, mr, delivered: false }
}
