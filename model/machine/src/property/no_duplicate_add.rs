//! One Add of a client makes one item.

use super::{Judgement, Kind, Property, Scope, Step};
use crate::message::ClientCommand;
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "no-duplicate-add",
    prose: "However often a client repeats an Add, the server makes one item of it.",
    sources: "ASMS-045 EC-01 EC-20 EC-29b",
    kind: Kind::Safety,
    scope: Scope::Handled,
    judge,
};

/// Speaks of a request that carries an Add of which the server has made an item before.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Handled { request, .. } = &step.effect.event else { return Judgement::Unconcerned };
    let mut verdict = Judgement::Unconcerned;
    for command in &request.commands {
        let ClientCommand::Add { client_id, content, .. } = command;
        if !step.before.ledger.client_adds.has(*content) {
            continue;
        }
        verdict = Judgement::Holds;
        if let Some(add) = step.after.ledger.client_adds.find(*content)
            && add.items > 1
        {
            return Judgement::Violated(format!(
                "the Add of text {content} (ClientId {client_id}) came again and made another item: there are {} now",
                add.items
            ));
        }
    }
    verdict
}
