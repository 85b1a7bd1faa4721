//! What no schema admits: each breach with its path, its offset, what was found and what is allowed.

use super::{bytes, document};
use crate::Version;
use crate::command::status::CommonStatus;
use crate::command::{Allowed, Found, HttpBody, Request, Response, SchemaError, SyncRequest};
use crate::wbxml::tag::air_sync;

#[test]
fn sync() {
    requests(&[
        ("<Sync>x</Sync>", "Sync (offset 5): found the text \"x\", allowed: elements"),
        (
            "<Sync><Limit>8</Limit></Sync>",
            "Sync (offset 5): found AirSync:Limit, allowed: AirSync:Collections, AirSync:Wait, AirSync:HeartbeatInterval, AirSync:WindowSize, AirSync:Partial",
        ),
        (
            "<Sync><Collections/></Sync>",
            "Sync/Collections (offset 5): found the end of AirSync:Collections, allowed: AirSync:Collection",
        ),
        (
            "<Sync><Wait>8</Wait><Collections/></Sync>",
            "Sync (offset 10): found AirSync:Collections, allowed: AirSync:HeartbeatInterval, AirSync:WindowSize, AirSync:Partial",
        ),
        (
            "<Sync><WindowSize>8</WindowSize><HeartbeatInterval>60</HeartbeatInterval></Sync>",
            "Sync (offset 10): found AirSync:HeartbeatInterval, allowed: AirSync:Partial",
        ),
        (
            "<Sync><Partial>1</Partial></Sync>",
            "Sync/Partial (offset 5): found the text \"1\", allowed: an empty tag",
        ),
        (
            "<Sync><Partial><Wait>8</Wait></Partial></Sync>",
            "Sync/Partial (offset 6): found AirSync:Wait, allowed: an empty tag",
        ),
        (
            "<Add xmlns='AirSync'/>",
            "the document (offset 4): found AirSync:Add, allowed: AirSync:Sync, FolderHierarchy:FolderSync, GetItemEstimate:GetItemEstimate, Settings:Settings, Ping:Ping",
        ),
    ]);
}

#[test]
fn collections_of_sync() {
    let long = "k".repeat(65);
    requests(&[
        (
            &collection("<SyncKey>7</SyncKey>"),
            "Sync/Collections/Collection[0] (offset 12): found the end of AirSync:Collection, allowed: AirSync:CollectionId",
        ),
        (
            &collection("<CollectionId>5</CollectionId><SyncKey>7</SyncKey>"),
            "Sync/Collections/Collection[0] (offset 7): found AirSync:CollectionId, allowed: AirSync:SyncKey",
        ),
        (
            &collection("<SyncKey>7</SyncKey><SyncKey>8</SyncKey><CollectionId>5</CollectionId>"),
            "Sync/Collections/Collection[0] (offset 12): found a second AirSync:SyncKey, allowed: AirSync:CollectionId",
        ),
        (
            &collection("<Class>Email</Class><SyncKey>7</SyncKey><CollectionId>5</CollectionId>"),
            "Sync/Collections/Collection[0] (offset 7): found AirSync:Class, allowed: AirSync:SyncKey",
        ),
        (
            &collection(&format!("<SyncKey>{long}</SyncKey><CollectionId>5</CollectionId>")),
            "Sync/Collections/Collection[0]/SyncKey (offset 7): found the text \"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…\", allowed: text of at most 64 characters",
        ),
        (
            &collection(&format!("<SyncKey>7</SyncKey><CollectionId>{long}</CollectionId>")),
            "Sync/Collections/Collection[0]/CollectionId (offset 12): found the text \"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…\", allowed: text of at most 64 characters",
        ),
        (
            &behind_id("<WindowSize>100</WindowSize><GetChanges/>"),
            "Sync/Collections/Collection[0] (offset 24): found AirSync:GetChanges, allowed: AirSync:ConversationMode, AirSync:Options, AirSync:Commands",
        ),
        (
            &behind_id("<GetChanges/><WindowSize>100</WindowSize><GetChanges/>"),
            "Sync/Collections/Collection[0] (offset 25): found a second AirSync:GetChanges, allowed: AirSync:ConversationMode, AirSync:Options, AirSync:Commands",
        ),
        (
            &behind_id("<Options/><Commands/><Options/>"),
            "Sync/Collections/Collection[0] (offset 19): found AirSync:Options, allowed: no further element",
        ),
        (
            &behind_id("<MoreAvailable/>"),
            "Sync/Collections/Collection[0] (offset 17): found AirSync:MoreAvailable, allowed: AirSync:Supported, AirSync:DeletesAsMoves, AirSync:GetChanges, AirSync:WindowSize, AirSync:ConversationMode, AirSync:Options, AirSync:Commands",
        ),
        (
            &behind_id("<Supported>x</Supported>"),
            "Sync/Collections/Collection[0]/Supported (offset 18): found the text \"x\", allowed: elements",
        ),
        (
            &behind_id("<GetChanges>2</GetChanges>"),
            "Sync/Collections/Collection[0]/GetChanges (offset 17): found the text \"2\", allowed: 0, 1 or an empty tag",
        ),
        (
            &behind_id("<GetChanges><Wait>1</Wait></GetChanges>"),
            "Sync/Collections/Collection[0]/GetChanges (offset 18): found AirSync:Wait, allowed: 0, 1 or an empty tag",
        ),
        (
            &behind_id("<DeletesAsMoves>true</DeletesAsMoves>"),
            "Sync/Collections/Collection[0]/DeletesAsMoves (offset 17): found the text \"true\", allowed: 0, 1 or an empty tag",
        ),
        (
            &behind_id("<WindowSize/>"),
            "Sync/Collections/Collection[0]/WindowSize (offset 17): found no value, allowed: a whole number from 0 to 4294967295, digits only, no leading zeros",
        ),
        (
            &behind_id("<WindowSize>007</WindowSize>"),
            "Sync/Collections/Collection[0]/WindowSize (offset 17): found the text \"007\", allowed: a whole number from 0 to 4294967295, digits only, no leading zeros",
        ),
        (
            &behind_id("<WindowSize>-1</WindowSize>"),
            "Sync/Collections/Collection[0]/WindowSize (offset 17): found the text \"-1\", allowed: a whole number from 0 to 4294967295, digits only, no leading zeros",
        ),
        (
            &behind_id("<WindowSize>4294967296</WindowSize>"),
            "Sync/Collections/Collection[0]/WindowSize (offset 17): found the text \"4294967296\", allowed: a whole number from 0 to 4294967295, digits only, no leading zeros",
        ),
    ]);
}

#[test]
fn options_of_sync() {
    let preferences =
        |xml: &str| options(&format!("<b:BodyPreference><b:Type>1</b:Type></b:BodyPreference>{xml}"));
    requests(&[
        (
            &behind_id("<Options/><Options><FilterType>9</FilterType></Options>"),
            "Sync/Collections/Collection[0]/Options[1]/FilterType (offset 19): found the text \"9\", allowed: one of 0 (all), 1 (one day), 2 (three days), 3 (one week), 4 (two weeks), 5 (one month), 6 (three months), 7 (six months), 8 (incomplete tasks)",
        ),
        (
            &options("<FilterType>abc</FilterType>"),
            "Sync/Collections/Collection[0]/Options[0]/FilterType (offset 18): found the text \"abc\", allowed: one of 0 (all), 1 (one day), 2 (three days), 3 (one week), 4 (two weeks), 5 (one month), 6 (three months), 7 (six months), 8 (incomplete tasks)",
        ),
        (
            &options("<FilterType>0</FilterType><FilterType/>"),
            "Sync/Collections/Collection[0]/Options[0]/FilterType (offset 23): found no value, allowed: one of 0 (all), 1 (one day), 2 (three days), 3 (one week), 4 (two weeks), 5 (one month), 6 (three months), 7 (six months), 8 (incomplete tasks)",
        ),
        (
            &options("<Conflict>2</Conflict>"),
            "Sync/Collections/Collection[0]/Options[0]/Conflict (offset 18): found the text \"2\", allowed: one of 0 (the client wins), 1 (the server wins)",
        ),
        (
            &options("<MIMESupport>3</MIMESupport>"),
            "Sync/Collections/Collection[0]/Options[0]/MIMESupport (offset 18): found the text \"3\", allowed: one of 0 (never), 1 (S/MIME only), 2 (always)",
        ),
        (
            &options("<MIMETruncation>9</MIMETruncation>"),
            "Sync/Collections/Collection[0]/Options[0]/MIMETruncation (offset 18): found the text \"9\", allowed: one of 0 (all text), 1 (4096), 2 (5120), 3 (7168), 4 (10240), 5 (20480), 6 (51200), 7 (102400), 8 (no truncation)",
        ),
        (
            &options("<SyncKey>1</SyncKey>"),
            "Sync/Collections/Collection[0]/Options[0] (offset 18): found AirSync:SyncKey, allowed: AirSync:FilterType, AirSync:Class, AirSyncBase:BodyPreference, AirSyncBase:BodyPartPreference, AirSync:Conflict, AirSync:MIMESupport, AirSync:MIMETruncation, AirSync:MaxItems, RightsManagement:RightsManagementSupport",
        ),
        (
            &preferences("<b:BodyPreference/>"),
            "Sync/Collections/Collection[0]/Options[0]/BodyPreference[1] (offset 27): found the end of AirSyncBase:BodyPreference, allowed: AirSyncBase:Type",
        ),
        (
            &preferences(
                "<b:BodyPreference><b:AllOrNone>1</b:AllOrNone><b:Type>1</b:Type></b:BodyPreference>",
            ),
            "Sync/Collections/Collection[0]/Options[0]/BodyPreference[1] (offset 28): found AirSyncBase:AllOrNone, allowed: AirSyncBase:Type",
        ),
        (
            &preferences(
                "<b:BodyPreference><b:Type>1</b:Type><b:AllOrNone>1</b:AllOrNone>\
                 <b:TruncationSize>9</b:TruncationSize></b:BodyPreference>",
            ),
            "Sync/Collections/Collection[0]/Options[0]/BodyPreference[1] (offset 38): found AirSyncBase:TruncationSize, allowed: AirSyncBase:Preview",
        ),
        (
            &preferences("<b:BodyPreference><b:Type>256</b:Type></b:BodyPreference>"),
            "Sync/Collections/Collection[0]/Options[0]/BodyPreference[1]/Type (offset 28): found the text \"256\", allowed: a whole number from 0 to 255, digits only, no leading zeros",
        ),
        (
            &preferences("<b:BodyPreference><b:Type>1</b:Type><b:Preview>256</b:Preview></b:BodyPreference>"),
            "Sync/Collections/Collection[0]/Options[0]/BodyPreference[1]/Preview (offset 33): found the text \"256\", allowed: a whole number from 0 to 255, digits only, no leading zeros",
        ),
    ]);
}

#[test]
fn commands_of_sync() {
    requests(&[
        (
            &commands("<SoftDelete><ServerId>5:1</ServerId></SoftDelete>"),
            "Sync/Collections/Collection[0]/Commands (offset 18): found AirSync:SoftDelete, allowed: AirSync:Add, AirSync:Change, AirSync:Delete, AirSync:Fetch",
        ),
        (
            &commands("<Add/><Delete/>"),
            "Sync/Collections/Collection[0]/Commands/Add[0] (offset 18): found the end of AirSync:Add, allowed: AirSync:ClientId, AirSync:ApplicationData",
        ),
        (
            &commands("<Delete><ServerId>5:1</ServerId></Delete><Fetch/><Delete/>"),
            "Sync/Collections/Collection[0]/Commands/Fetch[0] (offset 27): found the end of AirSync:Fetch, allowed: AirSync:ServerId",
        ),
        (
            &commands("<Delete><Class>SMS</Class><ServerId>5:1</ServerId></Delete>"),
            "Sync/Collections/Collection[0]/Commands/Delete[0] (offset 19): found AirSync:Class, allowed: AirSync:ServerId",
        ),
        (
            &commands("<Add><ClientId/><ApplicationData/></Add>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ClientId (offset 19): found no value, allowed: text of 1 to 64 characters",
        ),
        (
            &commands("<Add><ClientId>1</ClientId></Add>"),
            "Sync/Collections/Collection[0]/Commands/Add[0] (offset 24): found the end of AirSync:Add, allowed: AirSync:ApplicationData",
        ),
        (
            &commands("<Add><ApplicationData/><ClientId>1</ClientId></Add>"),
            "Sync/Collections/Collection[0]/Commands/Add[0] (offset 19): found AirSync:ApplicationData, allowed: AirSync:Class, AirSync:ClientId",
        ),
        (
            &commands("<Change><ServerId>5:1</ServerId><Class>SMS</Class><ApplicationData/></Change>"),
            "Sync/Collections/Collection[0]/Commands/Change[0] (offset 26): found AirSync:Class, allowed: AirSync:ApplicationData",
        ),
    ]);
}

#[test]
fn properties_of_items() {
    requests(&[
        (
            &add("<e:Read>yes</e:Read>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/Read (offset 27): found the text \"yes\", allowed: 0, 1 or an empty tag",
        ),
        (
            &add("<e:Importance>high</e:Importance>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/Importance (offset 27): found the text \"high\", allowed: a whole number from 0 to 255, digits only, no leading zeros",
        ),
        (
            &add("<e:Importance>256</e:Importance>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/Importance (offset 27): found the text \"256\", allowed: a whole number from 0 to 255, digits only, no leading zeros",
        ),
        (
            &add(&format!("<e:To>{}</e:To>", "1".repeat(32_769))),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/To (offset 27): found the text \"1111111111111111111111111111111111111111…\", allowed: text of at most 32768 characters",
        ),
        (
            &add("<b:Body><b:Data>x</b:Data></b:Body>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/Body (offset 28): found AirSyncBase:Data, allowed: AirSyncBase:Type",
        ),
        (
            &add("<b:Body><b:Type>1</b:Type><b:Data>x</b:Data><b:Truncated>1</b:Truncated></b:Body>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/Body (offset 38): found AirSyncBase:Truncated, allowed: AirSyncBase:Preview",
        ),
        (
            &add("<b:Body><b:Type>1</b:Type><b:Data>x</b:Data><b:Data>y</b:Data></b:Body>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/Body (offset 38): found a second AirSyncBase:Data, allowed: AirSyncBase:Preview",
        ),
        (
            &add("<e:Flag><e:Status>two</e:Status></e:Flag>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/Flag/Status (offset 28): found the text \"two\", allowed: a whole number from 0 to 4294967295, digits only, no leading zeros",
        ),
        (
            &add("<e:Flag><t:ReminderSet>256</t:ReminderSet></e:Flag>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/Flag/ReminderSet (offset 30): found the text \"256\", allowed: a whole number from 0 to 255, digits only, no leading zeros",
        ),
        (
            &add("<e:Flag><e:Read>1</e:Read></e:Flag>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData/Flag (offset 28): found Email:Read, allowed: Tasks:Subject, Email:Status, Email:FlagType, Tasks:DateCompleted, Email:CompleteTime, Tasks:StartDate, Tasks:DueDate, Tasks:UtcStartDate, Tasks:UtcDueDate, Tasks:ReminderSet, Tasks:ReminderTime, Tasks:OrdinalDate, Tasks:SubOrdinalDate",
        ),
        (
            &add("<ServerId xmlns='AirSync'>5:1</ServerId>"),
            "Sync/Collections/Collection[0]/Commands/Add[0]/ApplicationData (offset 25): found AirSync:ServerId, allowed: Email:To, Email:From, Email:DateReceived, Email:Importance, Email:Read, AirSyncBase:Body, Email:InternetCPID, Email:Flag, Email2:ConversationId, Email2:ConversationIndex",
        ),
    ]);
}

#[test]
fn estimates() {
    requests(&[
        (
            "<GetItemEstimate xmlns='GetItemEstimate'/>",
            "GetItemEstimate (offset 6): found the end of GetItemEstimate:GetItemEstimate, allowed: GetItemEstimate:Collections",
        ),
        (
            &estimate("<CollectionId>5</CollectionId><a:SyncKey>7</a:SyncKey>"),
            "GetItemEstimate/Collections/Collection[0] (offset 9): found GetItemEstimate:CollectionId, allowed: AirSync:SyncKey",
        ),
        (
            &estimate("<a:SyncKey>7</a:SyncKey>"),
            "GetItemEstimate/Collections/Collection[0] (offset 16): found the end of GetItemEstimate:Collection, allowed: GetItemEstimate:CollectionId",
        ),
        (
            &in_estimate("<a:FilterType>0</a:FilterType>"),
            "GetItemEstimate/Collections/Collection[0] (offset 25): found AirSync:FilterType, allowed: AirSync:ConversationMode, AirSync:Options",
        ),
        (
            &in_estimate("<Class>Email</Class>"),
            "GetItemEstimate/Collections/Collection[0] (offset 23): found GetItemEstimate:Class, allowed: AirSync:ConversationMode, AirSync:Options",
        ),
        (
            &in_estimate("<a:Options/><a:Options><a:FilterType>9</a:FilterType></a:Options>"),
            "GetItemEstimate/Collections/Collection[0]/Options[1]/FilterType (offset 27): found the text \"9\", allowed: one of 0 (all), 1 (one day), 2 (three days), 3 (one week), 4 (two weeks), 5 (one month), 6 (three months), 7 (six months), 8 (incomplete tasks)",
        ),
        (
            &in_estimate("<a:Options><a:Conflict>1</a:Conflict></a:Options>"),
            "GetItemEstimate/Collections/Collection[0]/Options[0] (offset 26): found AirSync:Conflict, allowed: AirSync:Class, AirSync:FilterType, AirSync:MaxItems",
        ),
    ]);
}

#[test]
fn other_commands() {
    requests(&[
        (
            &device("<EnableOutboundSMS>2</EnableOutboundSMS>"),
            "Settings/DeviceInformation/Set/EnableOutboundSMS (offset 9): found the text \"2\", allowed: one of 0 (disabled), 1 (enabled)",
        ),
        (
            &device("<EnableOutboundSMS/>"),
            "Settings/DeviceInformation/Set/EnableOutboundSMS (offset 9): found no value, allowed: one of 0 (disabled), 1 (enabled)",
        ),
        (
            &device("<Model>a</Model><Model>b</Model>"),
            "Settings/DeviceInformation/Set (offset 14): found a second Settings:Model, allowed: Settings:IMEI, Settings:FriendlyName, Settings:OS, Settings:OSLanguage, Settings:PhoneNumber, Settings:UserAgent, Settings:EnableOutboundSMS, Settings:MobileOperator",
        ),
        (
            &device(&format!("<Model>{}</Model>", "m".repeat(1025))),
            "Settings/DeviceInformation/Set/Model (offset 9): found the text \"mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm…\", allowed: text of at most 1024 characters",
        ),
        (
            &device("<Oof/>"),
            "Settings/DeviceInformation/Set (offset 9): found Settings:Oof, allowed: Settings:Model, Settings:IMEI, Settings:FriendlyName, Settings:OS, Settings:OSLanguage, Settings:PhoneNumber, Settings:UserAgent, Settings:EnableOutboundSMS, Settings:MobileOperator",
        ),
        (
            "<Settings xmlns='Settings'><Status>1</Status></Settings>",
            "Settings (offset 7): found Settings:Status, allowed: Settings:DeviceInformation",
        ),
        (
            "<FolderSync xmlns='FolderHierarchy'/>",
            "FolderSync (offset 6): found the end of FolderHierarchy:FolderSync, allowed: FolderHierarchy:SyncKey",
        ),
        (
            "<FolderSync xmlns='FolderHierarchy'><Status>1</Status><SyncKey>0</SyncKey></FolderSync>",
            "FolderSync (offset 7): found FolderHierarchy:Status, allowed: FolderHierarchy:SyncKey",
        ),
        (
            "<Ping xmlns='Ping'><Folders><Folder><Id>5</Id></Folder></Folders></Ping>",
            "Ping/Folders/Folder[0] (offset 14): found the end of Ping:Folder, allowed: Ping:Class",
        ),
        (
            "<Ping xmlns='Ping'><HeartbeatInterval>1 </HeartbeatInterval></Ping>",
            "Ping/HeartbeatInterval (offset 7): found the text \"1 \", allowed: a whole number from 0 to 4294967295, digits only, no leading zeros",
        ),
    ]);
}

#[test]
fn responses_of_servers() {
    responses(&[
        (
            &collection("<SyncKey>7</SyncKey><CollectionId>5</CollectionId>"),
            "Sync/Collections/Collection[0] (offset 17): found the end of AirSync:Collection, allowed: AirSync:Status",
        ),
        (
            &collection("<CollectionId>5</CollectionId>"),
            "Sync/Collections/Collection[0] (offset 12): found the end of AirSync:Collection, allowed: AirSync:SyncKey, AirSync:Status",
        ),
        (
            &answer("<Status>1</Status>"),
            "Sync/Collections/Collection[0] (offset 22): found a second AirSync:Status, allowed: AirSync:MoreAvailable, AirSync:Commands, AirSync:Responses",
        ),
        (
            &answer("<Options/>"),
            "Sync/Collections/Collection[0] (offset 22): found AirSync:Options, allowed: AirSync:MoreAvailable, AirSync:Commands, AirSync:Responses",
        ),
        (
            &answer("<MoreAvailable>1</MoreAvailable>"),
            "Sync/Collections/Collection[0]/MoreAvailable (offset 22): found the text \"1\", allowed: an empty tag",
        ),
        (
            &answer("<Commands><Fetch/></Commands>"),
            "Sync/Collections/Collection[0]/Commands (offset 23): found AirSync:Fetch, allowed: AirSync:Add, AirSync:Change, AirSync:Delete, AirSync:SoftDelete",
        ),
        (
            &answer(
                "<Commands><SoftDelete><ServerId>1</ServerId></SoftDelete>\
                 <SoftDelete><Class>SMS</Class></SoftDelete></Commands>",
            ),
            "Sync/Collections/Collection[0]/Commands/SoftDelete[1] (offset 31): found AirSync:Class, allowed: AirSync:ServerId",
        ),
        (
            &answer("<Responses><Add><ClientId>1</ClientId></Add></Responses>"),
            "Sync/Collections/Collection[0]/Responses/Add[0] (offset 29): found the end of AirSync:Add, allowed: AirSync:Status",
        ),
        (
            &answer("<Responses><Fetch><Class>SMS</Class><Status>1</Status></Fetch></Responses>"),
            "Sync/Collections/Collection[0]/Responses/Fetch[0] (offset 24): found AirSync:Class, allowed: AirSync:ServerId, AirSync:Status, AirSync:ApplicationData",
        ),
        (
            "<Settings xmlns='Settings'><DeviceInformation><Status>5</Status></DeviceInformation></Settings>",
            "Settings (offset 14): found the end of Settings:Settings, allowed: Settings:Status",
        ),
        (
            "<Ping xmlns='Ping'><Status>2</Status><Folders><Folder><Id>5</Id></Folder></Folders></Ping>",
            "Ping/Folders/Folder[0] (offset 14): found Ping:Id, allowed: text of at most 64 characters",
        ),
        (
            "<FolderSync xmlns='FolderHierarchy'><Status>1</Status><Changes><Delete><ServerId>1</ServerId></Delete>\
             <Delete><ServerId>1</ServerId><Type>2</Type></Delete></Changes></FolderSync>",
            "FolderSync/Changes/Delete[1] (offset 26): found FolderHierarchy:Type, allowed: no further element",
        ),
        (
            "<GetItemEstimate xmlns='GetItemEstimate'><Response><Status>1</Status></Response>\
             <Response><Collection/></Response></GetItemEstimate>",
            "GetItemEstimate/Response[1]/Collection (offset 15): found the end of GetItemEstimate:Collection, allowed: GetItemEstimate:CollectionId",
        ),
    ]);
}

#[test]
fn bytes_that_are_no_text() {
    let table = [
        // OPAQUE in place of the key, which is fine when it is text.
        (
            "03 01 6A 00 45 5C 4F 4B C3 01 FF 01 52 03 '5' 00 01 01 01 01",
            "Sync/Collections/Collection[0]/SyncKey (offset 8): found OPAQUE data of length 1 that is no text, allowed: text of at most 64 characters",
        ),
        (
            "03 01 6A 00 45 5C 4F 4B C3 02 '7' 00 01 52 03 '5' 00 01 01 01 01",
            "Sync/Collections/Collection[0]/SyncKey (offset 8): found OPAQUE data of length 2 that is no text, allowed: text of at most 64 characters",
        ),
        (
            "03 01 6A 00 45 C3 01 FF 01",
            "Sync (offset 5): found OPAQUE data of length 1 that is no text, allowed: elements",
        ),
        // Not WBXML: the path tells how far the reading came.
        (
            "03 01 6A 00 45 5C 4F 4B 03 '7' 00 01 52 03 '5'",
            "Sync/Collections/Collection[0]/CollectionId (offset 15): found no WBXML: the document ends inside the inline string that begins at offset 13; expected its final 00, allowed: WBXML as ActiveSync uses it",
        ),
        (
            "03 01 6A 00 45 5C 4F 02 01 01 01",
            "Sync/Collections/Collection[0] (offset 7): found no WBXML: found ENTITY (0x02); ActiveSync has no entities, expected every character in an inline string (STR_I, 0x03), allowed: WBXML as ActiveSync uses it",
        ),
        (
            "03 01 6A 00 05 00",
            "the document (offset 5): found no WBXML: found SWITCH_PAGE (0x00) after the end of the root element; expected nothing more, allowed: WBXML as ActiveSync uses it",
        ),
        (
            "",
            "the document (offset 0): found no WBXML: the input is empty; expected a document that begins with 03 01 6A 00 (HTTP allows some requests and responses without a body: test for that before decoding), allowed: WBXML as ActiveSync uses it",
        ),
    ];
    for (readable, expected) in table {
        let error = SyncRequest::decode(&bytes(readable), Version::V14_1).unwrap_err();
        assert_eq!(error.to_string(), expected, "{readable}");
    }
}

#[test]
fn the_parts_of_an_error_are_values() {
    let document = document(&collection("<SyncKey>7</SyncKey><GetChanges/>"));
    let SchemaError { path, offset, found, allowed } =
        Request::decode(&document, Version::V14_1).unwrap_err();
    let steps: Vec<_> = path.steps().map(|step| (step.tag, step.index)).collect();
    assert_eq!(
        steps,
        [(air_sync::SYNC, None), (air_sync::COLLECTIONS, None), (air_sync::COLLECTION, Some(0)),]
    );
    assert_eq!(document[offset], air_sync::GET_CHANGES.token());
    assert_eq!(found, Found::Element(air_sync::GET_CHANGES));
    assert_eq!(allowed, Allowed::Elements(vec![air_sync::COLLECTION_ID]));
}

#[test]
fn a_server_can_tell_bad_bytes_from_bad_markup() {
    let status = |document: &[u8]| Request::decode(document, Version::V14_1).unwrap_err().common_status();
    assert_eq!(status(&bytes("03 01 6A 00 45 5C")), CommonStatus::INVALID_WBXML);
    assert_eq!(status(&document("<Sync><Limit>1</Limit></Sync>")), CommonStatus::INVALID_XML);
}

#[test]
fn a_long_value_is_cut_in_the_message() {
    let document = document(&collection(&format!("<SyncKey>{}</SyncKey>", "ä".repeat(1 << 20))));
    let error = Request::decode(&document, Version::V14_1).unwrap_err();
    assert_eq!(error.found, Found::Text(format!("{}…", "ä".repeat(40))));
}

#[test]
fn only_the_messages_that_may_be_empty_are() {
    assert_eq!(HttpBody::<SyncRequest>::decode(&[], Version::V14_1), Ok(HttpBody::Empty));
    assert!(Request::decode(&[], Version::V14_1).is_err());
    let mut out = Vec::new();
    HttpBody::<SyncRequest>::Empty.encode(&mut out).unwrap();
    assert_eq!(out, []);
}

fn requests(table: &[(&str, &str)]) {
    for (xml, expected) in table {
        let error = Request::decode(&document(xml), Version::V14_1).unwrap_err();
        assert_eq!(error.to_string(), *expected, "{xml}");
    }
}

fn responses(table: &[(&str, &str)]) {
    for (xml, expected) in table {
        let error = Response::decode(&document(xml), Version::V14_1).unwrap_err();
        assert_eq!(error.to_string(), *expected, "{xml}");
    }
}

/// Sync with one collection that holds this.
fn collection(xml: &str) -> String {
    format!("<Sync><Collections><Collection>{xml}</Collection></Collections></Sync>")
}

/// The same with key and id before it.
fn behind_id(xml: &str) -> String {
    collection(&format!("<SyncKey>7</SyncKey><CollectionId>5</CollectionId>{xml}"))
}

/// The same with key, id and status before it.
fn answer(xml: &str) -> String {
    behind_id(&format!("<Status>1</Status>{xml}"))
}

/// The same with one set of options that holds this.
fn options(xml: &str) -> String {
    behind_id(&format!("<Options xmlns:b='AirSyncBase'>{xml}</Options>"))
}

/// The same with commands.
fn commands(xml: &str) -> String {
    behind_id(&format!("<Commands>{xml}</Commands>"))
}

/// The same with an item added that has these properties.
fn add(xml: &str) -> String {
    commands(&format!(
        "<Add><ClientId>1</ClientId>\
         <ApplicationData xmlns:e='Email' xmlns:b='AirSyncBase' xmlns:t='Tasks'>{xml}</ApplicationData></Add>"
    ))
}

/// An estimate of one collection that holds this.
fn estimate(xml: &str) -> String {
    format!(
        "<GetItemEstimate xmlns='GetItemEstimate' xmlns:a='AirSync'><Collections><Collection>{xml}</Collection>\
         </Collections></GetItemEstimate>"
    )
}

/// The same with key and id before it.
fn in_estimate(xml: &str) -> String {
    estimate(&format!("<a:SyncKey>7</a:SyncKey><CollectionId>5</CollectionId>{xml}"))
}

/// Device information with these values.
fn device(xml: &str) -> String {
    format!("<Settings xmlns='Settings'><DeviceInformation><Set>{xml}</Set></DeviceInformation></Settings>")
}
