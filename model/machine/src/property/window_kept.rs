//! An answer is no larger than its window.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};

pub(super) const PROPERTY: Property = Property {
    name: "window-kept",
    prose: "An answer has at most as many changes as the WindowSize of the request allows.",
    sources: "EC-11b EC-11d",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every answer with changes to a request that names a window of 1 to 512.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(asked)) = (answer.changes(), answer.asked) else { continue };
        let Some(window @ 1..=512) = asked.window else { continue };
        if changes.commands.is_empty() {
            continue;
        }
        verdict = Judgement::Holds;
        let sent = changes.commands.len();
        if sent > usize::from(window) {
            return Judgement::Violated(format!("the window is {window}, and {sent} changes are sent"));
        }
    }
    verdict
}
