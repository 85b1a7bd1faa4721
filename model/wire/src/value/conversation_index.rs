//! `ConversationId` and `ConversationIndex`, the byte arrays that place a message in its conversation.

use super::FileTime;

/// A `ConversationIndex`: when the conversation began, and one level for each reply or forward since
/// ([MS-ASCON] 2.2.2.4).
///
/// Every array of 5 + 5n bytes is one, and [`to_bytes`](Self::to_bytes) gives the same bytes back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ConversationIndex {
    /// When the first message was sent.
    pub header: IndexHeader,
    /// Oldest first.
    pub levels: Vec<ResponseLevel>,
}

impl ConversationIndex {
    /// Reads a byte array. Its length must be 5 + 5n; the specification does not say what any other length
    /// means.
    pub fn parse(bytes: &[u8]) -> Result<Self, ConversationIndexError> {
        let error = ConversationIndexError { length: bytes.len() };
        let (header, rest) = bytes.split_first_chunk().ok_or(error.clone())?;
        let (levels, odd) = rest.as_chunks();
        if !odd.is_empty() {
            return Err(error);
        }
        Ok(Self { header: IndexHeader(*header), levels: levels.iter().copied().map(ResponseLevel).collect() })
    }

    /// The bytes, 5 + 5n.
    pub fn to_bytes(&self) -> Vec<u8> {
        let levels = self.levels.iter().flat_map(|level| level.0);
        self.header.0.into_iter().chain(levels).collect()
    }
}

/// A byte array that cannot be a `ConversationIndex`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a ConversationIndex of {length} bytes; expected 5 and another 5 for each response level")]
pub struct ConversationIndexError {
    /// Bytes found.
    pub length: usize,
}

/// The first five bytes of a [`ConversationIndex`]: bits 55 to 16 of a FILETIME, most significant byte first
/// ([MS-ASCON] 2.2.2.4.1).
///
/// Editions of [MS-OXOMSG] 2.2.1.3 differ on the bits: older ones say 55 to 16, newer ones 63 to 24. The
/// example of [MS-ASMS] 4.3 is 84 seconds after the message's own date when read the older way, and in no
/// sensible year when read the newer way, so the older way it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexHeader(pub [u8; 5]);

impl IndexHeader {
    /// Drops bits 63 to 56 and 15 to 0 of the time, so that about 6.5 milliseconds are one header.
    pub const fn from_file_time(time: FileTime) -> Self {
        let [_, header @ .., _, _] = time.0.to_be_bytes();
        Self(header)
    }

    /// The time with 1 for the bits 63 to 56, right from May 1829 to September 2057, and 0 for the bits 15 to
    /// 0.
    pub const fn file_time(self) -> FileTime {
        let [b55, b47, b39, b31, b23] = self.0;
        FileTime(u64::from_be_bytes([1, b55, b47, b39, b31, b23, 0, 0]))
    }
}

/// Five bytes of a [`ConversationIndex`] for one reply or forward ([MS-OXOMSG] 2.2.1.3): from the highest bit
/// down, 1 bit delta code, 31 bits time difference, 4 bits random, 4 bits level count. Any five bytes are
/// one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResponseLevel(pub [u8; 5]);

/// How coarse the time difference of a [`ResponseLevel`] is: its delta code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeltaCode {
    /// 0: for differences below 2⁴⁹ units of 100 ns, about 1.7 years; the lowest 18 bits are dropped (26 ms).
    Fine,
    /// 1: for greater ones; the lowest 23 bits are dropped (0.8 s).
    Coarse,
}

impl ResponseLevel {
    /// The level of a message sent at `sent` in a conversation that began at `header`.
    ///
    /// A time before the header counts as the header's. `None` when `random` or `level_count` is above 15, or
    /// the difference has no place in 31 bits: from 2⁵⁴ units on, about 57 years.
    pub fn new(header: IndexHeader, sent: FileTime, random: u8, level_count: u8) -> Option<Self> {
        if random > 0xF || level_count > 0xF {
            return None;
        }
        let difference = sent.0.saturating_sub(header.file_time().0);
        let code = if difference < FINE_BELOW { DeltaCode::Fine } else { DeltaCode::Coarse };
        let kept =
            u32::try_from(difference >> code.dropped_bits()).ok().filter(|kept| kept & CODE_BIT == 0)?;
        let first = if code == DeltaCode::Coarse { kept | CODE_BIT } else { kept };
        let [a, b, c, d] = first.to_be_bytes();
        Some(Self([a, b, c, d, random << 4 | level_count]))
    }

    /// How coarse the difference is.
    pub const fn delta_code(self) -> DeltaCode {
        if self.first() & CODE_BIT == 0 { DeltaCode::Fine } else { DeltaCode::Coarse }
    }

    /// Time since the header's, in units of 100 nanoseconds; the dropped bits are 0.
    pub fn difference(self) -> u64 {
        u64::from(self.first() & !CODE_BIT) << self.delta_code().dropped_bits()
    }

    /// The random number, 0 to 15, that tells siblings of one moment apart.
    pub const fn random(self) -> u8 {
        let [.., last] = self.0;
        last >> 4
    }

    /// The level count, 0 to 15.
    pub const fn level_count(self) -> u8 {
        let [.., last] = self.0;
        last & 0xF
    }

    const fn first(self) -> u32 {
        let [a, b, c, d, _] = self.0;
        u32::from_be_bytes([a, b, c, d])
    }
}

impl DeltaCode {
    const fn dropped_bits(self) -> u32 {
        match self {
            Self::Fine => 18,
            Self::Coarse => 23,
        }
    }
}

/// The delta code within the first four bytes of a level.
const CODE_BIT: u32 = 1 << 31;
/// 31 bits of a difference and the 18 that are dropped.
const FINE_BELOW: u64 = 1 << 49;

/// A `ConversationId` ([MS-ASCON] 2.2.2.3.3): an opaque name of a conversation. The specification fixes no
/// length; its example has [16 bytes](Self::USUAL_LENGTH), and any other length is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConversationId(pub Box<[u8]>);

impl ConversationId {
    /// Bytes in the id of [MS-ASMS] 4.3, as in a GUID.
    pub const USUAL_LENGTH: usize = 16;

    /// Whether the length is the usual one. An empty id is known to break clients.
    pub const fn has_usual_length(&self) -> bool {
        self.0.len() == Self::USUAL_LENGTH
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::DateTime;

    const EXAMPLE: [u8; 5] = [0xC9, 0x71, 0x26, 0x48, 0xDE];

    #[test]
    fn example_of_ms_asms_4_3() {
        let index = ConversationIndex::parse(&EXAMPLE).unwrap();
        assert!(index.levels.is_empty());
        let sent = index.header.file_time().date_time().unwrap();
        assert_eq!(sent.to_string(), "2009-01-08T00:16:00.197Z");
        assert_eq!(index.to_bytes(), EXAMPLE);

        let received = DateTime::parse("2009-01-08T00:14:36.000Z").unwrap();
        assert_eq!((sent.unix_ms() - received.unix_ms()) / 1000, 84);

        let id =
            [0xF1, 0xF2, 0x61, 0xF6, 0xCF, 0x4D, 0x44, 0xFF, 0x3C, 0x64, 0xF6, 0x58, 0x33, 0x0F, 0x30, 0x00];
        assert!(ConversationId(Box::new(id)).has_usual_length());
        assert!(!ConversationId(Box::new([])).has_usual_length());
    }

    #[test]
    fn header_holds_bits_55_to_16() {
        let table = [
            (0x01C9_7126_48BF_E000, [0xC9, 0x71, 0x26, 0x48, 0xBF]),
            (0x01C9_7126_16AE_7E00, [0xC9, 0x71, 0x26, 0x16, 0xAE]),
            (0x01C9_7126_48DE_FFFF, EXAMPLE),
            (0x01C9_7126_48DF_0000, [0xC9, 0x71, 0x26, 0x48, 0xDF]),
        ];
        for (units, header) in table {
            assert_eq!(IndexHeader::from_file_time(FileTime(units)), IndexHeader(header), "{units:#x}");
            assert_eq!(IndexHeader(header).file_time(), FileTime(units & !0xFFFF), "{units:#x}");
        }
    }

    #[test]
    fn era_of_the_header_is_as_documented() {
        let [first, last] = [IndexHeader([0; 5]), IndexHeader([0xFF; 5])]
            .map(|header| header.file_time().date_time().unwrap().to_compact());
        assert_eq!(first.get(..6), Some("182905"));
        assert_eq!(last.get(..6), Some("205709"));
    }

    #[test]
    fn only_lengths_of_5_and_5n_are_read() {
        for length in 0..=31_usize {
            let bytes: Vec<u8> = (0_u8..).take(length).collect();
            match ConversationIndex::parse(&bytes) {
                Ok(index) => {
                    assert_eq!(index.levels.len() * 5 + 5, length);
                    assert_eq!(index.to_bytes(), bytes);
                }
                Err(error) => {
                    assert!(length == 0 || !length.is_multiple_of(5), "{length}");
                    assert_eq!(error, ConversationIndexError { length });
                }
            }
        }
        assert_eq!(
            ConversationIndex::parse(&[0; 22]).unwrap_err().to_string(),
            "a ConversationIndex of 22 bytes; expected 5 and another 5 for each response level"
        );
    }

    #[test]
    fn level_bits_are_code_difference_random_and_count() {
        let table = [
            ([0x00, 0x00, 0x00, 0x00, 0x00], DeltaCode::Fine, 0, 0, 0),
            ([0x00, 0x00, 0x00, 0x01, 0xA1], DeltaCode::Fine, 1 << 18, 0xA, 1),
            ([0x7F, 0xFF, 0xFF, 0xFF, 0x0F], DeltaCode::Fine, (1 << 49) - (1 << 18), 0, 0xF),
            ([0x80, 0x00, 0x00, 0x01, 0xF0], DeltaCode::Coarse, 1 << 23, 0xF, 0),
            ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF], DeltaCode::Coarse, (1 << 54) - (1 << 23), 0xF, 0xF),
        ];
        for (bytes, code, difference, random, count) in table {
            let level = ResponseLevel(bytes);
            assert_eq!(
                (level.delta_code(), level.difference(), level.random(), level.level_count()),
                (code, difference, random, count),
                "{bytes:x?}"
            );
        }
    }

    #[test]
    fn delta_code_changes_at_2_to_the_49() {
        let header = IndexHeader(EXAMPLE);
        let level = |after: u64| ResponseLevel::new(header, FileTime(header.file_time().0 + after), 3, 1);
        let table = [
            (0, Some([0x00, 0x00, 0x00, 0x00, 0x31])),
            ((1 << 18) - 1, Some([0x00, 0x00, 0x00, 0x00, 0x31])),
            (1 << 18, Some([0x00, 0x00, 0x00, 0x01, 0x31])),
            ((1 << 49) - 1, Some([0x7F, 0xFF, 0xFF, 0xFF, 0x31])),
            (1 << 49, Some([0x84, 0x00, 0x00, 0x00, 0x31])),
            ((1 << 54) - 1, Some([0xFF, 0xFF, 0xFF, 0xFF, 0x31])),
            (1 << 54, None),
        ];
        for (after, bytes) in table {
            assert_eq!(level(after), bytes.map(ResponseLevel), "{after:#x}");
        }
        assert_eq!(ResponseLevel::new(header, FileTime(0), 3, 1), Some(ResponseLevel([0, 0, 0, 0, 0x31])));
        assert_eq!(ResponseLevel::new(header, FileTime(0), 16, 1), None);
        assert_eq!(ResponseLevel::new(header, FileTime(0), 3, 16), None);
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            match ConversationIndex::parse(&bytes) {
                Ok(index) => prop_assert_eq!(index.to_bytes(), bytes),
                Err(error) => prop_assert_eq!(error.length, bytes.len()),
            }
        }

        #[test]
        fn level_is_made_again_from_what_it_says(header: [u8; 5], difference in 0_u64..1 << 54, low in 0_u8..=255) {
            let (header, random, count) = (IndexHeader(header), low >> 4, low & 0xF);
            let sent = FileTime(header.file_time().0 + difference);
            let level = ResponseLevel::new(header, sent, random, count).unwrap();
            prop_assert_eq!((level.random(), level.level_count()), (random, count));
            let lost = difference - level.difference();
            prop_assert!(lost < 1 << level.delta_code().dropped_bits());
        }
    }
}
