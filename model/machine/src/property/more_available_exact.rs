//! MoreAvailable says the truth.

use super::answer::{changes, received, wish};
use super::convergence::difference;
use super::{Judgement, Property, Scope, Step};
use crate::system::bit;

pub(super) const PROPERTY: Property = Property {
    name: "more-available-exact",
    prose: "An answer says MoreAvailable only if changes are left that it does not carry; that nothing is left where it does not say \
            so is what convergence asks.",
    sources: "EC-11 EC-11g",
    scope: Scope::Received,
    judge,
};

/// Speaks of every answer that a device takes while the folder is as it was when the server wrote it; that nothing is
/// left where MoreAvailable does not stand is what convergence says.
fn judge(step: &Step<'_>) -> Judgement {
    let Some((id, _, response, wishes, fresh)) = received(step) else { return Judgement::Unconcerned };
    let Some(device) = step.after.device(id) else { return Judgement::Unconcerned };
    let mut verdict = Judgement::Unconcerned;
    for copy in &device.folders {
        let collection = copy.collection;
        let (Some(changes), Some(wish)) = (changes(response, collection), wish(wishes, collection)) else {
            continue;
        };
        let Some(folder) = step.after.server.folder(collection) else { continue };
        if !changes.more_available || fresh & bit(collection) == 0 || device.has_unsaid(collection) {
            continue;
        }
        verdict = Judgement::Holds;
        if difference(step.after, device, folder, wish, &copy.view).is_none() {
            return Judgement::Violated(format!(
                "the answer says MoreAvailable, yet the device holds all that it asked for of {}",
                folder.kind
            ));
        }
    }
    verdict
}
