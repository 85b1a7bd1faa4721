//! Words for the numbers that the machines make up, different for each number.

use asms_machine::behaviour::AddressForm;
use asms_machine::id::ContentId;
use asms_machine::item::Text;
use asms_wire::command::Address;
use asms_wire::command::item::{ApplicationData, Body, Importance, Property};
use asms_wire::value::{AddressList, Entry, MobileNumber, OtherAddress, Recipient, Style};

use crate::{BindError, Unmodelled};

/// Octets of a body that are sent where it is cut; the number of a message has room in them.
pub(crate) const CUT: usize = 16;

/// All numbers are from the range kept for fiction.
const SENDER: &str = "+14255550123";
const FIRST_RECIPIENT: u32 = 43;

/// Neither is this anybody's address.
const STRANGER: &str = "\"Jo\" <jo@example.com>";

/// The message of a text: its body has the right number of octets, and To the right number of recipients.
pub(crate) fn message(text: Text, form: AddressForm) -> Result<ApplicationData<'static>, BindError> {
    let Text { content, size, recipients, strangers, parts: _ } = text;
    let size = usize::from(size);
    let mut to: Vec<Entry> = (FIRST_RECIPIENT..).take(recipients.into()).map(recipient).collect();
    to.extend(strangers.then(|| OtherAddress::new(STRANGER)).flatten().map(Entry::Other));
    // A body that is too short for the number leaves it to the name of the sender.
    let name = if size > CUT { String::new() } else { format!("Text {content}") };
    let from = Recipient::new(&name, MobileNumber::new(SENDER));

    let mut properties = Vec::new();
    if !to.is_empty() {
        properties.push(Property::To(address(to, form)?));
    }
    properties.extend([
        Property::From(address(vec![Entry::Mobile(from)], form)?),
        Property::Importance(Importance::NORMAL),
        Property::Body(Body::plain_text(
            format!("Text {content} ").chars().cycle().take(size).collect::<String>(),
        )),
    ]);
    Ok(ApplicationData(properties))
}

fn recipient(number: u32) -> Entry {
    Entry::Mobile(Recipient::new("", MobileNumber::new(format!("+142555501{number}"))))
}

fn address(entries: Vec<Entry>, form: AddressForm) -> Result<Address<'static>, BindError> {
    let style = match form {
        AddressForm::NumberInQuotes => Style::Example,
        AddressForm::V9Blank => Style::V9Blank,
        AddressForm::NoQuotes => Style::NoQuotes,
    };
    // So few entries are never too long.
    let list = AddressList::new(entries, style).map_err(|_| Unmodelled::Number)?;
    Ok(Address::new(list.text().to_owned())?)
}

/// The code page of an item that names none: UTF-8.
pub(crate) const CODE_PAGE: &str = "65001";

pub(crate) fn code_page() -> Property<'static> {
    Property::InternetCpid(CODE_PAGE.into())
}

/// What a Change must not have: another body.
pub(crate) fn other(id: ContentId) -> ApplicationData<'static> {
    ApplicationData(vec![Property::Body(Body::plain_text(format!("Text {id}")))])
}

/// A telephone number.
pub(crate) fn phone_number(id: ContentId) -> String {
    match id.0 {
        number @ 0..=9999 => format!("+1425555{number:04}"),
        number => format!("+14255550100x{number}"),
    }
}

/// A conversation made of a number: the server has none to tell, so that each item is one of its own (ASMS-011,
/// ASMS-012).
pub(crate) fn conversation(number: u32) -> [Property<'static>; 2] {
    let number = number.to_be_bytes();
    let mut id = [0_u8; 16];
    id[..4].copy_from_slice(b"asms");
    id[12..].copy_from_slice(&number);
    let mut index = [1_u8; 5];
    index[1..].copy_from_slice(&number);
    [Property::ConversationId(id.to_vec().into()), Property::ConversationIndex(index.to_vec().into())]
}
