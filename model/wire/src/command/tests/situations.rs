//! Situations that the specifications leave open and mistakes that others made, where they show in bytes alone. The ids
//! are those of `model/machine/facts`.

use super::document;
use crate::Version;
use crate::command::item::{ApplicationData, Property};
use crate::command::status::{CommonStatus, SyncStatus, explain};
use crate::command::sync::request::Operation as Asked;
use crate::command::sync::response::{Operation, Outcome};
use crate::command::{
    Class, Command, Found, Request, Response, ServerId, SyncKey, SyncRequest, SyncResponse,
};
use crate::wbxml::tag::air_sync;

/// The properties of an SMS as a client may add it.
const PROPERTIES: [&str; 8] = [
    "<e:To>\"Jo\" [MOBILE:1]</e:To>",
    "<e:From>\"Al\" [MOBILE:2]</e:From>",
    "<e:DateReceived>2009-01-08T00:14:36.000Z</e:DateReceived>",
    "<e:Importance>1</e:Importance>",
    "<e:Read>0</e:Read>",
    "<b:Body><b:Type>1</b:Type><b:Data>x</b:Data></b:Body>",
    "<e:InternetCPID>1252</e:InternetCPID>",
    "<e:Flag/>",
];

/// ASMS-010, ASMS-013 to ASMS-016, ASMS-018, ASMS-019: each property is optional, both ways.
#[test]
fn each_property_of_an_sms_may_be_left_out() {
    for left_out in 0..PROPERTIES.len() {
        let kept = || PROPERTIES.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, xml)| *xml);
        let data: String = kept().collect();
        let asked = sync_request(&client_add(&data));
        let [Asked::Add(add)] = asked.collections()[0].operations() else { panic!("one Add") };
        assert_eq!(add.application_data.0.len(), kept().count(), "{data}");
        let told = sync_response(&format!("<Commands>{}</Commands>", server_add(&data)));
        let [Operation::Add(add)] = told.collections()[0].operations() else { panic!("one Add") };
        assert_eq!(add.application_data.0.len(), kept().count(), "{data}");
    }
}

/// ASMS-005, ASMS-006: To and From hold 32,768 characters, and not one more.
#[test]
fn to_and_from_hold_32_768_characters() {
    for name in ["To", "From"] {
        let read = |length: usize| {
            let xml = client_add(&format!("<e:{name}>{}</e:{name}>", "ä".repeat(length)));
            let read = Request::decode(document(&request(&xml)).leak(), Version::V14_1);
            read.map_err(|error| error.to_string())
        };
        assert!(read(32_768).is_ok(), "{name}");
        let error = read(32_769).unwrap_err();
        assert!(error.contains(&format!("ApplicationData/{name} ")), "{error}");
        assert!(error.ends_with("allowed: text of at most 32768 characters"), "{error}");
    }
}

/// ASMS-023, B-01: of a client's commands Add alone can name its class; a server has to know the others by their
/// `ServerId`.
#[test]
fn of_a_clients_commands_add_alone_has_a_class() {
    for (xml, is_read) in [
        ("<Add><Class>SMS</Class><ClientId>1</ClientId><ApplicationData/></Add>", true),
        ("<Add><ClientId>1</ClientId><ApplicationData/></Add>", true),
        ("<Change><Class>SMS</Class><ServerId>5:1</ServerId><ApplicationData/></Change>", false),
        ("<Delete><Class>SMS</Class><ServerId>5:1</ServerId></Delete>", false),
        ("<Fetch><Class>SMS</Class><ServerId>5:1</ServerId></Fetch>", false),
    ] {
        let bytes = document(&request(&format!("<Commands>{xml}</Commands>")));
        assert_eq!(Request::decode(&bytes, Version::V14_1).is_ok(), is_read, "{xml}");
    }
}

/// ASMS-022, EC-60: a server can name the class in Add, Change and Delete, also where no published schema has it; without
/// it the item is of the folder's class.
#[test]
fn a_class_is_read_in_what_a_server_adds_changes_and_deletes() {
    for class in ["", "<Class>SMS</Class>"] {
        let response = sync_response(&format!(
            "<Commands><Add>{class}<ServerId>5:1</ServerId><ApplicationData/></Add>\
             <Change>{class}<ServerId>5:1</ServerId><ApplicationData/></Change>\
             <Delete>{class}<ServerId>5:1</ServerId></Delete></Commands>"
        ));
        let classes = response.collections()[0].operations().iter().map(|operation| match operation {
            Operation::Add(add) => add.class.as_ref(),
            Operation::Change(change) => change.class.as_ref(),
            Operation::Delete(delete) => delete.class.as_ref(),
            Operation::SoftDelete(_) | Operation::Other(_) => None,
        });
        let named = (!class.is_empty()).then_some("SMS");
        assert!(classes.map(|class| class.map(Class::as_str)).eq([named; 3]));
    }
}

/// EC-08e: a class is compared exactly. What is spelled otherwise is read, and is not SMS.
#[test]
fn a_class_spelled_otherwise_is_another_class() {
    for (class, is_sms) in [("SMS", true), ("sms", false), ("Sms", false), (" SMS", false), ("SMS ", false)] {
        let request = sync_request(&format!("<Options><Class>{class}</Class></Options>"));
        let [options] = &request.collections()[0].options[..] else { panic!("one set of options") };
        assert_eq!(options.is_for_sms(), is_sms, "{class:?}");
        assert_eq!(options.class().map(Class::as_str), Some(class));
    }
}

/// EC-10: the scopes that the specification names do not say where a status stands, so each is read at either level.
#[test]
fn a_status_is_read_at_the_root_and_in_a_collection() {
    for code in [3, 4, 5, 8, 9, 12, 13, 14, 15, 16] {
        let at_the_root = format!("<Sync><Status>{code}</Status></Sync>");
        let bytes = document(&at_the_root);
        let read = Response::decode(&bytes, Version::V14_1);
        let Ok(Response::Sync(response)) = read else { panic!("{code}: {read:?}") };
        assert_eq!(response.status, Some(SyncStatus(code)));
        let in_a_collection = format!(
            "<Sync><Collections><Collection><SyncKey>7</SyncKey><CollectionId>5</CollectionId>\
             <Status>{code}</Status></Collection></Collections></Sync>"
        );
        let bytes = document(&in_a_collection);
        let read = Response::decode(&bytes, Version::V14_1);
        let Ok(Response::Sync(response)) = read else { panic!("{code}: {read:?}") };
        assert_eq!(response.collections()[0].status, SyncStatus(code));
    }
}

/// EC-18g: an empty tag is 1, for Read as for any boolean.
#[test]
fn an_empty_read_tag_is_true() {
    for (xml, read) in [("<e:Read/>", true), ("<e:Read>1</e:Read>", true), ("<e:Read>0</e:Read>", false)] {
        let request = sync_request(&format!(
            "<Commands><Change><ServerId>5:1</ServerId><ApplicationData xmlns:e='Email'>{xml}</ApplicationData>\
             </Change></Commands>"
        ));
        let [Asked::Change(change)] = request.collections()[0].operations() else { panic!("one Change") };
        assert_eq!(change.application_data.read(), Some(read), "{xml}");
        assert!(change.application_data.is_read_or_flag_only());
    }
}

/// EC-23: to run a request again that is not stored is refused as 13 or as 149, and a client does the same about both.
#[test]
fn both_statuses_of_a_request_that_is_not_stored_ask_for_it_in_full() {
    let incomplete = explain(Command::Sync, 13).unwrap();
    let not_stored = explain(Command::Sync, CommonStatus::INVALID_STORED_REQUEST.0).unwrap();
    assert_ne!(incomplete.code, not_stored.code);
    assert_eq!(incomplete.advice, not_stored.advice);
    assert_eq!(incomplete.advice, "Send the request in full.");
}

/// EC-41, EC-42: commands come in the order of the document, two about one item or under one `ClientId` included.
#[test]
fn commands_come_as_they_stand_and_none_is_merged() {
    let request = sync_request(
        "<Commands><Change><ServerId>5:1</ServerId><ApplicationData/></Change>\
         <Add><ClientId>1</ClientId><ApplicationData/></Add><Delete><ServerId>5:1</ServerId></Delete>\
         <Add><ClientId>1</ClientId><ApplicationData/></Add>\
         <Change><ServerId>5:1</ServerId><ApplicationData/></Change></Commands>",
    );
    let names = request.collections()[0].operations().iter().map(|operation| match operation {
        Asked::Add(add) => format!("Add {}", add.client_id),
        Asked::Change(change) => format!("Change {}", change.server_id),
        Asked::Delete(delete) => format!("Delete {}", delete.server_id),
        other => format!("{other:?}"),
    });
    let expected = ["Change 5:1", "Add 1", "Delete 5:1", "Add 1", "Change 5:1"];
    assert!(names.eq(expected.map(str::to_owned)));
}

/// EC-59: each Fetch of a request has its answer, although both published schemas show one at most.
#[test]
fn several_fetches_are_answered_each() {
    let request = sync_request(
        "<Commands><Fetch><ServerId>5:1</ServerId></Fetch><Fetch><ServerId>5:2</ServerId></Fetch></Commands>",
    );
    assert_eq!(request.collections()[0].operations().len(), 2);
    let response = sync_response(
        "<Responses><Fetch><ServerId>5:1</ServerId><Status>1</Status><ApplicationData/></Fetch>\
         <Fetch><ServerId>5:2</ServerId><Status>8</Status></Fetch></Responses>",
    );
    let responses = response.collections()[0].responses.as_ref().unwrap();
    let [Outcome::Fetch(first), Outcome::Fetch(second)] = &responses.0[..] else { panic!("two answers") };
    assert_eq!((first.status, second.status), (SyncStatus(1), SyncStatus(8)));
    assert!(first.application_data.is_some() && second.application_data.is_none());
}

/// B-17: `EnableOutboundSMS` is 0 or 1, and nothing is made of anything else.
#[test]
fn outbound_sms_is_0_or_1() {
    for (value, is_read) in
        [("0", true), ("1", true), ("2", false), ("yes", false), ("01", false), ("-1", false), ("", false)]
    {
        let xml = format!(
            "<Settings xmlns='Settings'><DeviceInformation><Set><PhoneNumber>1</PhoneNumber>\
             <EnableOutboundSMS>{value}</EnableOutboundSMS></Set></DeviceInformation></Settings>"
        );
        assert_eq!(Request::decode(&document(&xml), Version::V14_1).is_ok(), is_read, "{value:?}");
    }
}

/// B-36: an element that is not known in Options, behind one that is, ends the reading and names its place.
#[test]
fn an_unknown_element_in_options_ends_the_reading() {
    let xml = request("<Options><Class>SMS</Class><FilterType>0</FilterType><Wait>1</Wait></Options>");
    let error = Request::decode(&document(&xml), Version::V14_1).unwrap_err();
    assert_eq!(error.path.to_string(), "Sync/Collections/Collection[0]/Options[0]");
    assert_eq!(error.found, Found::Element(air_sync::WAIT));
}

/// B-64: each element that may be empty is read so, and comes back so.
#[test]
fn empty_elements_are_read_and_come_back() {
    for xml in [
        "<Supported/>",
        "<DeletesAsMoves/>",
        "<GetChanges/>",
        "<ConversationMode/>",
        "<Options/>",
        "<Commands/>",
        "<Commands><Delete><ServerId/></Delete></Commands>",
    ] {
        let bytes = document(&request(xml));
        let read = Request::decode(&bytes, Version::V14_1).unwrap_or_else(|error| panic!("{error}: {xml}"));
        let mut again = Vec::new();
        read.encode(&mut again).unwrap();
        assert_eq!(again, bytes, "{xml}");
    }
}

/// B-66: a `BodyPreference` in an estimate's Options is a breach that is answered, not the end of the server.
#[test]
fn a_body_preference_in_an_estimate_is_a_breach_like_any() {
    let xml = "<GetItemEstimate xmlns='GetItemEstimate' xmlns:a='AirSync'><Collections><Collection>\
               <a:SyncKey>7</a:SyncKey><CollectionId>5</CollectionId><a:Options><a:Class>SMS</a:Class>\
               <BodyPreference xmlns='AirSyncBase'><Type>1</Type></BodyPreference></a:Options>\
               </Collection></Collections></GetItemEstimate>";
    let error = Request::decode(&document(xml), Version::V14_1).unwrap_err();
    assert_eq!(error.common_status(), CommonStatus::INVALID_XML);
    assert!(error.to_string().contains("found AirSyncBase:BodyPreference"), "{error}");
}

/// B-76, B-77: the bytes of a conversation travel as OPAQUE, whatever they are, 00 and 01 included.
#[test]
fn conversations_hold_any_bytes() {
    let id: Vec<u8> = (0..=u8::MAX).collect();
    let data = ApplicationData(vec![
        Property::ConversationId(id.clone().into()),
        Property::ConversationIndex(vec![0, 1, 3, 0xC3, 0].into()),
    ]);
    let mut bytes = Vec::new();
    data.encode(&mut bytes).unwrap();
    // OPAQUE, and its length of 256 in two bytes.
    assert!(bytes.windows(3 + id.len()).any(|part| part[..3] == [0xC3, 0x82, 0] && part[3..] == id));
    let again = ApplicationData::decode(&bytes, Version::V14_1).unwrap();
    assert_eq!(again, data);
}

/// B-72: an inline string ends at its first NUL, so no text that holds one is ever written: what follows it would be
/// read as tokens.
#[test]
fn a_text_with_a_nul_is_refused_before_it_is_written() {
    assert!(SyncKey::new("7\0\u{1}").is_err() && ServerId::new("\0").is_err());
    let data = ApplicationData(vec![Property::InternetCpid("1252\0\u{1}".into())]);
    let mut bytes = Vec::new();
    assert!(data.encode(&mut bytes).is_err());
    assert!(!bytes.windows(4).any(|part| part == b"1252"), "not even what stands before it");
}

/// A Sync request for one folder that holds this.
fn request(xml: &str) -> String {
    format!(
        "<Sync><Collections><Collection><SyncKey>7</SyncKey><CollectionId>5</CollectionId>{xml}</Collection>\
         </Collections></Sync>"
    )
}

/// The message; its bytes live as long as the tests.
fn sync_request(xml: &str) -> SyncRequest<'static> {
    let read = SyncRequest::decode(document(&request(xml)).leak(), Version::V14_1);
    read.unwrap_or_else(|error| panic!("{error}: {xml}"))
}

fn sync_response(xml: &str) -> SyncResponse<'static> {
    let bytes = document(&request(&format!("<Status>1</Status>{xml}")));
    let read = SyncResponse::decode(bytes.leak(), Version::V14_1);
    read.unwrap_or_else(|error| panic!("{error}: {xml}"))
}

fn client_add(data: &str) -> String {
    format!(
        "<Commands><Add><Class>SMS</Class><ClientId>1</ClientId>{}</Add></Commands>",
        application_data(data)
    )
}

fn server_add(data: &str) -> String {
    format!("<Add><Class>SMS</Class><ServerId>5:1</ServerId>{}</Add>", application_data(data))
}

fn application_data(data: &str) -> String {
    format!("<ApplicationData xmlns:e='Email' xmlns:b='AirSyncBase'>{data}</ApplicationData>")
}
