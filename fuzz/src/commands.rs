//! Typed messages of any version get an answer, whatever the bytes; and a canonical document that is taken comes back
//! byte for byte.

use asms_wire::Version;
use asms_wire::command::{Request, Response, SchemaError};
use asms_wire::wbxml::EncodeError;

use super::round_trip;

/// Checks requests and responses.
pub fn check(input: &[u8]) {
    check_with(encode_request, input);
}

/// Checks any implementation of [`encode_request`].
pub fn check_with(encode_request: fn(&Request<'_>, &mut Vec<u8>) -> Result<(), EncodeError>, input: &[u8]) {
    // A head of one byte would do for the version, but then a recorded document would be no input.
    for version in [Version::V12_1, Version::V14_0, Version::V14_1, Version::V16_1] {
        check_message(input, Request::decode(input, version), Request::summary, encode_request);
        check_message(input, Response::decode(input, version), Response::summary, |response, out| {
            response.encode(out)
        });
    }
}

/// Writes a request.
pub fn encode_request(request: &Request<'_>, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    request.encode(out)
}

fn check_message<M>(
    input: &[u8],
    message: Result<M, SchemaError>,
    summary: fn(&M) -> String,
    encode: impl Fn(&M, &mut Vec<u8>) -> Result<(), EncodeError>,
) {
    let message = match message {
        Ok(message) => message,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert!(!summary(&message).contains('\n'), "a summary is one line");
    let mut written = Vec::new();
    if let Err(error) = encode(&message, &mut written) {
        panic!("what was read cannot be written: {error}");
    }
    let canonical = round_trip::canonical_form(input);
    assert_eq!(Some(written), canonical, "the canonical form, by way of types");
}
