//! States are what the machines take them to be.

use super::{Judgement, Property, Scope, Step};
use smallvec::SmallVec;

use crate::id::{ItemId, SyncKey};
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
    if let Some(what) = misnumbered(step) {
        return violated(what);
    }
    for (device, link) in state.devices.iter().zip(&state.links) {
        if device.in_flight.is_none() && link.answer_can_come() {
            return violated("an answer is on its way to a device that waits for none");
        }
        for copy in &device.folders {
            // Lists are sorted by item.
            if copy.view.last().is_some_and(|copy| copy.item >= next) {
                return violated("a device holds an item that was never made");
            }
            if copy.key == SyncKey::INITIAL && !copy.view.is_empty() {
                return violated("a device without a key holds items");
            }
            let Some(replica) = state.server.replica(device.id, copy.collection) else { continue };
            if !keys_were_given_out(replica) || copy.key > replica.newest_key() {
                return violated("a key is held that was never given out, or given out twice");
            }
            let held = replica.base.held.last().map(|held| held.item);
            let added = replica.base.earlier.added.iter().map(|added| added.item).max();
            if held.max(added).is_some_and(|item| item >= next) {
                return violated("the server remembers an item that was never made");
            }
        }
    }
    Judgement::Holds
}

/// What is wrong with the numbers of items, where any came or went.
fn misnumbered(step: &Step<'_>) -> Option<&'static str> {
    let (before, after) = (&step.before.server, &step.after.server);
    if before.folders().eq(after.folders()) {
        return None;
    }
    let mut numbers: SmallVec<[ItemId; 12]> =
        after.folders().flat_map(|folder| folder.items.iter().map(|item| item.id)).collect();
    numbers.sort_unstable();
    if numbers.windows(2).any(|pair| pair[0] == pair[1]) {
        return Some("two items have one number");
    }
    let is_new = |id: &ItemId| before.folders().all(|folder| !folder.items.has(*id));
    let is_again = numbers.iter().any(|id| *id < before.next_item() && is_new(id));
    is_again.then_some("the number of an item that is gone is used again")
}

fn keys_were_given_out(replica: &Replica) -> bool {
    let newest = replica.newest_key();
    replica.base.key <= newest
        && replica
            .successors
            .iter()
            .all(|successor| successor.key <= newest && successor.key > replica.base.key)
}
