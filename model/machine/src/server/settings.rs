//! Settings: what a device says of itself.

use super::Server;
use crate::id::{ContentId, DeviceId};
use crate::list::Keyed;
use crate::message::{DeviceSettings, SettingsStatus};

/// What a device said of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeviceInformation {
    /// The device.
    pub device: DeviceId,
    /// Whether outbound SMS can go through it; 0 unless it said otherwise (ASMS-027).
    pub outbound_sms: bool,
    /// Its telephone number.
    pub phone_number: Option<ContentId>,
}

impl Server {
    /// Takes over what a device says of itself, or answers status 5 and takes over nothing.
    ///
    /// A number that an earlier request gave counts (ASMS-071). What the request leaves out stays as it was.
    pub(super) fn settings(&mut self, device: DeviceId, request: &DeviceSettings) -> SettingsStatus {
        let known = self.devices.find(device).copied();
        let known = known.unwrap_or(DeviceInformation { device, outbound_sms: false, phone_number: None });
        let phone_number = request.phone_number.or(known.phone_number);
        if request.enable_outbound_sms == Some(true) && phone_number.is_none() {
            return SettingsStatus::InvalidArguments;
        }
        let outbound_sms = request.enable_outbound_sms.unwrap_or(known.outbound_sms);
        self.devices.put(DeviceInformation { device, outbound_sms, phone_number });
        SettingsStatus::Success
    }
}

impl Keyed for DeviceInformation {
    type Key = DeviceId;

    fn key(&self) -> DeviceId {
        self.device
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::class::FolderKind;
    use crate::id::{CollectionId, ItemId};

    fn request(enable: Option<bool>, number: Option<u32>) -> DeviceSettings {
        DeviceSettings { enable_outbound_sms: enable, phone_number: number.map(ContentId), rest: None }
    }

    #[test]
    fn enabling_needs_a_number_now_or_before() {
        let device = DeviceId(1);
        let mut server = Server::new([(CollectionId(15), FolderKind::Inbox)], ItemId(1));
        let before = server.clone();
        assert_eq!(server.settings(device, &request(Some(true), None)), SettingsStatus::InvalidArguments);
        assert_eq!(server, before, "status 5 changes nothing");

        assert_eq!(server.settings(device, &request(None, Some(7))), SettingsStatus::Success);
        assert_eq!(server.settings(device, &request(Some(true), None)), SettingsStatus::Success);
        assert!(server.device(device).is_some_and(|known| known.outbound_sms));

        assert_eq!(server.settings(device, &request(Some(false), None)), SettingsStatus::Success);
        assert!(server.device(device).is_some_and(|known| !known.outbound_sms));
    }
}
