//! What a device does next, and when.

use asms_machine::behaviour::Context;
use asms_machine::id::DeviceId;
use asms_machine::system::Action;

use super::due::Due;
use super::user::Timer;
use super::{Stop, World, actor};
use crate::draw::{Concern, scaled};
use crate::observe::Observer;
use crate::plan::{Fault, What};
use crate::queue::Priority;
use crate::time::{HOUR, MINUTE, SECOND, Time};

/// How long a device waits at most before it says what it has to say, in milliseconds: more may be to come.
const MOST_PAUSE: u64 = 5 * SECOND;

/// How long a device takes to start again, in milliseconds.
const BOOT: u64 = MINUTE;

/// How long a device takes to hand the next part to its modem, in milliseconds.
const HANDING_OVER: u64 = SECOND;

/// How long a device waits before it submits a part again, in milliseconds.
const BETWEEN_TRIES: u64 = 2 * MINUTE;

impl World<'_> {
    /// After an action: whom does it give something to do?
    pub(super) fn look_around(&mut self, user: u16, action: Action) {
        match action {
            Action::DesktopAdds(..)
            | Action::DesktopComposes(_)
            | Action::DesktopMoves(..)
            | Action::DesktopMarks(..)
            | Action::DesktopDeletes(..)
            | Action::FolderRemoved(_)
            | Action::ServerHandles(..)
            | Action::IntervalEnds(_)
            | Action::ServerWakes(_) => self.look_at_holds(user),
            Action::DeviceRestarts(device) => {
                self.abandon(user, device);
                let line = self.user(user).line(device);
                line.waiting = None;
                line.submission = None;
                line.timer = None;
                line.transmits = false;
                self.set_timer(user, device, self.now.after(BOOT));
            }
            Action::DeviceInterrupts(device) | Action::RequestDelayed(device) => {
                self.abandon(user, device);
            }
            Action::ServerRestarts => {
                for device in self.devices(user) {
                    self.user(user).line(device).held = None;
                }
            }
            Action::PhoneReceives(device)
            | Action::UserChooses(device, _)
            | Action::UserMarks(device, ..)
            | Action::UserDeletes(device, ..)
            | Action::UserToggles(device)
            | Action::DeviceResyncs(device)
            | Action::DeviceUpgrades(device)
            | Action::DeviceReceives(device)
            | Action::CentreAccepts(device)
            | Action::ReportLost(device)
            | Action::SubmissionLost(device)
            | Action::CentreRefuses(device, _)
            | Action::ModemRestarts(device) => self.tend(user, device),
            Action::CentreReports(_) | Action::CentreReportsAgain(_) => {
                for device in self.devices(user) {
                    self.tend(user, device);
                }
            }
            _ => {}
        }
    }

    /// Sees to it that the device acts when it has reason to.
    pub(super) fn tend(&mut self, user: u16, device: DeviceId) {
        let world = &self.users[usize::from(user)];
        let Some(machine) = world.state.device(device) else { return };
        let mut cx = Context::new(&self.plan.behaviour);
        let line = &world.lines[usize::from(device.0)];
        if !line.transmits
            && let Some(submission) = machine.next_submission(&mut cx)
        {
            let pause = if submission.again { BETWEEN_TRIES } else { HANDING_OVER };
            self.user(user).line(device).transmits = true;
            self.queue.put(self.now.after(pause), Priority::Timer, Due::Transmits { user, device });
        }
        let world = &self.users[usize::from(user)];
        let Some(machine) = world.state.device(device) else { return };
        let line = &world.lines[usize::from(device.0)];
        let waits = machine.in_flight.is_some();
        if waits && !machine.waits_for_news() {
            return;
        }
        if machine.has_work(&mut cx) || (!waits && machine.lets_hold()) {
            let sequence = line.timers.into();
            let drawn = self.draws.number(Concern::Pause, actor(user, device), sequence);
            self.set_timer(user, device, self.now.after(scaled(drawn, MOST_PAUSE)));
        } else if !waits {
            self.set_timer(user, device, line.asked.max(self.now).after(self.plan.poll));
        }
    }

    /// The device acts then, unless it acts earlier anyway.
    fn set_timer(&mut self, user: u16, device: DeviceId, due: Time) {
        let line = self.user(user).line(device);
        if line.timer.is_some_and(|timer| timer.due <= due) {
            return;
        }
        line.timers += 1;
        let token = line.timers;
        line.timer = Some(Timer { token, due });
        self.queue.put(due, Priority::Timer, Due::Timer { user, device, token });
    }

    /// The device asks, polls, or says what it has to say.
    pub(super) fn timer(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        token: u32,
    ) -> Result<(), Stop> {
        let line = self.user(user).line(device);
        if line.timer.is_none_or(|timer| timer.token != token) {
            return Ok(());
        }
        line.timer = None;
        let waits = self.user(user).state.device(device).is_some_and(|machine| machine.in_flight.is_some());
        if waits {
            // It may have got its answer, or may wait for one that cannot be called off.
            let _ = self.try_to(observer, user, Action::DeviceInterrupts(device))?;
            return Ok(());
        }
        if let Some(rule) = self.user(user).line(device).careless
            && !self.healing
            && self.try_to(observer, user, Action::DeviceIsCareless(device, rule))?.is_ok()
        {
            self.user(user).line(device).careless = None;
            return Ok(());
        }
        if self.try_to(observer, user, Action::DeviceSyncs(device))?.is_err() {
            self.act(observer, user, Action::DevicePolls(device))?;
        }
        Ok(())
    }

    /// A clock of the device jumps: what it was to do later it does now, or hours after.
    pub(super) fn step_clock(&mut self, user: u16, device: DeviceId, hours: u64) {
        let now = self.now;
        if self.user(user).line(device).timer.take().is_some() {
            self.set_timer(user, device, now.after(hours * HOUR));
        }
    }

    /// A device may crash right after whatever it did.
    pub(super) fn perhaps_crash(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        action: Action,
    ) -> Result<(), Stop> {
        let Some(device) = acting(action) else { return Ok(()) };
        let per_million = self.strength(Fault::DeviceCrashes);
        if per_million == 0 {
            return Ok(());
        }
        let line = self.user(user).line(device);
        if line.until_crash > 0 {
            line.until_crash -= 1;
            return Ok(());
        }
        // The first turn draws how long it takes to the first crash, as each crash does to the next.
        let sequence = line.crashes;
        line.crashes += 1;
        let gap = 2_000_000 / u64::from(per_million);
        let drawn =
            scaled(self.draws.number(Concern::Fault, CRASHES | actor(user, device), sequence.into()), gap);
        self.user(user).line(device).until_crash = u32::try_from(drawn).unwrap_or(u32::MAX);
        if sequence > 0 && self.allows(What::Fault(Fault::DeviceCrashes), user, device.0, sequence) {
            let _ = self.try_to(observer, user, Action::DeviceRestarts(device))?;
        }
        Ok(())
    }

    /// A day passes, and the server is kept for the case that it has to go back.
    pub(super) fn midnight(&mut self, observer: &mut dyn Observer, user: u16) -> Result<(), Stop> {
        self.act(observer, user, Action::DayPasses)?;
        self.user(user).retire();
        if self.faults.strength(Fault::BackupRestored) > 0 {
            let world = self.user(user);
            let server = world.state.server.clone();
            world.backups.push_back(server);
            if world.backups.len() > BACKUPS {
                world.backups.pop_front();
            }
        }
        self.queue.put(self.now.next_midnight(), Priority::World, Due::Midnight { user });
        Ok(())
    }
}

/// Sets the draws of crashes apart from those of other faults.
const CRASHES: u64 = 1 << 32;

/// How many midnights a server can go back.
pub(crate) const BACKUPS: usize = 7;

/// The device that acts, where one does.
fn acting(action: Action) -> Option<DeviceId> {
    match action {
        Action::DeviceSyncs(id)
        | Action::DevicePolls(id)
        | Action::DeviceIsCareless(id, _)
        | Action::DeviceRepeats(id)
        | Action::DeviceInterrupts(id)
        | Action::DeviceReceives(id)
        | Action::DeviceTransmits(id)
        | Action::CentreAccepts(id)
        | Action::ReportLost(id)
        | Action::SubmissionLost(id)
        | Action::CentreRefuses(id, _) => Some(id),
        _ => None,
    }
}
