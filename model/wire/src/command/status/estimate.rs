//! Status of GetItemEstimate.

use super::declare::statuses;

statuses! {
    /// Outcome of a `GetItemEstimate` command or of one of its collections. [MS-ASCMD] 2.2.3.177.7.
    pub struct EstimateStatus {
        SUCCESS = 1 "Success": "The estimate is there.",
        at [Collection] "Under Response.",
        then Nothing "Use the estimate.",
        rules [],

        INVALID_COLLECTION = 2 "InvalidCollection": "The collection is invalid or its id unknown.",
        at [Collection] "The specification's scope is item.",
        then SyncFolders "Run FolderSync, then ask again.",
        rules [
            "The CollectionId is not one of the folder hierarchy." by "[MS-ASCMD] 2.2.3.177.7",
            "MaxItems stands outside the recipient cache." by "[MS-ASCMD] 2.2.3.103.1",
        ],

        NOT_PRIMED = 3 "NotPrimed": "The collection has never been synchronised.",
        at [Collection] "The specification's scope is item.",
        then ResetKey "Send a Sync with key 0 for the collection, then ask again with the key it gives.",
        rules [
            "No Sync with key 0 came before." by "[MS-ASCMD] 2.2.3.177.7",
        ],

        INVALID_SYNC_KEY_OR_PROTOCOL_ERROR = 4 "InvalidSyncKeyOrProtocolError": "The key is wrong, or the request breaks \
            a rule: one number says both, and a client cannot tell them apart.",
        at [Command, Collection] "The specification's scope is global.",
        then ResetKey "Check the options; if they are right, bring a Sync of the collection to success, with key 0 if \
            this repeats, and stop when it repeats even then.",
        rules [
            "The key is malformed, mismatched, or its state damaged." by "[MS-ASCMD] 2.2.3.177.7",
            "There are more than two Options." by "[MS-ASMS] 3.2.5.2 (ASMS-068)",
            "Options of a mail folder name a class other than SMS or Email." by "[MS-ASMS] 3.2.5.2 (ASMS-069)",
            "Options of another folder name SMS or Email." by "[MS-ASMS] 3.2.5.2 (ASMS-070)",
            "Two Options are for a pair of classes other than Email and SMS." by "[MS-ASCMD] 2.2.3.27.2",
            "ConversationMode stands in a folder that is not for mail." by "[MS-ASCON] 3.2.5.2; [MS-ASCMD] 2.2.3.36.1 has 103",
        ],
    }
}
