//! Our WBXML codec and libwbxml say the same of any bytes, but for what is listed as different, and write what they read as the
//! same bytes.

use asms_peers::compare::{Subject, compare_libwbxml_with};

/// Compares our codec.
pub fn check(input: &[u8]) {
    check_with(Subject::WIRE, input);
}

/// Compares any codec.
pub fn check_with(subject: Subject, input: &[u8]) {
    if let Err(difference) = compare_libwbxml_with(subject, input) {
        panic!("{difference}");
    }
}
