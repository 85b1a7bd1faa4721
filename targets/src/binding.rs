//! Messages of the machines, made of the input: written as bytes and read again they are the same, and bytes that came
//! from elsewhere are written as they came.
//!
//! The first byte says whether they are requests; the rest is for the generator.

use asms_bind::Binding;
use asms_bind::generators::{Unstructured, request, response, version};
use asms_machine::message::Request;
use asms_wire::generators::{Result, list};

/// The reader of requests.
pub type ReadRequest = fn(&mut Binding, &[u8]) -> Request;

/// Checks requests and responses.
pub fn check(input: &[u8]) {
    check_with(Binding::read_request, input);
}

/// Checks any implementation of [`Binding::read_request`].
pub fn check_with(read_request: ReadRequest, input: &[u8]) {
    let Some((&head, tape)) = input.split_first() else { return };
    let u = &mut Unstructured::new(tape);
    let checked = if head % 2 == 0 { check_requests(read_request, u) } else { check_responses(u) };
    assert!(checked.is_ok(), "a generator takes any bytes: {checked:?}");
}

fn check_requests(read_request: ReadRequest, u: &mut Unstructured<'_>) -> Result<()> {
    let version = version(u)?;
    let mut binding = Binding::new(version);
    let mut elsewhere = Binding::new(version);
    for request in list(u, 3, |u| request(u, version))? {
        let bytes = match binding.write_request(&request) {
            Ok(bytes) => bytes,
            Err(error) => panic!("{request:?} cannot be written: {error}"),
        };
        assert_eq!(read_request(&mut binding, &bytes), request, "by who wrote it");
        let read = read_request(&mut elsewhere, &bytes);
        assert_eq!(elsewhere.write_request(&read), Ok(bytes), "by another, who writes it again");
    }
    Ok(())
}

fn check_responses(u: &mut Unstructured<'_>) -> Result<()> {
    let version = version(u)?;
    let mut binding = Binding::new(version);
    for response in list(u, 3, |u| response(u, version))? {
        let bytes = match binding.write_response(&response) {
            Ok(bytes) => bytes,
            Err(error) => panic!("{response:?} cannot be written: {error}"),
        };
        assert_eq!(binding.read_response(&bytes), Ok(response));
    }
    Ok(())
}
