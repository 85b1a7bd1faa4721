//! Status of FolderSync.

use super::declare::statuses;

statuses! {
    /// Outcome of a `FolderSync` command; one folder that fails makes the whole command fail. [MS-ASCMD] 2.2.3.177.5.
    pub struct FolderSyncStatus {
        SUCCESS = 1 "Success": "The changes of the hierarchy are there.",
        at [Command] "Under FolderSync.",
        then Nothing "Store the new key and apply the changes.",
        rules [],

        SERVER_ERROR = 6 "ServerError": "The server failed.",
        at [Command] "Under FolderSync.",
        then RetryThenReset "Try again, later each time; if it persists, start with key 0.",
        rules [],

        INVALID_SYNC_KEY = 9 "InvalidSyncKey": "The key is malformed or does not match the server's.",
        at [Command] "Under FolderSync.",
        then ResetFolders "Forget the folders that came since the last success and start with key 0.",
        rules [
            "The key is not the one that the server gave out last." by "[MS-ASCMD] 2.2.3.177.5, 2.2.3.181.2",
        ],

        BAD_REQUEST = 10 "BadRequest": "The request is malformed.",
        at [Command] "Under FolderSync.",
        then MendRequest "Correct the request: the same one fails again.",
        rules [],

        UNKNOWN_ERROR = 11 "UnknownError": "The server failed for an unknown reason.",
        at [Command] "Under FolderSync.",
        then RetryThenReset "Try again, later each time; if it persists, start with key 0.",
        rules [],

        CODE_UNKNOWN = 12 "CodeUnknown": "Something unusual happened.",
        at [Command] "Under FolderSync.",
        then Retry "Try again, later each time.",
        rules [],
    }
}
