//! Settings requests.

use asms_machine::message::DeviceSettings;
use asms_wire::command::settings::{DeviceSet, OutboundSms};
use asms_wire::command::{DeviceText, SettingsRequest};
use asms_wire::wbxml::tag::settings;

use super::document;
use crate::{BindError, Binding, Unmodelled};

impl Binding {
    pub(super) fn read_settings(
        &mut self,
        request: &SettingsRequest<'_>,
    ) -> Result<DeviceSettings, BindError> {
        let set = request.set().ok_or(Unmodelled::Command)?;
        let mut read = DeviceSettings {
            enable_outbound_sms: enabled(set)?,
            phone_number: number(set).map(|number| self.contents.keep_phone_number(number)),
            rest: None,
        };
        let whole = document(|bytes| request.encode(bytes))?;
        if self.write_settings(&read)? != whole {
            read.rest = Some(self.contents.keep_part(&whole));
        }
        Ok(read)
    }

    /// Writes what the device tells of itself; with a rest as it came.
    pub(super) fn write_settings(&mut self, request: &DeviceSettings) -> Result<Vec<u8>, BindError> {
        if let Some(id) = request.phone_number {
            self.contents.make_phone_number(id);
        }
        let own_number = request.phone_number.and_then(|id| self.contents.phone_number(id));
        let Some(rest) = request.rest else {
            let mut set = DeviceSet::empty();
            set.enable_outbound_sms = request
                .enable_outbound_sms
                .map(|on| if on { OutboundSms::Enabled } else { OutboundSms::Disabled });
            set.phone_number = own_number.map(DeviceText::new).transpose()?;
            return document(|bytes| SettingsRequest::new(set).encode(bytes));
        };
        let kept = SettingsRequest::decode(self.contents.part(rest)?, self.wire_version())?;
        let set = kept.set().ok_or(Unmodelled::Command)?;
        if enabled(set)? == request.enable_outbound_sms && number(set) == own_number {
            document(|bytes| kept.encode(bytes))
        } else {
            Err(BindError::UnknownContent(rest))
        }
    }
}

/// An empty number is none (ASMS-030).
fn number<'s>(set: &'s DeviceSet<'_>) -> Option<&'s str> {
    set.phone_number.as_ref().map(DeviceText::as_str).filter(|number| !number.is_empty())
}

/// EnableOutboundSMS, which passes through untyped at 12.1, for the server to refuse (AMB-29). No other element that
/// passes is for the machines.
fn enabled(set: &DeviceSet<'_>) -> Result<Option<bool>, BindError> {
    let mut said = set.enable_outbound_sms.map(|outbound| outbound == OutboundSms::Enabled);
    for element in set.rest.elements() {
        if element.tag() != settings::ENABLE_OUTBOUND_SMS || said.is_some() {
            continue;
        }
        said = match element.text() {
            Some("0") => Some(false),
            Some("1") => Some(true),
            _ => return Err(Unmodelled::Element.into()),
        };
    }
    Ok(said)
}
