//! The work of each row.

use std::hint::black_box;

use asms_wire::Version;
use asms_wire::command::{Request, Response, SchemaError};
use asms_wire::wbxml::{DecodeError, Decoder, EncodeError, Encoder, EventKind};
use quick_xml::events::Event;

use crate::documents::Direction;

/// What a row saw of a document, to be compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Elements.
    pub elements: usize,
    /// Bytes of text and byte arrays.
    pub content: usize,
}

/// A walk over the tokens that checks nothing and builds nothing: what a decoder cannot go far below.
pub fn walk(document: &[u8]) -> Seen {
    let (mut at, mut seen) = (4, Seen::default());
    while let Some(&byte) = document.get(at) {
        at += match byte {
            0x00 => 2,
            0x01 => 1,
            0x03 => {
                let length = document[at + 1..].iter().position(|byte| *byte == 0).unwrap_or_default();
                seen.content += length;
                length + 2
            }
            // No block of these documents has more than 127 bytes.
            0xC3 => {
                let length = usize::from(document[at + 1]);
                seen.content += length;
                length + 2
            }
            _ => {
                seen.elements += 1;
                1
            }
        };
    }
    seen
}

/// The decoder, event by event.
pub fn decode(document: &[u8]) -> Result<Seen, DecodeError> {
    let mut decoder = Decoder::new(document)?;
    let mut seen = Seen::default();
    while let Some(event) = decoder.next_event()? {
        match event.kind {
            EventKind::Start(_) | EventKind::Empty(_) => seen.elements += 1,
            EventKind::Text(text) => seen.content += text.len(),
            EventKind::Opaque(bytes) => seen.content += bytes.len(),
            EventKind::Page(_) | EventKind::End(_) => {}
        }
    }
    Ok(seen)
}

/// All events of a document.
pub fn events(document: &[u8]) -> Result<Vec<EventKind<'_>>, DecodeError> {
    let mut decoder = Decoder::new(document)?;
    let mut events = Vec::new();
    while let Some(event) = decoder.next_event()? {
        events.push(event.kind);
    }
    Ok(events)
}

/// The encoder, event by event.
pub fn encode(events: &[EventKind<'_>], mut out: Vec<u8>) -> Result<Vec<u8>, EncodeError> {
    let mut encoder = Encoder::new(&mut out);
    for event in events {
        encoder.event(*event)?;
    }
    encoder.finish()?;
    Ok(out)
}

/// A typed message.
#[derive(Clone, Debug)]
pub enum Message<'a> {
    /// To the server.
    Request(Request<'a>),
    /// To the device.
    Response(Response<'a>),
}

impl<'a> Message<'a> {
    /// Reads it, with its schema checked.
    pub fn decode(document: &'a [u8], direction: Direction) -> Result<Self, SchemaError> {
        Ok(match direction {
            Direction::Request => Self::Request(Request::decode(document, Version::V14_1)?),
            Direction::Response => Self::Response(Response::decode(document, Version::V14_1)?),
        })
    }

    /// Writes it.
    pub fn encode(&self, mut out: Vec<u8>) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Request(request) => request.encode(&mut out)?,
            Self::Response(response) => response.encode(&mut out)?,
        }
        Ok(out)
    }
}

/// The elements of the same document as XML, by a parser that borrows like our decoder and leaves references in text as
/// they are.
pub fn quick_xml(xml: &str) -> Result<usize, quick_xml::Error> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut elements = 0;
    loop {
        match reader.read_event()? {
            Event::Start(_) | Event::Empty(_) => elements += 1,
            Event::Eof => return Ok(elements),
            event => {
                black_box(event);
            }
        }
    }
}
