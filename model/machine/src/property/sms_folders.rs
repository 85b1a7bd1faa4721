//! SMS go only through folders that have them at the version.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};
use crate::class::Class;
use crate::message::ServerCommand;
use crate::version::Version;

pub(super) const PROPERTY: Property = Property {
    name: "sms-folders",
    prose: "At version 14.0 SMS are sent of Inbox, Outbox and Sent Items alone, at 12.1 of no folder.",
    sources: "ASMS-033 ASMS-034",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every successful answer below version 14.1 of a folder that holds an SMS.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(folder)) = (answer.changes(), step.after.server.folder(answer.collection))
        else {
            continue;
        };
        let Some(device) = step.before.device(answer.handled.device) else { continue };
        if device.version == Version::V14_1 || folder.items.iter().all(|item| item.class != Class::Sms) {
            continue;
        }
        verdict = Judgement::Holds;
        let sent = changes.commands.iter().find_map(|command| match command {
            ServerCommand::Add { item, .. } => {
                folder.items.find(*item).filter(|item| item.class == Class::Sms)
            }
            _ => None,
        });
        if let Some(item) = sent.filter(|_| !folder.kind.has_sms_at(device.version)) {
            return Judgement::Violated(format!(
                "SMS item {} of {} is sent at version {}",
                item.id, folder.kind, device.version
            ));
        }
    }
    verdict
}
