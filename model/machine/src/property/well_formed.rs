//! States are what the machines take them to be.

use super::{Judgement, Property, Scope, Step};
use crate::id::SyncKey;
use crate::server::Replica;

pub(super) const PROPERTY: Property = Property {
    name: "well-formed",
    prose: "Every key and item number that anybody holds was given out, none twice; a device without a key holds nothing; no \
            answer is on its way to a device that waits for none.",
    sources: "EC-27c",
    scope: Scope::Every,
    judge,
};

fn judge(step: &Step<'_>) -> Judgement {
    let violated = |what: &str| Judgement::Violated(what.to_owned());
    let state = step.after;
    let next = state.server.next_item();
    for (device, link) in state.devices.iter().zip(&state.links) {
        if device.view.iter().any(|copy| copy.item >= next) {
            return violated("a device holds an item that was never made");
        }
        if device.key == SyncKey::INITIAL && !device.view.is_empty() {
            return violated("a device without a key holds items");
        }
        if device.in_flight.is_none() && link.answer_can_come() {
            return violated("an answer is on its way to a device that waits for none");
        }
        let Some(replica) = state.server.replica(device.id, device.collection) else { continue };
        if !keys_were_given_out(replica) || device.key > replica.newest_key() {
            return violated("a key is held that was never given out, or given out twice");
        }
        let base = &replica.base;
        let items = base.held.iter().map(|held| held.item).chain(base.added.iter().map(|added| added.item));
        if items.max().is_some_and(|item| item >= next) {
            return violated("the server remembers an item that was never made");
        }
    }
    Judgement::Holds
}

fn keys_were_given_out(replica: &Replica) -> bool {
    let newest = replica.newest_key();
    replica.base.key <= newest
        && replica
            .successors
            .iter()
            .all(|successor| successor.key <= newest && successor.key > replica.base.key)
}
