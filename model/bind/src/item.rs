//! Items: what the machines read of them, and what is told of them in each place.

use std::borrow::Cow;

use asms_machine::id::{ContentId, Day};
use asms_machine::item::{Marks, Text};
use asms_machine::recipients::MOST_RECIPIENTS;
use asms_wire::command::Boolean;
use asms_wire::command::item::{ApplicationData, Body, BodyType, Property};
use asms_wire::value::{AddressList, CutRule, DateTime, Entry};
use asms_wire::wbxml::Tag;
use asms_wire::wbxml::tag::{air_sync_base, email, email2};

use crate::contents::LATEST;
use crate::marks::{flag_of, plain_flag};
use crate::{BindError, Binding, Unmodelled, sample};

/// What is told of an item besides what it says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    /// DateReceived.
    pub(crate) received: Date,
    /// Read and Flag; none where they are not told.
    pub(crate) marks: Option<Marks>,
    /// Whether marks are told that say no more than their absence would.
    pub(crate) in_full: bool,
    /// InternetCPID.
    pub(crate) code_page: bool,
    /// ConversationId and ConversationIndex, which are made of this number where the item has none.
    pub(crate) conversation: Option<u32>,
    /// Whether the body is cut.
    pub(crate) cut: bool,
}

/// What is told of the day on which an item was received.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Date {
    /// What the item says itself.
    AsItCame,
    /// This day, or none.
    On(Option<Day>),
}

impl Binding {
    /// Sees to it that a text which a machine made up has words.
    pub(crate) fn make_item(&mut self, text: Text) -> Result<(), BindError> {
        let form = self.address_form;
        self.contents.make_item(text, || sample::message(text, form))
    }

    /// An item, with what is told of it in one place.
    pub(crate) fn item(&self, text: Text, told: Told) -> Result<ApplicationData<'_>, BindError> {
        let kept = self.contents.kept_item(text)?;
        let mut item = ApplicationData::decode(&kept.document, LATEST)?;
        let is_part = item.body().is_some_and(Body::is_truncated);
        if is_part && !told.cut {
            return Err(Unmodelled::Body.into());
        }
        if told.cut && !is_part {
            item = cut_item(&item, kept.cut_at);
        }
        tell_date(&mut item, told.received);
        tell_marks(&mut item, told.marks, told.in_full);
        if !told.code_page {
            remove(&mut item, &[email::INTERNET_CPID]);
        } else if item.internet_cpid().is_none() {
            insert(&mut item, sample::code_page());
        }
        match told.conversation {
            None => remove(&mut item, &CONVERSATION),
            Some(_) if has_conversation(&item) => {}
            Some(number) => sample::conversation(number).into_iter().for_each(|told| insert(&mut item, told)),
        }
        Ok(item)
    }
}

/// What only servers tell of an item, and of its place among others.
pub(crate) const CONVERSATION: [Tag; 2] = [email2::CONVERSATION_ID, email2::CONVERSATION_INDEX];

/// The order in which properties stand in example 4.3 of [MS-ASMS].
const ORDER: [Tag; 10] = [
    email::TO,
    email::FROM,
    email::DATE_RECEIVED,
    email::IMPORTANCE,
    email::READ,
    air_sync_base::BODY,
    email::INTERNET_CPID,
    email::FLAG,
    email2::CONVERSATION_ID,
    email2::CONVERSATION_INDEX,
];

/// What the machines read of an item.
pub(crate) fn text_of(item: &ApplicationData<'_>, content: ContentId) -> Result<Text, BindError> {
    let octets = item.text().map_or(0, str::len);
    let whole = match item.body() {
        Some(body) if body.is_truncated() => {
            body.estimated_data_size.and_then(|size| usize::try_from(size).ok()).unwrap_or(octets)
        }
        _ => octets,
    };
    let (recipients, strangers) = recipients(item)?;
    let size = u16::try_from(whole).unwrap_or(u16::MAX);
    Ok(Text { size, recipients, strangers, ..Text::short(content) })
}

/// How many mobile recipients To names, and whether it names anything else. What is no list of addresses is something
/// else.
fn recipients(item: &ApplicationData<'_>) -> Result<(u8, bool), Unmodelled> {
    let Ok(list) = AddressList::parse(item.to().map_or("", |to| to.as_str())) else {
        return Ok((0, true));
    };
    let mobile =
        u8::try_from(list.mobile_recipients().count()).ok().filter(|count| *count <= MOST_RECIPIENTS);
    let strangers = list.entries().iter().any(|entry| matches!(entry, Entry::Other(_)));
    Ok((mobile.ok_or(Unmodelled::Recipients)?, strangers))
}

/// The day of an item's DateReceived, if it has one.
pub(crate) fn received(item: &ApplicationData<'_>) -> Result<Option<Day>, BindError> {
    let Some(text) = item.date_received() else { return Ok(None) };
    day_of(text).map(Some).ok_or(BindError::Unmodelled(Unmodelled::Date))
}

/// Whether an item has a conversation. At 12.1 its elements pass through untyped.
pub(crate) fn has_conversation(item: &ApplicationData<'_>) -> bool {
    item.0.iter().any(|property| CONVERSATION.contains(&property.tag()))
}

/// What makes an item another one: all that it says, in the order in which it does, without marks, date and
/// conversation, which the machines keep themselves. What stands for the same as nothing is left out too.
pub(crate) fn key_of(item: &ApplicationData<'_>) -> Result<Vec<u8>, BindError> {
    let properties = item.0.iter().filter_map(|property| match property {
        Property::Read(_) | Property::Flag(_) => None,
        property if CONVERSATION.contains(&property.tag()) => None,
        Property::InternetCpid(page) if page == sample::CODE_PAGE => None,
        Property::DateReceived(date) => match time_of(date) {
            Some(MIDNIGHT) => None,
            Some(time) => Some(Property::DateReceived(time.into())),
            None => Some(property.clone()),
        },
        property => Some(property.clone()),
    });
    let mut key = Vec::new();
    ApplicationData(properties.collect()).encode(&mut key)?;
    Ok(key)
}

/// The item with so many octets of its body, less what would part a character.
pub(crate) fn cut_item<'a>(item: &ApplicationData<'a>, octets: usize) -> ApplicationData<'a> {
    let mut item = item.clone();
    let body = item.0.iter_mut().find_map(|property| match property {
        Property::Body(body) => Some(body),
        _ => None,
    });
    let text = body.as_ref().and_then(|body| body.data.as_deref()).unwrap_or_default();
    let cut = CutRule::default().cut(text, u32::try_from(octets).ok());
    let kind = body.as_ref().map_or(BodyType::PLAIN_TEXT, |body| body.kind);
    let cut = Body {
        kind,
        estimated_data_size: u32::try_from(cut.estimated_data_size).ok(),
        truncated: Some(Boolean::True),
        data: cut.data.map(|data| Cow::Owned(data.to_owned())),
        ..Body::plain_text("")
    };
    match body {
        Some(body) => *body = cut,
        None => insert(&mut item, Property::Body(cut)),
    }
    item
}

/// The time of a whole day.
const MIDNIGHT: &str = "T00:00:00.000Z";

/// The part of a date behind its day.
fn time_of(date: &str) -> Option<&str> {
    let (day, time) = date.split_at_checked(10)?;
    (DateTime::parse(date).is_ok_and(|date| date.to_string().starts_with(day))).then_some(time)
}

fn day_of(date: &str) -> Option<Day> {
    let day = DateTime::parse(date).ok()?.day().number();
    u16::try_from(day).ok().map(Day)
}

/// The time of an item stays with it, the day is told.
fn tell_date(item: &mut ApplicationData<'_>, date: Date) {
    let Date::On(day) = date else { return };
    let Some(day) = day else { return remove(item, &[email::DATE_RECEIVED]) };
    let found = item.0.iter_mut().find_map(|property| match property {
        Property::DateReceived(date) => Some(date),
        _ => None,
    });
    match found {
        Some(date) if day_of(date) == Some(day) => {}
        Some(date) => *date = Cow::Owned(written_date(day, time_of(date).unwrap_or(MIDNIGHT))),
        None => insert(item, Property::DateReceived(written_date(day, MIDNIGHT).into())),
    }
}

fn written_date(day: Day, time: &str) -> String {
    let day = asms_wire::value::Day::new(day.0.into());
    let date = day.map_or_else(String::new, |day| DateTime::midnight(day).to_string());
    format!("{}{time}", date.get(..10).unwrap_or_default())
}

fn tell_marks(item: &mut ApplicationData<'_>, marks: Option<Marks>, in_full: bool) {
    let Some(marks) = marks else { return remove(item, &[email::READ, email::FLAG]) };
    let unsaid = Marks::default();
    match first(item, |property| if let Property::Read(read) = property { Some(read) } else { None }) {
        Some(read) if read.is_true() == marks.read => {}
        Some(read) => *read = marks.read.into(),
        None if in_full || marks.read != unsaid.read => insert(item, Property::Read(marks.read.into())),
        None => {}
    }
    match first(item, |property| if let Property::Flag(flag) = property { Some(flag) } else { None }) {
        Some(flag) if flag_of(flag) == Some(marks.flag) => {}
        Some(flag) => *flag = plain_flag(marks.flag),
        None if in_full || marks.flag != unsaid.flag => insert(item, Property::Flag(plain_flag(marks.flag))),
        None => {}
    }
}

fn first<'i, 'a, T>(
    item: &'i mut ApplicationData<'a>,
    wanted: impl Fn(&'i mut Property<'a>) -> Option<&'i mut T>,
) -> Option<&'i mut T> {
    item.0.iter_mut().find_map(wanted)
}

fn remove(item: &mut ApplicationData<'_>, tags: &[Tag]) {
    item.0.retain(|property| !tags.contains(&property.tag()));
}

/// Puts a property before those that follow it in the order of the example.
fn insert<'a>(item: &mut ApplicationData<'a>, property: Property<'a>) {
    let place = |tag| ORDER.iter().position(|known| *known == tag);
    let own = place(property.tag());
    let at = item.0.iter().position(|other| place(other.tag()).is_some_and(|other| Some(other) > own));
    item.0.insert(at.unwrap_or(item.0.len()), property);
}
