//! A key stands for one state.

use super::answer::{Answered, answers};
use super::{Judgement, Property, Scope, Step};
use crate::id::SyncKey;
use crate::server::Subscription;
use crate::system::State;

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
        if !told && !done && changes.key != asked.key && !other_options(step, &answer, asked.key, changes.key)
        {
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

/// Whether other options are in force behind the new key than behind the one that was used, without a word in the request, as
/// some readings have it (AMB-04, AMB-23). Which of its answers the device holds shows in the key that it uses: the options
/// of that answer count, not those from which the server had to start.
fn other_options(step: &Step<'_>, answer: &Answered<'_>, used: SyncKey, new: SyncKey) -> bool {
    let behind = |state: &State, key| -> Option<Subscription> {
        let replica = state.server.replica(answer.handled.device, answer.collection)?;
        Some(replica.state_behind(key)?.subscription)
    };
    behind(step.before, used).zip(behind(step.after, new)).is_some_and(|(before, after)| before != after)
}
