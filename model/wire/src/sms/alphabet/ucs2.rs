//! UCS-2 as messages carry it: UTF-16, the high octet first, a character outside the BMP as a surrogate pair.

use std::char::{REPLACEMENT_CHARACTER, decode_utf16};

/// Octets of a text; every text has some.
pub fn encode(text: &str) -> Vec<u8> {
    let mut octets = Vec::with_capacity(text.len() * 2);
    octets.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    octets
}

/// The text of octets. A lone surrogate shows as U+FFFD, and so does a single octet at the end.
///
/// Join the parts of a message before decoding: many senders cut a surrogate pair.
pub fn decode(octets: &[u8]) -> String {
    let (pairs, half) = octets.as_chunks();
    let units = pairs.iter().map(|&pair| u16::from_be_bytes(pair));
    let mut text = String::with_capacity(octets.len());
    text.extend(decode_utf16(units).map(|unit| unit.unwrap_or(REPLACEMENT_CHARACTER)));
    text.extend(half.iter().map(|_| REPLACEMENT_CHARACTER));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_outside_the_bmp_take_two_units() {
        assert_eq!(encode("aÇ😀"), [0, 0x61, 0, 0xC7, 0xD8, 0x3D, 0xDE, 0x00]);
        assert_eq!(decode(&encode("aÇ😀")), "aÇ😀");
        assert_eq!(decode(&[]), "");
    }

    #[test]
    fn lone_surrogates_and_half_units_show_as_replacement_characters() {
        assert_eq!(decode(&[0xD8, 0x3D, 0, 0x61]), "\u{FFFD}a", "high");
        assert_eq!(decode(&[0xDE, 0x00, 0, 0x61]), "\u{FFFD}a", "low");
        assert_eq!(decode(&[0xD8, 0x3D]), "\u{FFFD}", "high at the end");
        assert_eq!(decode(&[0, 0x61, 0xDE]), "a\u{FFFD}", "half a unit");
    }
}
