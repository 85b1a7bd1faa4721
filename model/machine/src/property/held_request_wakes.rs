//! News ends the waiting.

use super::{Judgement, Property, Scope, Step};
use crate::id::{CollectionId, ItemId};
use crate::server::Waiting;

pub(super) const PROPERTY: Property = Property {
    name: "held-request-wakes",
    prose: "When something comes into a folder that a held request watches, whoever put or moved it there, the server may answer \
            the request at once.",
    sources: "ASMS-048",
    scope: Scope::Every,
    judge,
};

/// Speaks of every step in which an item comes into a folder while the server holds a request that names the folder:
/// by the desktop or a sender, by another device's Add, by a move. Other marks of an item are no reason to answer
/// ([MS-ASCMD] 3.1.5.4).
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for device in &step.after.devices {
        let Some(held) = step.after.server.held(device.id) else { continue };
        let come = match &held.waiting {
            Waiting::Sync(sync) => sync.collections.iter().find_map(|entry| newcomer(step, entry.collection)),
            Waiting::Ping(folders) => folders.iter().find_map(|folder| newcomer(step, *folder)),
        };
        let Some(item) = come else { continue };
        verdict = Judgement::Holds;
        if !step.after.server.may_wake(device.id) {
            return Judgement::Violated(format!(
                "item {item} appears in a folder that the held request watches, and the server goes on holding it"
            ));
        }
    }
    verdict
}

/// An item of a folder that was not there before. A number is given once, so that no other can stand in its place.
fn newcomer(step: &Step<'_>, collection: CollectionId) -> Option<ItemId> {
    let before = step.before.server.folder(collection)?;
    let after = step.after.server.folder(collection).filter(|after| !after.is(before))?;
    after.items.iter().map(|item| item.id).find(|item| !before.items.has(*item))
}
