//! Typed messages of Sync, GetItemEstimate, Settings, FolderSync and Ping, made of the input: what is written is read as the
//! same; and a document made from the schema is taken and comes back byte for byte.
//!
//! The first byte says which of them, the rest is for the generator.

use asms_wire::Version;
use asms_wire::command::{Request, Response};
use asms_wire::generators::{Bounds, Unstructured, request, request_document, response, response_document};
use asms_wire::wbxml::EncodeError;

use super::commands::{self, encode_request};

/// Checks requests and responses.
pub fn check(input: &[u8]) {
    check_with(encode_request, input);
}

/// Checks any implementation of [`encode_request`].
pub fn check_with(encode_request: fn(&Request<'_>, &mut Vec<u8>) -> Result<(), EncodeError>, input: &[u8]) {
    let Some((&head, tape)) = input.split_first() else { return };
    let u = &mut Unstructured::new(tape);
    match head % 6 {
        0 => {
            let message = made(request(u));
            let document = written(|out| encode_request(&message, out));
            assert_eq!(Request::decode(&document, Version::V14_1), Ok(message));
        }
        1 => {
            let message = made(response(u));
            let document = written(|out| message.encode(out));
            assert_eq!(Response::decode(&document, Version::V14_1), Ok(message));
        }
        2 => {
            let (version, document) = made(request_document(u, Bounds::Kept));
            match Request::decode(&document, version) {
                Ok(message) => assert_eq!(written(|out| encode_request(&message, out)), document),
                Err(error) => panic!("a document by the schema is refused: {error}"),
            }
        }
        3 => {
            let (version, document) = made(response_document(u, Bounds::Kept));
            match Response::decode(&document, version) {
                Ok(message) => assert_eq!(written(|out| message.encode(out)), document),
                Err(error) => panic!("a document by the schema is refused: {error}"),
            }
        }
        4 => commands::check_with(encode_request, &made(request_document(u, Bounds::Passed)).1),
        _ => commands::check_with(encode_request, &made(response_document(u, Bounds::Passed)).1),
    }
}

/// What a generator made.
fn made<T>(made: asms_wire::generators::Result<T>) -> T {
    match made {
        Ok(made) => made,
        Err(error) => panic!("a generator takes any bytes: {error}"),
    }
}

fn written(encode: impl FnOnce(&mut Vec<u8>) -> Result<(), EncodeError>) -> Vec<u8> {
    let mut document = Vec::new();
    match encode(&mut document) {
        Ok(()) => document,
        Err(error) => panic!("a message cannot be written: {error}"),
    }
}
