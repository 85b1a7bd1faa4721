//! Settings: what a device tells about itself, both ways. [MS-ASCMD] 2.2.1.18, [MS-ASMS] v9.0 3.1.4.3.

use super::scalar::{DeviceText, closed_codes};
use super::schema::{Passing, Rest, container};
use super::status::SettingsStatus;
use crate::wbxml::tag::settings;

container! {
    /// A Settings request. Properties other than `DeviceInformation` pass through in their order, in which the
    /// server has to take them. [MS-ASCMD] 2.2.1.18.
    pub struct SettingsRequest<'a> in Free order passing [
        Passing::Tag(settings::OOF),
        Passing::Tag(settings::DEVICE_PASSWORD),
        Passing::Tag(settings::USER_INFORMATION),
        Passing::Tag(settings::RIGHTS_MANAGEMENT_INFORMATION),
    ] {
        /// What the device tells about itself.
        device_information: Option<DeviceInformation<'a>> = settings::DEVICE_INFORMATION;
    }
}

container! {
    /// What the device tells about itself. [MS-ASCMD] 2.2.3.45.
    pub struct DeviceInformation<'a> in Free order {
        /// The values; the schema wants the element, the text lets it be absent.
        set: Option<DeviceSet<'a>> = settings::SET;
    }
}

container! {
    /// The values, each at most once. Without any it deletes what the server has. [MS-ASCMD] 2.2.3.167.
    pub struct DeviceSet<'a> in Free order {
        /// The model.
        model: Option<DeviceText<'a>> = settings::MODEL;
        /// The IMEI, unchecked.
        imei: Option<DeviceText<'a>> = settings::IMEI;
        /// The name that the user gave it.
        friendly_name: Option<DeviceText<'a>> = settings::FRIENDLY_NAME;
        /// The operating system.
        os: Option<DeviceText<'a>> = settings::OS;
        /// The language of the operating system.
        os_language: Option<DeviceText<'a>> = settings::OS_LANGUAGE;
        /// The telephone number, any text. [MS-ASMS] v9.0 2.2.2.2.3.
        phone_number: Option<DeviceText<'a>> = settings::PHONE_NUMBER;
        /// The program that speaks.
        user_agent: Option<DeviceText<'a>> = settings::USER_AGENT, since V12_1;
        /// Whether short messages may be sent through the device. At 12.1 the element passes through, for the server
        /// to refuse. [MS-ASMS] v9.0 2.2.2.2.2.
        enable_outbound_sms: Option<OutboundSms> = settings::ENABLE_OUTBOUND_SMS, since V14_0;
        /// The operator of the mobile network.
        mobile_operator: Option<DeviceText<'a>> = settings::MOBILE_OPERATOR, since V14_0;
    }
}

closed_codes! {
    /// Whether short messages may be sent through the device, an integer. [MS-ASMS] v9.0 2.2.2.2.2.
    pub enum OutboundSms {
        /// They may not; also the default.
        Disabled = 0 "disabled",
        /// They may.
        Enabled = 1 "enabled",
    }
}

container! {
    /// A Settings response. Properties other than `DeviceInformation` pass through. [MS-ASCMD] 2.2.1.18.
    pub struct SettingsResponse<'a> in Free order passing [
        Passing::Tag(settings::OOF),
        Passing::Tag(settings::DEVICE_PASSWORD),
        Passing::Tag(settings::USER_INFORMATION),
        Passing::Tag(settings::RIGHTS_MANAGEMENT_INFORMATION),
    ] {
        /// The outcome of the whole command; when it succeeded each property has its own.
        status: SettingsStatus = settings::STATUS;
        /// What became of the device's values.
        device_information: Option<DeviceInformationResult<'a>> = settings::DEVICE_INFORMATION;
    }
}

container! {
    /// What became of the device's values.
    pub struct DeviceInformationResult<'a> in Free order {
        /// The outcome; required by the text, optional in the schema. [MS-ASCMD] 2.2.3.177.15.
        status: Option<SettingsStatus> = settings::STATUS;
    }
}

impl<'a> SettingsRequest<'a> {
    /// A request that tells these values.
    pub fn new(set: DeviceSet<'a>) -> Self {
        let information = DeviceInformation { set: Some(set), rest: Rest::default() };
        Self { device_information: Some(information), rest: Rest::default() }
    }

    /// The values told, if there are any.
    pub fn set(&self) -> Option<&DeviceSet<'a>> {
        self.device_information.as_ref().and_then(|information| information.set.as_ref())
    }
}

impl DeviceSet<'_> {
    /// No values.
    pub fn empty() -> Self {
        Self {
            model: None,
            imei: None,
            friendly_name: None,
            os: None,
            os_language: None,
            phone_number: None,
            user_agent: None,
            enable_outbound_sms: None,
            mobile_operator: None,
            rest: Rest::default(),
        }
    }
}

impl SettingsResponse<'_> {
    /// The command succeeded and this became of the device's values.
    pub fn new(device_information: SettingsStatus) -> Self {
        let result = DeviceInformationResult { status: Some(device_information), rest: Rest::default() };
        let status = SettingsStatus::SUCCESS;
        Self { status, device_information: Some(result), rest: Rest::default() }
    }

    /// A response that says only how the whole command failed.
    pub fn failed(status: SettingsStatus) -> Self {
        Self { status, device_information: None, rest: Rest::default() }
    }
}
