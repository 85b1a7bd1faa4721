//! Typed values that several messages hold, and items.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::command::item::{
    ApplicationData, Body, BodyType, Flag, FlagProperty, FlagStatus, Importance, Property,
};
use crate::command::status::SyncStatus;
use crate::command::{
    Address, Boolean, Class, ClientId, CollectionId, DeviceText, Element, Rest, ServerId, SyncKey,
};
use crate::wbxml::tag::{air_sync_base, email, email2};

/// Texts of up to so many characters, without U+0000.
pub(super) fn text(most: usize) -> impl Strategy<Value = String> {
    vec(any::<char>().prop_filter("U+0000", |&c| c != '\0'), 0..=most)
        .prop_map(|characters| characters.into_iter().collect())
}

/// A strategy for one of the bounded texts.
macro_rules! bounded {
    ($($name:ident: $type:ident, $most:literal;)*) => { $(
        pub(super) fn $name() -> impl Strategy<Value = $type<'static>> {
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

pub(super) fn class() -> impl Strategy<Value = Class<'static>> {
    prop_oneof![Just(Class::SMS), Just(Class::EMAIL), other_class()]
}

pub(super) fn boolean() -> impl Strategy<Value = Boolean> {
    prop::sample::select(vec![Boolean::False, Boolean::True, Boolean::Empty])
}

pub(super) fn status() -> impl Strategy<Value = SyncStatus> {
    prop_oneof![Just(SyncStatus::SUCCESS), any::<u32>().prop_map(SyncStatus)]
}

/// Elements that every container lets pass.
pub(super) fn element() -> impl Strategy<Value = Element<'static>> {
    let leaf = (prop::sample::select(vec![email2::SEND, air_sync_base::INSTANCE_ID]), text(8))
        .prop_map(|(tag, text)| Element::with_text(tag, text));
    leaf.prop_recursive(3, 8, 3, |inner| {
        vec(inner, 0..3).prop_map(|children| Element::with_children(email2::BCC, children))
    })
}

pub(super) fn rest() -> impl Strategy<Value = Rest<'static>> {
    prop_oneof![4 => Just(Rest::default()), 1 => vec(element(), 0..3).prop_map(Rest::passing)]
}

pub(super) fn body() -> impl Strategy<Value = Body<'static>> {
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

pub(super) fn flag() -> impl Strategy<Value = Flag<'static>> {
    let property = prop_oneof![
        any::<u32>().prop_map(|status| FlagProperty::Status(FlagStatus(status))),
        text(9).prop_map(|text| FlagProperty::Subject(text.into())),
        text(9).prop_map(|text| FlagProperty::UtcDueDate(text.into())),
        any::<u8>().prop_map(FlagProperty::ReminderSet),
        element().prop_map(FlagProperty::Other),
    ];
    vec(property, 0..5).prop_map(Flag)
}

pub(super) fn application_data() -> impl Strategy<Value = ApplicationData<'static>> {
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
