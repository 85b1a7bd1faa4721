//! What the codec allocates: for a document, not for an event.

#![expect(clippy::unwrap_used, reason = "a document that cannot be made fails the test")]

use allocation_counter::measure;
use asms_wire::Version;
use asms_wire::command::SyncResponse;
use asms_wire::wbxml::tag::{air_sync, air_sync_base, email, email2};
use asms_wire::wbxml::{Decoder, EncodeError, Encoder, EventKind};

/// A Sync response that adds so many short messages.
fn sync_response(items: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(items, &mut Encoder::new(&mut bytes)).unwrap();
    bytes
}

fn write(items: usize, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
    for tag in [air_sync::SYNC, air_sync::COLLECTIONS, air_sync::COLLECTION] {
        encoder.start(tag)?;
    }
    encoder.text_element(air_sync::SYNC_KEY, "525665452")?;
    encoder.text_element(air_sync::COLLECTION_ID, "55")?;
    encoder.text_element(air_sync::STATUS, "1")?;
    encoder.start(air_sync::COMMANDS)?;
    for _ in 0..items {
        encoder.start(air_sync::ADD)?;
        encoder.text_element(air_sync::SERVER_ID, "55:11")?;
        encoder.start(air_sync::APPLICATION_DATA)?;
        encoder.text_element(email::FROM, "\"José\" [MOBILE:+14255550143]")?;
        encoder.text_element(email::READ, "0")?;
        encoder.start(air_sync_base::BODY)?;
        encoder.text_element(air_sync_base::TYPE, "1")?;
        encoder.text_element(air_sync_base::DATA, "Take some rest! 😀")?;
        encoder.end()?;
        encoder.start(email2::CONVERSATION_ID)?;
        encoder.opaque(&[0xF1, 0xF2, 0x61, 0xF6])?;
        encoder.end()?;
        encoder.end()?;
        encoder.end()?;
    }
    (0..4).try_for_each(|_| encoder.end())
}

#[test]
fn an_event_costs_no_allocation() {
    for items in [1, 100] {
        let document = sync_response(items);
        let mut events = 0;
        let info = measure(|| {
            let mut decoder = Decoder::new(&document).unwrap();
            while decoder.next_event().unwrap().is_some() {
                events += 1;
            }
        });
        assert!(events > 25 * items);
        assert_eq!(info.count_total, 1, "the list of open elements, for {events} events");
    }
}

#[test]
fn a_typed_message_allocates_its_lists_only() {
    for (items, doublings) in [(1, 0), (100, 5)] {
        let document = sync_response(items);
        let info = measure(|| drop(SyncResponse::decode(&document, Version::V14_1).unwrap()));
        // Open elements, collections, operations and how often their list doubles from its first 4; properties.
        assert_eq!(info.count_total, 1 + 1 + 1 + doublings + items as u64);
        assert_eq!(info.count_current, 0);
    }
}

#[test]
fn writing_into_a_buffer_with_room_allocates_once() {
    let document = sync_response(100);
    let message = SyncResponse::decode(&document, Version::V14_1).unwrap();
    let mut events = Vec::new();
    let mut decoder = Decoder::new(&document).unwrap();
    while let Some(event) = decoder.next_event().unwrap() {
        events.push(event.kind);
    }
    let mut out = Vec::with_capacity(document.len());
    let typed = measure(|| message.encode(&mut out).unwrap());
    assert_eq!((typed.count_total, &out), (1, &document), "the list of open elements");

    out.clear();
    let by_events = measure(|| replay(&events, &mut Encoder::new(&mut out)).unwrap());
    assert_eq!((by_events.count_total, &out), (1, &document));
}

fn replay(events: &[EventKind<'_>], encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
    events.iter().try_for_each(|event| match *event {
        EventKind::Page(_) => Ok(()),
        EventKind::Start(tag) => encoder.start(tag),
        EventKind::Empty(tag) => encoder.start(tag).and_then(|()| encoder.end()),
        EventKind::Text(text) => encoder.text(text),
        EventKind::Opaque(bytes) => encoder.opaque(bytes),
        EventKind::End(_) => encoder.end(),
    })
}
