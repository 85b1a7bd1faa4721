//! One Add of a client makes one item.

use super::answer::handled;
use super::{Judgement, Property, Scope, Step};
use crate::message::{ClientCommand, Request};
use crate::system::State;

pub(super) const PROPERTY: Property = Property {
    name: "no-duplicate-add",
    prose: "However often a client repeats an Add, the server makes one item of it.",
    sources: "ASMS-045 EC-01 EC-02 EC-02b EC-03c EC-20 EC-29b EC-37",
    scope: Scope::Handled,
    judge,
};

/// Speaks of a request that carries an Add of which the server has made an item before.
fn judge(step: &Step<'_>) -> Judgement {
    let Some(Request::Sync(request)) = handled(step).map(|handled| &handled.request) else {
        return Judgement::Unconcerned;
    };
    let mut verdict = Judgement::Unconcerned;
    for entry in &request.collections {
        for command in &entry.commands {
            let ClientCommand::Add { client_id, text, .. } = command else { continue };
            let items = |state: &State| {
                state.ledger.client_adds.find((entry.collection, text.says())).map_or(0, |add| add.items)
            };
            let (before, after) = (items(step.before), items(step.after));
            if after > 1 && after > before {
                let again = if before > 0 {
                    "came again and made another item"
                } else {
                    "made several items at once"
                };
                return Judgement::Violated(format!(
                    "the Add of {text} (ClientId {client_id}) {again}: there are {after} now"
                ));
            }
            if before > 0 {
                verdict = Judgement::Holds;
            }
        }
    }
    verdict
}
