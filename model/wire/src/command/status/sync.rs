//! Status of Sync.

use super::declare::statuses;

statuses! {
    /// Outcome of a Sync command, of one of its collections, or of one change. [MS-ASCMD] 2.2.3.177.17.
    pub struct SyncStatus {
        SUCCESS = 1 "Success": "The server did what was asked.",
        at [Collection, Item] "Usually absent under Sync; successful changes and deletions have no entry of their own.",
        then Nothing "Store the new key and apply the changes.",
        rules [],

        INVALID_SYNC_KEY = 3 "InvalidSyncKey": "The key is unknown, or the state behind it is damaged.",
        at [Collection] "The specification's scope is global; on Exchange it stands under the collection.",
        then ResetKey "Synchronise this collection again with key 0, and keep items that were not yet acknowledged \
            aside to add them afterwards.",
        rules [
            "The key is not one that the server gave out for the collection." by "[MS-ASCMD] 2.2.3.177.17",
            "The key is older than one that the client has used since." by "EC-03b",
        ],

        PROTOCOL_ERROR = 4 "ProtocolError": "The request breaks a rule of the protocol.",
        at [Command] "The specification's scope is item or global; on Exchange it stands under Sync, without \
            collections, even when one collection of several is wrong.",
        then MendRequest "Correct the request: the same one fails again, and nothing of it was applied.",
        rules [
            "Sync has no children." by "Exchange; [MS-ASCMD] 2.2.3.131",
            "The children of a Collection are out of order, or there is no CollectionId." by "[MS-ASCMD] 2.2.3.179",
            "GetChanges is true while the key is 0." by "[MS-ASCMD] 2.2.3.84",
            "FilterType is outside 0 to 5." by "[MS-ASMS] 3.2.5.1 (ASMS-063); [MS-ASCMD] 2.2.3.68.2",
            "There are more than two Options." by "[MS-ASMS] 3.2.5.1 (ASMS-064); [MS-ASCMD] 2.2.3.125.6",
            "Two Options are for the same class." by "[MS-ASCMD] 2.2.3.27.6",
            "Two Options are for a pair of classes other than Email and SMS." by "[MS-ASCMD] 2.2.3.27.6",
            "Options of a mail folder name a class other than SMS or Email." by "[MS-ASMS] 3.2.5.1 (ASMS-065)",
            "Options of another folder name SMS or Email." by "[MS-ASMS] 3.2.5.1 (ASMS-066)",
            "Wait and HeartbeatInterval stand together." by "[MS-ASCMD] 2.2.3.198",
            "ConversationMode stands in a folder that is not for mail." by "[MS-ASCMD] 2.2.3.36.2",
            "The request has more than 200 operations." by "[MS-ASCMD] 3.1.5.10",
            "The children of a BodyPreference are out of order." by "[MS-ASAIRS] 3.2.5.1",
            "Two BodyPreference have the same Type." by "[MS-ASAIRS] 3.2.5.1",
            "AllOrNone is no boolean, or repeats." by "[MS-ASAIRS] 3.2.5.1",
            "An item is added to the recipient cache." by "[MS-ASCMD] 2.2.3.7.2",
            "Supported stands in a folder of notes." by "[MS-ASNOTE] 3.2.5",
        ],

        SERVER_ERROR = 5 "ServerError": "The server failed, is set up wrongly, or met a bad item.",
        at [Command, Collection] "The specification's scope is global.",
        then RetryThenReset "Try again, later each time; if it persists, synchronise with key 0.",
        rules [],

        INVALID_ITEM = 6 "InvalidItem": "The item that the client sent cannot be converted.",
        at [Item] "Under Responses/Add and Responses/Change.",
        then DropItem "Stop sending the item; the others of the request are not affected.",
        rules [
            "A client adds an e-mail that is not a draft." by "[MS-ASCMD] 2.2.3.7.2",
            "A Change holds a ConversationId." by "[MS-ASEMAIL] 2.2.2.21",
            "Read is no boolean." by "[MS-ASEMAIL] 2.2.2.58",
            "The Status of a Flag is not 0, 1 or 2." by "[MS-ASEMAIL] 2.2.2.74",
            "DueDate is before StartDate, or UtcDueDate before UtcStartDate." by "[MS-ASEMAIL] 2.2.2.31, 2.2.2.86",
            "Only some of the four start and due dates are there." by "[MS-ASEMAIL] 2.2.2.31",
            "ReminderSet is 1 without a ReminderTime." by "[MS-ASEMAIL] 2.2.2.65",
            "Properties that a flag needs are missing." by "[MS-ASEMAIL] 3.2.5.4.2",
            "An AirSyncBase element has a wrong type, number, order or place." by "[MS-ASAIRS] 3.2.5.1",
        ],

        CONFLICT = 7 "Conflict": "Both sides changed the item, and the server's version stays.",
        at [Item] "Under Responses/Change; the server's version comes under Commands of the same response.",
        then TakeServerItem "Replace the item by the server's version, and tell the user if that matters.",
        rules [
            "The item changed on both sides and Conflict is 1." by "[MS-ASCMD] 2.2.3.34",
        ],

        OBJECT_NOT_FOUND = 8 "ObjectNotFound": "The item does not exist on the server.",
        at [Item] "Under Responses/Fetch and Responses/Change; the words of the specification speak of the collection.",
        then Sync "Synchronise again to learn what became of it; a deletion has reached its aim.",
        rules [
            "A Fetch or Change names an item that is gone." by "[MS-ASCMD] 2.2.3.177.17",
        ],

        CANNOT_COMPLETE = 9 "CannotComplete": "The change cannot be completed, for instance because the mailbox is full.",
        at [Item] "The specification's scope is item.",
        then AskUser "Ask the user to free space, then try again.",
        rules [],

        FOLDER_HIERARCHY_CHANGED = 12 "FolderHierarchyChanged": "The folder is gone or the hierarchy has changed.",
        at [Command, Collection] "The specification's scope is global; it was seen at both places.",
        then SyncFolders "Run FolderSync, then send the request again; without it the same answer comes for ever.",
        rules [
            "The folder was deleted on the server." by "[MS-ASCMD] 2.2.3.177.17",
            "The CollectionId is unknown." by "Horde, SOGo and Syncroton; the specifications assign no code",
        ],

        INCOMPLETE_REQUEST = 13 "IncompleteRequest": "The request is empty or partial and the server has none stored to \
            complete it with.",
        at [Command] "The specification's scope is item; it was seen under Sync.",
        then SendInFull "Send the request in full.",
        rules [
            "An empty request comes when no request is stored." by "[MS-ASCMD] 2.2.1.21.1, 2.2.3.177.17",
            "A partial request comes when no request is stored." by "[MS-ASCMD] 2.2.3.131",
        ],

        INVALID_INTERVAL = 14 "InvalidInterval": "Wait or HeartbeatInterval is out of range; Limit holds the nearest bound.",
        at [Command] "The specification's scope is item; it was seen under Sync, beside Limit.",
        then KeepBounds "Take the bound in Limit as the interval and send again.",
        rules [
            "Wait is below 1 minute or above 59." by "[MS-ASCMD] 2.2.3.97, 2.2.3.198",
            "HeartbeatInterval is below 60 seconds or above 3540." by "[MS-ASCMD] 2.2.3.88.2, 2.2.3.97",
        ],

        TOO_MANY_COLLECTIONS = 15 "TooManyCollections": "The request has more collections than the server takes; Limit \
            holds how many it does.",
        at [Command] "The specification's scope is item; Limit exists only under Sync.",
        then KeepBounds "Synchronise fewer folders at a time.",
        rules [
            "The request has more collections than the server is set to." by "[MS-ASCMD] 2.2.3.97",
        ],

        RETRY = 16 "Retry": "The server failed for now.",
        at [Command, Collection] "The specification's scope is global.",
        then Retry "Send the same request again, later each time.",
        rules [],
    }
}

#[cfg(test)]
mod tests {
    use crate::command::Command;
    use crate::command::status::{ClientAction, Place, explain};

    #[test]
    fn a_program_learns_what_to_do() {
        let table = [
            (1, ClientAction::Nothing),
            (3, ClientAction::ResetKey),
            (4, ClientAction::MendRequest),
            (5, ClientAction::RetryThenReset),
            (6, ClientAction::DropItem),
            (7, ClientAction::TakeServerItem),
            (8, ClientAction::Sync),
            (9, ClientAction::AskUser),
            (12, ClientAction::SyncFolders),
            (13, ClientAction::SendInFull),
            (14, ClientAction::KeepBounds),
            (15, ClientAction::KeepBounds),
            (16, ClientAction::Retry),
        ];
        for (code, action) in table {
            assert_eq!(explain(Command::Sync, code).unwrap().client_action, action, "{code}");
        }
        assert_eq!(explain(Command::Sync, 4).unwrap().places, [Place::Command]);
        assert_eq!(explain(Command::Sync, 3).unwrap().places, [Place::Collection]);
    }
}
