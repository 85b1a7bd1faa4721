//! A recipient gets a message once.

use super::{Judgement, Property, Scope, Step};

pub(super) const PROPERTY: Property = Property {
    name: "sent-once",
    prose: "No recipient sees a message twice.",
    sources: "EC-04 EC-04b EC-29c EC-39",
    scope: Scope::Radio,
    judge,
};

/// Speaks of every message that a handset shows.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for message in &step.after.ledger.outbound {
        let Some(before) = step.before.ledger.outbound.find(message.text.content) else { continue };
        let again = message.delivered_again - before.delivered_again;
        if !again.is_empty() {
            return Judgement::Violated(format!("{again} sees {} a second time", message.text));
        }
        if message.delivered != before.delivered {
            verdict = Judgement::Holds;
        }
    }
    verdict
}
