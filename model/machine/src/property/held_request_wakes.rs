//! News ends the waiting.

use super::{Judgement, Property, Scope, Step};
use crate::server::Waiting;
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "held-request-wakes",
    prose: "When somebody other than a device puts something into a folder that a held request watches, the server may answer it at \
            once.",
    sources: "ASMS-048",
    scope: Scope::Every,
    judge,
};

/// Speaks of every item that appears in a folder while the server holds a request that names the folder.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Written { item: Some((collection, item)), .. } = &step.effect.event else {
        return Judgement::Unconcerned;
    };
    let mut verdict = Judgement::Unconcerned;
    for device in &step.after.devices {
        let Some(held) = step.after.server.held(device.id) else { continue };
        let watches = match &held.waiting {
            Waiting::Sync(sync) => sync.collections.iter().any(|entry| entry.collection == *collection),
            Waiting::Ping(folders) => folders.contains(collection),
        };
        if !watches {
            continue;
        }
        verdict = Judgement::Holds;
        if !step.after.server.may_wake(device.id) {
            return Judgement::Violated(format!(
                "item {item} appears in a folder that the held request watches, and the server goes on holding it"
            ));
        }
    }
    verdict
}
