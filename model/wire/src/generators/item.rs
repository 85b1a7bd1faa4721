//! Typed values that several messages hold, and items.

use super::{Result, Unstructured, bytes, list, maybe, number, sound, text};
use crate::command::item::{
    ApplicationData, Body, BodyType, Flag, FlagProperty, FlagStatus, Importance, Property,
};
use crate::command::status::SyncStatus;
use crate::command::{
    Address, Boolean, Class, ClientId, CollectionId, DeviceText, Element, Rest, ServerId, SyncKey,
};
use crate::value::CutRule;
use crate::wbxml::tag::{air_sync_base, email, email2};

/// A generator of one of the bounded texts.
macro_rules! bounded {
    ($($name:ident: $type:ident, $fewest:literal..=$most:literal;)*) => { $(
        pub(super) fn $name(u: &mut Unstructured<'_>) -> Result<$type<'static>> {
            sound($type::new(text(u, $fewest, $most)?))
        }
    )* };
}

bounded! {
    sync_key: SyncKey, 0..=64;
    collection_id: CollectionId, 0..=64;
    server_id: ServerId, 0..=64;
    client_id: ClientId, 1..=64;
    address: Address, 0..=80;
    device_text: DeviceText, 0..=1024;
    other_class: Class, 0..=8;
}

pub(super) fn class(u: &mut Unstructured<'_>) -> Result<Class<'static>> {
    match u.int_in_range(0..=2)? {
        0 => Ok(Class::SMS),
        1 => Ok(Class::EMAIL),
        _ => other_class(u),
    }
}

pub(super) fn boolean(u: &mut Unstructured<'_>) -> Result<Boolean> {
    u.choose(&[Boolean::False, Boolean::True, Boolean::Empty]).copied()
}

pub(super) fn status(u: &mut Unstructured<'_>) -> Result<SyncStatus> {
    if u.arbitrary()? { number(u).map(SyncStatus) } else { Ok(SyncStatus::SUCCESS) }
}

/// Elements that every container lets pass.
pub(super) fn element(u: &mut Unstructured<'_>) -> Result<Element<'static>> {
    passing(u, 3)
}

fn passing(u: &mut Unstructured<'_>, levels: u8) -> Result<Element<'static>> {
    if levels > 0 && u.arbitrary()? {
        return Ok(Element::with_children(email2::BCC, list(u, 2, |u| passing(u, levels - 1))?));
    }
    let tag = *u.choose(&[email2::SEND, air_sync_base::INSTANCE_ID])?;
    Ok(Element::with_text(tag, text(u, 0, 8)?))
}

pub(super) fn rest(u: &mut Unstructured<'_>) -> Result<Rest<'static>> {
    match u.int_in_range(0..=4)? {
        4 => list(u, 2, element).map(Rest::passing),
        _ => Ok(Rest::default()),
    }
}

/// A body. One that is cut is cut anywhere: before, in and after each of its characters.
pub(super) fn body(u: &mut Unstructured<'_>) -> Result<Body<'static>> {
    let (kind, preview) = (BodyType(u.arbitrary()?), maybe(u, |u| text(u, 0, 5))?);
    if u.arbitrary()? {
        let whole = text(u, 0, 40)?;
        let size = u.int_in_range(0..=40 * 4 + 1)?;
        let cut = CutRule::default().cut(&whole, Some(size));
        return Ok(Body {
            kind,
            estimated_data_size: u32::try_from(cut.estimated_data_size).ok(),
            truncated: Some(if cut.truncated { Boolean::True } else { Boolean::False }),
            data: cut.data.map(|data| data.to_owned().into()),
            preview: preview.map(Into::into),
            rest: rest(u)?,
        });
    }
    Ok(Body {
        kind,
        estimated_data_size: maybe(u, number)?,
        truncated: maybe(u, boolean)?,
        data: maybe(u, |u| text(u, 0, 40))?.map(Into::into),
        preview: preview.map(Into::into),
        rest: rest(u)?,
    })
}

pub(super) fn flag(u: &mut Unstructured<'_>) -> Result<Flag<'static>> {
    let property = |u: &mut Unstructured<'_>| {
        Ok(match u.int_in_range(0..=4)? {
            0 => FlagProperty::Status(FlagStatus(number(u)?)),
            1 => FlagProperty::Subject(text(u, 0, 9)?.into()),
            2 => FlagProperty::UtcDueDate(text(u, 0, 9)?.into()),
            3 => FlagProperty::ReminderSet(u.arbitrary()?),
            _ => FlagProperty::Other(element(u)?),
        })
    };
    list(u, 4, property).map(Flag)
}

pub(super) fn application_data(u: &mut Unstructured<'_>) -> Result<ApplicationData<'static>> {
    let property = |u: &mut Unstructured<'_>| {
        Ok(match u.int_in_range(0..=11)? {
            0 => Property::To(address(u)?),
            1 => Property::From(address(u)?),
            2 => Property::DateReceived(text(u, 0, 24)?.into()),
            3 => Property::Importance(Importance(u.arbitrary()?)),
            4 => Property::Read(boolean(u)?),
            5 => Property::Body(body(u)?),
            6 => Property::InternetCpid(text(u, 0, 5)?.into()),
            7 => Property::Flag(flag(u)?),
            8 => Property::ConversationId(bytes(u, 20)?.into()),
            9 => Property::ConversationIndex(bytes(u, 20)?.into()),
            10 => Property::Other(element(u)?),
            _ => Property::Other(Element::with_text(email::SUBJECT, "s")),
        })
    };
    list(u, 7, property).map(ApplicationData)
}
