//! What a device sends by itself keeps the rules.

use super::{Judgement, Property, Scope, Step};
use crate::class::Class;
use crate::device::Device;
use crate::id::{DeviceId, SyncKey};
use crate::message::{ClassOptions, ClientCommand, CollectionRequest, DeviceSettings, Request};
use crate::system::{Action, Event};

pub(super) const PROPERTY: Property = Property {
    name: "requests-keep-rules",
    prose: "What a device sends by itself has at most two Options blocks a folder, each class once and all that it wants, SMS by \
            name; Adds of class SMS with an InternetCPID and without a conversation, Changes of Read and Flag alone; and enables outbound SMS with its \
            telephone number, if it has one to tell.",
    sources: "ASMS-017 ASMS-020 ASMS-021 ASMS-023 ASMS-026 ASMS-030 ASMS-032 ASMS-035 ASMS-038 ASMS-040 ASMS-043 ASMS-044 ASMS-046 ASMS-050 \
              ASMS-053 ASMS-078 ASMS-079 ASMS-080 ASMS-085 EC-28",
    scope: Scope::Sent,
    judge,
};

/// Speaks of every request that carries Options, operations or settings and was not sent against the rules on purpose.
fn judge(step: &Step<'_>) -> Judgement {
    let Event::Sent { request } = &step.effect.event else { return Judgement::Unconcerned };
    let Some(device) = sender(step.action).and_then(|id| step.after.device(id)) else {
        return Judgement::Unconcerned;
    };
    let breach = match request {
        Request::Sync(sync) => {
            let says = |entry: &CollectionRequest| !entry.options.is_empty() || !entry.commands.is_empty();
            if !sync.collections.iter().any(says) {
                return Judgement::Unconcerned;
            }
            sync.collections.iter().find_map(|entry| breach(device, entry))
        }
        Request::Estimate(estimate) => options_breach(&estimate.options),
        Request::Settings(settings) => settings_breach(device, settings),
        _ => return Judgement::Unconcerned,
    };
    breach.map_or(Judgement::Holds, |breach| Judgement::Violated(breach.to_owned()))
}

/// The device that sends by itself. One that repeats a careless request does so by the rule that it is to be repeated.
fn sender(action: Action) -> Option<DeviceId> {
    match action {
        Action::DeviceSyncs(id)
        | Action::DevicePolls(id)
        | Action::DeviceInterrupts(id)
        | Action::DeviceEstimates(id, _) => Some(id),
        _ => None,
    }
}

fn breach(device: &Device, entry: &CollectionRequest) -> Option<&'static str> {
    if let Some(breach) = options_breach(&entry.options) {
        return Some(breach);
    }
    let wish = device.folders.find(entry.collection).map(|folder| folder.wish(device.version));
    let asks = |class| entry.options.iter().any(|block| block.class.unwrap_or(Class::Email) == class);
    if !entry.options.is_empty()
        && wish.is_some_and(|wish| {
            wish.email.is_some() != asks(Class::Email) || wish.sms.is_some() != asks(Class::Sms)
        })
    {
        return Some("the Options are not all that the device wants");
    }
    if entry.key == SyncKey::INITIAL && !entry.commands.is_empty() {
        return Some("an operation goes with key 0");
    }
    entry.commands.iter().find_map(|command| match *command {
        ClientCommand::Add { conversation: true, .. } => Some("an Add carries a conversation"),
        ClientCommand::Add { code_page: false, .. } => Some("an Add has no InternetCPID"),
        ClientCommand::Add { class, .. } if class != Some(Class::Sms) => Some("an Add is not of class SMS"),
        ClientCommand::Change { other: Some(_), .. } => Some("a Change carries more than Read and Flag"),
        _ => None,
    })
}

fn options_breach(options: &[ClassOptions]) -> Option<&'static str> {
    if options.len() > 2 {
        return Some("there are more than two Options blocks");
    }
    let class = |block: &ClassOptions| block.class.unwrap_or(Class::Email);
    match options {
        [first, second] if class(first) == class(second) => Some("two Options blocks are of one class"),
        _ if options.iter().any(|block| !class(block).is_mail()) => {
            Some("an Options block is of no class of mail")
        }
        _ if options.iter().any(|block| !block.filter.unwrap_or_default().is_for_mail()) => {
            Some("a FilterType is none for mail")
        }
        _ => None,
    }
}

fn settings_breach(device: &Device, settings: &DeviceSettings) -> Option<&'static str> {
    let enables = settings.enable_outbound_sms == Some(true);
    let lacks = device.outbound.phone_number && settings.phone_number.is_none();
    (enables && lacks).then_some("the device enables outbound SMS and keeps its telephone number to itself")
}
