//! Every message of the machines by chance, as a version has it, for tests and fuzzers.
//!
//! What comes out is what the machines can say: options and texts of all kinds, rules broken where a message can break
//! them. A text that is the same number is the same text.

use asms_machine::class::{Class, FilterType, FolderKind};
use asms_machine::id::{ClientId, CollectionId, ContentId, Day, ItemId, SyncKey};
use asms_machine::item::{Flag, Marks, Text};
use asms_machine::message::{
    AddOutcome, Changes, ClassOptions, ClientCommand, CollectionOutcome, CollectionRequest,
    CollectionResponse, CommandResponse, DeviceSettings, EstimateRequest, EstimateResponse, EstimateStatus,
    FolderChange, FolderSyncResponse, Hold, ItemStatus, Malformed, PingResponse, Request, Response,
    ServerCommand, SettingsStatus, SyncFailure, SyncRequest, SyncResponse,
};
use asms_machine::recipients::MOST_RECIPIENTS;
use asms_machine::version::Version;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The versions.
pub const VERSIONS: [Version; 3] = [Version::V12_1, Version::V14_0, Version::V14_1];

/// A version.
pub fn version() -> impl Strategy<Value = Version> {
    select(VERSIONS.to_vec())
}

/// A request.
pub fn request(version: Version) -> impl Strategy<Value = Request> {
    prop_oneof![
        8 => sync_request(version).prop_map(Request::from),
        1 => Just(Request::SyncAgain),
        2 => estimate_request(version).prop_map(Request::Estimate),
        1 => key().prop_map(Request::FolderSync),
        1 => vec(collection(), 0..4).prop_map(|folders| Request::Ping(folders.into())),
        1 => settings().prop_map(Request::Settings),
        1 => malformed().prop_map(Request::Malformed),
    ]
}

/// A response. One that refuses a request has no body up to 12.1, and is left out there.
pub fn response(version: Version) -> BoxedStrategy<Response> {
    let answers = prop_oneof![
        8 => sync_response(version).prop_map(Response::Sync),
        1 => estimate_response().prop_map(Response::Estimate),
        1 => hierarchy().prop_map(Response::FolderSync),
        1 => ping_response().prop_map(Response::Ping),
        1 => select(vec![
            SettingsStatus::Success,
            SettingsStatus::ProtocolError,
            SettingsStatus::InvalidArguments,
        ])
        .prop_map(Response::Settings),
    ];
    if version < Version::V14_0 {
        return answers.boxed();
    }
    prop_oneof![12 => answers, 1 => malformed().prop_map(Response::Refused)].boxed()
}

/// A Sync request.
pub fn sync_request(version: Version) -> impl Strategy<Value = SyncRequest> {
    let hold = match version {
        Version::V12_1 => any::<u16>().prop_map(Hold::Wait).boxed(),
        Version::V14_0 | Version::V14_1 => prop_oneof![
            any::<u16>().prop_map(Hold::Wait),
            any::<u16>().prop_map(Hold::Heartbeat),
            any::<(u16, u16)>().prop_map(|(minutes, seconds)| Hold::Both(minutes, seconds)),
        ]
        .boxed(),
    };
    let collections = vec(collection_request(version), 0..4);
    (collections, option::of(hold), option::of(any::<u16>()), any::<bool>()).prop_map(
        |(collections, hold, window, partial)| SyncRequest {
            collections: collections.into(),
            hold,
            window,
            partial,
        },
    )
}

/// What a Sync request says of a folder.
pub fn collection_request(version: Version) -> impl Strategy<Value = CollectionRequest> {
    let said = (option::of(any::<bool>()), option::of(any::<bool>()), option::of(any::<u16>()));
    (key(), collection(), said, vec(options(version), 0..4), vec(client_command(version), 0..6)).prop_map(
        |(key, collection, (deletes_as_moves, get_changes, window), options, commands)| CollectionRequest {
            deletes_as_moves,
            get_changes,
            window,
            options: options.into(),
            commands: commands.into(),
            ..CollectionRequest::bare(collection, key)
        },
    )
}

/// An operation of a client.
pub fn client_command(version: Version) -> impl Strategy<Value = ClientCommand> {
    let told = (option::of(day()), marks(), any::<bool>(), any::<bool>());
    let add = (client(), class_child(version), text(), told).prop_map(
        |(client_id, class, text, (received, marks, code_page, conversation))| ClientCommand::Add {
            client_id,
            class,
            text,
            received,
            marks,
            code_page,
            conversation,
        },
    );
    let other = prop_oneof![3 => Just(None), 1 => (1..20_u32).prop_map(|number| Some(ContentId(number)))];
    let change = (item(), option::of(any::<bool>()), option::of(flag()), other)
        .prop_map(|(item, read, flag, other)| ClientCommand::Change { item, read, flag, other });
    prop_oneof![
        2 => add,
        2 => change,
        1 => item().prop_map(|item| ClientCommand::Delete { item }),
        1 => item().prop_map(|item| ClientCommand::Fetch { item }),
    ]
}

/// An Options block of Sync.
pub fn options(version: Version) -> impl Strategy<Value = ClassOptions> {
    let said = (option::of(any::<bool>()), option::of(any::<u16>()));
    (class_child(version), option::of(filter()), said).prop_map(
        |(class, filter, (server_wins, truncation))| ClassOptions {
            class,
            filter,
            server_wins,
            truncation,
            preferences: None,
        },
    )
}

/// A GetItemEstimate request: up to 12.1 its options are one filter, or one block without any.
pub fn estimate_request(version: Version) -> impl Strategy<Value = EstimateRequest> {
    let counted = |class, filter| ClassOptions { class, filter, ..ClassOptions::default() };
    let options = match version {
        Version::V12_1 => option::of((1..=8_u8).prop_map(FilterType))
            .prop_map(move |filter| vec![counted(None, filter)])
            .boxed(),
        Version::V14_0 | Version::V14_1 => {
            let block = (class_child(version), option::of(filter()));
            vec(block.prop_map(move |(class, filter)| counted(class, filter)), 0..4).boxed()
        }
    };
    (key(), collection(), options).prop_map(|(key, collection, options)| EstimateRequest {
        key,
        collection,
        options: options.into(),
    })
}

/// What a Settings request tells.
pub fn settings() -> impl Strategy<Value = DeviceSettings> {
    (option::of(any::<bool>()), option::of(content())).prop_map(|(enable_outbound_sms, phone_number)| {
        DeviceSettings { enable_outbound_sms, phone_number, rest: None }
    })
}

/// A Sync response.
pub fn sync_response(version: Version) -> impl Strategy<Value = SyncResponse> {
    let failure = prop_oneof![
        Just(SyncFailure::ProtocolError),
        Just(SyncFailure::ServerError),
        Just(SyncFailure::Incomplete),
        any::<u16>().prop_map(SyncFailure::HoldOutOfRange),
        Just(SyncFailure::Retry),
    ];
    let outcome = prop_oneof![
        6 => changes(version).prop_map(CollectionOutcome::Success),
        1 => Just(CollectionOutcome::InvalidKey),
        1 => Just(CollectionOutcome::ProtocolError),
        1 => Just(CollectionOutcome::NotFound),
        1 => Just(CollectionOutcome::HierarchyChanged),
    ];
    let entry =
        (collection(), outcome).prop_map(|(collection, outcome)| CollectionResponse { collection, outcome });
    prop_oneof![
        6 => vec(entry, 0..4).prop_map(|entries| SyncResponse::Collections(entries.into_iter().collect())),
        1 => Just(SyncResponse::Empty),
        1 => failure.prop_map(SyncResponse::Failed),
    ]
}

/// What a successful answer carries for a folder.
pub fn changes(version: Version) -> impl Strategy<Value = Changes> {
    (key(), any::<bool>(), vec(command_response(version), 0..5), vec(server_command(version), 0..5)).prop_map(
        |(key, more_available, responses, commands)| Changes {
            key,
            more_available,
            responses: responses.into(),
            commands: commands.into(),
        },
    )
}

/// What became of an operation of a client.
pub fn command_response(version: Version) -> impl Strategy<Value = CommandResponse> {
    let outcome = prop_oneof![
        1 => item_status().prop_map(AddOutcome::Refused),
        2 => (item(), item_class(version), any::<bool>()).prop_map(|(item, class, conversation)| {
            AddOutcome::Accepted { item, class, conversation }
        }),
    ];
    prop_oneof![
        2 => (client(), outcome).prop_map(|(client_id, outcome)| CommandResponse::Add { client_id, outcome }),
        1 => (item(), item_status()).prop_map(|(item, status)| CommandResponse::Change { item, status }),
        1 => (item(), item_status()).prop_map(|(item, status)| CommandResponse::Delete { item, status }),
        1 => (item(), option::of(text())).prop_map(|(item, text)| CommandResponse::Fetch { item, text }),
    ]
}

/// An operation of a server.
pub fn server_command(version: Version) -> impl Strategy<Value = ServerCommand> {
    let class = item_class(version);
    let told = (option::of(any::<bool>()), option::of(flag()), any::<bool>());
    prop_oneof![
        1 => (item(), class.clone()).prop_map(|(item, class)| ServerCommand::Delete { item, class }),
        1 => item().prop_map(|item| ServerCommand::SoftDelete { item }),
        1 => (item(), class.clone(), told).prop_map(|(item, class, (read, flag, conversation))| {
            ServerCommand::Change { item, class, read, flag, conversation }
        }),
        3 => (item(), class, text(), day(), marks(), any::<bool>()).prop_map(
            |(item, class, text, received, marks, cut)| {
                ServerCommand::Add { item, class, text, received, marks, cut }
            }
        ),
    ]
}

/// The answer to GetItemEstimate.
pub fn estimate_response() -> impl Strategy<Value = EstimateResponse> {
    let failure = select(vec![
        EstimateStatus::InvalidCollection,
        EstimateStatus::NotPrimed,
        EstimateStatus::InvalidKeyOrProtocolError,
        EstimateStatus::UnsupportedFilter,
    ]);
    prop_oneof![
        (collection(), any::<u16>())
            .prop_map(|(collection, changes)| EstimateResponse::Estimate { collection, changes }),
        failure.prop_map(EstimateResponse::Failed),
    ]
}

/// The answer to FolderSync, in which folders that are gone come first.
pub fn hierarchy() -> impl Strategy<Value = FolderSyncResponse> {
    let gone = vec(collection().prop_map(FolderChange::Delete), 0..3);
    let new =
        vec((collection(), folder_kind()).prop_map(|(folder, kind)| FolderChange::Add(folder, kind)), 0..4);
    prop_oneof![
        3 => (key(), gone, new).prop_map(|(key, gone, new)| FolderSyncResponse::Success {
            key,
            changes: gone.into_iter().chain(new).collect(),
        }),
        1 => Just(FolderSyncResponse::InvalidKey),
    ]
}

/// The answer to Ping.
pub fn ping_response() -> impl Strategy<Value = PingResponse> {
    prop_oneof![
        Just(PingResponse::NothingNew),
        vec(collection(), 0..4).prop_map(|folders| PingResponse::Changed(folders.into())),
        Just(PingResponse::HierarchyChanged),
    ]
}

/// A text: short and long bodies, every number of recipients, reports that name some.
pub fn text() -> impl Strategy<Value = Text> {
    let size = prop_oneof![4 => 0..40_u16, 2 => 100..800_u16, 1 => Just(u16::MAX)];
    let written = (content(), size, 0..=MOST_RECIPIENTS, any::<bool>()).prop_map(
        |(content, size, recipients, strangers)| Text { size, recipients, strangers, ..Text::short(content) },
    );
    let report = (1..30_u32, vec(0..MOST_RECIPIENTS, 0..4))
        .prop_map(|(message, failed)| Text::report(ContentId(message), failed.into_iter().collect()));
    prop_oneof![5 => written, 1 => report]
}

/// The number of a content, as the machines make them up: small, or with bits of its own high up.
pub fn content() -> impl Strategy<Value = ContentId> {
    prop_oneof![4 => 1..30_u32, 1 => 0..=u32::MAX / 2].prop_map(ContentId)
}

/// A key, of a folder or of the hierarchy.
pub fn key() -> impl Strategy<Value = SyncKey> {
    prop_oneof![Just(0), 1..4_u32, Just(u32::MAX / 2)].prop_map(SyncKey)
}

/// A folder.
pub fn collection() -> impl Strategy<Value = CollectionId> {
    prop_oneof![Just(0), 1..4_u16, Just(u16::MAX / 2)].prop_map(CollectionId)
}

/// An item.
pub fn item() -> impl Strategy<Value = ItemId> {
    prop_oneof![4 => 0..40_u32, 1 => 0..=u32::MAX / 2].prop_map(ItemId)
}

/// A day.
pub fn day() -> impl Strategy<Value = Day> {
    any::<u16>().prop_map(Day)
}

/// Read and Flag.
pub fn marks() -> impl Strategy<Value = Marks> {
    (any::<bool>(), flag()).prop_map(|(read, flag)| Marks { read, flag })
}

fn flag() -> impl Strategy<Value = Flag> {
    select(vec![Flag::Cleared, Flag::Complete, Flag::Active])
}

fn client() -> impl Strategy<Value = ClientId> {
    (0..=u16::MAX / 2).prop_map(ClientId)
}

fn filter() -> impl Strategy<Value = FilterType> {
    (0..=8_u8).prop_map(FilterType)
}

fn folder_kind() -> impl Strategy<Value = FolderKind> {
    select(FolderKind::ALL.to_vec())
}

fn item_status() -> impl Strategy<Value = ItemStatus> {
    select(vec![ItemStatus::Invalid, ItemStatus::Conflict, ItemStatus::NotFound])
}

fn malformed() -> impl Strategy<Value = Malformed> {
    select(vec![Malformed::Wbxml, Malformed::Schema, Malformed::Unmodelled])
}

/// The Class of an Options block or of an Add, which 12.1 does not have.
fn class_child(version: Version) -> BoxedStrategy<Option<Class>> {
    match version {
        Version::V12_1 => Just(None).boxed(),
        Version::V14_0 | Version::V14_1 => {
            let classes = Class::KNOWN.into_iter().chain([Class::Unknown]).collect::<Vec<_>>();
            option::of(select(classes)).boxed()
        }
    }
}

/// The class of an item that a server tells of, which is e-mail at 12.1.
fn item_class(version: Version) -> BoxedStrategy<Class> {
    match version {
        Version::V12_1 => Just(Class::Email).boxed(),
        Version::V14_0 | Version::V14_1 => select(Class::KNOWN.to_vec()).boxed(),
    }
}
