//! The fair continuation: what happens when nothing goes wrong any more and the users do nothing more.

use super::{Action, State, System};
use crate::behaviour::{Consulted, Context};
use crate::device::Device;
use crate::id::DeviceId;
use crate::network::Network;

impl System {
    /// The next step of the fair continuation: messages arrive in order, devices repeat what was lost, synchronise until
    /// they have been told everything and send what stands in the Outbox. Nothing once the state is at rest.
    ///
    /// The step takes nothing from the budget.
    pub fn settle(&self, state: &State) -> Option<Action> {
        let devices = state.devices.iter().find_map(|device| self.settle_device(state, device));
        devices.or_else(|| settle_network(&state.network))
    }

    /// Whether nothing is left to do: nothing on its way, nothing unsaid, every device told.
    pub fn is_at_rest(&self, state: &State) -> bool {
        self.settle(state).is_none()
    }

    /// The decision points on which it depends what may happen in a state: whether a device has something to say, and
    /// whether it has something to transmit.
    pub(super) fn asked_by_guards(&self, state: &State) -> Consulted {
        let mut cx = Context::new(&self.behaviour);
        for device in &state.devices {
            let _ = (device.next_submission(&mut cx), device.has_work(&mut cx));
        }
        cx.consulted()
    }

    fn settle_device(&self, state: &State, device: &Device) -> Option<Action> {
        let id = device.id;
        let link = state.link(id)?;
        if link.reply.is_some() {
            return Some(Action::DeviceReceives(id));
        }
        if !link.requests.is_empty() {
            return Some(Action::ServerHandles(id, 0));
        }
        let mut cx = Context::new(&self.behaviour);
        if device.modem.submission.is_some() {
            return Some(Action::CentreAccepts(id));
        }
        if device.next_submission(&mut cx).is_some() {
            return Some(Action::DeviceTransmits(id));
        }
        let told = is_told(state, device);
        if let Some(waiter) = &link.held {
            return if state.server.may_wake(id) {
                Some(Action::ServerWakes(id))
            } else if !waiter.awaited || !told {
                Some(Action::IntervalEnds(id))
            } else if !device.has_work(&mut cx) {
                None
            } else if device.waits_for_news() {
                Some(Action::DeviceInterrupts(id))
            } else {
                Some(Action::IntervalEnds(id))
            };
        }
        if device.in_flight.is_some() {
            Some(Action::DeviceRepeats(id))
        } else {
            (!told || device.has_work(&mut cx)).then_some(Action::DeviceSyncs(id))
        }
    }
}

/// What is stored is delivered, as soon as there is room for it.
fn settle_network(network: &Network) -> Option<Action> {
    let recipient = |at: u8| network.stored().get(usize::from(at)).map(|stored| stored.recipient);
    let has_room = |at: &u8| recipient(*at).is_some_and(|recipient| !network.is_full(recipient));
    let deliverable = network.places().find(has_room).map(Action::CentreDelivers);
    deliverable.or_else(|| recipient(0).map(Action::HandsetHasRoom))
}

/// Whether a device has been told the newest state of every folder that it keeps.
pub(super) fn is_told(state: &State, device: &Device) -> bool {
    device.folders.iter().all(|folder| state.ledger.is_told(device.id, folder.collection))
}

/// Whether a device, by its number, waits for no answer.
pub(super) fn is_idle(state: &State, id: DeviceId) -> bool {
    state.device(id).is_some_and(|device| device.in_flight.is_none())
}
