//! What the decoder takes, the encoder writes so that it says the same; and written again it stays as it is.

use asms_wire::wbxml::{Decoder, EncodeError, Encoder, EventKind, Tag};

/// Checks the encoder.
pub fn check(input: &[u8]) {
    check_with(encode, input);
}

/// Checks any implementation of [`encode`].
pub fn check_with(encode: fn(&[EventKind<'_>]) -> Result<Vec<u8>, EncodeError>, input: &[u8]) {
    let Some(events) = decode(input) else { return };
    let document = match encode(&events) {
        Ok(document) => document,
        // Others may send text in byte arrays, the encoder does not; and pieces that fit may not fit as one.
        Err(EncodeError::TextInByteArray { .. } | EncodeError::StringLimit { .. }) => return,
        Err(error) => panic!("what was read cannot be written: {error}"),
    };
    assert!(document.len() <= input.len(), "{document:02X?} is longer than what it says the same as");
    let Some(again) = decode(&document) else { panic!("{document:02X?} cannot be read") };
    let (before, after) = (Said::all(&events), Said::all(&again));
    assert_eq!(after, before, "{document:02X?} says something else");
    let pages = again.iter().filter(|kind| matches!(kind, EventKind::Page(_))).count();
    assert_eq!(again.len() - pages, after.len(), "{document:02X?} has pieces that say nothing");
    assert_eq!(encode(&again), Ok(document), "the canonical form of the canonical form");
}

/// The canonical form of a document, if it is sound and the encoder takes it.
pub fn canonical_form(input: &[u8]) -> Option<Vec<u8>> {
    encode(&decode(input)?).ok()
}

/// The kinds of the events of a sound document.
pub fn decode(input: &[u8]) -> Option<Vec<EventKind<'_>>> {
    let mut decoder = Decoder::new(input).ok()?;
    let mut kinds = Vec::new();
    while let Some(event) = decoder.next_event().ok()? {
        kinds.push(event.kind);
    }
    Some(kinds)
}

/// Writes events as a document; the encoder sees to the pages.
pub fn encode(events: &[EventKind<'_>]) -> Result<Vec<u8>, EncodeError> {
    let mut document = Vec::new();
    let mut encoder = Encoder::new(&mut document);
    for event in events {
        encoder.event(*event)?;
    }
    encoder.finish()?;
    Ok(document)
}

/// What a document says, without what carries no meaning: pages, empty values, the content bit of empty elements, the
/// borders between pieces of text.
#[derive(Debug, PartialEq)]
enum Said {
    Start(Tag),
    Empty(Tag),
    Text(String),
    Opaque(Vec<u8>),
    End(Tag),
}

impl Said {
    fn all(events: &[EventKind<'_>]) -> Vec<Self> {
        let mut all = Vec::new();
        for &event in events {
            match (all.last_mut(), event) {
                (_, EventKind::Page(_) | EventKind::Text("") | EventKind::Opaque([])) => {}
                (Some(Self::Text(before)), EventKind::Text(text)) => before.push_str(text),
                (Some(last @ Self::Start(_)), EventKind::End(tag)) => *last = Self::Empty(tag),
                (_, EventKind::Start(tag)) => all.push(Self::Start(tag)),
                (_, EventKind::Empty(tag)) => all.push(Self::Empty(tag)),
                (_, EventKind::Text(text)) => all.push(Self::Text(text.to_owned())),
                (_, EventKind::Opaque(bytes)) => all.push(Self::Opaque(bytes.to_vec())),
                (_, EventKind::End(tag)) => all.push(Self::End(tag)),
            }
        }
        all
    }
}
