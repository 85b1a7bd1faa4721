//! A report tells the truth.

use super::{Judgement, Property, Scope, Step};

pub(super) const PROPERTY: Property = Property {
    name: "no-false-report",
    prose: "No report of a failed delivery names a recipient who got the message.",
    sources: "ASMS-059 EC-29 EC-52",
    scope: Scope::Every,
    judge,
};

/// Speaks of every report that reaches the Inbox, and of every message that is delivered after one.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    if step.before.ledger.outbound == step.after.ledger.outbound {
        return verdict;
    }
    for message in &step.after.ledger.outbound {
        let Some(before) = step.before.ledger.outbound.find(message.text.content) else { continue };
        if (before.reported, before.delivered) == (message.reported, message.delivered)
            || message.reported.is_empty()
        {
            continue;
        }
        verdict = Judgement::Holds;
        let is_false = (message.reported & message.delivered) - (before.reported & before.delivered);
        if !is_false.is_empty() {
            return Judgement::Violated(format!(
                "a report says that {is_false} did not get {}, who did",
                message.text
            ));
        }
    }
    verdict
}
