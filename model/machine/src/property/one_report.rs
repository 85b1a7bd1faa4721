//! A failure is reported once.

use super::{Judgement, Property, Scope, Step};

pub(super) const PROPERTY: Property = Property {
    name: "one-report",
    prose: "No two reports name the same recipient of the same message.",
    sources: "ASMS-059 EC-29 EC-29b",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every report that reaches the Inbox.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for message in &step.after.ledger.outbound {
        let Some(before) = step.before.ledger.outbound.find(message.text.content) else { continue };
        if message.reported_again != before.reported_again {
            let again = message.reported_again - before.reported_again;
            return Judgement::Violated(format!(
                "a second report says that {again} did not get {}",
                message.text
            ));
        }
        if message.reported != before.reported || message.reported_whole != before.reported_whole {
            verdict = Judgement::Holds;
        }
    }
    verdict
}
