//! Requests.

use asms_machine::class::{Class, FilterType};
use asms_machine::id::ContentId;
use asms_machine::message::{
    ClassOptions, ClientCommand, CollectionRequest, DeviceSettings, EstimateRequest, Hold, Request,
    SyncRequest,
};
use asms_machine::version::Version;
use asms_wire::generators::{list, maybe};

use super::{
    Result, Unstructured, client, collection, content, day, flag, item, key, malformed, marks, text,
};

/// A request.
pub fn request(u: &mut Unstructured<'_>, version: Version) -> Result<Request> {
    Ok(match u.int_in_range(0..=14)? {
        8 => Request::SyncAgain,
        9 | 10 => Request::Estimate(estimate_request(u, version)?),
        11 => Request::FolderSync(key(u)?),
        12 => Request::Ping(list(u, 3, collection)?.into()),
        13 => Request::Settings(settings(u)?),
        14 => Request::Malformed(malformed(u)?),
        _ => Request::from(sync_request(u, version)?),
    })
}

/// A Sync request.
pub fn sync_request(u: &mut Unstructured<'_>, version: Version) -> Result<SyncRequest> {
    Ok(SyncRequest {
        collections: list(u, 3, |u| collection_request(u, version))?.into(),
        hold: if seldom(u)? { Some(hold(u, version)?) } else { None },
        window: if seldom(u)? { Some(number(u)?) } else { None },
        partial: seldom(u)?,
    })
}

/// What has a whole request refused most often is seldom, so that others are not.
fn seldom(u: &mut Unstructured<'_>) -> Result<bool> {
    Ok(u.int_in_range(0..=7)? == 7)
}

fn hold(u: &mut Unstructured<'_>, version: Version) -> Result<Hold> {
    let kinds = if version == Version::V12_1 { 0 } else { 2 };
    Ok(match u.int_in_range(0..=kinds)? {
        0 => Hold::Wait(number(u)?),
        1 => Hold::Heartbeat(number(u)?),
        _ => Hold::Both(number(u)?, number(u)?),
    })
}

/// A number, most often one beside a limit of the server.
fn number(u: &mut Unstructured<'_>) -> Result<u16> {
    const LIMITS: [u16; 13] = [0, 1, 2, 59, 60, 61, 511, 512, 513, 3540, 3541, u16::MAX - 1, u16::MAX];
    match u.int_in_range(0..=LIMITS.len())? {
        at if at < LIMITS.len() => Ok(LIMITS[at]),
        _ => u.arbitrary(),
    }
}

/// What a Sync request says of a folder.
pub fn collection_request(u: &mut Unstructured<'_>, version: Version) -> Result<CollectionRequest> {
    let (key, collection) = (key(u)?, collection(u)?);
    Ok(CollectionRequest {
        deletes_as_moves: u.arbitrary()?,
        get_changes: u.arbitrary()?,
        window: maybe(u, number)?,
        options: list(u, 3, |u| options(u, version))?.into(),
        commands: list(u, 5, |u| client_command(u, version))?.into(),
        ..CollectionRequest::bare(collection, key)
    })
}

/// An operation of a client.
pub fn client_command(u: &mut Unstructured<'_>, version: Version) -> Result<ClientCommand> {
    Ok(match u.int_in_range(0..=5)? {
        0 | 1 => ClientCommand::Add {
            client_id: client(u)?,
            class: class_child(u, version)?,
            text: text(u)?,
            received: maybe(u, day)?,
            marks: marks(u)?,
            code_page: u.arbitrary()?,
            conversation: u.arbitrary()?,
        },
        2 | 3 => ClientCommand::Change {
            item: item(u)?,
            read: u.arbitrary()?,
            flag: maybe(u, flag)?,
            other: if u.int_in_range(0..=3)? == 3 { Some(ContentId(u.int_in_range(1..=19)?)) } else { None },
        },
        4 => ClientCommand::Delete { item: item(u)? },
        _ => ClientCommand::Fetch { item: item(u)? },
    })
}

/// An Options block of Sync.
pub fn options(u: &mut Unstructured<'_>, version: Version) -> Result<ClassOptions> {
    Ok(ClassOptions {
        class: class_child(u, version)?,
        filter: maybe(u, filter)?,
        server_wins: u.arbitrary()?,
        truncation: maybe(u, number)?,
        preferences: None,
    })
}

/// A GetItemEstimate request: up to 12.1 its options are one filter, or one block without any.
pub fn estimate_request(u: &mut Unstructured<'_>, version: Version) -> Result<EstimateRequest> {
    let (key, collection) = (key(u)?, collection(u)?);
    let counted = |class, filter| ClassOptions { class, filter, ..ClassOptions::default() };
    let options = match version {
        Version::V12_1 => {
            vec![counted(None, maybe(u, |u| u.int_in_range(1..=8).map(FilterType))?)]
        }
        Version::V14_0 | Version::V14_1 => {
            list(u, 3, |u| Ok(counted(class_child(u, version)?, maybe(u, filter)?)))?
        }
    };
    Ok(EstimateRequest { key, collection, options: options.into() })
}

/// What a Settings request tells.
pub fn settings(u: &mut Unstructured<'_>) -> Result<DeviceSettings> {
    Ok(DeviceSettings { enable_outbound_sms: u.arbitrary()?, phone_number: maybe(u, content)?, rest: None })
}

/// A window, one that mail has most often.
fn filter(u: &mut Unstructured<'_>) -> Result<FilterType> {
    let any = u.int_in_range(0..=20)?;
    Ok(FilterType(if any <= 8 { any } else { any % 6 }))
}

/// The Class of an Options block or of an Add, which 12.1 does not have; most often one of mail.
fn class_child(u: &mut Unstructured<'_>, version: Version) -> Result<Option<Class>> {
    if version == Version::V12_1 {
        return Ok(None);
    }
    Ok(match u.int_in_range(0..=7)? {
        0 | 1 => None,
        2..=4 => Some(Class::Sms),
        5 | 6 => Some(Class::Email),
        _ => {
            let known = u.int_in_range(0..=Class::KNOWN.len())?;
            Some(Class::KNOWN.get(known).copied().unwrap_or(Class::Unknown))
        }
    })
}
