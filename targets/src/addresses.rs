//! To and From get an answer, whatever they say; and what is read is written so that it reads the same.

use asms_wire::value::{AddressError, AddressList, Style};

/// The reader.
pub type Parse = fn(&str) -> Result<AddressList, AddressError>;

/// Checks both ways; input that is not UTF-8 is passed over.
pub fn check(input: &[u8]) {
    check_with(AddressList::parse, input);
}

/// Checks any implementation of [`AddressList::parse`].
pub fn check_with(parse: Parse, input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else { return };
    let list = match parse(text) {
        Ok(list) => list,
        Err(AddressError::Unexpected { offset, found, .. }) => {
            let rest = text.get(offset..).map(|rest| rest.chars().next());
            assert_eq!(rest, Some(found), "what stands at offset {offset}");
            return;
        }
        Err(AddressError::TooLong(_)) => return,
    };
    assert_eq!(list.text(), text, "a list is passed on as it came");
    for style in [Style::Example, Style::V9Blank, Style::NoQuotes] {
        // Escapes and blanks may make it too long.
        let Ok(written) = AddressList::new(list.entries().to_vec(), style) else { continue };
        assert_eq!(parse(written.text()).as_ref(), Ok(&written), "written as {style:?}");
    }
    for recipient in list.mobile_recipients() {
        if let Some(digits) = recipient.number().dialable() {
            assert!(recipient.number().same_number(recipient.number()), "{digits} is not itself");
        }
    }
}
