//! States are what the machines take them to be.

use super::{Judgement, Kind, Property, Scope, Step};
use crate::id::SyncKey;

pub(super) const PROPERTY: Property = Property {
    name: "well-formed",
    prose: "Every list is sorted, every number was given out, and a device waits exactly while it has a request in flight.",
    sources: "EC-27c",
    kind: Kind::Type,
    scope: Scope::Every,
    judge,
};

fn judge(step: &Step<'_>) -> Judgement {
    let state = step.after;
    let next = state.server.next_item();
    for (device, link) in state.devices.iter().zip(&state.links) {
        if device.view.iter().any(|held| held.item >= next) {
            return Judgement::Violated("a device holds an item that was never made".to_owned());
        }
        if device.key == SyncKey::INITIAL && !device.view.is_empty() {
            return Judgement::Violated("a device without a key holds items".to_owned());
        }
        if device.in_flight.is_none() && link.answer_can_come() {
            return Judgement::Violated("an answer is on its way to a device that waits for none".to_owned());
        }
        if let Some(replica) = state.server.replica(device.id, device.collection) {
            let base = &replica.base;
            if base.held.windows(2).any(|pair| pair[0].item >= pair[1].item) {
                return Judgement::Violated("a list is not sorted".to_owned());
            }
            if replica.successors.iter().any(|successor| successor.key == base.key) {
                return Judgement::Violated("a key was given out twice".to_owned());
            }
        }
    }
    Judgement::Holds
}
