//! Status 4 leaves everything as it was.

use super::{Judgement, Property, Scope, Step};
use crate::message::SyncResponse;
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "status-4-inert",
    prose: "A request that is answered with status 4 changes nothing on the server: no item, no key, no options.",
    sources: "ASMS-063 ASMS-064 ASMS-065 ASMS-066 EC-08f EC-24",
    scope: Scope::Handled,
    judge,
};

fn judge(step: &Step<'_>) -> Judgement {
    let Event::Handled { response: SyncResponse::ProtocolError, .. } = &step.effect.event else {
        return Judgement::Unconcerned;
    };
    if step.before.server == step.after.server {
        return Judgement::Holds;
    }
    let items = |state: &crate::system::State| state.server.next_item().0;
    let made = items(step.after).saturating_sub(items(step.before));
    Judgement::Violated(match made {
        0 => "the request was refused with status 4, yet the server's state moved".to_owned(),
        _ => format!("the request was refused with status 4, yet it made {made} item(s)"),
    })
}
