//! The end of a run: nothing goes wrong any more, the users do nothing more, and everything has to come to its end.

use std::fmt;

use asms_machine::behaviour::Context;
use asms_machine::id::DeviceId;

use super::{Stop, World};
use crate::observe::Observer;
use crate::time::{DAY, HOUR, Time};

/// For how long a world may take to heal, in milliseconds: longer than anything is stored.
const MOST: u64 = 14 * DAY;

/// How often it is looked whether there is anything left to do, in milliseconds.
const LOOK: u64 = HOUR;

/// Something that is left to do although the world had time to heal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Pending {
    /// Whose.
    pub user: u16,
    /// Which device's, if it is one's.
    pub device: Option<u8>,
    /// What.
    pub what: What,
}

/// What can be left to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A request is on its way.
    Request,
    /// A response is on its way.
    Response,
    /// A device waits for an answer that cannot come.
    Answer,
    /// A device has something to say.
    Unsaid,
    /// A device has something to transmit.
    Unsent,
    /// A modem waits for what became of its submission.
    Submission,
    /// A device has not been told all that there is.
    Untold,
    /// A part is stored in the service centre.
    Stored,
    /// A status report waits in the service centre.
    Report,
    /// A device asks again and again, hundreds of times in an hour. The run ends there.
    Restless,
}

impl World<'_> {
    /// Lets the world heal until nothing is left to do, and gives what is.
    pub(super) fn heal(&mut self, observer: &mut dyn Observer) -> Result<Vec<Pending>, Stop> {
        self.healing = true;
        let end = self.now.after(MOST);
        for user in 0..self.plan.users {
            for device in self.devices(user) {
                self.user(user).line(device).dark_until = Time::default();
                self.toggle_back(observer, user, device)?;
            }
        }
        loop {
            let pending = self.pending();
            if pending.is_empty() || self.now >= end {
                return Ok(pending);
            }
            let look = self.now.after(LOOK);
            while self.queue.next_time().is_some_and(|time| time < look) {
                self.happen(observer)?;
            }
            self.now = look;
        }
    }

    /// What is left to do.
    fn pending(&self) -> Vec<Pending> {
        let mut pending = Vec::new();
        for (user, world) in (0..).zip(&self.users) {
            let mut note = |device: Option<DeviceId>, what| {
                pending.push(Pending { user, device: device.map(|device| device.0), what });
            };
            let state = &world.state;
            for (device, link) in state.devices.iter().zip(&state.links) {
                let id = Some(device.id);
                let mut cx = Context::new(&world.system.behaviour);
                let rests =
                    device.waits_for_news() && link.held.as_ref().is_some_and(|waiter| waiter.awaited);
                let told =
                    device.folders.iter().all(|folder| state.ledger.is_told(device.id, folder.collection));
                for (is_left, what) in [
                    (!link.requests.is_empty(), What::Request),
                    (link.reply.is_some(), What::Response),
                    (device.in_flight.is_some() && !link.answer_can_come(), What::Answer),
                    (device.has_work(&mut cx), What::Unsaid),
                    (device.next_submission(&mut cx).is_some(), What::Unsent),
                    (device.modem.submission.is_some(), What::Submission),
                    (!told && !rests, What::Untold),
                ] {
                    if is_left {
                        note(id, what);
                    }
                }
            }
            if !state.network.stored().is_empty() {
                note(None, What::Stored);
            }
            if !state.network.reports().is_empty() {
                note(None, What::Report);
            }
        }
        pending
    }
}

impl fmt::Display for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "user {}", self.user)?;
        if let Some(device) = self.device {
            write!(f, ", device {}", u16::from(device) + 1)?;
        }
        f.write_str(match self.what {
            What::Request => ": a request is on its way",
            What::Response => ": a response is on its way",
            What::Answer => ": waits for an answer that cannot come",
            What::Unsaid => ": has something to say",
            What::Unsent => ": has something to transmit",
            What::Submission => ": waits for what became of a submission",
            What::Untold => ": has not been told all that there is",
            What::Stored => ": a part is stored in the service centre",
            What::Report => ": a status report waits in the service centre",
            What::Restless => ": asks again and again, hundreds of times in an hour",
        })
    }
}
