//! Status of Ping.

use super::declare::statuses;

statuses! {
    /// Outcome of a Ping command. [MS-ASCMD] 2.2.3.177.11.
    pub struct PingStatus {
        EXPIRED = 1 "Expired": "The interval is over and nothing changed.",
        at [Command] "Under Ping.",
        then Nothing "Send the next Ping.",
        rules [],

        CHANGES = 2 "Changes": "Something changed in the folders listed.",
        at [Command] "Under Ping, with the folders.",
        then Sync "Synchronise the folders listed.",
        rules [
            "An item was added to a folder." by "[MS-ASCMD] 3.1.5.8",
        ],

        MISSING_PARAMETERS = 3 "MissingParameters": "The request leaves out what the server does not know yet.",
        at [Command] "Under Ping.",
        then SendInFull "Send the interval and the folders.",
        rules [
            "The first Ping has no HeartbeatInterval or no Folders." by "[MS-ASCMD] 3.1.5.8",
            "An empty Ping comes when none is stored." by "[MS-ASCMD] 3.1.5.8",
        ],

        SYNTAX_ERROR = 4 "SyntaxError": "The request is malformed, often as WBXML.",
        at [Command] "Under Ping.",
        then MendRequest "Correct the request: the same one fails again.",
        rules [
            "A folder is listed twice." by "[MS-ASCMD] 2.2.3.90",
        ],

        HEARTBEAT_OUT_OF_RANGE = 5 "HeartbeatOutOfRange": "The interval is out of range; HeartbeatInterval holds the \
            nearest bound.",
        at [Command] "Under Ping, beside HeartbeatInterval.",
        then KeepBounds "Take the bound as the interval and send again.",
        rules [],

        TOO_MANY_FOLDERS = 6 "TooManyFolders": "There are more folders than the server watches; MaxFolders holds how many \
            it does.",
        at [Command] "Under Ping, beside MaxFolders.",
        then KeepBounds "Watch fewer folders.",
        rules [],

        FOLDER_SYNC_NEEDED = 7 "FolderSyncNeeded": "The folder hierarchy has changed.",
        at [Command] "Under Ping.",
        then SyncFolders "Run FolderSync, then send the Ping again.",
        rules [],

        SERVER_ERROR = 8 "ServerError": "The server failed.",
        at [Command] "Under Ping.",
        then Retry "Send the same request again, later each time.",
        rules [],
    }
}
