//! A device that has been told everything holds what it asked for.

use super::answer::{received, wish};
use super::{Judgement, Property, Scope, Step};
use crate::class::{Class, FolderKind, Wish};
use crate::device::{Copied, Device};
use crate::server::{Folder, Item};
use crate::system::{State, bit};

pub(super) const PROPERTY: Property = Property {
    name: "convergence",
    prose: "When a device has the answer that tells it the newest state of a folder, it holds exactly the items of the classes \
            and windows it asked for, each with its class, its text, Read and Flag.",
    sources: "ASMS-035 ASMS-036 ASMS-039 ASMS-041 ASMS-061 ASMS-079 ASMS-082 EC-03 EC-03b EC-06 EC-07 EC-07d EC-11f \
              EC-13b EC-13d EC-19 EC-35 EC-36 EC-38 EC-45",
    scope: Scope::Received,
    judge,
};

/// Speaks of the moment at which a device takes an answer that is not out of date, while nothing waits to be said by
/// itself.
fn judge(step: &Step<'_>) -> Judgement {
    let Some((id, _, _, wishes, fresh)) = received(step) else { return Judgement::Unconcerned };
    let Some(device) = step.after.device(id) else { return Judgement::Unconcerned };
    let mut verdict = Judgement::Unconcerned;
    for copy in &device.folders {
        let collection = copy.collection;
        let told = fresh & bit(collection) != 0 && step.after.ledger.is_told(id, collection);
        let (Some(folder), Some(wish)) = (step.after.server.folder(collection), wish(wishes, collection))
        else {
            continue;
        };
        if !told || device.has_unsaid(collection) {
            continue;
        }
        verdict = Judgement::Holds;
        if let Some(difference) = difference(step.after, device, folder, wish, &copy.view) {
            return Judgement::Violated(format!(
                "the device asked for {wish} of {} and was told everything, yet {difference}",
                folder.kind
            ));
        }
    }
    verdict
}

/// How what a device holds of a folder, in the order of numbers, differs from what it asked for.
pub(super) fn difference(
    state: &State,
    device: &Device,
    folder: &Folder,
    wish: Wish,
    view: &[Copied],
) -> Option<String> {
    let wish = wish.heeded_in(folder.kind, device.version);
    let mut ghost = None;
    let mut copies = view.iter().peekable();
    for item in &folder.items {
        // Both lists are in the order of numbers.
        while let Some(gone) = copies.next_if(|copy| copy.item < item.id) {
            ghost.get_or_insert(gone);
        }
        let held = copies.next_if(|copy| copy.item == item.id);
        match (due(state, folder, wish, item), held) {
            (Due::Yes, None) => return Some(format!("it does not hold {}", describe(item))),
            (Due::No, Some(_)) => {
                return Some(format!("it holds {}, which it did not ask for", describe(item)));
            }
            (_, Some(copy)) => {
                if let Some(difference) = unlike(item, copy) {
                    return Some(difference);
                }
            }
            (_, None) => {}
        }
    }
    let ghost = ghost.or(copies.next())?;
    Some(format!("it holds {} item {}, which is gone", ghost.class, ghost.item))
}

/// Whether a device has to hold an item.
enum Due {
    Yes,
    No,
    /// It may or may not.
    Either,
}

fn due(state: &State, folder: &Folder, wish: Wish, item: &Item) -> Due {
    if wish.filter(item.class).is_none() {
        return Due::No;
    }
    let inside = wish.covers(item.class, item.received, state.server.today);
    if folder.kind == FolderKind::Outbox && item.class == Class::Sms {
        // Whether windows apply to the Outbox is open (AMB-14), and so is who is offered its items when several devices
        // are enabled (AMB-09).
        let several = state.devices.iter().filter(|device| state.server.is_enabled(device.id)).count() > 1;
        return if inside && !several { Due::Yes } else { Due::Either };
    }
    if inside { Due::Yes } else { Due::No }
}

fn unlike(item: &Item, copy: &Copied) -> Option<String> {
    if copy.class != item.class {
        Some(format!("it takes {} for {}", describe(item), copy.class))
    } else if copy.text != item.text {
        Some(format!("its item {} says {}, not {}", item.id, copy.text, item.text))
    } else if copy.marks != item.marks {
        Some(format!("its item {} is {}, that of the server {}", item.id, copy.marks, item.marks))
    } else {
        None
    }
}

fn describe(item: &Item) -> String {
    format!("{} item {} with {}", item.class, item.id, item.text)
}
