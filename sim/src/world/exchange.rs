//! Requests and responses on their way.

use asms_machine::id::DeviceId;
use asms_machine::message::{Hold, Request};
use asms_machine::system::{Action, Handled};

use super::carry::Arrived;
use super::due::Due;
use super::heal::{Pending, What as Left};
use super::user::Wire;
use super::{Stop, World, actor};
use crate::draw::{Concern, Hand};
use crate::observe::Observer;
use crate::plan::{Fault, What};
use crate::queue::Priority;
use crate::time::{HOUR, MINUTE, SECOND};

/// The places in a hand of an exchange: which fault it meets, and how long its ways take. The last three are for
/// [`carry`](super::carry).
mod place {
    pub(super) const REQUEST_LOST: usize = 0;
    pub(super) const RESPONSE_LOST: usize = 1;
    pub(super) const DOUBLED: usize = 2;
    pub(super) const DELAYED: usize = 3;
    pub(super) const REQUEST_DAMAGED: usize = 4;
    pub(super) const RESPONSE_DAMAGED: usize = 5;
    pub(super) const BUSY: usize = 6;
    pub(super) const DELAY: usize = 7;
    /// Wide numbers.
    pub(super) const REQUEST_TIME: usize = 4;
    pub(super) const RESPONSE_TIME: usize = 5;
}

/// How long a request is late at most once its device has stopped waiting, in milliseconds.
const MOST_LATE: u64 = 10 * MINUTE;

/// How many requests a device sends in an hour at most. One that sends more asks the same again and again.
const MOST_AN_HOUR: u32 = 500;

/// How long the server takes to answer because something happened, in milliseconds.
const WAKING: u64 = SECOND;

impl World<'_> {
    /// A device sent a request: it arrives, or something comes between.
    pub(super) fn sent(&mut self, user: u16, device: DeviceId, request: &Request, octets: Option<Vec<u8>>) {
        let now = self.now;
        let hand = self.new_wire(user, device, octets);
        let line = self.user(user).line(device);
        let serial = line.count;
        line.waiting = Some(serial);
        line.timer = None;
        line.asked = now;
        let (hour, count) = if now.since(line.hour.0) < HOUR { line.hour } else { (now, 0) };
        line.hour = (hour, count + 1);
        if count >= MOST_AN_HOUR {
            self.restless = Some(Pending { user, device: Some(device.0), what: Left::Restless });
        }
        let time_out = self.plan.http.time_out + self.hold(request);
        self.queue.put(now.after(time_out), Priority::Timer, Due::TimesOut { user, device, serial });
        let time = self.plan.http.delay.sample(hand.wide(place::REQUEST_TIME));
        if self.meets(Fault::RequestLost, &hand, place::REQUEST_LOST, user, device, serial) {
            return self.queue.put(now.after(time), Priority::Arrival, Due::IsLost { user, device, serial });
        }
        if self.meets(Fault::RequestDoubled, &hand, place::DOUBLED, user, device, serial) {
            self.queue.put(now.after(time / 2), Priority::Arrival, Due::Doubles { user, device, serial });
        }
        let late = self.meets(Fault::RequestDelayed, &hand, place::DELAYED, user, device, serial);
        let late = if late { time_out + hand.below(place::DELAY, MOST_LATE) } else { 0 };
        if self.meets(Fault::RequestDamaged, &hand, place::REQUEST_DAMAGED, user, device, serial)
            && let Some(wire) = self.user(user).line(device).requests.last_mut()
        {
            wire.damaged = true;
        }
        self.queue.put(now.after(time + late), Priority::Arrival, Due::Arrives { user, device, serial });
    }

    /// Puts a request beside that of the link, under a number of its own.
    fn new_wire(&mut self, user: u16, device: DeviceId, octets: Option<Vec<u8>>) -> Hand {
        let draws = self.draws;
        let line = self.user(user).line(device);
        line.count += 1;
        let serial = line.count;
        let hand = draws.hand(Concern::Exchange, actor(user, device), serial.into());
        line.requests.push(Wire { serial, octets, hand, damaged: false });
        hand
    }

    /// Whether an exchange meets a fault.
    fn meets(
        &mut self,
        fault: Fault,
        hand: &Hand,
        at: usize,
        user: u16,
        device: DeviceId,
        serial: u32,
    ) -> bool {
        let strength = self.strength(fault);
        let drawn = strength > 0 && hand.happens(at, strength);
        self.befalls(drawn, What::Fault(fault), user, device.0, serial)
    }

    /// For how long a server may hold a request, in milliseconds.
    fn hold(&self, request: &Request) -> u64 {
        match request {
            Request::Sync(sync) => match sync.hold {
                Some(Hold::Wait(minutes)) => u64::from(minutes) * MINUTE,
                Some(Hold::Heartbeat(seconds)) => u64::from(seconds) * SECOND,
                _ => 0,
            },
            // A request without a body may stand for one that is held.
            Request::Ping(_) | Request::SyncAgain => self.plan.poll,
            _ => 0,
        }
    }

    /// The request is on its way twice, and nobody waits for the second.
    pub(super) fn double(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        serial: u32,
    ) -> Result<(), Stop> {
        let Some(at) = self.users[usize::from(user)].place(device, serial) else { return Ok(()) };
        self.act(observer, user, Action::RequestDoubled(device, at))?;
        let octets = self.user(user).line(device).requests[usize::from(at)].octets.clone();
        let hand = self.new_wire(user, device, octets);
        let serial = self.user(user).line(device).count;
        // Every other time both arrive at once, as far as clocks can tell.
        let apart =
            if hand.happens(place::DOUBLED, 500_000) { 0 } else { hand.below(place::DELAY, MOST_LATE) };
        self.queue.put(self.now.after(apart), Priority::Arrival, Due::Arrives { user, device, serial });
        Ok(())
    }

    /// The request is lost.
    pub(super) fn lose_request(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        serial: u32,
    ) -> Result<(), Stop> {
        let Some(at) = self.users[usize::from(user)].place(device, serial) else { return Ok(()) };
        self.user(user).line(device).requests.remove(at.into());
        self.act(observer, user, Action::RequestLost(device, at)).map(drop)
    }

    /// The request arrives at the server, which takes what is read from its octets.
    pub(super) fn arrive(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        serial: u32,
    ) -> Result<(), Stop> {
        let Some(at) = self.users[usize::from(user)].place(device, serial) else { return Ok(()) };
        let read = self.user(user).read_request(device, at);
        let arrived = read.map_err(|what| self.diverge(what))?;
        let wire = self.user(user).line(device).requests.remove(at.into());
        if matches!(arrived, Arrived::Nothing) {
            return self.act(observer, user, Action::RequestLost(device, at)).map(drop);
        }
        self.user(user).line(device).arrived = Some((serial, wire.hand));
        let fails = Action::ServerFails(device, at);
        let state = &self.users[usize::from(user)];
        let can_fail = state.system.guard(&state.state, fails).is_ok();
        if can_fail && self.meets(Fault::ServerBusy, &wire.hand, place::BUSY, user, device, serial) {
            self.act(observer, user, fails)?;
        } else {
            self.act(observer, user, Action::ServerHandles(device, at))?;
        }
        Ok(())
    }

    /// The server took a request, or answered one that it held: the answer is on its way, or the request is held now.
    pub(super) fn handled(&mut self, user: u16, action: Action, handled: &Handled, octets: Option<Vec<u8>>) {
        let Some(device) = action.device() else { return };
        let draws = self.draws;
        let line = self.user(user).line(device);
        let (serial, hand) = if handled.held_before {
            let serial = line.held.take().unwrap_or_default();
            (serial, draws.hand(Concern::Exchange, actor(user, device), serial.into()))
        } else {
            line.arrived.take().unwrap_or_default()
        };
        if handled.response.is_none() {
            line.held = Some(serial);
            let hold = match self.hold(&handled.request) {
                0 => self.plan.poll,
                hold => hold,
            };
            let due = Due::HoldEnds { user, device, serial };
            return self.queue.put(self.now.after(hold), Priority::Timer, due);
        }
        if self.user(user).state.link(device).is_none_or(|link| link.held.is_none()) {
            self.user(user).line(device).held = None;
        }
        if !handled.awaited {
            return;
        }
        let damaged =
            self.meets(Fault::ResponseDamaged, &hand, place::RESPONSE_DAMAGED, user, device, serial);
        self.user(user).line(device).reply = Some(Wire { serial, octets, hand, damaged });
        let time = self.plan.http.delay.sample(hand.wide(place::RESPONSE_TIME));
        let lost = self.meets(Fault::ResponseLost, &hand, place::RESPONSE_LOST, user, device, serial);
        let due = if lost {
            Due::AnswerIsLost { user, device, serial }
        } else {
            Due::Answers { user, device, serial }
        };
        self.queue.put(self.now.after(time), Priority::Arrival, due);
    }

    /// The server answers the request that it has held for long enough.
    pub(super) fn end_hold(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        serial: u32,
    ) -> Result<(), Stop> {
        if self.holds(user, device, serial) {
            self.act(observer, user, Action::IntervalEnds(device))?;
        }
        Ok(())
    }

    /// The server answers the request that it holds, because something happened.
    pub(super) fn wake(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        serial: u32,
    ) -> Result<(), Stop> {
        if self.holds(user, device, serial) && self.user(user).state.server.may_wake(device) {
            self.act(observer, user, Action::ServerWakes(device))?;
        }
        Ok(())
    }

    fn holds(&self, user: u16, device: DeviceId, serial: u32) -> bool {
        let user = &self.users[usize::from(user)];
        user.lines[usize::from(device.0)].held == Some(serial)
            && user.state.link(device).is_some_and(|link| link.held.is_some())
    }

    /// What a device waits for may have come about: a request that is held is answered soon.
    pub(super) fn look_at_holds(&mut self, user: u16) {
        for device in self.devices(user) {
            let state = &self.users[usize::from(user)];
            if let Some(serial) = state.lines[usize::from(device.0)].held
                && state.state.server.may_wake(device)
            {
                let due = Due::News { user, device, serial };
                self.queue.put(self.now.after(WAKING), Priority::Arrival, due);
            }
        }
    }

    /// The response arrives at its device, which takes what is read from its octets.
    pub(super) fn answer(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        serial: u32,
    ) -> Result<(), Stop> {
        if !self.is_answered(user, device, serial) {
            return Ok(());
        }
        let read = self.user(user).read_response(device);
        if let Arrived::Nothing = read.map_err(|what| self.diverge(what))? {
            self.lose_answer(observer, user, device, serial)?;
            // A device sees at once that it cannot read an answer.
            return self.time_out(observer, user, device, serial);
        }
        let line = self.user(user).line(device);
        line.reply = None;
        line.waiting = None;
        self.act(observer, user, Action::DeviceReceives(device)).map(drop)
    }

    /// The response is lost.
    pub(super) fn lose_answer(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        serial: u32,
    ) -> Result<(), Stop> {
        if self.is_answered(user, device, serial) {
            self.user(user).line(device).reply = None;
            self.act(observer, user, Action::ResponseLost(device))?;
        }
        Ok(())
    }

    fn is_answered(&self, user: u16, device: DeviceId, serial: u32) -> bool {
        let user = &self.users[usize::from(user)];
        user.lines[usize::from(device.0)].reply.as_ref().is_some_and(|wire| wire.serial == serial)
            && user.state.link(device).is_some_and(|link| link.reply.is_some())
    }

    /// The device stops waiting, and sends its request again.
    pub(super) fn time_out(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
        serial: u32,
    ) -> Result<(), Stop> {
        if self.user(user).line(device).waiting != Some(serial) {
            return Ok(());
        }
        let Some(link) = self.users[usize::from(user)].state.link(device) else { return Ok(()) };
        if link.reply.is_some() {
            self.user(user).line(device).reply = None;
            self.act(observer, user, Action::ResponseLost(device))?;
        } else if link.requests.iter().any(|envelope| envelope.waiter.awaited) {
            self.act(observer, user, Action::RequestDelayed(device))?;
        } else if link.held.as_ref().is_some_and(|waiter| waiter.awaited) {
            // Both clocks count the same interval, and that of the server began later.
            let due = Due::TimesOut { user, device, serial };
            self.queue.put(self.now.after(self.plan.http.time_out), Priority::Timer, due);
            return Ok(());
        }
        self.act(observer, user, Action::DeviceRepeats(device)).map(drop)
    }

    /// The answer that was on its way when the device stopped waiting, or crashed, comes to nothing.
    pub(super) fn abandon(&mut self, user: u16, device: DeviceId) {
        self.user(user).line(device).reply = None;
    }
}
