//! Typed Sync of version 14.1.

use super::item::{
    application_data, boolean, class, client_id, collection_id, element, rest, server_id, status, sync_key,
};
use super::{Result, Unstructured, list, maybe, number, sound};
use crate::command::item::{BodyPreference, BodyType};
use crate::command::sync::{Conflict, FilterType, MimeSupport, MimeTruncation, Options, SyncOption};
use crate::command::sync::{request, response};
use crate::command::{EmptyTag, SyncRequest, SyncResponse, Untyped};

/// A Sync request.
pub fn sync_request(u: &mut Unstructured<'_>) -> Result<SyncRequest<'static>> {
    Ok(SyncRequest {
        collections: maybe(u, |u| {
            let mut collection = list(u, 2, request_collection)?;
            if collection.is_empty() {
                collection.push(request_collection(u)?);
            }
            Ok(request::Collections { collection, rest: rest(u)? })
        })?,
        wait: maybe(u, number)?,
        heartbeat_interval: maybe(u, number)?,
        window_size: maybe(u, number)?,
        partial: maybe(u, |_| Ok(EmptyTag))?,
        rest: rest(u)?,
    })
}

/// A Sync response.
pub fn sync_response(u: &mut Unstructured<'_>) -> Result<SyncResponse<'static>> {
    Ok(SyncResponse {
        status: maybe(u, status)?,
        limit: maybe(u, number)?,
        collections: maybe(u, |u| {
            Ok(response::Collections { collection: list(u, 2, response_collection)?, rest: rest(u)? })
        })?,
        rest: rest(u)?,
    })
}

pub(super) fn filter_type(u: &mut Unstructured<'_>) -> Result<FilterType> {
    sound(FilterType::from_code(u.int_in_range(0..=8)?).ok_or(()))
}

fn request_collection(u: &mut Unstructured<'_>) -> Result<request::Collection<'static>> {
    Ok(request::Collection {
        class: None,
        sync_key: sync_key(u)?,
        collection_id: collection_id(u)?,
        supported: maybe(u, |u| list(u, 2, element).map(Untyped))?,
        deletes_as_moves: maybe(u, boolean)?,
        get_changes: maybe(u, boolean)?,
        window_size: maybe(u, number)?,
        conversation_mode: maybe(u, boolean)?,
        options: list(u, 3, |u| list(u, 4, option).map(Options))?,
        commands: maybe(u, |u| list(u, 3, request_operation).map(request::Commands))?,
        rest: rest(u)?,
    })
}

fn option(u: &mut Unstructured<'_>) -> Result<SyncOption<'static>> {
    Ok(match u.int_in_range(0..=9)? {
        0 => SyncOption::FilterType(filter_type(u)?),
        1 => SyncOption::Class(class(u)?),
        2 => SyncOption::BodyPreference(body_preference(u)?),
        3 => SyncOption::BodyPartPreference(body_preference(u)?),
        4 => SyncOption::Conflict(sound(Conflict::from_code(u.int_in_range(0..=1)?).ok_or(()))?),
        5 => SyncOption::MimeSupport(sound(MimeSupport::from_code(u.int_in_range(0..=2)?).ok_or(()))?),
        6 => SyncOption::MimeTruncation(sound(MimeTruncation::from_code(u.int_in_range(0..=8)?).ok_or(()))?),
        7 => SyncOption::MaxItems(number(u)?),
        8 => SyncOption::RightsManagementSupport(boolean(u)?),
        _ => SyncOption::Other(element(u)?),
    })
}

fn body_preference(u: &mut Unstructured<'_>) -> Result<BodyPreference<'static>> {
    Ok(BodyPreference {
        kind: BodyType(u.arbitrary()?),
        truncation_size: maybe(u, number)?,
        all_or_none: maybe(u, boolean)?,
        preview: maybe(u, |u| u.int_in_range(0..=u8::MAX))?,
        rest: rest(u)?,
    })
}

fn request_operation(u: &mut Unstructured<'_>) -> Result<request::Operation<'static>> {
    use request::{Add, Change, Delete, Fetch, Operation};
    Ok(match u.int_in_range(0..=3)? {
        0 => Operation::Add(Add {
            class: maybe(u, class)?,
            client_id: client_id(u)?,
            application_data: application_data(u)?,
            rest: rest(u)?,
        }),
        1 => Operation::Change(Change {
            server_id: server_id(u)?,
            application_data: application_data(u)?,
            rest: rest(u)?,
        }),
        2 => Operation::Delete(Delete { server_id: server_id(u)?, rest: rest(u)? }),
        _ => Operation::Fetch(Fetch { server_id: server_id(u)?, rest: rest(u)? }),
    })
}

fn response_collection(u: &mut Unstructured<'_>) -> Result<response::Collection<'static>> {
    Ok(response::Collection {
        class: None,
        sync_key: sync_key(u)?,
        collection_id: collection_id(u)?,
        status: status(u)?,
        more_available: maybe(u, |_| Ok(EmptyTag))?,
        commands: maybe(u, |u| list(u, 3, response_operation).map(response::Commands))?,
        responses: maybe(u, |u| list(u, 3, outcome).map(response::Responses))?,
        rest: rest(u)?,
    })
}

fn response_operation(u: &mut Unstructured<'_>) -> Result<response::Operation<'static>> {
    use response::{Add, Change, Delete, Operation, SoftDelete};
    Ok(match u.int_in_range(0..=3)? {
        0 => Operation::Add(Add {
            class: maybe(u, class)?,
            server_id: server_id(u)?,
            application_data: application_data(u)?,
            rest: rest(u)?,
        }),
        1 => Operation::Change(Change {
            class: maybe(u, class)?,
            server_id: server_id(u)?,
            application_data: application_data(u)?,
            rest: rest(u)?,
        }),
        2 => Operation::Delete(Delete { class: maybe(u, class)?, server_id: server_id(u)?, rest: rest(u)? }),
        _ => Operation::SoftDelete(SoftDelete { server_id: server_id(u)?, rest: rest(u)? }),
    })
}

fn outcome(u: &mut Unstructured<'_>) -> Result<response::Outcome<'static>> {
    use response::{Added, Changed, Deleted, Fetched, Outcome};
    Ok(match u.int_in_range(0..=3)? {
        0 => Outcome::Add(Added {
            class: maybe(u, class)?,
            client_id: client_id(u)?,
            server_id: maybe(u, server_id)?,
            status: status(u)?,
            application_data: maybe(u, application_data)?,
            rest: rest(u)?,
        }),
        1 => Outcome::Change(Changed {
            class: maybe(u, class)?,
            server_id: server_id(u)?,
            status: status(u)?,
            rest: rest(u)?,
        }),
        2 => Outcome::Delete(Deleted {
            class: maybe(u, class)?,
            server_id: server_id(u)?,
            status: status(u)?,
            rest: rest(u)?,
        }),
        _ => Outcome::Fetch(Fetched {
            server_id: maybe(u, server_id)?,
            status: status(u)?,
            application_data: maybe(u, application_data)?,
            rest: rest(u)?,
        }),
    })
}
