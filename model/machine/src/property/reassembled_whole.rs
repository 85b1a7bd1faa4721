//! A handset shows what was written.

use super::{Judgement, Property, Scope, Step};
use crate::system::Event;

pub(super) const PROPERTY: Property = Property {
    name: "reassembled-whole",
    prose: "What a handset shows is one message, whole, as it was written.",
    sources: "ASMS-002 ASMS-057 ASMS-058 EC-15d",
    scope: Scope::Radio,
    judge,
};

/// Speaks of everything that a handset shows.
fn judge(step: &Step<'_>) -> Judgement {
    let (Event::Submitted { shown, .. } | Event::Forwarded { shown, .. }) = &step.effect.event else {
        return Judgement::Unconcerned;
    };
    let Some(shown) = shown else { return Judgement::Unconcerned };
    let Some(first) = shown.parts.first() else { return Judgement::Unconcerned };
    if let Some(other) = shown.parts.iter().find(|part| *part != first) {
        return Judgement::Violated(format!(
            "recipient {} sees parts of text {first} and text {other} joined",
            shown.recipient + 1
        ));
    }
    if !shown.whole {
        return Judgement::Violated(format!("recipient {} sees text {first} cut", shown.recipient + 1));
    }
    Judgement::Holds
}
