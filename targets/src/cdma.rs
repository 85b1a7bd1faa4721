//! CDMA messages get an answer, whatever the octets; and what is read is written so that it reads the same.

use asms_wire::sms::cdma::Message;
use asms_wire::sms::tpdu::EncodeError;

/// Checks both ways.
pub fn check(input: &[u8]) {
    check_with(Message::encode, input);
}

/// Checks any implementation of [`Message::encode`].
pub fn check_with(encode: fn(&Message) -> Result<Vec<u8>, EncodeError>, input: &[u8]) {
    let message = match Message::decode(input) {
        Ok(message) => message,
        Err(error) => return assert!(error.offset <= input.len(), "{error} lies outside the input"),
    };
    let written = match encode(&message) {
        Ok(written) => written,
        Err(error) => panic!("what was read cannot be written: {error}\n{message:?}"),
    };
    assert!(written.len() <= input.len(), "{written:02X?} is longer than what it says the same as");
    assert_eq!(Message::decode(&written), Ok(message), "{written:02X?} says something else");
}
