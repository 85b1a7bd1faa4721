//! A key stands for one state.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};
use crate::id::SyncKey;

pub(super) const PROPERTY: Property = Property {
    name: "keys-move-with-state",
    prose: "An answer gives a key that stood for nothing else before, and gives a new one exactly when something was done or \
            is told.",
    sources: "EC-03b EC-03c EC-19 EC-37",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every successful answer.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(asked)) = (answer.changes(), answer.asked) else { continue };
        verdict = Judgement::Holds;
        let told = !changes.commands.is_empty() || !changes.responses.is_empty() || changes.more_available;
        let done = !asked.commands.is_empty() || !asked.options.is_empty() || asked.key == SyncKey::INITIAL;
        if changes.key == asked.key && (told || done) {
            return Judgement::Violated(format!(
                "the answer to key {} says or does something and gives the same key again",
                asked.key
            ));
        }
        if !told && !done && changes.key != asked.key && !is_dropped_class(step, &answer) {
            return Judgement::Violated(format!(
                "nothing is done and nothing told, yet key {} becomes {}",
                asked.key, changes.key
            ));
        }
        let Some(replica) = step.before.server.replica(answer.handled.device, answer.collection) else {
            continue;
        };
        // An answer given before may be given again.
        let again = replica.successors.iter().any(|successor| successor.key == changes.key);
        if !again
            && changes.key != SyncKey::INITIAL
            && changes.key <= replica.newest_key()
            && changes.key != asked.key
        {
            return Judgement::Violated(format!(
                "key {} was given out before, for another state",
                changes.key
            ));
        }
    }
    verdict
}

/// Whether the options in force changed without a word in the request, as some readings have it.
fn is_dropped_class(step: &Step<'_>, answer: &super::answer::Answered<'_>) -> bool {
    let device = answer.handled.device;
    let (before, after) = (
        step.before.server.replica(device, answer.collection),
        step.after.server.replica(device, answer.collection),
    );
    let newest = after.and_then(|replica| replica.successors.last());
    newest.zip(before).is_some_and(|(newest, before)| newest.subscription != before.base.subscription)
}
