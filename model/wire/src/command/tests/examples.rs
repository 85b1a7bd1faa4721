//! The worked examples of the specifications, field by field and back to the same bytes.

use super::{bytes, document};
use crate::Version;
use crate::command::item::{Body, BodyPreference, BodyType, Importance};
use crate::command::settings::DeviceSet;
use crate::command::status::SyncStatus;
use crate::command::sync::request::{self, Collection};
use crate::command::sync::response::Operation;
use crate::command::sync::{Conflict, FilterType, MimeSupport, Options, SyncOption};
use crate::command::{
    Boolean, Class, CollectionId, DeviceText, OutboundSms, SettingsRequest, SyncKey, SyncRequest,
    SyncResponse,
};

/// [MS-ASMS] 4.1: e-mail and short messages, each with its options.
const BOTH_CLASSES: &str = "03 01 6A 00
    45 5C 4F 4B 03 '601771687' 00 01 | 52 03 '15' 00 01 | 1E | 13 | 55 03 '100' 00 01
    57 | 50 03 'SMS' 00 01 | 58 03 '0' 00 01 | 00 11 45 46 03 '1' 00 01 47 03 '102400' 00 01 01 | 01
    00 00 57 | 58 03 '2' 00 01 | 00 11 45 46 03 '1' 00 01 01 | 45 46 03 '2' 00 01 01
        45 46 03 '4' 00 01 47 03 '102400' 00 01 01 | 00 00 62 03 '0' 00 01 | 5B 03 '1' 00 01 | 01
    16 | 01 01 01";

/// [MS-ASMS] 4.2: short messages alone.
const SMS_ONLY: &str = "03 01 6A 00
    45 5C 4F 4B 03 '601771687' 00 01 | 52 03 '15' 00 01 | 1E | 13 | 55 03 '100' 00 01
    57 | 50 03 'SMS' 00 01 | 58 03 '0' 00 01 | 00 11 45 46 03 '1' 00 01 47 03 '102400' 00 01 01 | 01
    00 00 16 | 01 01 01";

/// [MS-ASMS] 4.3: the server adds a short message.
const SERVER_ADD: &str = "03 01 6A 00
    45 5C 4F 4B 03 '525665452' 00 01 | 52 03 '55' 00 01 | 4E 03 '1' 00 01 | 56 47
    50 03 'SMS' 00 01 | 4D 03 '55:11' 00 01 | 5D
    00 02 56 03 '\"14255550143\" [MOBILE:14255550143]' 00 01
    58 03 '\"+14255550123\" [MOBILE:+14255550123]' 00 01
    4F 03 '2009-01-08T00:14:36.000Z' 00 01 | 52 03 '1' 00 01 | 55 03 '0' 00 01
    00 11 4A 46 03 '1' 00 01 | 4C 03 '29' 00 01 | 4B 03 'Make sure you get some rest!' 0A 00 01 | 01
    00 02 79 03 '1252' 00 01 | 3A
    00 16 49 C3 10 F1 F2 61 F6 CF 4D 44 FF 3C 64 F6 58 33 0F 30 00 01 | 4A C3 05 C9 71 26 48 DE 01
    01 01 01 01 01 01";

/// [MS-ASMS] 4.4: a device lets short messages be sent through it.
const ENABLE_OUTBOUND: &str = "03 01 6A 00 | 00 12 45 56 48 | 57 03 'Manufacturer-Name-Number' 00 01
    58 03 '123456789012345' 00 01 | 59 03 'My PPC Phone' 00 01 | 5A 03 'PPC' 00 01 | 5B 03 'us-EN' 00 01
    5C 03 '206-555-0112' 00 01 | 61 03 '1' 00 01 | 62 03 'T-Mojo' 00 01 | 01 01 01";

/// The XML files and the bytes written by hand are the same documents.
#[test]
fn the_files_are_these_bytes() {
    let table = [
        (include_str!("../../../tests/examples/4.1-sync-request.xml"), BOTH_CLASSES),
        (include_str!("../../../tests/examples/4.2-sync-request.xml"), SMS_ONLY),
        (include_str!("../../../tests/examples/4.3-sync-response.xml"), SERVER_ADD),
        (include_str!("../../../tests/examples/4.4-settings-request.xml"), ENABLE_OUTBOUND),
    ];
    for (xml, readable) in table {
        assert_eq!(document(xml), bytes(readable));
    }
}

fn sms_options() -> Options<'static> {
    Options(vec![
        SyncOption::Class(Class::SMS),
        SyncOption::FilterType(FilterType::All),
        SyncOption::BodyPreference(BodyPreference::new(BodyType::PLAIN_TEXT, Some(102_400))),
    ])
}

fn request_with(options: Vec<Options<'static>>) -> SyncRequest<'static> {
    let mut collection =
        Collection::new(SyncKey::new("601771687").unwrap(), CollectionId::new("15").unwrap());
    collection.deletes_as_moves = Some(Boolean::Empty);
    collection.get_changes = Some(Boolean::Empty);
    collection.window_size = Some(100);
    collection.options = options;
    collection.commands = Some(request::Commands::default());
    SyncRequest::new(vec![collection])
}

#[test]
fn example_4_1_synchronizing_email_and_sms() {
    let bytes = bytes(BOTH_CLASSES);
    let message = SyncRequest::decode(&bytes, Version::V14_1).unwrap();
    let preference = |kind, size| SyncOption::BodyPreference(BodyPreference::new(BodyType(kind), size));
    let email = Options(vec![
        SyncOption::FilterType(FilterType::ThreeDays),
        preference(1, None),
        preference(2, None),
        preference(4, Some(102_400)),
        SyncOption::MimeSupport(MimeSupport::Never),
        SyncOption::Conflict(Conflict::ServerWins),
    ]);
    assert_eq!(message, request_with(vec![sms_options(), email]));

    let [collection] = message.collections() else { panic!("one collection") };
    assert!(collection.moves_deleted() && collection.wants_changes());
    assert_eq!(collection.window(), 100);
    assert_eq!(collection.conflict(), Conflict::ServerWins);
    let classes = collection.options.iter().map(|options| options.class_in(&Class::EMAIL).as_str());
    assert_eq!(classes.collect::<Vec<_>>(), ["SMS", "Email"]);

    let mut again = Vec::new();
    message.encode(&mut again).unwrap();
    assert_eq!(again, bytes);
}

#[test]
fn example_4_2_synchronizing_sms_only() {
    let bytes = bytes(SMS_ONLY);
    let message = SyncRequest::decode(&bytes, Version::V14_0).unwrap();
    assert_eq!(message, request_with(vec![sms_options()]));

    let mut again = Vec::new();
    message.encode(&mut again).unwrap();
    assert_eq!(again, bytes);
}

#[test]
fn example_4_3_sms_added_by_the_server() {
    let bytes = bytes(SERVER_ADD);
    let message = SyncResponse::decode(&bytes, Version::V14_1).unwrap();

    let [collection] = message.collections() else { panic!("one collection") };
    assert_eq!(collection.sync_key, "525665452");
    assert_eq!(collection.collection_id, "55");
    assert_eq!(collection.status, SyncStatus::SUCCESS);
    let [Operation::Add(add)] = collection.operations() else { panic!("one Add") };
    assert_eq!(add.class, Some(Class::SMS));
    assert_eq!(add.server_id, "55:11");
    let data = &add.application_data;
    assert_eq!(data.to().unwrap(), "\"14255550143\" [MOBILE:14255550143]");
    assert_eq!(data.from().unwrap(), "\"+14255550123\" [MOBILE:+14255550123]");
    assert_eq!(data.date_received(), Some("2009-01-08T00:14:36.000Z"));
    assert_eq!(data.importance(), Importance::NORMAL);
    assert_eq!(data.read(), Some(false));
    assert_eq!(data.body().unwrap(), &Body::plain_text("Make sure you get some rest!\n"));
    assert_eq!(data.body().unwrap().estimated_data_size, Some(29));
    assert_eq!(data.internet_cpid(), Some("1252"));
    assert!(data.flag().unwrap().is_cleared());
    let id = [0xF1, 0xF2, 0x61, 0xF6, 0xCF, 0x4D, 0x44, 0xFF, 0x3C, 0x64, 0xF6, 0x58, 0x33, 0x0F, 0x30, 0x00];
    assert_eq!(data.conversation_id(), Some(&id[..]));
    assert_eq!(data.conversation_index(), Some(&[0xC9, 0x71, 0x26, 0x48, 0xDE][..]));
    assert_eq!(data.0.len(), 10);

    let mut again = Vec::new();
    message.encode(&mut again).unwrap();
    assert_eq!(again, bytes);
}

#[test]
fn example_4_4_enabling_outbound_sms() {
    let bytes = bytes(ENABLE_OUTBOUND);
    let message = SettingsRequest::decode(&bytes, Version::V14_0).unwrap();
    let text = |text| Some(DeviceText::new(text).unwrap());
    let mut set = DeviceSet::empty();
    set.model = text("Manufacturer-Name-Number");
    set.imei = text("123456789012345");
    set.friendly_name = text("My PPC Phone");
    set.os = text("PPC");
    set.os_language = text("us-EN");
    set.phone_number = text("206-555-0112");
    set.enable_outbound_sms = Some(OutboundSms::Enabled);
    set.mobile_operator = text("T-Mojo");
    assert_eq!(message.set(), Some(&set));

    let mut again = Vec::new();
    message.encode(&mut again).unwrap();
    assert_eq!(again, bytes);
}
