//! A number for a state, the same on every machine and in every build.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use xxhash_rust::xxh3::xxh3_64;

/// The fingerprint of a state: XXH3-64 over its fields in order, integers as little-endian bytes and sizes as 64 bits.
///
/// Two states may share one. With n states the odds that any two do are at most n²/2⁶⁵; a report states them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

/// Sixteen hexadecimal digits: `0123456789abcdef`.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// As it prints, since many a reader of JSON takes numbers for floats.
impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let is_hash = text.len() == 16 && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
        let read = is_hash.then(|| u64::from_str_radix(&text, 16).ok()).flatten();
        read.map(Self).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{text:?} is no hash; one has sixteen digits, 0 to 9 and a to f"
            ))
        })
    }
}

impl JsonSchema for Fingerprint {
    fn schema_name() -> Cow<'static, str> {
        "Fingerprint".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The XXH3-64 of a state over its fields in order: sixteen hexadecimal digits.",
            "type": "string",
            "pattern": "^[0-9a-f]{16}$",
        })
    }
}

/// Takes the fingerprint of a value. `scratch` is working space, kept between calls to save its allocation.
pub fn fingerprint<T: Hash>(value: &T, scratch: &mut Vec<u8>) -> Fingerprint {
    scratch.clear();
    let mut bytes = Bytes(scratch);
    value.hash(&mut bytes);
    Fingerprint(xxh3_64(bytes.0))
}

/// A hasher that collects what it is fed, with a fixed width and order of bytes for every integer.
struct Bytes<'a>(&'a mut Vec<u8>);

impl Hasher for Bytes<'_> {
    #[inline]
    fn finish(&self) -> u64 {
        xxh3_64(self.0)
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    #[inline]
    fn write_u8(&mut self, value: u8) {
        self.0.push(value);
    }

    #[inline]
    fn write_u16(&mut self, value: u16) {
        self.write(&value.to_le_bytes());
    }

    #[inline]
    fn write_u32(&mut self, value: u32) {
        self.write(&value.to_le_bytes());
    }

    #[inline]
    fn write_u64(&mut self, value: u64) {
        self.write(&value.to_le_bytes());
    }

    #[inline]
    fn write_u128(&mut self, value: u128) {
        self.write(&value.to_le_bytes());
    }

    #[inline]
    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    #[inline]
    fn write_i8(&mut self, value: i8) {
        self.write(&value.to_le_bytes());
    }

    #[inline]
    fn write_i16(&mut self, value: i16) {
        self.write(&value.to_le_bytes());
    }

    #[inline]
    fn write_i32(&mut self, value: i32) {
        self.write(&value.to_le_bytes());
    }

    #[inline]
    fn write_i64(&mut self, value: i64) {
        self.write(&value.to_le_bytes());
    }

    #[inline]
    fn write_i128(&mut self, value: i128) {
        self.write(&value.to_le_bytes());
    }

    #[inline]
    fn write_isize(&mut self, value: isize) {
        self.write_i64(value as i64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_reads_as_it_is_written() {
        let json = |print| serde_json::to_string(&Fingerprint(print)).unwrap();
        assert_eq!(json(0xAB), "\"00000000000000ab\"");
        assert_eq!(serde_json::from_str::<Fingerprint>(&json(u64::MAX)).unwrap(), Fingerprint(u64::MAX));
        for wrong in ["\"ab\"", "\"00000000000000AB\"", "\"+0000000000000ab\"", "7"] {
            assert!(serde_json::from_str::<Fingerprint>(wrong).is_err(), "{wrong}");
        }
    }

    /// Pinned numbers: a change here would make every stored fingerprint worthless.
    #[test]
    fn fingerprints_are_pinned() {
        let mut scratch = Vec::new();
        assert_eq!(fingerprint(&(), &mut scratch), Fingerprint(xxh3_64(b"")));
        assert_eq!(fingerprint(&0x0102_u16, &mut scratch), Fingerprint(xxh3_64(&[2, 1])));
        assert_eq!(
            fingerprint(&Some(1_u8), &mut scratch),
            Fingerprint(xxh3_64(&[1, 0, 0, 0, 0, 0, 0, 0, 1]))
        );
        assert_eq!(fingerprint(&(), &mut scratch).0, 0x2d06_8005_38d3_94c2);
    }
}
