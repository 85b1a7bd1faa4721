//! Settings that are refused change nothing.

use super::answer::handled;
use super::{Judgement, Property, Scope, Step};
use crate::message::{Response, SettingsStatus};

pub(super) const PROPERTY: Property = Property {
    name: "settings-5-inert",
    prose: "A Settings request that is answered with status 5 or 2 changes nothing on the server.",
    sources: "ASMS-029 ASMS-031 ASMS-071 EC-16",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every Settings request that is refused.
fn judge(step: &Step<'_>) -> Judgement {
    match handled(step).and_then(|handled| handled.response.as_ref()) {
        Some(Response::Settings(SettingsStatus::InvalidArguments | SettingsStatus::ProtocolError)) => {
            if step.before.server == step.after.server {
                Judgement::Holds
            } else {
                Judgement::Violated("the settings were refused, yet the server's state moved".to_owned())
            }
        }
        _ => Judgement::Unconcerned,
    }
}
