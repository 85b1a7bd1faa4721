//! Parts on the air, in the service centre, and on their way to handsets.

use asms_bind::radio::Receipt;
use asms_machine::id::DeviceId;
use asms_machine::modem::Submission;
use asms_machine::network::Stored;
use asms_machine::system::{Action, Lasting};

use super::due::Due;
use super::user::{Parcel, Submitting};
use super::{Aired, Stop, World, actor};
use crate::draw::{Concern, Hand};
use crate::observe::Observer;
use crate::plan::{Fault, Mishap, What};
use crate::queue::Priority;
use crate::radio::Whose;
use crate::time::{HOUR, SECOND, Time};

/// What becomes of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Accepted,
    ReportLost,
    Lost,
    RefusedForNow,
    RefusedForGood,
    /// The modem starts anew; by then the service centre may have accepted the part.
    ModemResets {
        accepted: bool,
    },
}

/// The places in a hand of a submission, or of an attempt to deliver.
mod place {
    /// Narrow numbers.
    pub(super) const MODEM_RESET: usize = 0;
    pub(super) const REFUSED_FOR_GOOD: usize = 1;
    pub(super) const REFUSED: usize = 3;
    pub(super) const REPORT_LOST: usize = 4;
    pub(super) const COIN: usize = 5;
    pub(super) const SWAPPED: usize = 7;
    pub(super) const GONE: usize = 0;
    pub(super) const FULL: usize = 0;
    pub(super) const DOUBLED: usize = 1;
    /// Wide numbers.
    pub(super) const DELAY: usize = 5;
    pub(super) const AGAIN: usize = 6;
}

/// How long a submission takes, and how long a modem waits for an answer to it (TR1M, 3GPP TS 24.011 10), in milliseconds.
const SUBMITTING: u64 = 3 * SECOND;
const SILENCE: u64 = 40 * SECOND;

/// For how long the memory of a handset stays full, in milliseconds.
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
        let cell = self.cell_of(user);
        let (is_lost, is_crowded) = (self.loses(cell), self.is_crowded(cell));
        let radio = &self.plan.radio;
        let (refused, report_lost) = (radio.refused.ppm(), radio.answer_lost.ppm());
        let (reset, refusal) = (Fault::ModemResets, Fault::NumberRefused);
        let (resets, refusals) = (self.faults.strength(reset), self.faults.strength(refusal));
        let is_dark = self.users[usize::from(user)].lines[usize::from(device.0)].dark_until > self.now;
        let mut meets = |what: What, drawn: bool| self.befalls(drawn, what, user, device.0, serial);
        let drawn = |at: usize, per_million: u32| hand.happens(at, per_million);
        if is_dark {
            return Fate::Lost;
        }
        if meets(What::Fault(reset), drawn(place::MODEM_RESET, resets)) {
            return Fate::ModemResets { accepted: hand.happens(place::COIN, 500_000) };
        }
        if meets(What::Mishap(Mishap::SubmissionLost), is_lost) {
            return Fate::Lost;
        }
        if meets(What::Mishap(Mishap::Crowded), is_crowded) {
            return Fate::RefusedForNow;
        }
        let fate = if meets(What::Fault(refusal), drawn(place::REFUSED_FOR_GOOD, refusals)) {
            Fate::RefusedForGood
        } else if meets(What::Mishap(Mishap::Refused), drawn(place::REFUSED, refused)) {
            Fate::RefusedForNow
        } else if meets(What::Mishap(Mishap::ReportLost), drawn(place::REPORT_LOST, report_lost)) {
            Fate::ReportLost
        } else {
            Fate::Accepted
        };
        self.crowd(cell);
        fate
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
        if fate == (Fate::ModemResets { accepted: false }) {
            return self.act(observer, user, Action::ModemRestarts(device)).map(drop);
        }
        let read = world.read_submit(&submitting.octets, &submission);
        let validity = read.map_err(|what| self.diverge(what))?.unwrap_or(self.plan.radio.validity);
        let action = match fate {
            Fate::Accepted => Action::CentreAccepts(device),
            Fate::ReportLost | Fate::ModemResets { .. } => Action::ReportLost(device),
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
            self.store(user, device, serial, stored, validity);
        }
        if matches!(fate, Fate::ModemResets { .. }) {
            // Where the SIM keeps the counts there is nothing left that the modem could lose.
            let _ = self.try_to(observer, user, Action::ModemRestarts(device))?;
        }
        Ok(())
    }

    fn count(&self, user: u16, part: &Stored) -> usize {
        self.users[usize::from(user)].state.network.stored().iter().filter(|stored| *stored == part).count()
    }

    /// The service centre has a part: it will try to deliver it, for so many milliseconds.
    fn store(&mut self, user: u16, device: DeviceId, submission: u32, stored: Stored, validity: u64) {
        let hand = self.draws.hand(Concern::Submission, actor(user, device), submission.into());
        let gone = self.is_gone(user, &stored);
        let taken = self.now;
        let world = self.user(user);
        world.parcel_count += 1;
        let serial = world.parcel_count;
        world.parcels.push(Parcel { serial, stored, taken, gone, attempts: 0 });
        let due = self.first_attempt(user, device, submission, &hand, &stored);
        self.queue.put(due, Priority::Arrival, Due::Delivery { user, parcel: serial });
        let expires = self.now.after(validity);
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

    /// When a part is first tried to be delivered. The parts of a text follow each other, unless one is overtaken.
    fn first_attempt(
        &mut self,
        user: u16,
        device: DeviceId,
        serial: u32,
        hand: &Hand,
        stored: &Stored,
    ) -> Time {
        let (radio, now) = (&self.plan.radio, self.now);
        let due = now.after(radio.delay.sample(hand.wide(place::DELAY)));
        if self.healing {
            return now.after(SECOND);
        }
        let again = radio.delay.sample(hand.wide(place::AGAIN));
        let has_next = stored.part < stored.total;
        let drawn = has_next && hand.happens(place::SWAPPED, radio.swapped.ppm());
        let overtakes = self.befalls(drawn, What::Mishap(Mishap::Swapped), user, device.0, serial);
        let Some(handset) = self.user(user).handsets.get_mut(usize::from(stored.recipient)) else {
            return due;
        };
        if overtakes {
            return due.after(again);
        }
        let (of, latest) = handset.latest;
        let due = if of == stored.content { latest.after(1).max(due) } else { due };
        handset.latest = (stored.content, due);
        due
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
        let attempt = found.attempts + 1;
        if let Some(parcel) = self.user(user).parcels.iter_mut().find(|other| other.serial == parcel) {
            parcel.attempts = attempt;
        }
        let is_full = self.users[usize::from(user)].state.network.is_full(recipient);
        if is_full || !self.healing && (found.gone || self.is_away(user, recipient)) {
            self.retry(user, parcel, attempt);
            return Ok(());
        }
        let sequence = parcel << 8 | attempt.min(255);
        let hand = self.draws.hand(Concern::Delivery, u64::from(user), sequence.into());
        let full = self.strength(Fault::HandsetFull);
        if hand.happens(place::FULL, full) && self.allows(What::Fault(Fault::HandsetFull), user, 0, sequence)
        {
            self.answered(user, &found, Receipt::Full)?;
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
        self.forwarded(user, &found, &aired)?;
        self.answered(user, &found, Receipt::Taken)?;
        self.notify(user, &found, true);
        Ok(())
    }

    /// Whether the phone of a recipient is out of reach now. All parts meet the same absence.
    pub(super) fn is_away(&mut self, user: u16, recipient: u8) -> bool {
        let actor = u64::from(user) << 8 | u64::from(recipient);
        let whose = Whose { draws: self.draws, concern: Concern::Cover, actor };
        let Some(absence) = self.absences.at(whose, self.now) else { return false };
        let begun = u32::try_from(absence.from.0 / SECOND).unwrap_or(u32::MAX);
        self.allows(What::Mishap(Mishap::Unreachable), user, recipient, begun)
    }

    /// A handset answers a part, as octets.
    fn answered(&self, user: u16, parcel: &Parcel, receipt: Receipt) -> Result<(), Stop> {
        let world = &self.users[usize::from(user)];
        let carry = || {
            if receipt == Receipt::Full {
                world.write_part(parcel)?;
            }
            world.carry_receipt(parcel, receipt)
        };
        carry().map_err(|what| self.diverge(what))
    }

    /// A part reached its handset, as octets.
    fn forwarded(&mut self, user: u16, parcel: &Parcel, aired: &Aired) -> Result<(), Stop> {
        let Aired::Forwarded { shown, .. } = aired else { return Ok(()) };
        let carried = self.user(user).carry_part(parcel, shown.as_ref());
        carried.map_err(|what| self.diverge(what))
    }

    /// The service centre tries again later, after so many attempts.
    fn retry(&mut self, user: u16, parcel: u32, attempts: u32) {
        let wait = if self.healing { HOUR } else { self.plan.radio.retry_after(attempts) };
        self.queue.put(self.now.after(wait), Priority::Arrival, Due::Delivery { user, parcel });
    }

    /// The service centre gives up a part.
    pub(super) fn expire(&mut self, observer: &mut dyn Observer, user: u16, parcel: u32) -> Result<(), Stop> {
        let Some((at, found)) = self.users[usize::from(user)].stored_at(parcel) else { return Ok(()) };
        self.take_parcel(user, parcel);
        self.act(observer, user, Action::CentreGivesUp(at))?;
        self.notify(user, &found, false);
        Ok(())
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
