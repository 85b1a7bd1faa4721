//! Outbound SMS goes through devices that have a telephone number.

use super::answer::handled;
use super::{Judgement, Property, Scope, Step};
use crate::message::{Request, Response, SettingsStatus};

pub(super) const PROPERTY: Property = Property {
    name: "enabled-with-number",
    prose: "A device is enabled for outbound SMS only once it has told its telephone number, and disabled when it says so.",
    sources: "ASMS-026 ASMS-027 ASMS-030 ASMS-052 ASMS-053 EC-30",
    scope: Scope::Handled,
    judge,
};

/// Speaks of every Settings request that is accepted.
fn judge(step: &Step<'_>) -> Judgement {
    let Some(handled) = handled(step) else { return Judgement::Unconcerned };
    let (Request::Settings(settings), Some(Response::Settings(SettingsStatus::Success))) =
        (&handled.request, &handled.response)
    else {
        return Judgement::Unconcerned;
    };
    let server = &step.after.server;
    let enabled = server.is_enabled(handled.device);
    let number = server.device(handled.device).is_some_and(|known| known.phone_number.is_some());
    if enabled && !number {
        return Judgement::Violated(
            "the device is enabled, and nobody knows its telephone number".to_owned(),
        );
    }
    if settings.enable_outbound_sms.is_some_and(|enable| enable != enabled) {
        return Judgement::Violated(format!(
            "the server answers success, yet the device is {}",
            if enabled { "enabled" } else { "not enabled" }
        ));
    }
    Judgement::Holds
}
