//! What stands in the Outbox is sent.

use super::{Judgement, Property, Scope, Step};
use crate::class::{Class, FolderKind};

pub(super) const PROPERTY: Property = Property {
    name: "outbox-drained",
    prose: "Once nothing is left to do, an enabled device that asks for the SMS of the Outbox has left none there.",
    sources: "ASMS-047 ASMS-054 ASMS-060 EC-05 EC-30 EC-34",
    scope: Scope::AtRest,
    judge,
};

/// Speaks of the moment at which nothing is left to do while a device is enabled and asks for the SMS of the Outbox.
fn judge(step: &Step<'_>) -> Judgement {
    let server = &step.after.server;
    let Some(outbox) = server.folder_of(FolderKind::Outbox) else { return Judgement::Unconcerned };
    let is_gateway = step.after.devices.iter().any(|device| {
        let wish = device.folders.find(outbox.id).map(|folder| folder.wanted);
        server.is_enabled(device.id) && device.is_active() && wish.is_some_and(|wish| wish.sms.is_some())
    });
    if !is_gateway || step.after.ledger.outbound.is_empty() {
        return Judgement::Unconcerned;
    }
    match outbox.items.iter().find(|item| item.class == Class::Sms) {
        None => Judgement::Holds,
        Some(item) => Judgement::Violated(format!(
            "a device is enabled and nothing is left to do, yet item {} with {} stands in the Outbox",
            item.id, item.text
        )),
    }
}
