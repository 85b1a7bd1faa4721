//! The forms in which logs and captures carry a document: raw bytes, hexadecimal digits, base64.

mod hex;

use std::fmt;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::answer::Failure;

pub(crate) use hex::digits;

/// How the bytes of a document are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    /// As they are.
    Raw,
    /// As hexadecimal digits.
    Hex,
    /// As base64.
    Base64,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Raw => "raw bytes",
            Self::Hex => "hexadecimal digits",
            Self::Base64 => "base64",
        })
    }
}

/// The bytes that `input` is in this form.
pub(crate) fn read(input: Vec<u8>, form: Form) -> Result<Vec<u8>, Failure> {
    match form {
        Form::Raw => Ok(input),
        Form::Hex => hex::read(&input).map_err(Failure::unusable),
        Form::Base64 => base64(&input).ok_or_else(|| Failure::unusable("this is not base64")),
    }
}

/// The form of `input` by its content, and the bytes that it is.
///
/// What begins with the header of a document is raw. Text is what gives that header, hexadecimal digits before base64;
/// else digits if it is nothing but digits; else bytes as they are.
pub(crate) fn recognise(input: Vec<u8>) -> (Form, Vec<u8>) {
    if input.starts_with(&HEADER) {
        return (Form::Raw, input);
    }
    let digits = hex::read(&input).ok().filter(|bytes| !bytes.is_empty());
    let base64 = match &digits {
        Some(bytes) if bytes.starts_with(&HEADER) => None,
        _ => base64(&input).filter(|bytes| bytes.starts_with(&HEADER)),
    };
    match (base64, digits) {
        (Some(bytes), _) => (Form::Base64, bytes),
        (None, Some(bytes)) => (Form::Hex, bytes),
        (None, None) => (Form::Raw, input),
    }
}

/// Why input that was taken as it is may have been meant as hexadecimal digits, and what is wrong with them.
pub(crate) fn broken_digits(input: &[u8]) -> Option<impl fmt::Display> {
    hex::broken(input)
}

/// What input is that is no document, if it is easily told.
pub(crate) fn other_content(input: &[u8]) -> Option<&'static str> {
    if input.starts_with(b"\x7FELF") {
        return Some("an ELF program");
    }
    if input.starts_with(b"PK\x03\x04") {
        return Some("a ZIP archive");
    }
    let text = std::str::from_utf8(input).ok()?;
    let is_text = text.chars().all(|character| !character.is_control() || character.is_ascii_whitespace());
    is_text.then_some("text, but no digits or base64 of a document")
}

/// WBXML 1.3, public identifier 1, UTF-8, no string table.
const HEADER: [u8; 4] = [0x03, 0x01, 0x6A, 0x00];

/// The bytes of base64 in either alphabet, broken into lines or not, padded or not.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let digits: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    [alphabet::STANDARD, alphabet::URL_SAFE]
        .iter()
        .find_map(|alphabet| GeneralPurpose::new(alphabet, LENIENT).decode(&digits).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: [u8; 13] = [0x03, 0x01, 0x6A, 0x00, 0x00, 0x07, 0x56, 0x52, 0x03, 0x30, 0x00, 0x01, 0x01];

    #[test]
    fn forms_are_told_by_their_content() {
        let table: [(&[u8], Form); 11] = [
            (&BYTES, Form::Raw),
            (b"03016a0000075652033000 0101", Form::Hex),
            (b"03 01 6A 00 00 07 56 52 03 30 00 01 01\n", Form::Hex),
            (b"3 1 6a 0 0 7 56 52 3 30 0 1 1", Form::Hex),
            (b"03:01:6a:00:00:07:56:52:03:30:00:01:01", Form::Hex),
            (b"0x03, 0x01, 0x6A, 0x00, 0x00, 0x07, 0x56, 0x52, 0x03, 0x30, 0x00, 0x01, 0x01,", Form::Hex),
            (br"\x03\x01\x6A\x00\x00\x07\x56\x52\x03\x30\x00\x01\x01", Form::Hex),
            // One line of hexdump -C, without its offset.
            (b"03 01 6a 00 00 07 56 52  03 30 00 01 01           |..j...VR.0...|\n", Form::Hex),
            (b"AwFqAAAHVlIDMAABAQ==", Form::Base64),
            (b"AwFqAAAHVlID\r\nMAABAQ\r\n", Form::Base64),
            (
                b"00000000  03 01 6a 00 00 07 56 52  03 30 00 01 01           |..j...VR.0...|\n0000000d\n",
                Form::Hex,
            ),
        ];
        for (input, form) in table {
            let shown = String::from_utf8_lossy(input);
            assert_eq!(recognise(input.to_vec()), (form, BYTES.to_vec()), "{shown}");
            assert_eq!(read(input.to_vec(), form).unwrap(), BYTES, "{shown}");
        }
    }

    /// Lines behind the first may have offsets, which are no bytes of the document.
    #[test]
    fn characters_behind_several_lines_are_refused() {
        let text = b"03 01 6a 00  |..j.|\n00000004  00 07  |..|\n";
        assert_eq!(recognise(text.to_vec()), (Form::Raw, text.to_vec()));
        let error = broken_digits(text).unwrap().to_string();
        assert_eq!(error, "line 1, column 14: found '|'; expected hexadecimal digits");
    }

    /// A broken document keeps its form: what is wrong with it is the decoder's to say.
    #[test]
    fn input_without_a_header_is_digits_or_bytes() {
        assert_eq!(recognise(b"45 5C".to_vec()), (Form::Hex, vec![0x45, 0x5C]));
        assert_eq!(recognise(b"<Sync/>".to_vec()), (Form::Raw, b"<Sync/>".to_vec()));
        assert_eq!(recognise(Vec::new()), (Form::Raw, Vec::new()));
        assert_eq!(recognise(b" \n".to_vec()), (Form::Raw, b" \n".to_vec()));
        assert_eq!(recognise(vec![0x45, 0x5C, 0xFF]), (Form::Raw, vec![0x45, 0x5C, 0xFF]));
    }
}
