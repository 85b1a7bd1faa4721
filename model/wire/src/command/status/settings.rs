//! Status of Settings.

use super::declare::statuses;

statuses! {
    /// Outcome of a Settings command or of one of its properties; `DeviceInformation` has 1, 2, 5 and 6. Codes 100 to
    /// 255 are left to each property. [MS-ASCMD] 2.2.3.177.15.
    pub struct SettingsStatus {
        SUCCESS = 1 "Success": "The settings were taken.",
        at [Command, Collection] "Under Settings it also stands when a property failed, which then says so itself.",
        then Nothing "Look at the status of each property.",
        rules [],

        PROTOCOL_ERROR = 2 "ProtocolError": "The request breaks a rule of the protocol.",
        at [Command, Collection] "Under Settings no properties follow.",
        then MendRequest "Correct the request: the same one fails again.",
        rules [
            "EnableOutboundSMS stands in a request of version 12.1." by "[MS-ASMS] v9.0 note 3 (ASMS-029); the code is open",
        ],

        ACCESS_DENIED = 3 "AccessDenied": "The user may not do this.",
        at [Command, Collection] "Not for DeviceInformation.",
        then AskAdministrator "Ask the administrator for the permission.",
        rules [],

        SERVER_UNAVAILABLE = 4 "ServerUnavailable": "The server cannot be reached for now.",
        at [Command, Collection] "Not for DeviceInformation.",
        then Retry "Send the same request again, later each time.",
        rules [],

        INVALID_ARGUMENTS = 5 "InvalidArguments": "A value is invalid, or one is missing that another needs.",
        at [Collection] "Under DeviceInformation by [MS-ASCMD] 2.2.1.18, with 1 under Settings; [MS-ASMS] only says in the \
            response.",
        then MendRequest "Send the missing value: with EnableOutboundSMS 1 the PhoneNumber.",
        rules [
            "EnableOutboundSMS is 1 and no telephone number is known for the device." by
                "[MS-ASMS] 3.2.5.3 (ASMS-071); Exchange 2010 alone by v9.0 notes 4 and 5 (ASMS-031, ASMS-077)",
        ],

        CONFLICTING_ARGUMENTS = 6 "ConflictingArguments": "Two values contradict each other.",
        at [Collection] "Under the property.",
        then MendRequest "Correct the request: the same one fails again.",
        rules [],

        DENIED_BY_POLICY = 7 "DeniedByPolicy": "A policy of the organisation forbids it.",
        at [Collection] "Not for DeviceInformation.",
        then AskAdministrator "Ask the administrator, or leave the setting as it is.",
        rules [],
    }
}
