//! What leaves the Outbox was sent or is reported.

use super::{Judgement, Property, Scope, Step};
use crate::class::FolderKind;

pub(super) const PROPERTY: Property = Property {
    name: "sent-or-reported",
    prose: "Once nothing is left to do, every message that has left the Outbox and was not taken back by its user has reached \
            every mobile recipient, or a report in the Inbox names those whom it has not.",
    sources: "ASMS-055 ASMS-056 ASMS-059 ASMS-060 EC-04b EC-05 EC-29 EC-29c EC-52",
    scope: Scope::AtRest,
    judge,
};

/// Speaks of the moment at which nothing is left to do after a message has left the Outbox.
fn judge(step: &Step<'_>) -> Judgement {
    let server = &step.after.server;
    let outbox = server.folder_of(FolderKind::Outbox);
    let mut verdict = Judgement::Unconcerned;
    for message in &step.after.ledger.outbound {
        let waits = outbox
            .is_some_and(|outbox| outbox.items.iter().any(|item| item.text.content == message.text.content));
        if waits || message.recalled {
            continue;
        }
        verdict = Judgement::Holds;
        let forgotten = message.forgotten();
        if !forgotten.is_empty() {
            return Judgement::Violated(format!(
                "{} has left the Outbox; {forgotten} did not get it, and no report says so",
                message.text
            ));
        }
        if message.recipients().is_empty() && !message.reported_whole {
            return Judgement::Violated(format!(
                "{} names nobody that the radio can reach, and no report says so",
                message.text
            ));
        }
    }
    verdict
}
