//! Texts for the numbers that the machines make up: a short message each, different for each number.

use asms_machine::id::{ContentId, Day, ItemId};
use asms_wire::command::item::{ApplicationData, Body, Flag, Importance, Property};
use asms_wire::command::{Address, TextError};
use asms_wire::value;
use asms_wire::value::date_time::DateTime;

/// Both telephone numbers are from the range kept for fiction.
const SENDER: &str = "\"+14255550123\" [MOBILE:+14255550123]";
const RECEIVER: &str = "\"+14255550143\" [MOBILE:+14255550143]";

/// The message of a number.
pub(crate) fn message(id: ContentId, received: Option<Day>) -> Result<ApplicationData<'static>, TextError> {
    let mut properties = vec![Property::To(Address::new(RECEIVER)?), Property::From(Address::new(SENDER)?)];
    properties.extend(received.map(date_received));
    properties.extend([
        Property::Importance(Importance::NORMAL),
        Property::Read(false.into()),
        Property::Body(Body::plain_text(format!("Text {id}"))),
        Property::InternetCpid("65001".into()),
        Property::Flag(Flag::default()),
    ]);
    Ok(ApplicationData(properties))
}

/// The beginning of a day.
pub(crate) fn date_received(day: Day) -> Property<'static> {
    let day = value::day::Day::new(day.0.into());
    let date = day.map_or_else(String::new, |day| DateTime::midnight(day).to_string());
    Property::DateReceived(date.into())
}

/// The conversation of an item: the server has none to tell, so that each item is one of its own (ASMS-011, ASMS-012).
pub(crate) fn conversation(item: ItemId) -> [Property<'static>; 2] {
    let number = item.0.to_be_bytes();
    let mut id = [0_u8; 16];
    id[..4].copy_from_slice(b"asms");
    id[12..].copy_from_slice(&number);
    let mut index = [1_u8; 5];
    index[1..].copy_from_slice(&number);
    [Property::ConversationId(id.to_vec().into()), Property::ConversationIndex(index.to_vec().into())]
}
