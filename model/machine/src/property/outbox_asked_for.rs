//! An enabled device looks after the Outbox.

use super::{Judgement, Property, Scope, Step};
use crate::class::FolderKind;
use crate::message::Request;
use crate::system::{Action, Event};

pub(super) const PROPERTY: Property = Property {
    name: "outbox-asked-for",
    prose: "Every whole Sync and every Ping of a device that is enabled names the Outbox that it keeps.",
    sources: "ASMS-047",
    scope: Scope::Sent,
    judge,
};

/// Speaks of every Sync and Ping that an enabled device sends by itself.
fn judge(step: &Step<'_>) -> Judgement {
    let (
        Event::Sent { request },
        Action::DeviceSyncs(id) | Action::DevicePolls(id) | Action::DeviceInterrupts(id),
    ) = (&step.effect.event, step.action)
    else {
        return Judgement::Unconcerned;
    };
    let Some(device) = step.after.device(id).filter(|device| device.is_active()) else {
        return Judgement::Unconcerned;
    };
    let Some(outbox) = device.folder_of(FolderKind::Outbox) else { return Judgement::Unconcerned };
    let named = match request {
        Request::Sync(sync) if sync.partial => return Judgement::Unconcerned,
        Request::Sync(sync) => sync.collections.iter().any(|entry| entry.collection == outbox.collection),
        Request::Ping(folders) => folders.contains(&outbox.collection),
        _ => return Judgement::Unconcerned,
    };
    if named {
        Judgement::Holds
    } else {
        Judgement::Violated("the device is enabled, and its request passes over the Outbox".to_owned())
    }
}
