//! The fair continuation: what happens when nothing goes wrong any more and the users do nothing more.

use super::{Action, State, System, device_id};

impl System {
    /// The next step of the fair continuation: messages arrive in order, devices repeat what was lost and synchronise
    /// until they have been told everything. Nothing once the state is quiescent.
    ///
    /// The step takes nothing from the budget.
    pub fn settle(&self, state: &State) -> Option<Action> {
        state.devices.iter().zip(&state.links).enumerate().find_map(|(at, (device, link))| {
            let id = device_id(at);
            if link.reply.is_some() {
                Some(Action::DeviceReceives(id))
            } else if !link.requests.is_empty() {
                Some(Action::ServerHandles(id, 0))
            } else if device.in_flight.is_some() {
                Some(Action::DeviceRepeats(id))
            } else if device.has_work() || !state.ledger.is_told(id) {
                Some(Action::DeviceSyncs(id))
            } else {
                None
            }
        })
    }

    /// Whether nothing is left to do: nothing on its way, nothing unsaid, every device told.
    pub fn is_quiescent(&self, state: &State) -> bool {
        self.settle(state).is_none()
    }
}
