//! What a server has to answer with a status of its own is read without complaint.

use super::document;
use crate::Version;
use crate::command::sync::FilterType;
use crate::command::{Request, SyncRequest};
use crate::wbxml::{Limits, Options};

fn accepts(xml: &str) {
    let document = document(xml);
    let message = Request::decode(&document, Version::V14_1).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let mut again = Vec::new();
    message.encode(&mut again).unwrap();
    assert_eq!(again, document, "{xml}");
}

#[test]
fn what_is_the_servers_to_refuse() {
    let sms = "<Options><Class>SMS</Class></Options>";
    let delete = "<Delete><ServerId>5:1</ServerId></Delete>";
    let long = "x".repeat(5000);
    let collections = [
        // More than two sets of options, the same class twice, classes that do not go together.
        sms.repeat(3),
        sms.repeat(2),
        format!("{sms}<Options><Class>Calendar</Class></Options>"),
        "<Options><Class>sms</Class></Options>".to_owned(),
        format!("<Options><Class>{long}</Class></Options>"),
        // Repeats in one set, whose effect is undefined.
        "<Options><Class>SMS</Class><Class>Email</Class></Options>".to_owned(),
        "<Options><FilterType>1</FilterType><FilterType>2</FilterType></Options>".to_owned(),
        "<Options><Conflict>1</Conflict><Conflict>0</Conflict></Options>".to_owned(),
        "<Options xmlns:b='AirSyncBase'><b:BodyPreference><b:Type>1</b:Type></b:BodyPreference>\
         <b:BodyPreference><b:Type>1</b:Type></b:BodyPreference></Options>"
            .to_owned(),
        "<Options/>".to_owned(),
        // Filters that are not for mail.
        "<Options><FilterType>6</FilterType></Options>".to_owned(),
        "<Options><FilterType>8</FilterType></Options>".to_owned(),
        // Windows beyond the bounds.
        "<WindowSize>0</WindowSize>".to_owned(),
        "<WindowSize>513</WindowSize>".to_owned(),
        // No commands, and more than 200.
        "<Commands/>".to_owned(),
        format!("<Commands>{}</Commands>", delete.repeat(201)),
        // Properties that a client may not send.
        "<Commands><Change><ServerId>5:1</ServerId><ApplicationData xmlns:e='Email' xmlns:f='Email2'><e:To>a</e:To>\
         <f:ConversationId>F1</f:ConversationId></ApplicationData></Change></Commands>"
            .to_owned(),
        "<Commands><Change><ServerId>5:1</ServerId><ApplicationData/></Change></Commands>".to_owned(),
        "<Commands><Add><ClientId>a-b c</ClientId><ApplicationData><Importance xmlns='Email'>9</Importance>\
         </ApplicationData></Add></Commands>"
            .to_owned(),
    ];
    for xml in collections {
        accepts(&format!(
            "<Sync><Collections><Collection><SyncKey>7</SyncKey><CollectionId>5</CollectionId>{xml}</Collection>\
             </Collections></Sync>"
        ));
    }
    for xml in [
        "<Sync/>",
        "<Sync><Partial/></Sync>",
        "<Sync><Wait>0</Wait></Sync>",
        "<Sync><Wait>60</Wait><HeartbeatInterval>3541</HeartbeatInterval></Sync>",
        "<Sync><Collections><Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId><GetChanges/></Collection>\
         <Collection><SyncKey/><CollectionId/></Collection></Collections></Sync>",
        "<Settings xmlns='Settings'/>",
        "<Settings xmlns='Settings'><DeviceInformation/></Settings>",
        "<Settings xmlns='Settings'><DeviceInformation><Set/></DeviceInformation></Settings>",
        "<Ping xmlns='Ping'/>",
    ] {
        accepts(xml);
    }
}

#[test]
fn filters_for_mail_are_0_to_5() {
    let for_mail: Vec<u32> =
        (0..10).filter(|&code| FilterType::from_code(code).is_some_and(FilterType::is_for_mail)).collect();
    assert_eq!(for_mail, [0, 1, 2, 3, 4, 5]);
}

/// A message of tiny elements takes far more memory than its bytes, so their number is what bounds it.
#[test]
fn the_number_of_elements_is_bounded_by_the_limit_in_force() {
    let items = "<Delete><ServerId>5:1</ServerId></Delete>".repeat(100);
    let xml = format!(
        "<Sync><Collections><Collection><SyncKey>1</SyncKey><CollectionId>5</CollectionId>\
         <Commands>{items}</Commands></Collection></Collections></Sync>"
    );
    let bytes = document(&xml);
    let with = |elements| {
        let options = Options { limits: Limits { elements, ..Limits::default() }, ..Options::default() };
        SyncRequest::decode_with_options(&bytes, Version::V14_1, options).map_err(|error| error.to_string())
    };
    assert_eq!(with(206), SyncRequest::decode(&bytes, Version::V14_1).map_err(|error| error.to_string()));
    assert_eq!(
        with(205).unwrap_err(),
        "Sync/Collections/Collection[0]/Commands/Delete[99] (offset 910): found no WBXML: found one element more \
         than the limit for a document, which is 205, allowed: WBXML as ActiveSync uses it"
    );
}
