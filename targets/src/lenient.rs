//! Damaged documents are read as far as the strict reading goes, and beyond in bounds.

use asms_wire::wbxml::Options;
use asms_wire::wbxml::lenient::{self, MAX_FAULTS, Reading, Recovered};

use super::decode;

/// The lenient reader.
pub type Read = for<'a> fn(&'a [u8], Options) -> Reading<'a>;

/// Checks the lenient reading against the strict one.
pub fn check(input: &[u8]) {
    check_with(lenient::read, input);
}

/// Checks any implementation of [`lenient::read`].
pub fn check_with(read: Read, input: &[u8]) {
    for overlong_lengths in [false, true] {
        let options = Options { overlong_lengths, ..Options::default() };
        let (events, error) = decode::read(input, options);
        let reading = read(input, options);
        assert_eq!(reading.events, events, "the strict reading is the beginning of the lenient one");
        assert_eq!(reading.faults.first().map(|first| &first.error), error.as_ref(), "the first fault");
        assert!(!reading.faults.is_empty() || reading.beyond.is_empty(), "something beyond no fault");
        assert!(reading.faults.len() <= MAX_FAULTS);
        assert!(events.len() + reading.beyond.len() <= input.len(), "more is read than there is");
        for fault in &reading.faults {
            assert!(fault.error.offset <= input.len(), "{fault} lies outside the input");
            assert!(!fault.to_string().is_empty());
        }
        for recovered in &reading.beyond {
            let (Recovered::Event(asms_wire::wbxml::Event { offset, .. }) | Recovered::Latin1 { offset, .. }) =
                recovered;
            assert!(*offset < input.len(), "{recovered:?} lies outside the input");
        }
    }
}
