//! Responses.

use asms_machine::class::FolderKind;
use asms_machine::message::{
    AddOutcome, Changes, CollectionOutcome, CollectionResponse, CommandResponse, EstimateResponse,
    EstimateStatus, FolderChange, FolderSyncResponse, ItemStatus, PingResponse, Response, ServerCommand,
    SettingsStatus, SyncFailure, SyncResponse,
};
use asms_machine::version::Version;
use asms_wire::generators::{list, maybe};

use super::{
    Result, Unstructured, client, collection, day, flag, item, item_class, key, malformed, marks, text,
};

/// A response. One that refuses a request has no body up to 12.1, and is left out there.
pub fn response(u: &mut Unstructured<'_>, version: Version) -> Result<Response> {
    let kinds = if version < Version::V14_0 { 11 } else { 12 };
    Ok(match u.int_in_range(0..=kinds)? {
        8 => Response::Estimate(estimate_response(u)?),
        9 => Response::FolderSync(hierarchy(u)?),
        10 => Response::Ping(ping_response(u)?),
        11 => Response::Settings(settings_status(u)?),
        12 => Response::Refused(malformed(u)?),
        _ => Response::Sync(sync_response(u, version)?),
    })
}

fn settings_status(u: &mut Unstructured<'_>) -> Result<SettingsStatus> {
    let all = [SettingsStatus::Success, SettingsStatus::ProtocolError, SettingsStatus::InvalidArguments];
    u.choose(&all).copied()
}

/// A Sync response.
pub fn sync_response(u: &mut Unstructured<'_>, version: Version) -> Result<SyncResponse> {
    Ok(match u.int_in_range(0..=7)? {
        6 => SyncResponse::Empty,
        7 => SyncResponse::Failed(sync_failure(u)?),
        _ => {
            let entry = |u: &mut Unstructured<'_>| {
                Ok(CollectionResponse { collection: collection(u)?, outcome: outcome(u, version)? })
            };
            SyncResponse::Collections(list(u, 3, entry)?.into_iter().collect())
        }
    })
}

fn sync_failure(u: &mut Unstructured<'_>) -> Result<SyncFailure> {
    Ok(match u.int_in_range(0..=4)? {
        0 => SyncFailure::ProtocolError,
        1 => SyncFailure::ServerError,
        2 => SyncFailure::Incomplete,
        3 => SyncFailure::HoldOutOfRange(u.arbitrary()?),
        _ => SyncFailure::Retry,
    })
}

fn outcome(u: &mut Unstructured<'_>, version: Version) -> Result<CollectionOutcome> {
    Ok(match u.int_in_range(0..=9)? {
        6 => CollectionOutcome::InvalidKey,
        7 => CollectionOutcome::ProtocolError,
        8 => CollectionOutcome::NotFound,
        9 => CollectionOutcome::HierarchyChanged,
        _ => CollectionOutcome::Success(changes(u, version)?),
    })
}

/// What a successful answer carries for a folder.
pub fn changes(u: &mut Unstructured<'_>, version: Version) -> Result<Changes> {
    Ok(Changes {
        key: key(u)?,
        more_available: u.arbitrary()?,
        responses: list(u, 4, |u| command_response(u, version))?.into(),
        commands: list(u, 4, |u| server_command(u, version))?.into(),
    })
}

/// What became of an operation of a client.
pub fn command_response(u: &mut Unstructured<'_>, version: Version) -> Result<CommandResponse> {
    Ok(match u.int_in_range(0..=4)? {
        0 | 1 => CommandResponse::Add { client_id: client(u)?, outcome: add_outcome(u, version)? },
        2 => CommandResponse::Change { item: item(u)?, status: item_status(u)? },
        3 => CommandResponse::Delete { item: item(u)?, status: item_status(u)? },
        _ => CommandResponse::Fetch { item: item(u)?, text: maybe(u, text)? },
    })
}

fn add_outcome(u: &mut Unstructured<'_>, version: Version) -> Result<AddOutcome> {
    Ok(match u.int_in_range(0..=2)? {
        2 => AddOutcome::Refused(item_status(u)?),
        _ => AddOutcome::Accepted {
            item: item(u)?,
            class: item_class(u, version)?,
            conversation: u.arbitrary()?,
        },
    })
}

fn item_status(u: &mut Unstructured<'_>) -> Result<ItemStatus> {
    u.choose(&[ItemStatus::Invalid, ItemStatus::Conflict, ItemStatus::NotFound]).copied()
}

/// An operation of a server.
pub fn server_command(u: &mut Unstructured<'_>, version: Version) -> Result<ServerCommand> {
    Ok(match u.int_in_range(0..=5)? {
        3 => ServerCommand::Delete { item: item(u)?, class: item_class(u, version)? },
        4 => ServerCommand::SoftDelete { item: item(u)? },
        5 => ServerCommand::Change {
            item: item(u)?,
            class: item_class(u, version)?,
            read: u.arbitrary()?,
            flag: maybe(u, flag)?,
            conversation: u.arbitrary()?,
        },
        _ => ServerCommand::Add {
            item: item(u)?,
            class: item_class(u, version)?,
            text: text(u)?,
            received: day(u)?,
            marks: marks(u)?,
            cut: u.arbitrary()?,
        },
    })
}

/// The answer to GetItemEstimate.
pub fn estimate_response(u: &mut Unstructured<'_>) -> Result<EstimateResponse> {
    let failures = [
        EstimateStatus::InvalidCollection,
        EstimateStatus::NotPrimed,
        EstimateStatus::InvalidKeyOrProtocolError,
        EstimateStatus::UnsupportedFilter,
    ];
    Ok(match u.int_in_range(0..=1)? {
        0 => EstimateResponse::Estimate { collection: collection(u)?, changes: u.arbitrary()? },
        _ => EstimateResponse::Failed(*u.choose(&failures)?),
    })
}

/// The answer to FolderSync, in which folders that are gone come first.
pub fn hierarchy(u: &mut Unstructured<'_>) -> Result<FolderSyncResponse> {
    if u.int_in_range(0..=3)? == 3 {
        return Ok(FolderSyncResponse::InvalidKey);
    }
    let key = key(u)?;
    let gone = list(u, 2, |u| collection(u).map(FolderChange::Delete))?;
    let new = list(u, 3, |u| Ok(FolderChange::Add(collection(u)?, *u.choose(&FolderKind::ALL)?)))?;
    Ok(FolderSyncResponse::Success { key, changes: gone.into_iter().chain(new).collect() })
}

/// The answer to Ping.
pub fn ping_response(u: &mut Unstructured<'_>) -> Result<PingResponse> {
    Ok(match u.int_in_range(0..=2)? {
        0 => PingResponse::NothingNew,
        1 => PingResponse::Changed(list(u, 3, collection)?.into()),
        _ => PingResponse::HierarchyChanged,
    })
}
