//! Bytes to messages to bytes, and messages to bytes to messages, are the identity; hostile bytes are harmless.

use proptest::prelude::*;

use crate::Version;
use crate::command::{Request, Response};
use crate::generators::{Bounds, by_bytes, request, request_document, response, response_document, version};

proptest! {
    #[test]
    fn canonical_requests_come_back((version, document) in by_bytes(|u| request_document(u, Bounds::Kept))) {
        let message = Request::decode(&document, version).unwrap();
        prop_assert_eq!(encoded(|out| message.encode(out)), &document[..]);
        prop_assert!(!message.summary().contains(char::is_control));
    }

    #[test]
    fn canonical_responses_come_back((version, document) in by_bytes(|u| response_document(u, Bounds::Kept))) {
        let message = Response::decode(&document, version).unwrap();
        prop_assert_eq!(encoded(|out| message.encode(out)), &document[..]);
        prop_assert!(!message.summary().contains(char::is_control));
    }

    #[test]
    fn typed_requests_come_back(message in by_bytes(request)) {
        let document = encoded(|out| message.encode(out));
        prop_assert_eq!(Request::decode(&document, Version::V14_1).unwrap(), message);
    }

    #[test]
    fn typed_responses_come_back(message in by_bytes(response)) {
        let document = encoded(|out| message.encode(out));
        prop_assert_eq!(Response::decode(&document, Version::V14_1).unwrap(), message);
    }

    /// Smoke: no bytes make a decoder panic.
    #[test]
    fn any_bytes_are_read_or_refused(tail in prop::collection::vec(any::<u8>(), 0..200), version in by_bytes(version)) {
        let mut document = vec![0x03, 0x01, 0x6A, 0x00];
        document.extend(tail);
        stable(&document, version)?;
        stable(&document[4..], version)?;
    }

    /// A document that is one beyond some bound is refused, or means the same once it is written in canonical form.
    #[test]
    fn documents_beyond_a_bound_are_refused_or_keep_their_meaning((version, document) in document(Bounds::Passed)) {
        stable(&document, version)?;
    }

    /// A document that was changed somewhere is refused, or means the same once it is written in canonical form.
    #[test]
    fn changed_documents_are_refused_or_keep_their_meaning(
        (version, mut document) in document(Bounds::Kept),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        for (at, byte) in changes {
            let at = at.index(document.len());
            document[at] = byte;
        }
        if let Some(cut) = cut {
            document.truncate(cut.index(document.len()));
        }
        stable(&document, version)?;
    }
}

/// A document of a request or a response, with its version.
fn document(bounds: Bounds) -> impl Strategy<Value = (Version, Vec<u8>)> {
    by_bytes(move |u| if u.arbitrary()? { response_document(u, bounds) } else { request_document(u, bounds) })
}

/// Reads in both directions; what is accepted has to come back as itself from its canonical form.
fn stable(document: &[u8], version: Version) -> Result<(), TestCaseError> {
    if let Ok(message) = Request::decode(document, version) {
        let canonical = encoded(|out| message.encode(out));
        prop_assert_eq!(Request::decode(&canonical, version).unwrap(), message);
    }
    if let Ok(message) = Response::decode(document, version) {
        let canonical = encoded(|out| message.encode(out));
        prop_assert_eq!(Response::decode(&canonical, version).unwrap(), message);
    }
    Ok(())
}

fn encoded<E: std::fmt::Debug>(encode: impl FnOnce(&mut Vec<u8>) -> Result<(), E>) -> Vec<u8> {
    let mut out = Vec::new();
    encode(&mut out).unwrap();
    out
}
