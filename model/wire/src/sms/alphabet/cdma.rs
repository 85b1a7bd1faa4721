//! The other text encodings of CDMA user data ([3GPP2 C.S0015-B] 4.5.2): characters as the codes of its character
//! fields, one an octet, and 7-bit fields packed from the most significant bit.
//!
//! Unicode is [`ucs2`](super::ucs2), the GSM 7-bit alphabet is [`gsm7`](super::gsm7) with [`pack`](super::pack).

use super::NoPlace;

/// Codes of 7-bit ASCII and of IA5, 0x00 to 0x7F.
pub fn encode_ascii(text: &str) -> Result<Vec<u8>, NoPlace> {
    encode_below(text, 0x80, "7-bit ASCII")
}

/// The text of 7-bit ASCII or IA5 codes (the top bit is ignored).
pub fn decode_ascii(codes: &[u8]) -> String {
    codes.iter().map(|code| char::from(code & 0x7F)).collect()
}

/// Codes of Latin-1 (ISO 8859-1), 0x00 to 0xFF.
pub fn encode_latin1(text: &str) -> Result<Vec<u8>, NoPlace> {
    encode_below(text, 0x100, "Latin-1")
}

/// The text of Latin-1 codes.
pub fn decode_latin1(codes: &[u8]) -> String {
    codes.iter().map(|&code| char::from(code)).collect()
}

/// Packs 7-bit codes, the most significant bit first; the last octet ends with zero bits.
pub fn pack_msb(codes: &[u8]) -> Vec<u8> {
    let mut octets = Vec::with_capacity((codes.len() * 7).div_ceil(8));
    for group in codes.chunks(8) {
        let bits =
            group.iter().fold(0, |bits, code| bits << 7 | u64::from(code & 0x7F)) << (64 - 7 * group.len());
        octets.extend_from_slice(&bits.to_be_bytes()[..(group.len() * 7).div_ceil(8)]);
    }
    octets
}

/// Unpacks `count` 7-bit codes, the most significant bit first; fewer when the octets end before.
pub fn unpack_msb(octets: &[u8], count: usize) -> Vec<u8> {
    let count = count.min(octets.len() * 8 / 7);
    let mut codes = Vec::with_capacity(count.next_multiple_of(8));
    for group in octets.chunks(7) {
        let bits =
            group.iter().fold(0, |bits, octet| bits << 8 | u64::from(*octet)) << (64 - 8 * group.len());
        codes.extend((0..8).map(|place| (bits << (7 * place)).to_be_bytes()[0] >> 1));
    }
    codes.truncate(count);
    codes
}

fn encode_below(text: &str, end: u32, alphabet: &'static str) -> Result<Vec<u8>, NoPlace> {
    text.char_indices()
        .map(|(at, character)| match u8::try_from(character) {
            Ok(code) if u32::from(code) < end => Ok(code),
            _ => Err(NoPlace { character, at, alphabet }),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ascii_has_brackets_and_backtick_but_no_euro() {
        assert_eq!(encode_ascii("[]{}~^|\\`").unwrap(), b"[]{}~^|\\`");
        let missing = encode_ascii("a€").unwrap_err();
        assert_eq!(missing.to_string(), "'€' (U+20AC) at byte 1 of the text has no place in 7-bit ASCII");
        for missing in ["€", "£", "¥", "é"] {
            assert!(encode_ascii(missing).is_err(), "{missing}");
        }
        assert_eq!(encode_latin1("£¥éÿ").unwrap(), [0xA3, 0xA5, 0xE9, 0xFF]);
        assert_eq!(encode_latin1("Ā").unwrap_err().at, 0);
    }

    #[test]
    fn seven_bit_codes_stand_most_significant_bit_first() {
        assert_eq!(pack_msb(b"A"), [0b1000_0010]);
        assert_eq!(pack_msb(b"AB"), [0b1000_0011, 0b0000_1000]);
        assert_eq!(pack_msb(&[0x7F; 160]).len(), 140);
        assert_eq!(unpack_msb(&[0b1000_0011, 0b0000_1000], 9), b"AB");
    }

    proptest! {
        #[test]
        fn every_encoding_gives_its_text_back(ascii in "[\\x00-\\x7F]{0,170}", latin in "[\\x00-\\xFF]{0,140}") {
            let codes = encode_ascii(&ascii).unwrap();
            prop_assert_eq!(unpack_msb(&pack_msb(&codes), codes.len()), codes.clone());
            prop_assert_eq!(decode_ascii(&codes), ascii);
            prop_assert_eq!(decode_latin1(&encode_latin1(&latin).unwrap()), latin);
        }

        #[test]
        fn unpacking_takes_anything(octets: Vec<u8>, count in 0..400usize) {
            let codes = unpack_msb(&octets, count);
            prop_assert!(codes.len() <= count && codes.iter().all(|code| *code < 0x80));
        }
    }
}
