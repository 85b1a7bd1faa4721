//! Status reports on their way to the modems that asked for them.

use asms_machine::modem::StatusReport;
use asms_machine::network::Waiting;
use asms_machine::system::Action;

use super::due::Due;
use super::user::{Notice, Parcel};
use super::{Aired, Stop, World};
use crate::draw::{Concern, Hand};
use crate::observe::Observer;
use crate::plan::{Mishap, What};
use crate::queue::Priority;
use crate::time::SECOND;

/// The places in a hand of an attempt to tell a status report.
mod place {
    /// Narrow numbers.
    pub(super) const LOST: usize = 0;
    pub(super) const DOUBLED: usize = 1;
    /// A wide number.
    pub(super) const DELAY: usize = 4;
}

impl World<'_> {
    /// A part was delivered or given up: the report of it waits, and will be told.
    pub(super) fn notify(&mut self, user: u16, parcel: &Parcel, delivered: bool) {
        let (taken, discharged) = (parcel.taken, self.now);
        let stored = &parcel.stored;
        let report = StatusReport { mr: stored.mr, recipient: stored.recipient, delivered };
        let waiting = Waiting { device: stored.device, report, content: stored.content, told: false };
        let world = self.user(user);
        world.notice_count += 1;
        let serial = world.notice_count;
        world.notices.push(Notice { serial, waiting, taken, discharged, attempts: 0 });
        let delay =
            self.plan.radio.report_delay.sample(self.hand_of_notice(user, serial, 0).wide(place::DELAY));
        let delay = if self.healing { SECOND } else { delay };
        self.queue.put(self.now.after(delay), Priority::Arrival, Due::Notice { user, notice: serial });
    }

    /// The service centre tries to tell a status report. It keeps one that its modem is out of reach for.
    pub(super) fn tell(&mut self, observer: &mut dyn Observer, user: u16, notice: u32) -> Result<(), Stop> {
        let Some((at, found)) = self.users[usize::from(user)].waiting_at(notice) else { return Ok(()) };
        let device = found.waiting.device;
        let attempt = found.attempts + 1;
        if let Some(notice) = self.user(user).notices.iter_mut().find(|other| other.serial == notice) {
            notice.attempts = attempt;
        }
        if self.users[usize::from(user)].lines[usize::from(device.0)].dark_until > self.now {
            self.tell_later(user, notice, attempt);
            return Ok(());
        }
        let hand = self.hand_of_notice(user, notice, attempt);
        let sequence = notice << 8 | attempt.min(255);
        let radio = &self.plan.radio;
        let (lost, doubled) = (radio.report_lost.ppm(), radio.duplicated.ppm());
        let mut meets = |mishap: Mishap, at: usize, per_million: u32| {
            self.befalls(hand.happens(at, per_million), What::Mishap(mishap), user, device.0, sequence)
        };
        if meets(Mishap::StatusReportLost, place::LOST, lost) {
            self.take_notice(user, notice);
            return self.act(observer, user, Action::StatusReportLost(at)).map(drop);
        }
        if !found.waiting.told && meets(Mishap::StatusReportDoubled, place::DOUBLED, doubled) {
            let aired = self.act(observer, user, Action::CentreReportsAgain(at))?;
            if let Some(notice) = self.user(user).notices.iter_mut().find(|other| other.serial == notice) {
                notice.waiting.told = true;
            }
            self.tell_later(user, notice, attempt);
            return self.told(user, &found, &aired);
        }
        self.take_notice(user, notice);
        let aired = self.act(observer, user, Action::CentreReports(at))?;
        self.told(user, &found, &aired)
    }

    /// A modem was told, as octets.
    fn told(&self, user: u16, notice: &Notice, aired: &Aired) -> Result<(), Stop> {
        let Aired::Forwarded { report: Some(report), .. } = aired else { return Ok(()) };
        let carried = self.users[usize::from(user)].carry_status(*report, notice);
        carried.map_err(|what| self.diverge(what))
    }

    fn tell_later(&mut self, user: u16, notice: u32, attempts: u32) {
        let wait = self.plan.radio.retry_after(attempts);
        let wait = if self.healing { SECOND } else { wait };
        self.queue.put(self.now.after(wait), Priority::Arrival, Due::Notice { user, notice });
    }

    fn hand_of_notice(&self, user: u16, notice: u32, attempt: u32) -> Hand {
        let sequence = u64::from(notice) << 32 | u64::from(attempt);
        self.draws.hand(Concern::Report, user.into(), sequence)
    }

    fn take_notice(&mut self, user: u16, notice: u32) {
        self.user(user).notices.retain(|other| other.serial != notice);
    }
}
