//! Machine to bytes to machine is the identity, and bytes that are no request say why.

use asms_machine::class::{Class, FilterType};
use asms_machine::id::{ClientId, CollectionId, ContentId, Day, ItemId, SyncKey};
use asms_machine::message::{
    AddOutcome, AddResponse, Changes, ClassOptions, ClientCommand, DeviceSettings, Malformed, Request,
    Response, ServerCommand, SettingsStatus, SyncRequest, SyncResponse,
};
use asms_wire::Version;
use asms_wire::wbxml::xml::XmlLimits;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;

fn class() -> impl Strategy<Value = Class> {
    prop::sample::select(Class::KNOWN.to_vec())
}

fn mail_class() -> impl Strategy<Value = Class> {
    prop_oneof![Just(Class::Email), Just(Class::Sms)]
}

fn key() -> impl Strategy<Value = SyncKey> {
    prop_oneof![Just(0), 1..4_u32, Just(u32::MAX / 2)].prop_map(SyncKey)
}

fn collection() -> impl Strategy<Value = CollectionId> {
    prop_oneof![Just(0), Just(15), Just(u16::MAX / 2)].prop_map(CollectionId)
}

/// A text and its day, which is the same wherever the text appears.
fn content() -> impl Strategy<Value = (ContentId, Day)> {
    (1..30_u32).prop_map(|number| (ContentId(number), Day(u16::try_from(number).unwrap_or_default() * 700)))
}

fn options() -> impl Strategy<Value = ClassOptions> {
    (option::of(class()), option::of(0..=8_u8)).prop_map(|(class, filter)| ClassOptions {
        class,
        filter: filter.map(FilterType),
        preferences: None,
    })
}

fn client_command() -> impl Strategy<Value = ClientCommand> {
    (0..u16::MAX / 2, option::of(class()), content()).prop_map(|(client, class, (content, day))| {
        ClientCommand::Add { client_id: ClientId(client), class, content, received: Some(day) }
    })
}

fn request() -> impl Strategy<Value = Request> {
    let sync =
        (key(), collection(), option::of(any::<bool>()), vec(options(), 0..4), vec(client_command(), 0..4))
            .prop_map(|(key, collection, get_changes, options, commands)| {
                Request::Sync(SyncRequest {
                    key,
                    collection,
                    get_changes,
                    rest: None,
                    options: options.into(),
                    commands: commands.into(),
                })
            });
    let settings = (option::of(any::<bool>()), option::of(1..9999_u32)).prop_map(|(enable, number)| {
        Request::Settings(DeviceSettings {
            enable_outbound_sms: enable,
            phone_number: number.map(ContentId),
            rest: None,
        })
    });
    prop_oneof![4 => sync, 1 => settings]
}

fn add_response() -> impl Strategy<Value = AddResponse> {
    let outcome = prop_oneof![
        Just(AddOutcome::Refused),
        (any::<u32>(), mail_class())
            .prop_map(|(item, class)| AddOutcome::Accepted { item: ItemId(item), class }),
    ];
    (0..u16::MAX / 2, outcome)
        .prop_map(|(client, outcome)| AddResponse { client_id: ClientId(client), outcome })
}

fn server_command() -> impl Strategy<Value = ServerCommand> {
    prop_oneof![
        (any::<u32>(), mail_class())
            .prop_map(|(item, class)| ServerCommand::Delete { item: ItemId(item), class }),
        any::<u32>().prop_map(|item| ServerCommand::SoftDelete { item: ItemId(item) }),
        (any::<u32>(), mail_class(), content()).prop_map(|(item, class, (content, received))| {
            ServerCommand::Add { item: ItemId(item), class, content, received }
        }),
    ]
}

fn response() -> impl Strategy<Value = Response> {
    let success = (key(), collection(), vec(add_response(), 0..4), vec(server_command(), 0..4)).prop_map(
        |(key, collection, responses, commands)| {
            SyncResponse::Success(Changes {
                collection,
                key,
                responses: responses.into(),
                commands: commands.into(),
            })
        },
    );
    let sync = prop_oneof![
        4 => success,
        1 => Just(SyncResponse::Empty),
        1 => Just(SyncResponse::ProtocolError),
        1 => collection().prop_map(|collection| SyncResponse::InvalidKey { collection }),
        1 => collection().prop_map(|collection| SyncResponse::HierarchyChanged { collection }),
    ];
    prop_oneof![
        6 => sync.prop_map(Response::Sync),
        1 => Just(Response::Settings(SettingsStatus::Success)),
        1 => Just(Response::Settings(SettingsStatus::InvalidArguments)),
        1 => Just(Response::Refused(Malformed::Wbxml)),
        1 => Just(Response::Refused(Malformed::Schema)),
        1 => Just(Response::Refused(Malformed::Unmodelled)),
    ]
}

proptest! {
    #[test]
    fn request_to_bytes_to_request(request in request()) {
        let mut binding = Binding::new(Version::V14_1);
        let bytes = binding.write_request(&request).expect("it can be written");
        prop_assert_eq!(binding.try_read_request(&bytes), Ok(request));
    }

    #[test]
    fn response_to_bytes_to_response(response in response()) {
        let mut binding = Binding::new(Version::V14_1);
        let bytes = binding.write_response(&response).expect("it can be written");
        prop_assert_eq!(binding.read_response(&bytes), Ok(response));
    }

    /// Whatever comes in, something comes out.
    #[test]
    fn reading_is_total(bytes in vec(any::<u8>(), 0..80), request in request(), cut in any::<prop::sample::Index>()) {
        let mut binding = Binding::new(Version::V14_1);
        let _ = binding.read_request(&bytes);
        let _ = binding.read_response(&bytes);
        let mut whole = binding.write_request(&request).expect("it can be written");
        let at = cut.index(whole.len());
        let cut = binding.read_request(&whole[..at]);
        prop_assert_eq!(cut, Request::Malformed(Malformed::Wbxml), "a request cut at {}", at);
        whole[at] ^= 0x55;
        let _ = binding.read_request(&whole);
    }
}

/// What the machines cannot take says so, and why.
#[test]
fn requests_that_are_none() {
    let encode = |xml: &str| {
        asms_wire::wbxml::xml::from_xml(xml.as_bytes(), XmlLimits::default()).expect("the test's own XML")
    };
    let collection = "<SyncKey>1</SyncKey><CollectionId>15</CollectionId>";
    for (body, reason) in [
        (vec![], Malformed::Wbxml),
        (vec![3, 1, 0x6A, 0, 0x45, 0x04], Malformed::Wbxml),
        (encode("<Sync xmlns='AirSync'><Status>1</Status></Sync>"), Malformed::Schema),
        (encode("<Sync xmlns='AirSync'><Wait>8</Wait><Partial/></Sync>"), Malformed::Unmodelled),
        (
            encode(&format!(
                "<Sync xmlns='AirSync'><Collections><Collection>{collection}<Commands><Fetch><ServerId>15:1</ServerId>\
                 </Fetch></Commands></Collection></Collections></Sync>"
            )),
            Malformed::Unmodelled,
        ),
        (
            encode(&format!(
                "<Sync xmlns='AirSync'><Collections><Collection>{collection}</Collection><Collection>{collection}\
                 </Collection></Collections></Sync>"
            )),
            Malformed::Unmodelled,
        ),
        (
            encode("<FolderSync xmlns='FolderHierarchy'><SyncKey>0</SyncKey></FolderSync>"),
            Malformed::Unmodelled,
        ),
    ] {
        let mut binding = Binding::new(Version::V14_1);
        assert_eq!(binding.read_request(&body), Request::Malformed(reason), "{body:02x?}");
    }
}
