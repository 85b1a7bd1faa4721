//! The documents that are measured one by one.

use asms_wire::wbxml::tag::{air_sync, air_sync_base, email, email2, folder_hierarchy, settings};
use asms_wire::wbxml::{EncodeError, Encoder, Tag};

/// A document with what it is.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Name in the tables.
    pub name: &'static str,
    /// Which way it goes.
    pub direction: Direction,
    /// Its bytes.
    pub document: Vec<u8>,
}

/// Which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the server.
    Request,
    /// To the device.
    Response,
}

/// All of them.
pub fn subjects() -> Result<Vec<Subject>, EncodeError> {
    let subject = |name, direction, document| Subject { name, direction, document };
    Ok(vec![
        subject("100 items", Direction::Response, sync_response(100)?),
        subject("1 item", Direction::Response, sync_response(1)?),
        subject("Settings", Direction::Request, settings_request()?),
        subject("FolderSync", Direction::Response, folder_sync_response()?),
        subject("poll", Direction::Request, poll_request()?),
        subject("poll answered", Direction::Response, poll_response()?),
    ])
}

/// A Sync response that adds so many short messages, each like [MS-ASMS] 4.3.
pub fn sync_response(items: usize) -> Result<Vec<u8>, EncodeError> {
    document(air_sync::SYNC, |encoder| {
        collection(encoder, |encoder| {
            element(encoder, air_sync::COMMANDS, |encoder| (0..items).try_for_each(|item| add(encoder, item)))
        })
    })
}

fn add(encoder: &mut Encoder<'_>, item: usize) -> Result<(), EncodeError> {
    element(encoder, air_sync::ADD, |encoder| {
        encoder.text_element(air_sync::CLASS, "SMS")?;
        encoder.text_element(air_sync::SERVER_ID, &format!("55:{}", 11 + item))?;
        element(encoder, air_sync::APPLICATION_DATA, |encoder| {
            let from = format!("\"+1425555{item:04}\" [MOBILE:+1425555{item:04}]");
            let date = format!("2009-01-08T00:{:02}:36.000Z", item % 60);
            encoder.text_element(email::TO, "\"14255550143\" [MOBILE:14255550143]")?;
            encoder.text_element(email::FROM, &from)?;
            encoder.text_element(email::DATE_RECEIVED, &date)?;
            encoder.text_element(email::IMPORTANCE, "1")?;
            encoder.text_element(email::READ, "0")?;
            element(encoder, air_sync_base::BODY, |encoder| {
                encoder.text_element(air_sync_base::TYPE, "1")?;
                encoder.text_element(air_sync_base::ESTIMATED_DATA_SIZE, "29")?;
                encoder.text_element(air_sync_base::DATA, "Make sure you get some rest!\n")
            })?;
            encoder.text_element(email::INTERNET_CPID, "1252")?;
            element(encoder, email::FLAG, |_| Ok(()))?;
            let id = 0xF1F2_61F6_CF4D_44FF_3C64_F658_330F_3000_u128 + item as u128;
            element(encoder, email2::CONVERSATION_ID, |encoder| encoder.opaque(&id.to_be_bytes()))?;
            element(encoder, email2::CONVERSATION_INDEX, |encoder| {
                encoder.opaque(&[0xC9, 0x71, 0x26, 0x48, 0xDE])
            })
        })
    })
}

/// What a device tells about itself: [MS-ASMS] 4.1 with all values.
pub fn settings_request() -> Result<Vec<u8>, EncodeError> {
    let values = [
        (settings::MODEL, "Pocket Phone 7"),
        (settings::IMEI, "490154203237518"),
        (settings::FRIENDLY_NAME, "Anna's phone"),
        (settings::OS, "Pocket OS 7.10.8773"),
        (settings::OS_LANGUAGE, "English"),
        (settings::PHONE_NUMBER, "+14255550143"),
        (settings::USER_AGENT, "Pocket-Mail/7.10.8773.98"),
        (settings::ENABLE_OUTBOUND_SMS, "1"),
        (settings::MOBILE_OPERATOR, "Example Mobile"),
    ];
    document(settings::SETTINGS, |encoder| {
        element(encoder, settings::DEVICE_INFORMATION, |encoder| {
            element(encoder, settings::SET, |encoder| {
                values.iter().try_for_each(|(tag, value)| encoder.text_element(*tag, value))
            })
        })
    })
}

/// The folders of a new mailbox.
pub fn folder_sync_response() -> Result<Vec<u8>, EncodeError> {
    let folders = [
        ("Calendar", "8"),
        ("Contacts", "9"),
        ("Deleted Items", "4"),
        ("Drafts", "3"),
        ("Inbox", "2"),
        ("Journal", "11"),
        ("Junk E-Mail", "12"),
        ("Notes", "10"),
        ("Outbox", "6"),
        ("Sent Items", "5"),
        ("Tasks", "7"),
        ("Text messages of the year", "12"),
    ];
    document(folder_hierarchy::FOLDER_SYNC, |encoder| {
        encoder.text_element(folder_hierarchy::STATUS, "1")?;
        encoder.text_element(folder_hierarchy::SYNC_KEY, "1")?;
        element(encoder, folder_hierarchy::CHANGES, |encoder| {
            encoder.text_element(folder_hierarchy::COUNT, &folders.len().to_string())?;
            for (id, (name, kind)) in folders.iter().enumerate() {
                element(encoder, folder_hierarchy::ADD, |encoder| {
                    encoder.text_element(folder_hierarchy::SERVER_ID, &(id + 1).to_string())?;
                    encoder.text_element(folder_hierarchy::PARENT_ID, "0")?;
                    encoder.text_element(folder_hierarchy::DISPLAY_NAME, name)?;
                    encoder.text_element(folder_hierarchy::TYPE, kind)
                })?;
            }
            Ok(())
        })
    })
}

/// A Sync request that asks whether there is anything new, options said once more.
pub fn poll_request() -> Result<Vec<u8>, EncodeError> {
    document(air_sync::SYNC, |encoder| {
        element(encoder, air_sync::COLLECTIONS, |encoder| {
            element(encoder, air_sync::COLLECTION, |encoder| {
                encoder.text_element(air_sync::SYNC_KEY, "525665452")?;
                encoder.text_element(air_sync::COLLECTION_ID, "55")?;
                element(encoder, air_sync::OPTIONS, |encoder| {
                    encoder.text_element(air_sync::CLASS, "SMS")?;
                    encoder.text_element(air_sync::FILTER_TYPE, "0")
                })
            })
        })
    })
}

/// The answer that there is not.
pub fn poll_response() -> Result<Vec<u8>, EncodeError> {
    document(air_sync::SYNC, |encoder| collection(encoder, |_| Ok(())))
}

/// A collection of a Sync response, with its commands.
pub(crate) fn collection(
    encoder: &mut Encoder<'_>,
    commands: impl FnOnce(&mut Encoder<'_>) -> Result<(), EncodeError>,
) -> Result<(), EncodeError> {
    element(encoder, air_sync::COLLECTIONS, |encoder| {
        element(encoder, air_sync::COLLECTION, |encoder| {
            encoder.text_element(air_sync::SYNC_KEY, "525665452")?;
            encoder.text_element(air_sync::COLLECTION_ID, "55")?;
            encoder.text_element(air_sync::STATUS, "1")?;
            commands(encoder)
        })
    })
}

/// A document with this root.
pub(crate) fn document(
    root: Tag,
    content: impl FnOnce(&mut Encoder<'_>) -> Result<(), EncodeError>,
) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes);
    element(&mut encoder, root, content)?;
    encoder.finish()?;
    Ok(bytes)
}

/// An element with this content.
pub(crate) fn element(
    encoder: &mut Encoder<'_>,
    tag: Tag,
    content: impl FnOnce(&mut Encoder<'_>) -> Result<(), EncodeError>,
) -> Result<(), EncodeError> {
    encoder.start(tag)?;
    content(encoder)?;
    encoder.end()
}
