//! Typed messages of any version get an answer, whatever the bytes; written, they are read as the same again; and a
//! canonical document that is taken comes back byte for byte. What is written is to the simple codec what was read.

use asms_peers::simple::{self, Element, Node};
use asms_wire::Version;
use asms_wire::command::{Request, Response, SchemaError};
use asms_wire::wbxml::{EncodeError, EventKind};

use super::round_trip;

/// Checks requests and responses.
pub fn check(input: &[u8]) {
    check_with(encode_request, input);
}

/// Checks any implementation of [`encode_request`].
pub fn check_with(encode_request: fn(&Request<'_>, &mut Vec<u8>) -> Result<(), EncodeError>, input: &[u8]) {
    for version in [Version::V12_1, Version::V14_0, Version::V14_1, Version::V16_1] {
        check_rewriting(input, |document| {
            let request = Request::decode(document, version)?;
            Ok(write(&request.summary(), |out| encode_request(&request, out)))
        });
        check_rewriting(input, |document| {
            let response = Response::decode(document, version)?;
            Ok(write(&response.summary(), |out| response.encode(out)))
        });
    }
}

/// Writes a request.
pub fn encode_request(request: &Request<'_>, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    request.encode(out)
}

/// Checks what reading and writing makes of a document.
fn check_rewriting(input: &[u8], rewrite: impl Fn(&[u8]) -> Result<Vec<u8>, SchemaError>) {
    let written = match rewrite(input) {
        Ok(written) => written,
        Err(error) => {
            assert!(error.offset <= input.len(), "{error} lies outside the input");
            return;
        }
    };
    if let Some(canonical) = round_trip::canonical_form(input)
        && has_plain_values(&canonical)
    {
        assert_eq!(written, canonical, "the canonical form, by way of types");
    }
    assert_eq!(values(&written), values(input), "what {written:02X?} says to the simple codec");
    assert_eq!(rewrite(&written), Ok(written), "what was written, read and written again");
}

/// The elements of a document in their order, each with the bytes of its value in however many pieces, as the simple codec
/// reads it.
fn values(document: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    fn tell(element: &Element, told: &mut Vec<(&'static str, Vec<u8>)>) {
        let at = told.len();
        told.push((element.name, Vec::new()));
        for node in &element.content {
            match node {
                Node::Element(child) => tell(child, told),
                Node::Text(text) => told[at].1.extend(text.as_bytes()),
                Node::Opaque(bytes) => told[at].1.extend(bytes),
            }
        }
        told.push(("", Vec::new()));
    }
    let mut told = Vec::new();
    match simple::decode(document) {
        Ok(document) => tell(&document.root, &mut told),
        Err(error) => panic!("{document:02X?} is refused by the simple codec: {error}"),
    }
    told
}

/// Whether OPAQUE stands in byte arrays alone and nothing beside it there. Types join the pieces of a value, and take
/// text from OPAQUE too.
fn has_plain_values(document: &[u8]) -> bool {
    let events = round_trip::decode(document).unwrap_or_default();
    events.windows(2).all(|pair| match pair {
        [EventKind::Start(tag), EventKind::Opaque(_)] => tag.is_byte_array(),
        [_, EventKind::Opaque(_)] => false,
        [EventKind::Opaque(_), next] => matches!(next, EventKind::End(_)),
        _ => true,
    })
}

fn write(summary: &str, encode: impl FnOnce(&mut Vec<u8>) -> Result<(), EncodeError>) -> Vec<u8> {
    assert!(!summary.contains('\n'), "a summary is one line: {summary:?}");
    let mut out = Vec::new();
    if let Err(error) = encode(&mut out) {
        panic!("what was read cannot be written: {error}");
    }
    out
}
