//! What goes wrong by itself, now and then.

use asms_machine::behaviour::Consulted;
use asms_machine::id::DeviceId;
use asms_machine::system::{Action, Effect, Event};

use super::due::Due;
use super::habits::MONTH;
use super::{Stop, World};
use crate::draw::{Concern, Hand, scaled};
use crate::observe::{Cause, Happening, Observer};
use crate::plan::{Fault, Unit, What};
use crate::queue::Priority;
use crate::time::{HOUR, MINUTE};

/// A fault's actor among the draws: the user and the kind.
fn actor(user: u16, fault: Fault) -> u64 {
    u64::from(user) << 8 | fault as u64
}

/// The places in a hand of a fault.
mod place {
    /// Narrow numbers.
    pub(super) const DEVICE: usize = 0;
    pub(super) const HOW: usize = 1;
    pub(super) const LENGTH: usize = 2;
    /// A wide number: when it is next.
    pub(super) const NEXT: usize = 7;
}

/// For how long a device is out of reach of the radio at most, in milliseconds.
const MOST_DARK: u64 = 2 * HOUR;

/// By how many hours the clock of a device jumps at most.
const MOST_HOURS: u64 = 12;

impl World<'_> {
    /// Puts the first time of each fault that comes by itself into the queue.
    pub(super) fn plan_faults(&mut self, user: u16) {
        for fault in Fault::ALL.iter().filter(|fault| fault.unit() == Unit::Month) {
            let number = self.draws.number(Concern::Fault, actor(user, *fault), 0);
            self.plan_fault(user, *fault, number);
        }
    }

    fn plan_fault(&mut self, user: u16, fault: Fault, number: u64) {
        let rate = self.strength(fault);
        if rate > 0 {
            let gap = scaled(number, 2 * MONTH / u64::from(rate));
            self.queue.put(self.now.after(gap), Priority::World, Due::Fault { user, fault });
        }
    }

    /// Something goes wrong, and will again.
    pub(super) fn do_fault(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        fault: Fault,
    ) -> Result<(), Stop> {
        let count = &mut self.user(user).faults[fault as usize];
        *count += 1;
        let sequence = *count;
        let hand = self.draws.hand(Concern::Fault, actor(user, fault), sequence.into());
        if self.healing {
            return Ok(());
        }
        self.plan_fault(user, fault, hand.wide(place::NEXT));
        let devices = self.users[usize::from(user)].lines.len() as u64;
        let device = DeviceId(u8::try_from(hand.below(place::DEVICE, devices)).unwrap_or_default());
        if !self.allows(What::Fault(fault), user, device.0, sequence) {
            return Ok(());
        }
        match fault {
            Fault::ServerRestarts => drop(self.try_to(observer, user, Action::ServerRestarts)?),
            Fault::KeysForgotten => drop(self.try_to(observer, user, Action::ServerForgets(device))?),
            Fault::BackupRestored => self.restore(observer, user, &hand)?,
            Fault::RadioLost => {
                let until = self.now.after(MINUTE + hand.below(place::LENGTH, MOST_DARK));
                self.user(user).line(device).dark_until = until;
            }
            Fault::ClockSteps => self.step_a_clock(observer, user, device, &hand)?,
            _ => {}
        }
        Ok(())
    }

    fn step_a_clock(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        hand: &Hand,
    ) -> Result<(), Stop> {
        match hand.below(place::HOW, 3) {
            0 => self.step_clock(user, device, 0),
            1 => self.step_clock(user, device, 1 + hand.below(place::LENGTH, MOST_HOURS)),
            _ => drop(self.act(observer, user, Action::DayPasses)?),
        }
        Ok(())
    }

    /// The server goes back to how it was at a midnight before. Its clock does not.
    fn restore(&mut self, observer: &mut dyn Observer, user: u16, hand: &Hand) -> Result<(), Stop> {
        let judges = observer.judges();
        let world = self.user(user);
        let at = hand.below(place::HOW, world.backups.len() as u64);
        let Some(backup) = world.backups.get(usize::try_from(at).unwrap_or_default()) else { return Ok(()) };
        let (backup, before) = (backup.clone(), judges.then(|| world.state.clone()));
        world.state.restore_server(backup);
        for line in &mut world.lines {
            line.held = None;
        }
        self.events += 1;
        let effect = Effect {
            consulted: Consulted::NONE,
            guards: Consulted::NONE,
            event: Event::None,
            at_rest: false,
        };
        let world = &self.users[usize::from(user)];
        let goes_on = observer.happened(&Happening {
            number: self.events,
            time: self.now,
            user,
            cause: Cause::Restored,
            system: &world.system,
            before: before.as_ref(),
            after: &world.state,
            effect: &effect,
            octets: None,
        });
        if goes_on { Ok(()) } else { Err(Stop::Enough) }
    }
}
