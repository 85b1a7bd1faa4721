//! Arbitrary messages, for properties: canonical documents made from the schema alone, and typed values.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::Version;
use crate::command::estimate::{request as estimate_request, response as estimate_response};
use crate::command::folder_sync::{Changes, DeletedFolder, Folder};
use crate::command::item::{
    ApplicationData, Body, BodyPreference, BodyType, Flag, FlagProperty, FlagStatus, Importance, Property,
};
use crate::command::ping;
use crate::command::schema::{Container, Content, Occurs, Order, Passing};
use crate::command::settings::{DeviceInformation, DeviceSet};
use crate::command::status::{EstimateStatus, FolderSyncStatus, PingStatus, SettingsStatus, SyncStatus};
use crate::command::sync::{Conflict, FilterType, MimeSupport, MimeTruncation, Options, SyncOption};
use crate::command::sync::{request, response};
use crate::command::{
    Address, Boolean, Class, ClientId, CollectionId, Command, DeviceText, Element, EmptyTag, EstimateRequest,
    EstimateResponse, FolderSyncRequest, FolderSyncResponse, FolderType, OutboundSms, PingRequest,
    PingResponse, Request, Response, Rest, ServerId, SettingsRequest, SettingsResponse, SyncKey, SyncRequest,
    SyncResponse, Untyped,
};
use crate::wbxml::tag::{air_sync_base, contacts, email, email2, settings};
use crate::wbxml::{Encoder, Tag, tag};

/// A version that is spoken.
pub(super) fn version() -> impl Strategy<Value = Version> {
    prop::sample::select(&Version::SPOKEN[..])
}

/// A canonical document of a request, with its version.
pub(super) fn request_document() -> impl Strategy<Value = (Version, Vec<u8>)> {
    document(Request::schema)
}

/// A canonical document of a response, with its version.
pub(super) fn response_document() -> impl Strategy<Value = (Version, Vec<u8>)> {
    document(Response::schema)
}

fn document(schema: fn(Command) -> &'static Container) -> impl Strategy<Value = (Version, Vec<u8>)> {
    (version(), prop::sample::select(&Command::ALL[..]), vec(any::<u8>(), 0..300)).prop_map(
        move |(version, command, tape)| {
            let mut out = Vec::new();
            let mut encoder = Encoder::new(&mut out);
            let mut writer = Writer { version, tape: tape.into_iter(), encoder: &mut encoder };
            writer.element(command.root(), Content::Container(schema(command)));
            encoder.finish().unwrap();
            (version, out)
        },
    )
}

/// Writes what a schema admits; the tape decides, and says 0 once it is used up, so that small tapes give small
/// documents.
struct Writer<'e, 'b> {
    version: Version,
    tape: std::vec::IntoIter<u8>,
    encoder: &'e mut Encoder<'b>,
}

/// A child to write.
enum Part {
    Child(Tag, Content),
    Passing(Element<'static>),
}

impl Writer<'_, '_> {
    fn element(&mut self, tag: Tag, content: Content) {
        self.encoder.start(tag).unwrap();
        match content {
            Content::Container(container) => self.children(container),
            Content::Untyped => {
                for _ in 0..self.below(3) {
                    let element = self.untyped(contacts::FIRST_NAME);
                    element.write(self.encoder).unwrap();
                }
            }
            Content::Empty => {}
            Content::Boolean => {
                let text = self.pick(&["", "0", "1"]);
                self.encoder.text(text).unwrap();
            }
            Content::Integer { max } => self.number(&[0, 1, 9, 10, 59, 60, 255], max),
            Content::Codes { names, max } => {
                let named = self.pick(names).0;
                self.number(&[named], max.unwrap_or(named));
            }
            Content::Text { min, max } => {
                let text = match self.below(4) {
                    0 => "7".repeat(min.max(1)),
                    1 => "x".repeat(min),
                    2 => "\"ä\" [MOBILE:+1],\r\n漢😀".chars().take(max).collect(),
                    _ => "ü".repeat(max.min(1024)),
                };
                self.encoder.text(&text).unwrap();
            }
            Content::Bytes => {
                let bytes: Vec<u8> = (0..self.below(20)).map(|_| self.next()).collect();
                self.encoder.opaque(&bytes).unwrap();
            }
        }
        self.encoder.end().unwrap();
    }

    fn children(&mut self, container: &'static Container) {
        let mut parts = Vec::new();
        let version = self.version;
        for child in container.children.iter().filter(|child| child.is_in(version)) {
            let count = match child.occurs {
                Occurs::Once => 1,
                Occurs::OnceOrMore => 1 + self.below(2),
                Occurs::Optional if container.order != Order::Choice => self.below(2),
                Occurs::Optional | Occurs::Many => self.below(3),
            };
            parts.extend((0..count).map(|_| Part::Child(child.tag, child.content)));
        }
        let fixed = match container.order {
            Order::Strict => parts.len(),
            Order::FirstLeads if self.version >= Version::V14_0 => 1,
            Order::FirstLeads | Order::Free | Order::Choice => 0,
        };
        for at in fixed..parts.len() {
            let other = at + self.below(parts.len() - at);
            parts.swap(at, other);
        }
        for _ in 0..self.below(3) {
            let at = self.below(parts.len() + 1);
            let tag = self.passing(container);
            let element = self.untyped(tag);
            // Where the first child leads, nothing comes before it, though what passes may.
            parts.insert(at, Part::Passing(element));
        }
        for part in parts {
            match part {
                Part::Child(tag, content) => self.element(tag, content),
                Part::Passing(element) => element.write(self.encoder).unwrap(),
            }
        }
    }

    /// A tag that the container lets pass.
    fn passing(&mut self, container: &'static Container) -> Tag {
        let listed = container.passing.iter().flat_map(|&passing| match passing {
            Passing::Tag(tag) => vec![tag],
            Passing::Page(page) => tag::all().filter(|tag| tag.page() == page).collect(),
        });
        let later = [email2::SEND, air_sync_base::INSTANCE_ID, air_sync_base::CONTENT];
        let tags: Vec<Tag> = later
            .into_iter()
            .chain(listed)
            .filter(|&tag| container.child(tag, self.version).is_none())
            .collect();
        self.pick(&tags)
    }

    fn untyped(&mut self, tag: Tag) -> Element<'static> {
        let bytes = |count: usize| vec![0xA5; count];
        match self.below(4) {
            0 => Element::empty(tag),
            1 if !tag.is_byte_array() => Element::with_text(tag, "<&>\u{1}ß"),
            2 => Element::with_bytes(tag, bytes(1 + self.below(4))),
            _ => Element::with_children(
                tag,
                [
                    Element::with_text(email::SUBJECT, "s"),
                    Element::with_bytes(email2::CONVERSATION_ID, bytes(3)),
                    Element::empty(settings::GET),
                ],
            ),
        }
    }

    fn number(&mut self, among: &[u32], max: u32) {
        let number = match self.below(4) {
            0 => max,
            _ => self.pick(among),
        };
        self.encoder.text(&number.to_string()).unwrap();
    }

    fn next(&mut self) -> u8 {
        self.tape.next().unwrap_or_default()
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.next()) % bound
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }
}

/// Texts of up to so many characters, without U+0000.
fn text(most: usize) -> impl Strategy<Value = String> {
    vec(any::<char>().prop_filter("U+0000", |&c| c != '\0'), 0..=most)
        .prop_map(|characters| characters.into_iter().collect())
}

/// A strategy for one of the bounded texts.
macro_rules! bounded {
    ($($name:ident: $type:ident, $most:literal;)*) => { $(
        fn $name() -> impl Strategy<Value = $type<'static>> {
            text($most).prop_filter_map("length", |text| $type::new(text).ok())
        }
    )* };
}

bounded! {
    sync_key: SyncKey, 64;
    collection_id: CollectionId, 64;
    server_id: ServerId, 64;
    client_id: ClientId, 64;
    address: Address, 80;
    device_text: DeviceText, 80;
    other_class: Class, 8;
}

fn class() -> impl Strategy<Value = Class<'static>> {
    prop_oneof![Just(Class::SMS), Just(Class::EMAIL), other_class()]
}

fn boolean() -> impl Strategy<Value = Boolean> {
    prop::sample::select(vec![Boolean::False, Boolean::True, Boolean::Empty])
}

fn status() -> impl Strategy<Value = SyncStatus> {
    prop_oneof![Just(SyncStatus::SUCCESS), any::<u32>().prop_map(SyncStatus)]
}

/// Elements that every container lets pass.
fn element() -> impl Strategy<Value = Element<'static>> {
    let leaf = (prop::sample::select(vec![email2::SEND, air_sync_base::INSTANCE_ID]), text(8))
        .prop_map(|(tag, text)| Element::with_text(tag, text));
    leaf.prop_recursive(3, 8, 3, |inner| {
        vec(inner, 0..3).prop_map(|children| Element::with_children(email2::BCC, children))
    })
}

fn rest() -> impl Strategy<Value = Rest<'static>> {
    prop_oneof![4 => Just(Rest::default()), 1 => vec(element(), 0..3).prop_map(Rest::passing)]
}

fn body() -> impl Strategy<Value = Body<'static>> {
    (
        any::<u8>(),
        option::of(any::<u32>()),
        option::of(boolean()),
        option::of(text(40)),
        option::of(text(5)),
        rest(),
    )
        .prop_map(|(kind, estimated_data_size, truncated, data, preview, rest)| Body {
            kind: BodyType(kind),
            estimated_data_size,
            truncated,
            data: data.map(Into::into),
            preview: preview.map(Into::into),
            rest,
        })
}

fn flag() -> impl Strategy<Value = Flag<'static>> {
    let property = prop_oneof![
        any::<u32>().prop_map(|status| FlagProperty::Status(FlagStatus(status))),
        text(9).prop_map(|text| FlagProperty::Subject(text.into())),
        text(9).prop_map(|text| FlagProperty::UtcDueDate(text.into())),
        any::<u8>().prop_map(FlagProperty::ReminderSet),
        element().prop_map(FlagProperty::Other),
    ];
    vec(property, 0..5).prop_map(Flag)
}

fn application_data() -> impl Strategy<Value = ApplicationData<'static>> {
    let property = prop_oneof![
        address().prop_map(Property::To),
        address().prop_map(Property::From),
        text(24).prop_map(|text| Property::DateReceived(text.into())),
        any::<u8>().prop_map(|value| Property::Importance(Importance(value))),
        boolean().prop_map(Property::Read),
        body().prop_map(Property::Body),
        text(5).prop_map(|text| Property::InternetCpid(text.into())),
        flag().prop_map(Property::Flag),
        vec(any::<u8>(), 0..20).prop_map(|bytes| Property::ConversationId(bytes.into())),
        vec(any::<u8>(), 0..20).prop_map(|bytes| Property::ConversationIndex(bytes.into())),
        element().prop_map(Property::Other),
        Just(Property::Other(Element::with_text(email::SUBJECT, "s"))),
    ];
    vec(property, 0..8).prop_map(ApplicationData)
}

fn body_preference() -> impl Strategy<Value = BodyPreference<'static>> {
    (any::<u8>(), option::of(any::<u32>()), option::of(boolean()), option::of(any::<u8>()), rest()).prop_map(
        |(kind, truncation_size, all_or_none, preview, rest)| BodyPreference {
            kind: BodyType(kind),
            truncation_size,
            all_or_none,
            preview,
            rest,
        },
    )
}

fn filter_type() -> impl Strategy<Value = FilterType> {
    (0_u32..9).prop_filter_map("code", FilterType::from_code)
}

fn options() -> impl Strategy<Value = Options<'static>> {
    let option = prop_oneof![
        filter_type().prop_map(SyncOption::FilterType),
        class().prop_map(SyncOption::Class),
        body_preference().prop_map(SyncOption::BodyPreference),
        body_preference().prop_map(SyncOption::BodyPartPreference),
        (0_u32..2).prop_filter_map("code", |code| Conflict::from_code(code).map(SyncOption::Conflict)),
        (0_u32..3).prop_filter_map("code", |code| MimeSupport::from_code(code).map(SyncOption::MimeSupport)),
        (0_u32..9)
            .prop_filter_map("code", |code| MimeTruncation::from_code(code).map(SyncOption::MimeTruncation)),
        any::<u32>().prop_map(SyncOption::MaxItems),
        boolean().prop_map(SyncOption::RightsManagementSupport),
        element().prop_map(SyncOption::Other),
    ];
    vec(option, 0..5).prop_map(Options)
}

fn request_commands() -> impl Strategy<Value = request::Commands<'static>> {
    use request::Operation;
    let operation = prop_oneof![
        (option::of(class()), client_id(), application_data(), rest()).prop_map(
            |(class, client_id, application_data, rest)| {
                Operation::Add(request::Add { class, client_id, application_data, rest })
            }
        ),
        (server_id(), application_data(), rest()).prop_map(|(server_id, application_data, rest)| {
            Operation::Change(request::Change { server_id, application_data, rest })
        }),
        (server_id(), rest())
            .prop_map(|(server_id, rest)| Operation::Delete(request::Delete { server_id, rest })),
        (server_id(), rest())
            .prop_map(|(server_id, rest)| Operation::Fetch(request::Fetch { server_id, rest })),
    ];
    vec(operation, 0..4).prop_map(request::Commands)
}

fn request_collection() -> impl Strategy<Value = request::Collection<'static>> {
    let untyped = vec(element(), 0..3).prop_map(Untyped);
    (
        (sync_key(), collection_id(), option::of(untyped), option::of(boolean()), option::of(boolean())),
        (option::of(any::<u32>()), option::of(boolean()), vec(options(), 0..4)),
        (option::of(request_commands()), rest()),
    )
        .prop_map(
            |(
                (sync_key, collection_id, supported, deletes_as_moves, get_changes),
                (window_size, conversation_mode, options),
                (commands, rest),
            )| request::Collection {
                class: None,
                sync_key,
                collection_id,
                supported,
                deletes_as_moves,
                get_changes,
                window_size,
                conversation_mode,
                options,
                commands,
                rest,
            },
        )
}

fn sync_request() -> impl Strategy<Value = SyncRequest<'static>> {
    let collections = (vec(request_collection(), 1..3), rest())
        .prop_map(|(collection, rest)| request::Collections { collection, rest });
    let number = || option::of(any::<u32>());
    (option::of(collections), number(), number(), number(), option::of(Just(EmptyTag)), rest()).prop_map(
        |(collections, wait, heartbeat_interval, window_size, partial, rest)| SyncRequest {
            collections,
            wait,
            heartbeat_interval,
            window_size,
            partial,
            rest,
        },
    )
}

fn response_commands() -> impl Strategy<Value = response::Commands<'static>> {
    use response::Operation;
    let operation = prop_oneof![
        (option::of(class()), server_id(), application_data(), rest()).prop_map(
            |(class, server_id, application_data, rest)| {
                Operation::Add(response::Add { class, server_id, application_data, rest })
            }
        ),
        (option::of(class()), server_id(), application_data(), rest()).prop_map(
            |(class, server_id, application_data, rest)| {
                Operation::Change(response::Change { class, server_id, application_data, rest })
            }
        ),
        (option::of(class()), server_id(), rest()).prop_map(|(class, server_id, rest)| {
            Operation::Delete(response::Delete { class, server_id, rest })
        }),
        (server_id(), rest())
            .prop_map(|(server_id, rest)| Operation::SoftDelete(response::SoftDelete { server_id, rest })),
    ];
    vec(operation, 0..4).prop_map(response::Commands)
}

fn responses() -> impl Strategy<Value = response::Responses<'static>> {
    use response::Outcome;
    let outcome = prop_oneof![
        (
            option::of(class()),
            client_id(),
            option::of(server_id()),
            status(),
            option::of(application_data()),
            rest()
        )
            .prop_map(|(class, client_id, server_id, status, application_data, rest)| {
                Outcome::Add(response::Added { class, client_id, server_id, status, application_data, rest })
            }),
        (option::of(class()), server_id(), status(), rest()).prop_map(|(class, server_id, status, rest)| {
            Outcome::Change(response::Changed { class, server_id, status, rest })
        }),
        (option::of(class()), server_id(), status(), rest()).prop_map(|(class, server_id, status, rest)| {
            Outcome::Delete(response::Deleted { class, server_id, status, rest })
        }),
        (option::of(server_id()), status(), option::of(application_data()), rest()).prop_map(
            |(server_id, status, application_data, rest)| {
                Outcome::Fetch(response::Fetched { server_id, status, application_data, rest })
            }
        ),
    ];
    vec(outcome, 0..4).prop_map(response::Responses)
}

fn sync_response() -> impl Strategy<Value = SyncResponse<'static>> {
    let collection = (
        (sync_key(), collection_id(), status(), option::of(Just(EmptyTag))),
        (option::of(response_commands()), option::of(responses()), rest()),
    )
        .prop_map(|((sync_key, collection_id, status, more_available), (commands, responses, rest))| {
            response::Collection {
                class: None,
                sync_key,
                collection_id,
                status,
                more_available,
                commands,
                responses,
                rest,
            }
        });
    let collections = (vec(collection, 0..3), rest())
        .prop_map(|(collection, rest)| response::Collections { collection, rest });
    (option::of(status()), option::of(any::<u32>()), option::of(collections), rest())
        .prop_map(|(status, limit, collections, rest)| SyncResponse { status, limit, collections, rest })
}

fn estimate_request() -> impl Strategy<Value = EstimateRequest<'static>> {
    use estimate_request::{Collection, EstimateOption, Options};
    let option = prop_oneof![
        class().prop_map(EstimateOption::Class),
        filter_type().prop_map(EstimateOption::FilterType),
        any::<u32>().prop_map(EstimateOption::MaxItems),
    ];
    let options = vec(vec(option, 0..4).prop_map(Options), 0..3);
    let collection = (sync_key(), collection_id(), option::of(boolean()), options, rest()).prop_map(
        |(sync_key, collection_id, conversation_mode, options, rest)| Collection {
            conversation_mode,
            rest,
            ..Collection::new(sync_key, collection_id, options)
        },
    );
    vec(collection, 1..3).prop_map(EstimateRequest::new)
}

fn estimate_response() -> impl Strategy<Value = EstimateResponse<'static>> {
    use estimate_response::{Collection, Response};
    let status = || any::<u32>().prop_map(EstimateStatus);
    let collection = (option::of(class()), collection_id(), option::of(any::<u32>()), rest()).prop_map(
        |(class, collection_id, estimate, rest)| Collection { class, collection_id, estimate, rest },
    );
    let response = (status(), option::of(collection), rest())
        .prop_map(|(status, collection, rest)| Response { status, collection, rest });
    (option::of(status()), vec(response, 0..3), rest())
        .prop_map(|(status, response, rest)| EstimateResponse { status, response, rest })
}

fn settings_request() -> impl Strategy<Value = SettingsRequest<'static>> {
    let text = || option::of(device_text());
    let outbound = (0_u32..2).prop_filter_map("code", OutboundSms::from_code);
    let set =
        ((text(), text(), text(), text(), text()), (text(), text(), option::of(outbound), text()), rest())
            .prop_map(
                |(
                    (model, imei, friendly_name, os, os_language),
                    (phone_number, user_agent, sms, operator),
                    rest,
                )| {
                    DeviceSet {
                        model,
                        imei,
                        friendly_name,
                        os,
                        os_language,
                        phone_number,
                        user_agent,
                        enable_outbound_sms: sms,
                        mobile_operator: operator,
                        rest,
                    }
                },
            );
    let information = (option::of(set), rest()).prop_map(|(set, rest)| DeviceInformation { set, rest });
    (option::of(information), rest())
        .prop_map(|(device_information, rest)| SettingsRequest { device_information, rest })
}

fn folder_sync_response() -> impl Strategy<Value = FolderSyncResponse<'static>> {
    let folder = || {
        (server_id(), server_id(), text(20), any::<u32>()).prop_map(|(server_id, parent_id, name, kind)| {
            Folder::new(server_id, parent_id, name, FolderType(kind))
        })
    };
    let deleted = (server_id(), rest()).prop_map(|(server_id, rest)| DeletedFolder { server_id, rest });
    let changes =
        (option::of(any::<u32>()), vec(folder(), 0..3), vec(deleted, 0..3), vec(folder(), 0..3), rest())
            .prop_map(|(count, update, delete, add, rest)| Changes { count, update, delete, add, rest });
    (any::<u32>(), option::of(sync_key()), option::of(changes), rest()).prop_map(
        |(status, sync_key, changes, rest)| FolderSyncResponse {
            status: FolderSyncStatus(status),
            sync_key,
            changes,
            rest,
        },
    )
}

fn ping_request() -> impl Strategy<Value = PingRequest<'static>> {
    let folder = (collection_id(), class()).prop_map(|(id, class)| ping::Folder::new(id, class));
    (any::<u32>(), vec(folder, 0..3)).prop_map(|(interval, folders)| PingRequest::new(interval, folders))
}

fn ping_response() -> impl Strategy<Value = PingResponse<'static>> {
    (any::<u32>(), option::of(vec(collection_id(), 0..3)), option::of(any::<u32>())).prop_map(
        |(status, folders, heartbeat_interval)| PingResponse {
            status: PingStatus(status),
            heartbeat_interval,
            ..folders.map_or_else(|| PingResponse::new(PingStatus::EXPIRED), PingResponse::changes)
        },
    )
}

/// A typed request of version 14.1.
pub(super) fn request() -> impl Strategy<Value = Request<'static>> {
    prop_oneof![
        4 => sync_request().prop_map(Request::Sync),
        1 => estimate_request().prop_map(Request::GetItemEstimate),
        1 => settings_request().prop_map(Request::Settings),
        1 => sync_key().prop_map(|key| Request::FolderSync(FolderSyncRequest::new(key))),
        1 => ping_request().prop_map(Request::Ping),
    ]
}

/// A typed response of version 14.1.
pub(super) fn response() -> impl Strategy<Value = Response<'static>> {
    let settings = any::<u32>().prop_map(|status| SettingsResponse::new(SettingsStatus(status)));
    prop_oneof![
        4 => sync_response().prop_map(Response::Sync),
        1 => estimate_response().prop_map(Response::GetItemEstimate),
        1 => settings.prop_map(Response::Settings),
        1 => folder_sync_response().prop_map(Response::FolderSync),
        1 => ping_response().prop_map(Response::Ping),
    ]
}
