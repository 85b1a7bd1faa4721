//! Our codec beside each peer: both read a document and say the same, or both refuse it; and both write what was read as the same
//! bytes.

mod simple;

#[cfg(feature = "libwbxml")]
mod libwbxml;

use std::fmt;

use asms_wire::wbxml::{DecodeError, Decoder, EncodeError, Encoder, Event, Options};

#[cfg(feature = "libwbxml")]
pub use libwbxml::{KNOWN, Known, Verdict, compare_libwbxml, compare_libwbxml_with};
pub use simple::{Agreement, compare_simple, compare_simple_with};

/// The codec that is compared with its peers. Another one can be put in its place, to see that a mistake is found.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// Reads a document to its end or to the first fault, and gives the events before that.
    pub decode: for<'a> fn(&'a [u8], Options) -> Read<'a>,
    /// Writes events in canonical form.
    pub encode: fn(&[Event<'_>]) -> Result<Vec<u8>, EncodeError>,
}

/// The events of a document, and the fault that ended them.
pub type Read<'a> = (Vec<Event<'a>>, Option<DecodeError>);

impl Subject {
    /// The codec of `asms-wire`.
    pub const WIRE: Self = Self { decode, encode };
}

fn decode(document: &[u8], options: Options) -> Read<'_> {
    let mut events = Vec::new();
    let mut decoder = match Decoder::with_options(document, options) {
        Ok(decoder) => decoder,
        Err(error) => return (events, Some(error)),
    };
    loop {
        match decoder.next_event() {
            Ok(Some(event)) => events.push(event),
            Ok(None) => return (events, None),
            Err(error) => return (events, Some(error)),
        }
    }
}

fn encode(events: &[Event<'_>]) -> Result<Vec<u8>, EncodeError> {
    let mut document = Vec::new();
    let mut encoder = Encoder::new(&mut document);
    for event in events {
        encoder.event(event.kind)?;
    }
    encoder.finish()?;
    Ok(document)
}

/// A difference between our codec and a peer that is in no list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "ours and {peer} differ {place}\n  ours:   {ours}\n  theirs: {theirs}\n  document: {}",
    Hex(document)
)]
pub struct Difference {
    /// The peer.
    pub peer: &'static str,
    /// Where the two part: in what, and how far into it.
    pub place: String,
    /// What ours makes of the document, there.
    pub ours: String,
    /// What the peer makes of it, there.
    pub theirs: String,
    /// The document.
    pub document: Vec<u8>,
}

impl Difference {
    /// A difference in the bytes that are written, or in whether any are.
    fn in_writing(
        peer: &'static str,
        document: &[u8],
        ours: &Result<Vec<u8>, impl fmt::Display>,
        theirs: &Result<Vec<u8>, impl fmt::Display>,
    ) -> Self {
        let none = Vec::new();
        let at = first_difference(ours.as_ref().unwrap_or(&none), theirs.as_ref().unwrap_or(&none));
        Self {
            peer,
            place: format!("in what they write of it, at byte {at}"),
            ours: written(ours),
            theirs: written(theirs),
            document: document.to_vec(),
        }
    }
}

fn written(result: &Result<Vec<u8>, impl fmt::Display>) -> String {
    match result {
        Ok(bytes) => Hex(bytes).to_string(),
        Err(error) => format!("refused: {error}"),
    }
}

/// How far two lists are the same.
fn first_difference<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    a.iter().zip(b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()))
}

/// Bytes as hexadecimal pairs.
struct Hex<'a>(&'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        for byte in self.0 {
            write!(f, "{before}{byte:02X}")?;
            before = " ";
        }
        Ok(())
    }
}
