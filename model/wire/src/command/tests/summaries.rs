//! Messages in one line.

use super::document;
use crate::Version;
use crate::command::{Request, Response};

#[test]
fn requests() {
    let many = "<Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId></Collection>".repeat(10);
    let table = [
        ("<Sync/>".to_owned(), "Sync request: no children"),
        (
            "<Sync><Collections><Collection><SyncKey>601771687</SyncKey><CollectionId>15</CollectionId>\
             <Options><Class>SMS</Class></Options><Options/>\
             <Commands><Delete><ServerId>1</ServerId></Delete><Fetch><ServerId>2</ServerId></Fetch></Commands>\
             </Collection></Collections></Sync>"
                .to_owned(),
            "Sync request: collection 15 key 601771687, options SMS+default, 2 commands",
        ),
        (
            "<Sync><Collections><Collection><SyncKey>a\nb</SyncKey><CollectionId>5</CollectionId></Collection>\
             </Collections><Wait>8</Wait><HeartbeatInterval>60</HeartbeatInterval><WindowSize>512</WindowSize>\
             <Partial/></Sync>"
                .to_owned(),
            "Sync request: collection 5 key a\\nb; wait 8 min; heartbeat 60 s; window 512; partial",
        ),
        (
            format!("<Sync><Collections>{many}</Collections></Sync>"),
            "Sync request: collection 5 key 0; collection 5 key 0; collection 5 key 0; collection 5 key 0; \
             collection 5 key 0; collection 5 key 0; collection 5 key 0; collection 5 key 0; 2 more",
        ),
        (
            "<GetItemEstimate xmlns='GetItemEstimate' xmlns:a='AirSync'><Collections><Collection>\
             <a:SyncKey>1</a:SyncKey><CollectionId>15</CollectionId><a:Options><a:Class>SMS</a:Class></a:Options>\
             </Collection></Collections></GetItemEstimate>"
                .to_owned(),
            "GetItemEstimate request: collection 15 key 1, options SMS",
        ),
        (
            "<Settings xmlns='Settings'><DeviceInformation><Set><PhoneNumber>123</PhoneNumber>\
             <EnableOutboundSMS>0</EnableOutboundSMS></Set></DeviceInformation><Oof/></Settings>"
                .to_owned(),
            "Settings request: device information, outbound SMS disabled; Oof",
        ),
        ("<FolderSync xmlns='FolderHierarchy'><SyncKey>0</SyncKey></FolderSync>".to_owned(), "FolderSync request: key 0"),
        (
            "<Ping xmlns='Ping'><HeartbeatInterval>480</HeartbeatInterval><Folders><Folder><Id>5</Id>\
             <Class>Email</Class></Folder><Folder><Id>15</Id><Class>Email</Class></Folder></Folders></Ping>"
                .to_owned(),
            "Ping request: heartbeat 480 s; folders 5+15",
        ),
    ];
    for (xml, summary) in table {
        assert_eq!(Request::decode(&document(&xml), Version::V14_1).unwrap().summary(), summary);
    }
}

#[test]
fn responses() {
    let table = [
        ("<Sync><Status>14</Status><Limit>60</Limit></Sync>", "Sync response: status 14; limit 60"),
        (
            "<Sync><Collections><Collection><SyncKey>7</SyncKey><CollectionId>55</CollectionId><Status>1</Status>\
             <MoreAvailable/><Commands><SoftDelete><ServerId>1</ServerId></SoftDelete></Commands><Responses/>\
             </Collection></Collections></Sync>",
            "Sync response: collection 55 key 7 status 1, 1 command, 0 responses, more available",
        ),
        (
            "<GetItemEstimate xmlns='GetItemEstimate'><Response><Status>1</Status><Collection>\
             <CollectionId>15</CollectionId><Estimate>7</Estimate></Collection></Response>\
             <Response><Status>2</Status></Response></GetItemEstimate>",
            "GetItemEstimate response: collection 15 status 1 estimate 7; status 2",
        ),
        (
            "<Settings xmlns='Settings'><Status>1</Status><DeviceInformation><Status>5</Status></DeviceInformation>\
             </Settings>",
            "Settings response: status 1; device information status 5",
        ),
        (
            "<FolderSync xmlns='FolderHierarchy'><Status>1</Status><SyncKey>1</SyncKey><Changes><Count>1</Count>\
             <Delete><ServerId>9</ServerId></Delete></Changes></FolderSync>",
            "FolderSync response: status 1; key 1; 0 added, 0 updated, 1 deleted",
        ),
        (
            "<Ping xmlns='Ping'><Status>2</Status><Folders><Folder>5</Folder></Folders></Ping>",
            "Ping response: status 2; folders 5",
        ),
        (
            "<Ping xmlns='Ping'><Status>5</Status><HeartbeatInterval>60</HeartbeatInterval></Ping>",
            "Ping response: status 5; heartbeat 60 s",
        ),
        (
            "<Ping xmlns='Ping'><Status>6</Status><MaxFolders>200</MaxFolders></Ping>",
            "Ping response: status 6; at most 200 folders",
        ),
    ];
    for (xml, summary) in table {
        assert_eq!(Response::decode(&document(xml), Version::V14_1).unwrap().summary(), summary);
    }
}
