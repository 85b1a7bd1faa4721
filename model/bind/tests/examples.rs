//! The examples of [MS-ASMS] section 4 drive the machines: XML to bytes to the server and back to bytes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use asms_bind::Binding;
use asms_machine::behaviour::{Behaviour, Context};
use asms_machine::class::{Class, FilterType, FolderKind};
use asms_machine::id::{CollectionId, Day, DeviceId, ItemId, SyncKey};
use asms_machine::item::Text;
use asms_machine::message::{Request, Response, SettingsStatus, SyncFailure, SyncResponse};
use asms_machine::server::{Replica, Server};
use asms_machine::version::Version;
use asms_wire::Version as WireVersion;
use asms_wire::command::SyncResponse as WireSyncResponse;
use asms_wire::command::sync::response::Operation;
use asms_wire::value::date_time::DateTime;
use asms_wire::wbxml::xml::{XmlLimits, from_xml};

const BOTH_CLASSES: &str = include_str!("../../wire/tests/examples/4.1-sync-request.xml");
const SMS_ALONE: &str = include_str!("../../wire/tests/examples/4.2-sync-request.xml");
const SMS_ADDED: &str = include_str!("../../wire/tests/examples/4.3-sync-response.xml");
const ENABLE: &str = include_str!("../../wire/tests/examples/4.4-settings-request.xml");

const DEVICE: DeviceId = DeviceId(0);

fn bytes(xml: &str) -> Vec<u8> {
    from_xml(xml.as_bytes(), XmlLimits::default()).expect("the example is well-formed")
}

/// The item of example 4.3, as a document of its own, and its day.
fn item_of_the_example(response: &[u8]) -> (Vec<u8>, Day) {
    let response = WireSyncResponse::decode(response, WireVersion::V14_1).expect("it is a Sync response");
    let collections = response.collections.expect("it has collections");
    let commands = collections.collection[0].commands.as_ref().expect("it has commands");
    let Operation::Add(add) = &commands.0[0] else { panic!("it adds an item") };
    let mut document = Vec::new();
    add.application_data.encode(&mut document).expect("it was read from bytes");
    let date = add.application_data.date_received().expect("it has a date");
    let day = DateTime::parse(date).expect("it is a date").day().number();
    (document, Day(u16::try_from(day).expect("it is after 1970")))
}

/// A server whose folder holds the item of example 4.3 as number 11, for a device that holds the key of the requests.
fn server(collection: CollectionId, text: Text, day: Day) -> Server {
    let mut server = Server::new([(collection, FolderKind::Inbox)], ItemId(11));
    server.today = day;
    let behaviour = Behaviour::default();
    server.add(&mut Context::new(&behaviour), collection, Class::Sms, text, day);
    let (key, next) = (SyncKey(601_771_687), SyncKey(525_665_452));
    server.seed_replica(Replica::with_key(DEVICE, collection, key, next));
    server
}

/// Sends a request's bytes to the server and gives the bytes of the answer.
fn exchange(server: &mut Server, binding: &mut Binding, request: &[u8]) -> Vec<u8> {
    let request = binding.read_request(request);
    let behaviour = Behaviour::default();
    let response = server.handle(&mut Context::new(&behaviour), DEVICE, binding.version(), &request);
    let response = response.expect("the request asks for an answer at once");
    binding.write_response(&response).expect("the answer can be written")
}

/// The request of 4.1, sent for the folder of 4.3, gives 4.3 to the byte; so does that of 4.2.
#[test]
fn the_requests_of_4_1_and_4_2_give_the_response_of_4_3() {
    let expected = bytes(SMS_ADDED);
    let (item, day) = item_of_the_example(&expected);
    for example in [BOTH_CLASSES, SMS_ALONE] {
        // The requests name folder 15, the response folder 55.
        let request = bytes(&example.replace("<CollectionId>15<", "<CollectionId>55<"));
        let mut binding = Binding::new(Version::V14_1);
        let text = binding.keep(&item).expect("it is an item");
        let mut server = server(CollectionId(55), text, day);
        assert_eq!(exchange(&mut server, &mut binding, &request), expected);
    }
}

/// As printed, for folder 15, they give the same Add with another folder in CollectionId and ServerId.
#[test]
fn the_requests_as_printed_give_the_same_item() {
    let (item, day) = item_of_the_example(&bytes(SMS_ADDED));
    let expected = bytes(
        &SMS_ADDED
            .replace("<CollectionId>55<", "<CollectionId>15<")
            .replace("<ServerId>55:11<", "<ServerId>15:11<"),
    );
    for example in [BOTH_CLASSES, SMS_ALONE] {
        let mut binding = Binding::new(Version::V14_1);
        let text = binding.keep(&item).expect("it is an item");
        let mut server = server(CollectionId(15), text, day);
        assert_eq!(exchange(&mut server, &mut binding, &bytes(example)), expected);
    }
}

/// What the server remembers of 4.1: both classes, each with its window; of 4.2 SMS alone.
#[test]
fn the_server_remembers_the_options() {
    let (item, day) = item_of_the_example(&bytes(SMS_ADDED));
    for (example, expected) in [
        (BOTH_CLASSES, vec![(Class::Email, FilterType(2)), (Class::Sms, FilterType(0))]),
        (SMS_ALONE, vec![(Class::Sms, FilterType(0))]),
    ] {
        let mut binding = Binding::new(Version::V14_1);
        let text = binding.keep(&item).expect("it is an item");
        let mut server = server(CollectionId(15), text, day);
        exchange(&mut server, &mut binding, &bytes(example));
        let replica = server.replica(DEVICE, CollectionId(15)).expect("the device has synchronised");
        let wanted: Vec<_> =
            replica.successors[0].subscription.iter().map(|wanted| (wanted.class, wanted.filter)).collect();
        assert_eq!(wanted, expected);
        assert!(
            replica.successors[0].subscription.iter().all(|wanted| wanted.preferences.is_some()),
            "the body preferences stay with their block"
        );
    }
}

/// Nothing of a request vanishes on its way through the machines.
#[test]
fn requests_pass_through_whole() {
    for example in [BOTH_CLASSES, SMS_ALONE, ENABLE] {
        let mut binding = Binding::new(Version::V14_1);
        let bytes = bytes(example);
        let request = binding.try_read_request(&bytes).expect("it is a request");
        assert_eq!(binding.write_request(&request).as_deref(), Ok(bytes.as_slice()));
    }
}

/// Nor does anything of a response.
#[test]
fn the_response_passes_through_whole() {
    let mut binding = Binding::new(Version::V14_1);
    let bytes = bytes(SMS_ADDED);
    let response = binding.read_response(&bytes).expect("it is a response");
    assert_eq!(binding.write_response(&response).as_deref(), Ok(bytes.as_slice()));
}

/// The request of 4.4 enables the device, whose number the server then knows.
#[test]
fn the_request_of_4_4_enables_the_device() {
    let mut binding = Binding::new(Version::V14_1);
    let mut server = Server::new([(CollectionId(15), FolderKind::Inbox)], ItemId(1));
    assert!(server.device(DEVICE).is_none());
    let answer = exchange(&mut server, &mut binding, &bytes(ENABLE));
    assert_eq!(binding.read_response(&answer), Ok(Response::Settings(SettingsStatus::Success)));

    let device = server.device(DEVICE).expect("it has told of itself");
    assert!(device.outbound_sms);
    let number = device.phone_number.and_then(|number| binding.contents().phone_number(number));
    assert_eq!(number, Some("206-555-0112"));
}

/// Without the number it is refused with status 5, and changes nothing (ASMS-071).
#[test]
fn enabling_without_a_number_is_refused() {
    let mut binding = Binding::new(Version::V14_1);
    let mut server = Server::new([(CollectionId(15), FolderKind::Inbox)], ItemId(1));
    let before = server.clone();
    let request = bytes(&ENABLE.replace("<PhoneNumber>206-555-0112</PhoneNumber>", ""));
    let answer = exchange(&mut server, &mut binding, &request);
    assert_eq!(binding.read_response(&answer), Ok(Response::Settings(SettingsStatus::InvalidArguments)));
    assert_eq!(server, before);
}

/// A request that is cut anywhere is refused, and changes nothing (EC-46). One that is cut to nothing is another.
#[test]
fn a_cut_request_changes_nothing() {
    let (item, day) = item_of_the_example(&bytes(SMS_ADDED));
    let mut binding = Binding::new(Version::V14_1);
    let text = binding.keep(&item).expect("it is an item");
    let mut server = server(CollectionId(15), text, day);
    let before = server.clone();
    let request = bytes(BOTH_CLASSES);
    for at in 1..request.len() {
        let answer = exchange(&mut server, &mut binding, &request[..at]);
        assert!(
            matches!(binding.read_response(&answer), Ok(Response::Refused(_))),
            "cut at {at}: {answer:02x?}"
        );
        assert_eq!(server, before, "cut at {at}");
    }
}

/// Three Options blocks are refused with status 4 in the Sync element, and change nothing (ASMS-064).
#[test]
fn three_options_blocks_are_refused() {
    let (item, day) = item_of_the_example(&bytes(SMS_ADDED));
    let mut binding = Binding::new(Version::V14_1);
    let text = binding.keep(&item).expect("it is an item");
    let mut server = server(CollectionId(15), text, day);
    let before = server.clone();
    let request = BOTH_CLASSES.replacen("<Options>", "<Options><Class>SMS</Class></Options><Options>", 1);
    let Request::Sync(read) = binding.read_request(&bytes(&request)) else { panic!("it is a Sync request") };
    assert_eq!(read.collections[0].options.len(), 3);
    let answer = exchange(&mut server, &mut binding, &bytes(&request));
    let failed = SyncResponse::Failed(SyncFailure::ProtocolError);
    assert_eq!(binding.read_response(&answer), Ok(Response::Sync(failed)));
    assert_eq!(server, before);
}
