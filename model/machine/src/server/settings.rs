//! Settings: what a device says of itself ([MS-ASCMD] 2.2.1.18, [MS-ASMS] 3.2.5.3).

use super::{Asker, Server};
use crate::behaviour::Context;
use crate::message::{DeviceSettings, SettingsStatus};
use crate::version::Version;

impl Server {
    /// Takes over what a device says of itself, or answers another status than success and takes over nothing
    /// (EC-16b).
    ///
    /// What the request leaves out stays as it was, a number that an earlier request gave counts (ASMS-071), and a Set
    /// without any element takes back all that was set ([MS-ASCMD] 2.2.3.167, EC-31).
    pub(super) fn settings(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &DeviceSettings,
    ) -> SettingsStatus {
        let was_enabled = self.is_enabled(asker.device);
        let known_number = self.device(asker.device).and_then(|known| known.phone_number);
        let clears = *request == DeviceSettings::default();
        let mut enable = request.enable_outbound_sms;
        if enable.is_some() && asker.version < Version::V14_0 {
            if !cx.server(|server| server.outbound_at_12_1).is_ignored() {
                return SettingsStatus::ProtocolError;
            }
            enable = None;
        }
        if enable == Some(true) && request.phone_number.is_none() {
            let rule = cx.server(|server| server.phone_number);
            if rule.refuses(known_number.is_some(), asker.version, || cx.server(|server| server.product)) {
                return SettingsStatus::InvalidArguments;
            }
        }
        if enable.is_some_and(|enable| enable != was_enabled)
            && !cx.server(|server| server.outbound_setting).is_stored()
        {
            enable = None;
        }
        let enabled = enable.unwrap_or(was_enabled) && !clears;
        let number = if clears { None } else { request.phone_number.or(known_number) };
        self.update_partner(asker.device, |partner| {
            partner.outbound_sms = enabled;
            partner.phone_number = number;
        });
        if enabled != was_enabled {
            self.roles_moved(cx);
        }
        SettingsStatus::Success
    }
}
