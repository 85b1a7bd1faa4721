//! A message leaves through one device.

use super::{Judgement, Property, Scope, Step};
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "one-device-transmits",
    prose: "No two devices transmit the same message.",
    sources: "ASMS-028 EC-04 EC-30c",
    scope: Scope::Radio,
    judge,
};

/// Speaks of every transmission in a world of several devices.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Transmitted { submission, .. } = &step.effect.event else { return Judgement::Unconcerned };
    if step.after.devices.len() < 2 {
        return Judgement::Unconcerned;
    }
    let message = step.after.ledger.outbound.find(submission.content);
    if message.is_some_and(|message| message.devices.count_ones() > 1) {
        Judgement::Violated(format!("a second device transmits text {}", submission.content))
    } else {
        Judgement::Holds
    }
}
