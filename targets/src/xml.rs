//! XML gets an answer, whatever it is; and a document goes to XML and back as it was.

use asms_wire::wbxml::xml::{Layout, XmlLimits, from_xml, to_xml};
use asms_wire::wbxml::{DecodeError, Options};

use super::round_trip;

/// The printer.
pub type Print = fn(&[u8], Layout) -> Result<String, DecodeError>;

/// Checks both ways. The input is taken as XML and as a document.
pub fn check(input: &[u8]) {
    check_with(print, input);
}

/// Checks any implementation of [`print()`].
pub fn check_with(print: Print, input: &[u8]) {
    match from_xml(input, XmlLimits::default()) {
        Ok(document) => check_fixed_point(print, &document),
        Err(error) => {
            let line = input.split(|byte| *byte == b'\n').nth(error.line.wrapping_sub(1));
            assert!(
                line.is_some_and(|line| error.column <= line.len() + 1),
                "{error} lies outside the input"
            );
        }
    }
    if let Some(document) = round_trip::canonical_form(input) {
        assert_eq!(back(print, input, Layout::Compact), document, "the canonical form, by way of XML");
        check_fixed_point(print, &document);
    }
}

/// Prints a document.
pub fn print(document: &[u8], layout: Layout) -> Result<String, DecodeError> {
    to_xml(document, Options::default(), layout)
}

/// A canonical document comes back from XML byte for byte, in any layout.
fn check_fixed_point(print: Print, document: &[u8]) {
    for layout in [Layout::Compact, Layout::Indented(0), Layout::Indented(3)] {
        assert_eq!(back(print, document, layout), document, "there and back, {layout:?}");
    }
}

fn back(print: Print, document: &[u8], layout: Layout) -> Vec<u8> {
    let xml = match print(document, layout) {
        Ok(xml) => xml,
        Err(error) => panic!("a sound document cannot be printed: {error}"),
    };
    match from_xml(xml.as_bytes(), XmlLimits::default()) {
        Ok(document) => document,
        Err(error) => panic!("what was printed cannot be read: {error}\n{xml}"),
    }
}
