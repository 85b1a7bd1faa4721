//! A device that has been told everything holds what it asked for.

use super::{Judgement, Property, Scope, Step};
use crate::device::Copied;
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "convergence",
    prose: "When a device has the answer that tells it the newest state, it holds exactly the items of the classes it \
            asked for, each with its class and its text.",
    sources: "ASMS-035 ASMS-039 ASMS-041 EC-07 EC-13i",
    scope: Scope::Received,
    judge,
};

/// Speaks of the moment at which a device takes an answer that is not out of date.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Received { device: id, request, intent, .. } = &step.effect.event else {
        return Judgement::Unconcerned;
    };
    if !step.after.ledger.is_told(*id) {
        return Judgement::Unconcerned;
    }
    let (Some(device), Some(folder)) = (step.after.device(*id), step.after.server.folder(request.collection))
    else {
        return Judgement::Unconcerned;
    };
    let wanted: Vec<Copied> = folder
        .items
        .iter()
        .filter(|item| intent.has(item.class))
        .map(|item| Copied { item: item.id, class: item.class, content: item.content })
        .collect();
    if *wanted == *device.view {
        return Judgement::Holds;
    }
    Judgement::Violated(format!(
        "the device asked for {intent} and was told everything, yet it holds {}; of that the folder has {}",
        list(&device.view),
        list(&wanted)
    ))
}

fn list(items: &[Copied]) -> String {
    if items.is_empty() {
        return "nothing".to_owned();
    }
    let items: Vec<String> = items
        .iter()
        .map(|copy| format!("{} item {} with text {}", copy.class, copy.item, copy.content))
        .collect();
    items.join(", ")
}
