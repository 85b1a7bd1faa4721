//! Every message of the machines, as a version has it, made of bytes like those of
//! [the wire](asms_wire::generators), for tests and fuzzers.
//!
//! What comes out is what the machines can say: options and texts of all kinds, rules broken where a message can break
//! them. A text that is the same number is the same text.

mod request;
mod response;

use asms_machine::class::Class;
use asms_machine::id::{ClientId, CollectionId, ContentId, Day, ItemId, SyncKey};
use asms_machine::item::{Flag, Marks, Text};
use asms_machine::message::Malformed;
use asms_machine::recipients::MOST_RECIPIENTS;
use asms_machine::version::Version;
use asms_wire::generators::list;
pub use asms_wire::generators::{Result, Unstructured};

pub use request::{
    client_command, collection_request, estimate_request, options, request, settings, sync_request,
};
pub use response::{
    changes, command_response, estimate_response, hierarchy, ping_response, response, server_command,
    sync_response,
};

/// The versions.
pub const VERSIONS: [Version; 3] = [Version::V12_1, Version::V14_0, Version::V14_1];

/// A version.
pub fn version(u: &mut Unstructured<'_>) -> Result<Version> {
    u.choose(&VERSIONS).copied()
}

/// A text: short and long bodies, every number of recipients, reports that name some.
pub fn text(u: &mut Unstructured<'_>) -> Result<Text> {
    if u.int_in_range(0..=5)? == 5 {
        let message = ContentId(u.int_in_range(1..=29)?);
        let failed = list(u, 3, |u| u.int_in_range(0..=MOST_RECIPIENTS - 1))?;
        return Ok(Text::report(message, failed.into_iter().collect()));
    }
    Ok(Text {
        size: match u.int_in_range(0..=6)? {
            0..=3 => u.int_in_range(0..=39)?,
            4 | 5 => u.int_in_range(100..=799)?,
            _ => u16::MAX,
        },
        recipients: u.int_in_range(0..=MOST_RECIPIENTS)?,
        strangers: u.arbitrary()?,
        ..Text::short(content(u)?)
    })
}

/// The number of a content, as the machines make them up, most often small.
pub fn content(u: &mut Unstructured<'_>) -> Result<ContentId> {
    let most = if u.int_in_range(0..=4)? == 4 { u32::MAX / 2 } else { 29 };
    u.int_in_range(1..=most).map(ContentId)
}

/// A key, of a folder or of the hierarchy.
pub fn key(u: &mut Unstructured<'_>) -> Result<SyncKey> {
    u.choose(&[0, 1, 2, 3, u32::MAX / 2]).map(|key| SyncKey(*key))
}

/// A folder.
pub fn collection(u: &mut Unstructured<'_>) -> Result<CollectionId> {
    u.choose(&[0, 1, 2, 3, u16::MAX / 2]).map(|id| CollectionId(*id))
}

/// An item.
pub fn item(u: &mut Unstructured<'_>) -> Result<ItemId> {
    Ok(ItemId(if u.int_in_range(0..=4)? == 4 {
        u.int_in_range(0..=u32::MAX / 2)?
    } else {
        u.int_in_range(0..=39)?
    }))
}

/// A day.
pub fn day(u: &mut Unstructured<'_>) -> Result<Day> {
    u.arbitrary().map(Day)
}

/// Read and Flag.
pub fn marks(u: &mut Unstructured<'_>) -> Result<Marks> {
    Ok(Marks { read: u.arbitrary()?, flag: flag(u)? })
}

fn flag(u: &mut Unstructured<'_>) -> Result<Flag> {
    u.choose(&[Flag::Cleared, Flag::Complete, Flag::Active]).copied()
}

fn client(u: &mut Unstructured<'_>) -> Result<ClientId> {
    u.int_in_range(0..=u16::MAX / 2).map(ClientId)
}

fn malformed(u: &mut Unstructured<'_>) -> Result<Malformed> {
    u.choose(&[Malformed::Wbxml, Malformed::Schema, Malformed::Unmodelled]).copied()
}

/// The class of an item that a server tells of, which is e-mail at 12.1.
fn item_class(u: &mut Unstructured<'_>, version: Version) -> Result<Class> {
    match version {
        Version::V12_1 => Ok(Class::Email),
        Version::V14_0 | Version::V14_1 => u.choose(&Class::KNOWN).copied(),
    }
}
