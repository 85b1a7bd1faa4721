//! Typed messages of version 14.1.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::item::{
    application_data, boolean, class, client_id, collection_id, device_text, element, rest, server_id,
    status, sync_key, text,
};
use crate::command::estimate::{request as estimate_request, response as estimate_response};
use crate::command::folder_sync::{Changes, DeletedFolder, Folder};
use crate::command::item::{BodyPreference, BodyType};
use crate::command::ping;
use crate::command::settings::{DeviceInformation, DeviceSet};
use crate::command::status::{EstimateStatus, FolderSyncStatus, PingStatus, SettingsStatus};
use crate::command::sync::{Conflict, FilterType, MimeSupport, MimeTruncation, Options, SyncOption};
use crate::command::sync::{request, response};
use crate::command::{
    EmptyTag, EstimateRequest, EstimateResponse, FolderSyncRequest, FolderSyncResponse, FolderType,
    OutboundSms, PingRequest, PingResponse, Request, Response, SettingsRequest, SettingsResponse,
    SyncRequest, SyncResponse, Untyped,
};

/// A typed request of version 14.1.
pub(in crate::command::tests) fn request() -> impl Strategy<Value = Request<'static>> {
    prop_oneof![
        4 => sync_request().prop_map(Request::Sync),
        1 => estimate_request().prop_map(Request::GetItemEstimate),
        1 => settings_request().prop_map(Request::Settings),
        1 => sync_key().prop_map(|key| Request::FolderSync(FolderSyncRequest::new(key))),
        1 => ping_request().prop_map(Request::Ping),
    ]
}

/// A typed response of version 14.1.
pub(in crate::command::tests) fn response() -> impl Strategy<Value = Response<'static>> {
    let settings = any::<u32>().prop_map(|status| SettingsResponse::new(SettingsStatus(status)));
    prop_oneof![
        4 => sync_response().prop_map(Response::Sync),
        1 => estimate_response().prop_map(Response::GetItemEstimate),
        1 => settings.prop_map(Response::Settings),
        1 => folder_sync_response().prop_map(Response::FolderSync),
        1 => ping_response().prop_map(Response::Ping),
    ]
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
