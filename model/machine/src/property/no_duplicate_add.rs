//! One Add of a client makes one item.

use super::{Judgement, Property, Scope, Step};
use crate::message::ClientCommand;
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "no-duplicate-add",
    prose: "However often a client repeats an Add, the server makes one item of it.",
    sources: "ASMS-045 EC-01 EC-20 EC-29b",
    scope: Scope::Handled,
    judge,
};

/// Speaks of a request that carries an Add of which the server has made an item before.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Handled { request, .. } = &step.effect.event else { return Judgement::Unconcerned };
    let mut verdict = Judgement::Unconcerned;
    for command in &request.commands {
        let ClientCommand::Add { client_id, content, .. } = command;
        let items =
            |state: &crate::system::State| state.ledger.client_adds.find(*content).map_or(0, |add| add.items);
        let (before, after) = (items(step.before), items(step.after));
        if after > 1 && after > before {
            let again =
                if before > 0 { "came again and made another item" } else { "made several items at once" };
            return Judgement::Violated(format!(
                "the Add of text {content} (ClientId {client_id}) {again}: there are {after} now"
            ));
        }
        if before > 0 {
            verdict = Judgement::Holds;
        }
    }
    verdict
}
