//! Outbound messages leave only through devices that enabled it.

use super::{Judgement, Property, Scope, Step};
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "only-enabled-transmits",
    prose: "A device transmits only while it is enabled for outbound SMS.",
    sources: "ASMS-028 ASMS-047 ASMS-054 ASMS-055 EC-30 EC-30b",
    scope: Scope::Radio,
    judge,
};

/// Speaks of every transmission.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Transmitted { device, submission } = &step.effect.event else { return Judgement::Unconcerned };
    if step.before.server.is_enabled(*device) {
        Judgement::Holds
    } else {
        Judgement::Violated(format!(
            "the device transmits text {}, and is not enabled for outbound SMS",
            submission.content
        ))
    }
}
