//! The world of a run: discrete events in the order of time, priority and sequence.
//!
//! The state of a user is the [`State`](asms_machine::system::State) of the model, and whatever happens to it is an
//! [`Action`] of the model: the world says *when*, from delays, time-outs and chance, and the model says *whether* and
//! *what comes of it*. Beside it the world keeps the octets of everything that is on its way, and what a machine takes is
//! what was read from them. So each thing that happens is one enabled action of the model, or the run ends with a
//! [`Divergence`].

mod air;
mod carry;
mod due;
mod exchange;
mod faults;
mod habits;
mod heal;
mod radio;
mod tend;
mod user;

use std::collections::BTreeSet;

use asms_machine::behaviour::Consulted;
use asms_machine::id::DeviceId;
use asms_machine::modem::{StatusReport, SubmitResult};
use asms_machine::system::{Action, Effect, Event, Refusal, Shown};

use crate::draw::Draws;
use crate::observe::{Cause, Happening, Observer};
use crate::plan::{Fault, Faults, Optional, Plan, What};
use crate::queue::{Priority, Queue};
use crate::time::Time;
use due::Due;
pub use heal::Pending;
pub(crate) use tend::BACKUPS;
use user::User;
pub(crate) use user::retire;

/// The world of one seed.
#[derive(Debug)]
pub struct World<'p> {
    plan: &'p Plan,
    draws: Draws,
    faults: Faults,
    now: Time,
    queue: Queue<Due>,
    users: Vec<User>,
    events: u64,
    healing: bool,
    /// A device that asks again and again, if there is one.
    restless: Option<Pending>,
    only: Option<&'p BTreeSet<Optional>>,
    happened: BTreeSet<Optional>,
}

/// What came of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// When it ended.
    pub end: Time,
    /// How many things happened.
    pub events: u64,
    /// What a run can be shrunk by, as far as it happened.
    pub happened: BTreeSet<Optional>,
    /// What is still left to do although nothing went wrong any more.
    pub pending: Vec<Pending>,
    /// Whether it ran to its end; else an observer stopped it.
    pub whole: bool,
}

/// What is on the wire is not what is in the model, or the model does not allow what happens: a mistake in this suite, not
/// in the protocol.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{time}, event {event}: {what}")]
pub struct Divergence {
    /// When.
    pub time: Time,
    /// The number of the event, from 1.
    pub event: u64,
    /// What differs, and how.
    pub what: String,
    /// What the run can be shrunk by, as far as it happened.
    pub happened: BTreeSet<Optional>,
}

/// What the radio did by an action, of which more has to be seen to.
#[derive(Debug)]
enum Aired {
    Nothing,
    Submitted(SubmitResult),
    Forwarded { shown: Option<Shown>, report: Option<StatusReport> },
}

impl Aired {
    fn of(event: Event) -> Self {
        match event {
            Event::Submitted { result, .. } => Self::Submitted(result),
            Event::Forwarded { shown, report } => {
                Self::Forwarded { shown, report: report.map(|(_, report)| report) }
            }
            _ => Self::Nothing,
        }
    }
}

/// Why a run cannot go on.
#[derive(Debug)]
enum Stop {
    Divergence(Divergence),
    /// An observer has seen enough.
    Enough,
    /// It would go on for ever.
    Restless(Pending),
}

impl<'p> World<'p> {
    /// The world of a seed, before anything happens.
    pub fn new(plan: &'p Plan, seed: u64) -> Self {
        let draws = Draws::new(seed);
        let faults = if plan.swarm { plan.faults.swarm(draws) } else { plan.faults };
        let users = (0..plan.users).map(|_| User::new(plan)).collect();
        Self {
            plan,
            draws,
            faults,
            now: Time::default(),
            queue: Queue::new(),
            users,
            events: 0,
            healing: false,
            restless: None,
            only: None,
            happened: BTreeSet::new(),
        }
    }

    /// The same world in which of all that need not happen only these do. Mishaps on the way do so wherever they are named,
    /// drawn or not: with other things left out, the same exchange has another number.
    #[must_use]
    pub fn only(mut self, these: &'p BTreeSet<Optional>) -> Self {
        self.only = Some(these);
        self
    }

    /// The faults of the seed.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Lets the days of the plan pass, then heals, before an observer.
    pub fn run(mut self, observer: &mut dyn Observer) -> Result<Outcome, Divergence> {
        self.begin(observer);
        let went = self.pass(observer).and_then(|()| self.heal(observer));
        let (pending, whole) = match went {
            Ok(pending) => (pending, true),
            Err(Stop::Enough) => (Vec::new(), false),
            Err(Stop::Restless(pending)) => (vec![pending], true),
            Err(Stop::Divergence(divergence)) => return Err(divergence),
        };
        Ok(Outcome { end: self.now, events: self.events, happened: self.happened, pending, whole })
    }

    /// Puts into the queue what comes by itself.
    fn begin(&mut self, observer: &mut dyn Observer) {
        for user in 0..self.plan.users {
            self.queue.put(self.now.next_midnight(), Priority::World, Due::Midnight { user });
            self.plan_habits(user);
            self.plan_faults(user);
            for device in self.devices(user) {
                self.tend(user, device);
            }
            observer.begins(user, &self.users[usize::from(user)].state);
        }
    }

    /// Everything that is due before the end of the plan.
    fn pass(&mut self, observer: &mut dyn Observer) -> Result<(), Stop> {
        let end = self.plan.end();
        while self.queue.next_time().is_some_and(|time| time < end) {
            self.happen(observer)?;
        }
        self.now = end;
        Ok(())
    }

    /// The next thing that is due.
    fn happen(&mut self, observer: &mut dyn Observer) -> Result<(), Stop> {
        let Some((time, due)) = self.queue.take() else { return Ok(()) };
        if let Some(pending) = self.restless.take() {
            return Err(Stop::Restless(pending));
        }
        self.now = self.now.max(time);
        match due {
            Due::Midnight { user } => self.midnight(observer, user),
            Due::Habit { user, habit } => self.do_habit(observer, user, habit),
            Due::TogglesBack { user, device } => self.toggle_back(observer, user, device),
            Due::Fault { user, fault } => self.do_fault(observer, user, fault),
            Due::Timer { user, device, token } => self.timer(observer, user, device, token),
            Due::Transmits { user, device } => self.transmit(observer, user, device),
            Due::Doubles { user, device, serial } => self.double(observer, user, device, serial),
            Due::Arrives { user, device, serial } => self.arrive(observer, user, device, serial),
            Due::IsLost { user, device, serial } => self.lose_request(observer, user, device, serial),
            Due::HoldEnds { user, device, serial } => self.end_hold(observer, user, device, serial),
            Due::News { user, device, serial } => self.wake(observer, user, device, serial),
            Due::Answers { user, device, serial } => self.answer(observer, user, device, serial),
            Due::AnswerIsLost { user, device, serial } => self.lose_answer(observer, user, device, serial),
            Due::TimesOut { user, device, serial } => self.time_out(observer, user, device, serial),
            Due::Submitted { user, device, serial, fate } => {
                self.submitted(observer, user, device, serial, fate)
            }
            Due::Delivery { user, parcel } => self.deliver(observer, user, parcel),
            Due::Expires { user, parcel } => self.expire(observer, user, parcel),
            Due::Room { user, recipient } => self.make_room(observer, user, recipient),
        }
    }

    /// An action of the model that has to be possible.
    fn act(&mut self, observer: &mut dyn Observer, user: u16, action: Action) -> Result<Aired, Stop> {
        match self.try_to(observer, user, action)? {
            Ok(aired) => Ok(aired),
            Err(refusal) => {
                Err(self.diverge(format!("{action:?} is due, and the model refuses it: {refusal}")))
            }
        }
    }

    /// An action of the model, unless the model refuses it.
    fn try_to(
        &mut self,
        observer: &mut dyn Observer,
        number: u16,
        action: Action,
    ) -> Result<Result<Aired, Refusal>, Stop> {
        let user = &mut self.users[usize::from(number)];
        if let Err(refusal) = user.system.guard(&user.state, action) {
            return Ok(Err(refusal));
        }
        let judges = observer.judges();
        let before = judges.then(|| user.state.clone());
        let effect = if judges {
            user.system.step(&mut user.state, action)
        } else {
            let (event, consulted) = user.system.perform(&mut user.state, action);
            Effect { consulted, guards: Consulted::NONE, event, at_rest: false }
        };
        self.events += 1;
        let octets = user.write(action, &effect.event).map_err(|what| self.diverge(what))?;
        let user = &self.users[usize::from(number)];
        let goes_on = observer.happened(&Happening {
            number: self.events,
            time: self.now,
            user: number,
            cause: Cause::Action(action),
            system: &user.system,
            before: before.as_ref(),
            after: &user.state,
            effect: &effect,
            octets: octets.as_deref(),
        });
        if !goes_on {
            return Err(Stop::Enough);
        }
        self.follow(number, action, &effect.event, octets);
        self.perhaps_crash(observer, number, action)?;
        Ok(Ok(Aired::of(effect.event)))
    }

    /// Arranges what comes of an action later.
    fn follow(&mut self, user: u16, action: Action, event: &Event, octets: Option<Vec<u8>>) {
        match event {
            Event::Sent { request } => {
                if let Some(device) = action.device() {
                    self.sent(user, device, request, octets);
                }
            }
            Event::Handled(handled) => self.handled(user, action, handled, octets),
            Event::Transmitted { device, submission } => self.transmitted(user, *device, submission, octets),
            _ => {}
        }
        self.look_around(user, action);
    }

    /// Whether one of the things that need not happen does; if so, it is noted.
    fn allows(&mut self, what: What, user: u16, device: u8, sequence: u32) -> bool {
        let optional = Optional { what, user, device, sequence };
        let allowed = !self.healing && self.only.is_none_or(|only| only.contains(&optional));
        if allowed {
            self.happened.insert(optional);
        }
        allowed
    }

    /// Whether one of the mishaps on the way happens: one that is drawn, or one that is named.
    fn befalls(&mut self, drawn: bool, what: What, user: u16, device: u8, sequence: u32) -> bool {
        let named =
            || self.only.is_some_and(|only| only.contains(&Optional { what, user, device, sequence }));
        (drawn || named()) && self.allows(what, user, device, sequence)
    }

    fn devices(&self, user: u16) -> impl Iterator<Item = DeviceId> + use<> {
        let count = self.users[usize::from(user)].lines.len();
        (0..=u8::MAX).take(count).map(DeviceId)
    }

    fn user(&mut self, user: u16) -> &mut User {
        &mut self.users[usize::from(user)]
    }

    fn strength(&self, fault: Fault) -> u32 {
        if self.healing { 0 } else { self.faults.strength(fault) }
    }

    fn diverge(&self, what: String) -> Stop {
        let happened = self.happened.clone();
        Stop::Divergence(Divergence { time: self.now, event: self.events, what, happened })
    }
}

/// Who draws a number: a device of a user.
fn actor(user: u16, device: DeviceId) -> u64 {
    u64::from(user) << 8 | u64::from(device.0)
}

#[cfg(test)]
mod tests;
