//! Words for the numbers that the machines make up, different for each number.

use asms_machine::behaviour::AddressForm;
use asms_machine::id::{ContentId, DeviceId};
use asms_machine::item::{Text, phone_number_of};
use asms_wire::command::Address;
use asms_wire::command::item::{ApplicationData, Body, Importance, Property};
use asms_wire::value::{AddressList, Entry, MobileNumber, OtherAddress, Recipient, Style};

use crate::{BindError, Unmodelled};

/// Octets of a body that are sent where it is cut; the number of a message, of ten digits, has room in them.
pub(crate) const CUT: usize = 16;

/// All numbers are from the range kept for fiction.
const SENDER: &str = "+14255550123";
const RECIPIENTS: &str = "+142555501";
const FIRST_RECIPIENT: u8 = 43;

/// How many recipients have numbers, all that two digits allow.
pub(crate) const RECIPIENT_NUMBERS: u8 = 57;

/// The area of the first hundred devices; the next hundred are in the next.
const FIRST_AREA: u32 = 206;

/// Neither is this anybody's address.
const STRANGER: &str = "\"Jo\" <jo@example.com>";

/// The message of a text: its body has the right number of octets, and To the right number of recipients.
pub(crate) fn message(text: Text, form: AddressForm) -> Result<ApplicationData<'static>, BindError> {
    let (label, size) = (label(text), usize::from(text.size));
    // A body that is too short for the number leaves it to the name of the sender.
    let name = if label.len() < CUT && CUT < size { "" } else { &label };
    with_body(text, name, repeated(&format!("{label} "), size), form)
}

/// The message of a text that says this. The name of the sender has its number, since another may say the same.
pub(crate) fn worded(
    text: Text,
    body: &str,
    form: AddressForm,
) -> Result<ApplicationData<'static>, BindError> {
    with_body(text, &label(text), body.to_owned(), form)
}

/// Words in ASCII again and again, up to so many octets; by whole copies, since bodies may have 65,535.
fn repeated(words: &str, octets: usize) -> String {
    let mut body = words.repeat(octets.div_ceil(words.len()));
    body.truncate(octets);
    body
}

/// What is different for each text: its number, and the recipients that it names.
fn label(text: Text) -> String {
    let named = text.named.iter().map(|recipient| format!("+{}", recipient + 1));
    format!("Text {}{}", text.content, named.collect::<String>())
}

fn with_body(
    text: Text,
    sender: &str,
    body: String,
    form: AddressForm,
) -> Result<ApplicationData<'static>, BindError> {
    let mut to: Vec<Entry> = (0..text.recipients).map(recipient).collect();
    to.extend(text.strangers.then(|| OtherAddress::new(STRANGER)).flatten().map(Entry::Other));
    let from = Recipient::new(sender, MobileNumber::new(SENDER));

    let mut properties = Vec::new();
    if !to.is_empty() {
        properties.push(Property::To(address(to, form)?));
    }
    properties.extend([
        Property::From(address(vec![Entry::Mobile(from)], form)?),
        Property::Importance(Importance::NORMAL),
        Property::Body(Body::plain_text(body)),
    ]);
    Ok(ApplicationData(properties))
}

fn recipient(recipient: u8) -> Entry {
    Entry::Mobile(Recipient::new("", MobileNumber::new(recipient_number(recipient))))
}

/// The telephone number of a recipient, counted from 0; a number of eleven digits below [`RECIPIENT_NUMBERS`].
pub(crate) fn recipient_number(recipient: u8) -> String {
    format!("{RECIPIENTS}{}", FIRST_RECIPIENT.saturating_add(recipient))
}

/// The recipient of a telephone number.
pub(crate) fn recipient_of(number: &str) -> Option<u8> {
    let place: u8 = number.strip_prefix(RECIPIENTS)?.parse().ok()?;
    let recipient = place.checked_sub(FIRST_RECIPIENT).filter(|recipient| *recipient < RECIPIENT_NUMBERS)?;
    (recipient_number(recipient) == number).then_some(recipient)
}

/// The telephone number of a device.
pub(crate) fn device_number(device: DeviceId) -> String {
    format!("+1{}55501{:02}", FIRST_AREA + u32::from(device.0 / 100), device.0 % 100)
}

/// The device of a telephone number.
pub(crate) fn device_of(number: &str) -> Option<DeviceId> {
    let (area, place) = number.strip_prefix("+1")?.split_once("55501")?;
    let hundreds = area.parse::<u32>().ok()?.checked_sub(FIRST_AREA)?;
    let place = place.parse::<u32>().ok()?;
    let device = DeviceId(u8::try_from(hundreds.checked_mul(100)?.checked_add(place)?).ok()?);
    (device_number(device) == number).then_some(device)
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
    let [.., last] = id.0.to_be_bytes();
    let device = DeviceId(last);
    if phone_number_of(device) == id {
        return device_number(device);
    }
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
