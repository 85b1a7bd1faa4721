//! Enabling and disabling outbound SMS.

use super::Device;
use crate::behaviour::Context;
use crate::item::phone_number_of;
use crate::message::{DeviceSettings, Request, SettingsStatus};

/// What the user and the server say of outbound SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Outbound {
    /// Whether the user wants it.
    pub wanted: bool,
    /// EnableOutboundSMS as the server last acknowledged it. None where a request went out and nobody knows whether it
    /// arrived (EC-30).
    pub told: Option<bool>,
    /// Whether the telephone number is told with it.
    pub phone_number: bool,
}

impl Outbound {
    pub(super) fn new(enabled: bool, phone_number: bool) -> Self {
        Self { wanted: enabled, told: Some(enabled), phone_number }
    }

    /// Whether the server has to be told.
    pub fn is_to_be_told(self) -> bool {
        self.told != Some(self.wanted)
    }
}

impl Device {
    /// Whether the device may send SMS: the user wants it, the server knows the device as enabled, and nothing is under
    /// way that could change that (ASMS-028).
    pub fn is_active(&self) -> bool {
        let asking = matches!(self.in_flight, Some(Request::Settings(_)));
        self.outbound.wanted && self.outbound.told == Some(true) && !asking
    }

    /// EnableOutboundSMS as the user wants it; the telephone number is needed to enable alone (ASMS-052, ASMS-053).
    pub(super) fn settings_request(&self) -> Request {
        let enable = self.outbound.wanted;
        let number = (enable && self.outbound.phone_number).then(|| phone_number_of(self.id));
        Request::Settings(DeviceSettings {
            enable_outbound_sms: Some(enable),
            phone_number: number,
            rest: None,
        })
    }

    /// The answer to Settings. A device that is refused asks no more, until its user says so again (ASMS-071); what the
    /// server knew before stands.
    pub(super) fn receive_settings(
        &mut self,
        cx: &mut Context<'_>,
        request: DeviceSettings,
        status: SettingsStatus,
    ) {
        let Some(enable) = request.enable_outbound_sms else { return };
        if status == SettingsStatus::Success {
            self.outbound.told = Some(enable);
        } else {
            self.outbound.wanted = false;
            if !enable {
                self.outbound.told = Some(false);
            }
        }
        self.take_on_all(cx);
    }
}
