//! An answer is no larger than its window.

use super::answer::answers;
use super::{Judgement, Property, Scope, Step};

pub(super) const PROPERTY: Property = Property {
    name: "window-kept",
    prose: "An answer has at most as many changes as the WindowSize of the request allows, and says something where it says that \
            more is left.",
    sources: "EC-11b EC-11d EC-11g",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every answer with changes, or that says that some are left, to a request that names a window; 0 and more
/// than 512 mean 512. A server that leaves everything for later would be asked for ever.
fn judge(step: &Step<'_>) -> Judgement {
    let mut verdict = Judgement::Unconcerned;
    for answer in answers(step) {
        let (Some(changes), Some(asked)) = (answer.changes(), answer.asked) else { continue };
        let Some(window) = asked.window.map(|window| if window == 0 { 512 } else { window.min(512) }) else {
            continue;
        };
        if changes.commands.is_empty() && !changes.more_available {
            continue;
        }
        verdict = Judgement::Holds;
        if changes.commands.is_empty() && changes.responses.is_empty() {
            return Judgement::Violated(format!(
                "the window has room for {window} changes, and the answer leaves all of them for later"
            ));
        }
        let sent = changes.commands.len();
        if sent > usize::from(window) {
            return Judgement::Violated(format!("the window is {window}, and {sent} changes are sent"));
        }
    }
    verdict
}
