//! Worked byte vectors, each against the message that it is.

use super::bytes;
use crate::Version;
use crate::command::estimate::request as estimate;
use crate::command::item::{ApplicationData, BodyPreference, BodyType, Flag, Property};
use crate::command::settings::DeviceSet;
use crate::command::status::SyncStatus;
use crate::command::sync::{FilterType, Options, SyncOption, request, response};
use crate::command::{
    Boolean, Class, CollectionId, DeviceText, EmptyTag, EstimateRequest, FolderSyncRequest, OutboundSms,
    Request, Response, ServerId, SettingsRequest, SyncKey, SyncRequest, SyncResponse,
};

#[test]
fn folder_sync_from_the_start() {
    is_request(
        "03 01 6A 00 | 00 07 | 56 | 52 | 03 30 00 | 01 | 01",
        FolderSyncRequest::new(SyncKey::INITIAL),
    );
}

#[test]
fn sync_of_one_collection_from_the_start() {
    is_request(
        "03 01 6A 00 45 5C 4F 4B 03 30 00 01 52 03 35 00 01 01 01 01",
        SyncRequest::new(vec![collection("0", "5")]),
    );
}

#[test]
fn empty_tags_of_a_collection() {
    let mut collection = collection("7", "5");
    collection.deletes_as_moves = Some(Boolean::Empty);
    collection.get_changes = Some(Boolean::Empty);
    is_request(
        "03 01 6A 00 45 5C 4F 4B 03 '7' 00 01 52 03 '5' 00 01 | 1E 13 | 01 01 01",
        SyncRequest::new(vec![collection]),
    );
}

#[test]
fn sync_that_waits_with_the_collections_of_last_time() {
    let mut message = SyncRequest::new(Vec::new());
    message.collections = None;
    message.wait = Some(8);
    message.partial = Some(EmptyTag);
    is_request("03 01 6A 00 | 45 | 64 03 38 00 01 | 26 | 01", message);
}

#[test]
fn options_for_sms_with_a_body_preference() {
    let mut collection = collection("1", "15");
    collection.options = vec![Options(vec![
        SyncOption::Class(Class::SMS),
        SyncOption::FilterType(FilterType::All),
        SyncOption::BodyPreference(BodyPreference::new(BodyType::PLAIN_TEXT, None)),
    ])];
    is_request(
        "03 01 6A 00 45 5C 4F 4B 03 31 00 01 52 03 31 35 00 01 57 50 03 53 4D 53
         00 01 58 03 30 00 01 00 11 45 46 03 31 00 01 01 01 01 01 01",
        SyncRequest::new(vec![collection]),
    );
}

#[test]
fn soft_delete_and_more_available() {
    let mut collection = response::Collection::new(
        SyncKey::new("7").unwrap(),
        CollectionId::new("55").unwrap(),
        SyncStatus::SUCCESS,
    );
    collection.more_available = Some(EmptyTag);
    let soft_delete = response::SoftDelete::new(ServerId::new("55:11").unwrap());
    collection.commands = Some(response::Commands(vec![response::Operation::SoftDelete(soft_delete)]));
    is_response(
        "03 01 6A 00 45 5C 4F 4B 03 '7' 00 01 52 03 '55' 00 01 4E 03 '1' 00 01 | 14 |
         56 | 61 4D 03 35 35 3A 31 31 00 01 01 | 01 01 01 01",
        SyncResponse::new(vec![collection]),
    );
}

#[test]
fn an_item_with_an_empty_flag_and_its_conversation() {
    let data = ApplicationData(vec![
        Property::Flag(Flag::default()),
        Property::ConversationIndex(vec![0xC9, 0x71, 0x26, 0x48, 0xDE].into()),
    ]);
    let change = request::Change::new(ServerId::new("5:1").unwrap(), data);
    let mut collection = collection("7", "5");
    collection.commands = Some(request::Commands(vec![request::Operation::Change(change)]));
    is_request(
        "03 01 6A 00 45 5C 4F 4B 03 '7' 00 01 52 03 '5' 00 01 56 48 4D 03 '5:1' 00 01 5D |
         00 02 3A | 00 16 4A C3 05 C9 71 26 48 DE 01 | 01 01 01 01 01 01",
        SyncRequest::new(vec![collection]),
    );
}

#[test]
fn estimate_of_sms() {
    let collection = estimate::Collection::new(
        SyncKey::new("1").unwrap(),
        CollectionId::new("15").unwrap(),
        vec![estimate::Options(vec![estimate::EstimateOption::Class(Class::SMS)])],
    );
    is_request(
        "03 01 6A 00 | 00 06 45 47 48 | 00 00 4B 03 31 00 01 | 00 06 4A 03 31 35 00 01 |
         00 00 57 50 03 53 4D 53 00 01 01 | 01 01 01",
        EstimateRequest::new(vec![collection]),
    );
}

/// The form up to 12.1, in the order of the schema and in that of a client in the field, with the key last.
#[test]
fn estimate_of_a_folder_up_to_12_1() {
    let collection = estimate::Collection::up_to_12_1(
        SyncKey::new("1").unwrap(),
        Some(Class::EMAIL),
        CollectionId::new("5").unwrap(),
        FilterType::ThreeDays,
    );
    let message = Request::from(EstimateRequest::new(vec![collection]));
    for readable in [
        "03 01 6A 00 00 06 45 47 48 | 00 00 4B 03 '1' 00 01 | 00 06 49 03 'Email' 00 01 | 4A 03 '5' 00 01 |
         00 00 58 03 '2' 00 01 | 01 01 01",
        "03 01 6A 00 00 06 45 47 48 | 49 03 'Email' 00 01 | 4A 03 '5' 00 01 | 00 00 58 03 '2' 00 01 |
         4B 03 '1' 00 01 | 01 01 01",
    ] {
        let document = bytes(readable);
        let read = Request::decode(&document, Version::V12_1).unwrap();
        assert_eq!(read, message);
        let mut out = Vec::new();
        read.encode(&mut out).unwrap();
        assert_eq!(out, document);
    }
}

#[test]
fn outbound_sms_on_and_off() {
    let mut set = DeviceSet::empty();
    set.enable_outbound_sms = Some(OutboundSms::Disabled);
    is_request("03 01 6A 00 00 12 45 56 48 61 03 30 00 01 01 01 01", SettingsRequest::new(set.clone()));
    set.enable_outbound_sms = Some(OutboundSms::Enabled);
    is_request("03 01 6A 00 00 12 45 56 48 61 03 31 00 01 01 01 01", SettingsRequest::new(set));
}

/// The shape that a client in the field sends.
#[test]
fn device_information_of_a_desktop_client() {
    let text = |text| Some(DeviceText::new(text).unwrap());
    let mut set = DeviceSet::empty();
    set.model = text("Computer");
    set.friendly_name = text("desk");
    set.os = text("WINNT");
    set.user_agent = text("client/1");
    is_request(
        "03 01 6A 00 | 00 12 45 56 48 | 57 03 'Computer' 00 01 | 59 03 'desk' 00 01 | 5A 03 'WINNT' 00 01 |
         60 03 'client/1' 00 01 | 01 01 01",
        SettingsRequest::new(set),
    );
}

/// Legal forms that are not canonical: what is read is the same, what is written is canonical.
#[test]
fn other_forms_of_the_same_message() {
    let start = "03 01 6A 00 45 5C 4F 4B";
    let end = "52 03 '5' 00 01";
    let in_data = |data: &str| {
        format!("{start} 03 '7' 00 01 {end} 56 48 4D 03 '5:1' 00 01 5D {data} 01 01 01 01 01 01")
    };
    let table = [
        // A key in pieces, and as OPAQUE.
        (
            format!("{start} 03 '60' 00 C3 01 '1' 03 00 01 {end} 01 01 01"),
            format!("{start} 03 '601' 00 01 {end} 01 01 01"),
        ),
        // Three forms of an empty tag.
        (
            format!("{start} 03 '7' 00 01 {end} 53 01 01 01 01"),
            format!("{start} 03 '7' 00 01 {end} 13 01 01 01"),
        ),
        (
            format!("{start} 03 '7' 00 01 {end} 53 03 00 01 01 01 01"),
            format!("{start} 03 '7' 00 01 {end} 13 01 01 01"),
        ),
        // A container with an empty string and an empty block, and a switch before an end.
        (in_data("00 02 7A 03 00 C3 00 00 00 01"), in_data("00 02 3A")),
        // Text in a byte array, typed and passing through (AirSyncBase:Content of 16.0).
        (in_data("00 16 49 03 'ab' 00 01"), in_data("00 16 49 C3 02 'ab' 01")),
        (in_data("00 11 5F 03 'ab' 00 01"), in_data("00 11 5F C3 02 'ab' 01")),
        // A byte array in pieces, typed and passing through.
        (in_data("00 16 4A C3 02 C9 71 C3 03 26 48 DE 01"), in_data("00 16 4A C3 05 C9 71 26 48 DE 01")),
        (in_data("00 11 5F C3 01 'a' C3 00 03 'b' 00 01"), in_data("00 11 5F C3 02 'ab' 01")),
        // Text in pieces, passing through (Email:Subject).
        (in_data("00 02 54 03 'a' 00 03 00 03 'b' 00 01"), in_data("00 02 54 03 'ab' 00 01")),
    ];
    for (other, canonical) in table {
        let (other, canonical) = (bytes(&other), bytes(&canonical));
        let message = Request::decode(&other, Version::V14_1).unwrap();
        assert_eq!(message, Request::decode(&canonical, Version::V14_1).unwrap());
        let mut out = Vec::new();
        message.encode(&mut out).unwrap();
        assert_eq!(out, canonical);
    }
}

/// A message that is changed after it was read loses an order that no longer fits, and nothing else.
#[test]
fn a_changed_message_is_written_in_the_order_of_the_schema() {
    let read =
        bytes("03 01 6A 00 45 5C 4F 14 52 03 '5' 00 01 4E 03 '1' 00 01 4B 03 '7' 00 01 00 16 17 01 01 01");
    let Response::Sync(mut message) = Response::decode(&read, Version::V14_1).unwrap() else {
        panic!("a Sync response");
    };
    let collection = &mut message.collections.as_mut().unwrap().collection[0];
    collection.more_available = None;
    let mut out = Vec::new();
    message.encode(&mut out).unwrap();
    assert_eq!(
        out,
        bytes("03 01 6A 00 45 5C 4F 4B 03 '7' 00 01 52 03 '5' 00 01 4E 03 '1' 00 01 00 16 17 01 01 01")
    );
    assert_eq!(Response::decode(&out, Version::V14_1).unwrap(), Response::Sync(message));
}

fn collection(sync_key: &'static str, id: &'static str) -> request::Collection<'static> {
    request::Collection::new(SyncKey::new(sync_key).unwrap(), CollectionId::new(id).unwrap())
}

fn is_request(readable: &str, message: impl Into<Request<'static>>) {
    let (document, message) = (bytes(readable), message.into());
    assert_eq!(Request::decode(&document, Version::V14_1).unwrap(), message);
    let mut out = Vec::new();
    message.encode(&mut out).unwrap();
    assert_eq!(out, document);
}

fn is_response(readable: &str, message: impl Into<Response<'static>>) {
    let (document, message) = (bytes(readable), message.into());
    assert_eq!(Response::decode(&document, Version::V14_1).unwrap(), message);
    let mut out = Vec::new();
    message.encode(&mut out).unwrap();
    assert_eq!(out, document);
}
