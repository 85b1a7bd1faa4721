//! Codes that any command may give from 14.0 on, in place of its own; up to 12.1 some of them are HTTP statuses.

use super::{ClientAction, Explanation, Place};
use crate::command::scalar::open_codes;

/// Declares the common codes, one a line.
macro_rules! common {
    ($( $constant:ident = $code:literal $name:literal, http $http:expr, $meaning:literal, $action:ident $advice:literal; )*) => {
        open_codes! {
            /// A code that any command may give from 14.0 on. It replaces the command's own: a malformed Sync may get
            /// 103 where the command's text promises 4. [MS-ASCMD] 2.2.2.
            pub struct CommonStatus(u32) {
                $(
                    #[doc = $meaning]
                    #[allow(clippy::doc_markdown, reason = "programs show the sentence as plain text")]
                    $constant = $code $name,
                )*
            }
        }

        impl CommonStatus {
            /// What is known of them, ascending.
            pub const ALL: &'static [Explanation] = &[$( Explanation {
                code: $code,
                name: $name,
                meaning: $meaning,
                places: &[Place::Command],
                note: "Under the root of any command; [MS-ASCMD] 2.2.2.",
                client_action: ClientAction::$action,
                advice: $advice,
                rules: &[],
                http: &$http,
            } ),*];
        }
    };
}

common! {
    INVALID_CONTENT = 101 "InvalidContent", http [400],
        "The body of the HTTP request is invalid: content type, length, or no body at all.",
        MendRequest "Correct the request: the same one fails again.";
    INVALID_WBXML = 102 "InvalidWBXML", http [],
        "The body is not WBXML that can be decoded.",
        MendRequest "Correct the encoder: the same request fails again.";
    INVALID_XML = 103 "InvalidXML", http [400],
        "The markup does not follow the protocol.",
        MendRequest "Correct the request: the same one fails again.";
    INVALID_DATE_TIME = 104 "InvalidDateTime", http [],
        "A date and time cannot be read.",
        MendRequest "Correct the value: the same request fails again.";
    INVALID_COMBINATION_OF_IDS = 105 "InvalidCombinationOfIDs", http [],
        "The parameters do not go together.",
        MendRequest "Correct the request: the same one fails again.";
    INVALID_IDS = 106 "InvalidIDs", http [400, 500],
        "An id cannot be read; a well-formed one that is unknown has another code.",
        MendRequest "Correct the id: the same request fails again.";
    INVALID_MIME = 107 "InvalidMIME", http [],
        "The MIME content cannot be read.",
        MendRequest "Correct the content: the same request fails again.";
    DEVICE_ID_MISSING_OR_INVALID = 108 "DeviceIdMissingOrInvalid", http [],
        "The device id is missing or malformed.",
        MendRequest "Send a device id of letters and digits.";
    DEVICE_TYPE_MISSING_OR_INVALID = 109 "DeviceTypeMissingOrInvalid", http [],
        "The device type is missing or malformed.",
        MendRequest "Send a device type of letters and digits.";
    SERVER_ERROR = 110 "ServerError", http [500],
        "The server failed for an unknown reason.",
        Nothing "Do not try again.";
    SERVER_ERROR_RETRY_LATER = 111 "ServerErrorRetryLater", http [503],
        "The server failed for an unknown reason, for now.",
        Retry "Send the same request again, later each time.";
    ACTIVE_DIRECTORY_ACCESS_DENIED = 112 "ActiveDirectoryAccessDenied", http [403],
        "The server may not read the directory.",
        AskAdministrator "Ask the administrator to mend the set-up.";
    MAILBOX_QUOTA_EXCEEDED = 113 "MailboxQuotaExceeded", http [507],
        "The mailbox is full.",
        AskUser "Ask the user to free space.";
    MAILBOX_SERVER_OFFLINE = 114 "MailboxServerOffline", http [],
        "The mailbox server cannot be reached.",
        Retry "Send the same request again, later each time.";
    SEND_QUOTA_EXCEEDED = 115 "SendQuotaExceeded", http [],
        "The user has sent as much as is allowed.",
        AskUser "Ask the user to wait or to free space.";
    MESSAGE_RECIPIENT_UNRESOLVED = 116 "MessageRecipientUnresolved", http [],
        "A recipient cannot be resolved.",
        AskUser "Ask the user for another recipient.";
    MESSAGE_REPLY_NOT_ALLOWED = 117 "MessageReplyNotAllowed", http [],
        "The message may not be replied to.",
        AskUser "Tell the user.";
    MESSAGE_PREVIOUSLY_SENT = 118 "MessagePreviouslySent", http [],
        "The message was sent before under the same ClientId; this is a rule of SendMail, not of Sync.",
        Nothing "Take it as sent.";
    MESSAGE_HAS_NO_RECIPIENT = 119 "MessageHasNoRecipient", http [],
        "The message has no recipient.",
        AskUser "Ask the user for a recipient.";
    MAIL_SUBMISSION_FAILED = 120 "MailSubmissionFailed", http [],
        "The message could not be submitted.",
        Retry "Try again later.";
    MESSAGE_REPLY_FAILED = 121 "MessageReplyFailed", http [],
        "The reply could not be made.",
        Retry "Try again later.";
    ATTACHMENT_IS_TOO_LARGE = 122 "AttachmentIsTooLarge", http [],
        "An attachment is too large.",
        AskUser "Ask the user for a smaller one.";
    USER_HAS_NO_MAILBOX = 123 "UserHasNoMailbox", http [],
        "The user has no mailbox.",
        AskAdministrator "Ask the administrator for one.";
    USER_CANNOT_BE_ANONYMOUS = 124 "UserCannotBeAnonymous", http [],
        "The request has no credentials.",
        AskUser "Ask the user for credentials.";
    USER_PRINCIPAL_COULD_NOT_BE_FOUND = 125 "UserPrincipalCouldNotBeFound", http [403],
        "The user is unknown.",
        AskAdministrator "Ask the administrator.";
    USER_DISABLED_FOR_SYNC = 126 "UserDisabledForSync", http [403],
        "The user may not use ActiveSync.",
        AskAdministrator "Ask the administrator for the permission.";
    USER_ON_NEW_MAILBOX_CANNOT_SYNC = 127 "UserOnNewMailboxCannotSync", http [],
        "The server bars users on new mailboxes.",
        AskAdministrator "Ask the administrator.";
    USER_ON_LEGACY_MAILBOX_CANNOT_SYNC = 128 "UserOnLegacyMailboxCannotSync", http [],
        "The server bars users on old mailboxes.",
        AskAdministrator "Ask the administrator.";
    DEVICE_IS_BLOCKED_FOR_THIS_USER = 129 "DeviceIsBlockedForThisUser", http [],
        "The user may not use this device.",
        AskAdministrator "Ask the administrator for the permission.";
    ACCESS_DENIED = 130 "AccessDenied", http [],
        "The request is not allowed.",
        AskAdministrator "Ask the administrator for the permission.";
    ACCOUNT_DISABLED = 131 "AccountDisabled", http [],
        "The account is disabled.",
        AskAdministrator "Ask the administrator to enable it.";
    SYNC_STATE_NOT_FOUND = 132 "SyncStateNotFound", http [403, 500],
        "The server has lost the state of the device.",
        ResetKey "Synchronise all with key 0.";
    SYNC_STATE_LOCKED = 133 "SyncStateLocked", http [],
        "The state of the device is locked, as while a mailbox moves.",
        Retry "Send the same request again, later each time.";
    SYNC_STATE_CORRUPT = 134 "SyncStateCorrupt", http [],
        "The state of the device is damaged.",
        ResetKey "Synchronise all with key 0.";
    SYNC_STATE_ALREADY_EXISTS = 135 "SyncStateAlreadyExists", http [],
        "The state of the device exists already: two first synchronisations ran at once.",
        Retry "Try again with one at a time.";
    SYNC_STATE_VERSION_INVALID = 136 "SyncStateVersionInvalid", http [],
        "The state of the device is of another version.",
        ResetKey "Synchronise all with key 0.";
    COMMAND_NOT_SUPPORTED = 137 "CommandNotSupported", http [501],
        "The server does not have the command.",
        Nothing "Do without it.";
    VERSION_NOT_SUPPORTED = 138 "VersionNotSupported", http [400, 505],
        "The command is not one of this protocol version.",
        MendRequest "Use a version that the server lists.";
    DEVICE_NOT_FULLY_PROVISIONABLE = 139 "DeviceNotFullyProvisionable", http [],
        "The protocol version cannot carry all policies.",
        AskAdministrator "Use a later version, or ask the administrator to let such devices in.";
    REMOTE_WIPE_REQUESTED = 140 "RemoteWipeRequested", http [403, 449],
        "The device is to be wiped.",
        Provision "Run Provision twice: to learn it and to acknowledge it, then wipe.";
    LEGACY_DEVICE_ON_STRICT_POLICY = 141 "LegacyDeviceOnStrictPolicy", http [449],
        "The device cannot be provisioned and the policy asks for it.",
        AskAdministrator "Ask the administrator.";
    DEVICE_NOT_PROVISIONED = 142 "DeviceNotProvisioned", http [449],
        "The device is not provisioned yet.",
        Provision "Run Provision, then send the request again.";
    POLICY_REFRESH = 143 "PolicyRefresh", http [449],
        "The policy is to be fetched anew.",
        Provision "Run Provision, then send the request again.";
    INVALID_POLICY_KEY = 144 "InvalidPolicyKey", http [449],
        "The policy key is not the server's.",
        Provision "Run Provision, then send the request again.";
    EXTERNALLY_MANAGED_DEVICES_NOT_ALLOWED = 145 "ExternallyManagedDevicesNotAllowed", http [],
        "Devices that others manage may not connect.",
        AskAdministrator "Ask the administrator.";
    NO_RECURRENCE_IN_CALENDAR = 146 "NoRecurrenceInCalendar", http [],
        "The event does not recur.",
        MendRequest "Correct the request: the same one fails again.";
    UNEXPECTED_ITEM_CLASS = 147 "UnexpectedItemClass", http [400, 501],
        "The class of the item is unknown or does not fit.",
        MendRequest "Correct the class: the same request fails again.";
    REMOTE_SERVER_HAS_NO_SSL = 148 "RemoteServerHasNoSSL", http [],
        "The server to which the request was passed has no TLS.",
        AskAdministrator "Ask the administrator to mend the set-up.";
    INVALID_STORED_REQUEST = 149 "InvalidStoredRequest", http [],
        "The stored request cannot be run again.",
        SendInFull "Send the request in full.";
    ITEM_NOT_FOUND = 150 "ItemNotFound", http [],
        "The item to reply to or to forward does not exist.",
        Sync "Synchronise the folder, then try again.";
    TOO_MANY_FOLDERS = 151 "TooManyFolders", http [],
        "The mailbox has more folders than the server takes.",
        AskUser "Ask the user to remove folders.";
    NO_FOLDERS_FOUND = 152 "NoFoldersFound", http [],
        "The mailbox has no folders.",
        AskAdministrator "Ask the administrator.";
    ITEMS_LOST_AFTER_MOVE = 153 "ItemsLostAfterMove", http [],
        "Items were lost while they were moved.",
        Sync "Synchronise both folders.";
    FAILURE_IN_MOVE_OPERATION = 154 "FailureInMoveOperation", http [],
        "The move failed.",
        Retry "Try again later.";
    MOVE_COMMAND_DISALLOWED_FOR_NON_PERSISTENT_MOVE_ACTION = 155 "MoveCommandDisallowedForNonPersistentMoveAction", http [],
        "The move would not last.",
        MendRequest "Move whole conversations for good, or not at all.";
    MOVE_COMMAND_INVALID_DESTINATION_FOLDER = 156 "MoveCommandInvalidDestinationFolder", http [],
        "The folder to move to cannot take the items.",
        MendRequest "Choose another folder.";
    AVAILABILITY_TOO_MANY_RECIPIENTS = 160 "AvailabilityTooManyRecipients", http [],
        "The availability of too many recipients is asked.",
        MendRequest "Ask for fewer.";
    AVAILABILITY_DL_LIMIT_REACHED = 161 "AvailabilityDLLimitReached", http [],
        "A distribution list is too large to ask its availability.",
        MendRequest "Ask for its members.";
    AVAILABILITY_TRANSIENT_FAILURE = 162 "AvailabilityTransientFailure", http [],
        "The availability cannot be had for now.",
        Retry "Try again later.";
    AVAILABILITY_FAILURE = 163 "AvailabilityFailure", http [],
        "The availability cannot be had.",
        Nothing "Do without it.";
    BODY_PART_PREFERENCE_TYPE_NOT_SUPPORTED = 164 "BodyPartPreferenceTypeNotSupported", http [],
        "BodyPartPreference asks for a Type other than 2 (since 14.1).",
        MendRequest "Ask for Type 2.";
    DEVICE_INFORMATION_REQUIRED = 165 "DeviceInformationRequired", http [],
        "The first Provision has no DeviceInformation (since 14.1).",
        MendRequest "Send it, with Model at least.";
    INVALID_ACCOUNT_ID = 166 "InvalidAccountId", http [],
        "The AccountId is not one of the user's.",
        MendRequest "Correct the id: the same request fails again.";
    ACCOUNT_SEND_DISABLED = 167 "AccountSendDisabled", http [],
        "The account may not send.",
        AskUser "Ask the user for another account.";
    IRM_FEATURE_DISABLED = 168 "IRMFeatureDisabled", http [],
        "Rights management is switched off.",
        Nothing "Do without it.";
    IRM_TRANSIENT_ERROR = 169 "IRMTransientError", http [],
        "Rights management failed for now.",
        Retry "Try again later.";
    IRM_PERMANENT_ERROR = 170 "IRMPermanentError", http [],
        "Rights management failed.",
        Nothing "Do not try again.";
    IRM_INVALID_TEMPLATE_ID = 171 "IRMInvalidTemplateID", http [],
        "The rights template is unknown.",
        MendRequest "Fetch the templates anew through Settings.";
    IRM_OPERATION_NOT_PERMITTED = 172 "IRMOperationNotPermitted", http [],
        "The rights of the message forbid it.",
        Nothing "Tell the user.";
    NO_PICTURE = 173 "NoPicture", http [],
        "The user has no picture.",
        Nothing "Do without it.";
    PICTURE_TOO_LARGE = 174 "PictureTooLarge", http [],
        "The picture is larger than was asked for.",
        Nothing "Ask for a larger size or do without it.";
    PICTURE_LIMIT_REACHED = 175 "PictureLimitReached", http [],
        "There are more pictures than were asked for.",
        Nothing "Ask for more or do without them.";
    BODY_PART_CONVERSATION_TOO_LARGE = 176 "BodyPartConversationTooLarge", http [],
        "The conversation is too large to work out its parts.",
        Nothing "Use Body in place of BodyPart.";
    MAXIMUM_DEVICES_REACHED = 177 "MaximumDevicesReached", http [],
        "The user has too many devices.",
        AskUser "Ask the user to remove one.";
    INVALID_FORWARD_COMBINATION = 178 "InvalidForwardCombination", http [],
        "The parts of a forwarded message do not go together (16.0).",
        MendRequest "Correct the request: the same one fails again.";
    INVALID_FORWARD_CONTENT = 179 "InvalidForwardContent", http [],
        "A forwarded message has content that it may not have (16.0).",
        MendRequest "Correct the request: the same one fails again.";
    INVALID_DRAFT_RECIPIENTS = 183 "InvalidDraftRecipients", http [],
        "A draft has recipients that cannot be read (16.0).",
        AskUser "Ask the user for other recipients.";
    INVALID_EXCEPTION = 184 "InvalidException", http [],
        "An exception of a recurring event is invalid (16.0).",
        MendRequest "Correct the request: the same one fails again.";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The column of HTTP statuses that stand for codes up to 12.1.
    #[test]
    fn eighteen_codes_are_http_statuses_up_to_12_1() {
        let http = CommonStatus::ALL.iter().filter(|code| !code.http.is_empty());
        let http: Vec<_> = http.map(|code| (code.code, code.http)).collect();
        let expected: [(u32, &[u16]); 18] = [
            (101, &[400]),
            (103, &[400]),
            (106, &[400, 500]),
            (110, &[500]),
            (111, &[503]),
            (112, &[403]),
            (113, &[507]),
            (125, &[403]),
            (126, &[403]),
            (132, &[403, 500]),
            (137, &[501]),
            (138, &[400, 505]),
            (140, &[403, 449]),
            (141, &[449]),
            (142, &[449]),
            (143, &[449]),
            (144, &[449]),
            (147, &[400, 501]),
        ];
        assert_eq!(http, expected);
    }

    #[test]
    fn gaps_are_gaps() {
        let known = |code| CommonStatus::ALL.iter().any(|known| known.code == code);
        let gaps: Vec<u32> = (101..=184).filter(|&code| !known(code)).collect();
        assert_eq!(gaps, [157, 158, 159, 180, 181, 182]);
    }
}
