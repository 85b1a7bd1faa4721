//! Typed messages of version 14.1.

use super::item::{boolean, class, collection_id, device_text, rest, server_id, sync_key};
use super::sync::{filter_type, sync_request, sync_response};
use super::{Result, Unstructured, list, maybe, number, sound, text};
use crate::command::estimate::{request as estimate_request, response as estimate_response};
use crate::command::folder_sync::{Changes, DeletedFolder, Folder};
use crate::command::ping;
use crate::command::settings::{DeviceInformation, DeviceSet};
use crate::command::status::{EstimateStatus, FolderSyncStatus, PingStatus, SettingsStatus};
use crate::command::{
    EstimateRequest, EstimateResponse, FolderSyncRequest, FolderSyncResponse, FolderType, OutboundSms,
    PingRequest, PingResponse, Request, Response, SettingsRequest, SettingsResponse,
};

/// A request of any command, of version 14.1.
pub fn request(u: &mut Unstructured<'_>) -> Result<Request<'static>> {
    Ok(match u.int_in_range(0..=7)? {
        1 => Request::GetItemEstimate(estimate_request(u)?),
        2 => Request::Settings(settings_request(u)?),
        3 => Request::FolderSync(folder_sync_request(u)?),
        4 => Request::Ping(ping_request(u)?),
        _ => Request::Sync(sync_request(u)?),
    })
}

/// A response of any command, of version 14.1.
pub fn response(u: &mut Unstructured<'_>) -> Result<Response<'static>> {
    Ok(match u.int_in_range(0..=7)? {
        1 => Response::GetItemEstimate(estimate_response(u)?),
        2 => Response::Settings(settings_response(u)?),
        3 => Response::FolderSync(folder_sync_response(u)?),
        4 => Response::Ping(ping_response(u)?),
        _ => Response::Sync(sync_response(u)?),
    })
}

/// A GetItemEstimate request.
pub fn estimate_request(u: &mut Unstructured<'_>) -> Result<EstimateRequest<'static>> {
    use estimate_request::{Collection, EstimateOption, Options};
    let option = |u: &mut Unstructured<'_>| {
        Ok(match u.int_in_range(0..=2)? {
            0 => EstimateOption::Class(class(u)?),
            1 => EstimateOption::FilterType(filter_type(u)?),
            _ => EstimateOption::MaxItems(number(u)?),
        })
    };
    let collection = |u: &mut Unstructured<'_>| {
        let (key, id) = (sync_key(u)?, collection_id(u)?);
        let options = list(u, 2, |u| list(u, 3, option).map(Options))?;
        Ok(Collection {
            conversation_mode: maybe(u, boolean)?,
            rest: rest(u)?,
            ..Collection::new(key, id, options)
        })
    };
    let mut collections = list(u, 2, collection)?;
    if collections.is_empty() {
        collections.push(collection(u)?);
    }
    Ok(EstimateRequest::new(collections))
}

/// A GetItemEstimate response.
pub fn estimate_response(u: &mut Unstructured<'_>) -> Result<EstimateResponse<'static>> {
    use estimate_response::{Collection, Response};
    let status = |u: &mut Unstructured<'_>| number(u).map(EstimateStatus);
    let collection = |u: &mut Unstructured<'_>| {
        Ok(Collection {
            class: maybe(u, class)?,
            collection_id: collection_id(u)?,
            estimate: maybe(u, number)?,
            rest: rest(u)?,
        })
    };
    let response = |u: &mut Unstructured<'_>| {
        Ok(Response { status: status(u)?, collection: maybe(u, collection)?, rest: rest(u)? })
    };
    Ok(EstimateResponse { status: maybe(u, status)?, response: list(u, 2, response)?, rest: rest(u)? })
}

/// A Settings request.
pub fn settings_request(u: &mut Unstructured<'_>) -> Result<SettingsRequest<'static>> {
    let text = |u: &mut Unstructured<'_>| maybe(u, device_text);
    let set = |u: &mut Unstructured<'_>| {
        Ok(DeviceSet {
            model: text(u)?,
            imei: text(u)?,
            friendly_name: text(u)?,
            os: text(u)?,
            os_language: text(u)?,
            phone_number: text(u)?,
            user_agent: text(u)?,
            enable_outbound_sms: maybe(u, |u| {
                sound(OutboundSms::from_code(u.int_in_range(0..=1)?).ok_or(()))
            })?,
            mobile_operator: text(u)?,
            rest: rest(u)?,
        })
    };
    let information =
        |u: &mut Unstructured<'_>| Ok(DeviceInformation { set: maybe(u, set)?, rest: rest(u)? });
    Ok(SettingsRequest { device_information: maybe(u, information)?, rest: rest(u)? })
}

/// A Settings response.
pub fn settings_response(u: &mut Unstructured<'_>) -> Result<SettingsResponse<'static>> {
    Ok(SettingsResponse::new(SettingsStatus(number(u)?)))
}

/// A FolderSync request.
pub fn folder_sync_request(u: &mut Unstructured<'_>) -> Result<FolderSyncRequest<'static>> {
    sync_key(u).map(FolderSyncRequest::new)
}

/// A FolderSync response.
pub fn folder_sync_response(u: &mut Unstructured<'_>) -> Result<FolderSyncResponse<'static>> {
    let folder = |u: &mut Unstructured<'_>| {
        Ok(Folder::new(server_id(u)?, server_id(u)?, text(u, 0, 20)?, FolderType(number(u)?)))
    };
    let deleted = |u: &mut Unstructured<'_>| Ok(DeletedFolder { server_id: server_id(u)?, rest: rest(u)? });
    let changes = |u: &mut Unstructured<'_>| {
        Ok(Changes {
            count: maybe(u, number)?,
            update: list(u, 2, folder)?,
            delete: list(u, 2, deleted)?,
            add: list(u, 2, folder)?,
            rest: rest(u)?,
        })
    };
    Ok(FolderSyncResponse {
        status: FolderSyncStatus(number(u)?),
        sync_key: maybe(u, sync_key)?,
        changes: maybe(u, changes)?,
        rest: rest(u)?,
    })
}

/// A Ping request.
pub fn ping_request(u: &mut Unstructured<'_>) -> Result<PingRequest<'static>> {
    let folder = |u: &mut Unstructured<'_>| Ok(ping::Folder::new(collection_id(u)?, class(u)?));
    Ok(PingRequest::new(number(u)?, list(u, 2, folder)?))
}

/// A Ping response.
pub fn ping_response(u: &mut Unstructured<'_>) -> Result<PingResponse<'static>> {
    let folders = maybe(u, |u| list(u, 2, collection_id))?;
    Ok(PingResponse {
        status: PingStatus(number(u)?),
        heartbeat_interval: maybe(u, number)?,
        ..folders.map_or_else(|| PingResponse::new(PingStatus::EXPIRED), PingResponse::changes)
    })
}
