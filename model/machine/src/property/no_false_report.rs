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
    for message in &step.after.ledger.outbound {
        let Some(before) = step.before.ledger.outbound.find(message.text.content) else { continue };
        if (before.reported, before.delivered) == (message.reported, message.delivered)
            || message.reported == 0
        {
            continue;
        }
        verdict = Judgement::Holds;
        let is_false = message.reported & message.delivered & !(before.reported & before.delivered);
        if is_false != 0 {
            return Judgement::Violated(format!(
                "a report says that recipient {} did not get {}, who did",
                is_false.trailing_zeros() + 1,
                message.text
            ));
        }
    }
    verdict
}
