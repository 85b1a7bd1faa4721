//! Bits in order, the most significant of each octet first.

use crate::sms::tpdu::reader::Reader;
use crate::sms::tpdu::{DecodeError, Fault};

/// Octets, and how many of their bits have been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct BitReader<'a> {
    octets: &'a [u8],
    at: usize,
    /// Where the octets stand in the input.
    offset: usize,
}

impl<'a> BitReader<'a> {
    /// Reads what `reader` has left.
    pub(super) const fn new(reader: &Reader<'a>) -> Self {
        Self { octets: reader.rest(), at: 0, offset: reader.offset() }
    }

    /// Bits that have not been read.
    pub(super) const fn left(&self) -> usize {
        self.octets.len() * 8 - self.at
    }

    /// At most eight bits, in the low end of an octet.
    pub(super) fn bits(&mut self, field: &'static str, count: u8) -> Result<u8, DecodeError> {
        self.check(field, count.into())?;
        Ok(self.next(count))
    }

    pub(super) fn flag(&mut self, field: &'static str) -> Result<bool, DecodeError> {
        self.bits(field, 1).map(|bit| bit != 0)
    }

    /// So many bits, eight to an octet; the last octet ends with zero bits.
    pub(super) fn run(&mut self, field: &'static str, count: usize) -> Result<Vec<u8>, DecodeError> {
        self.check(field, count)?;
        let mut octets: Vec<u8> = (0..count / 8).map(|_| self.next(8)).collect();
        match count.to_le_bytes()[0] % 8 {
            0 => {}
            tail => octets.push(self.next(tail) << (8 - tail)),
        }
        Ok(octets)
    }

    fn check(&self, field: &'static str, count: usize) -> Result<(), DecodeError> {
        if count <= self.left() {
            return Ok(());
        }
        let fault = Fault::UnexpectedEnd { needed: count.div_ceil(8), left: self.left() / 8 };
        Err(DecodeError { offset: self.offset + self.at / 8, field, fault })
    }

    /// The next bits; zeros after the end.
    fn next(&mut self, count: u8) -> u8 {
        let octet = |at: usize| self.octets.get(at).copied().unwrap_or(0);
        let start = self.at / 8;
        let window = u16::from_be_bytes([octet(start), octet(start + 1)]) << (self.at % 8);
        self.at += usize::from(count);
        let [high, _] = window.to_be_bytes();
        high.checked_shr(u32::from(8 - count)).unwrap_or(0)
    }
}

/// Octets in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct BitWriter {
    octets: Vec<u8>,
    /// Bits free in the last octet, 0 to 7.
    free: u8,
}

impl BitWriter {
    /// Appends the low bits of an octet, at most eight.
    pub(super) fn bits(&mut self, value: u8, count: u8) {
        for place in (0..count).rev() {
            if self.free == 0 {
                self.octets.push(0);
                self.free = 8;
            }
            self.free -= 1;
            if let Some(last) = self.octets.last_mut() {
                *last |= (value >> place & 1) << self.free;
            }
        }
    }

    /// Appends the first `count` bits of `octets`.
    pub(super) fn run(&mut self, octets: &[u8], mut count: usize) {
        for octet in octets {
            let taken = count.min(8).to_le_bytes()[0];
            self.bits(octet.checked_shr(u32::from(8 - taken)).unwrap_or(0), taken);
            count -= usize::from(taken);
        }
    }

    /// The octets; the last one ends with zero bits.
    pub(super) fn into_octets(self) -> Vec<u8> {
        self.octets
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_stand_where_they_are_drawn() {
        // 101 | 11111111 | 0 | 0110 -> 1011 1111 1110 0110
        let mut writer = BitWriter::default();
        writer.bits(0b101, 3);
        writer.bits(0xFF, 8);
        writer.bits(0, 1);
        writer.bits(0b0110, 4);
        assert_eq!(writer.into_octets(), [0xBF, 0xE6]);

        let mut reader = BitReader::new(&Reader::new(&[0xBF, 0xE6]));
        assert_eq!(reader.bits("a", 3), Ok(0b101));
        assert_eq!(reader.bits("b", 8), Ok(0xFF));
        assert_eq!(reader.flag("c"), Ok(false));
        assert_eq!(reader.left(), 4);
        let fault = Fault::UnexpectedEnd { needed: 1, left: 0 };
        assert_eq!(reader.bits("d", 5), Err(DecodeError { offset: 1, field: "d", fault }));
        assert_eq!(reader.run("d", 4), Ok(vec![0x60]));
    }

    proptest! {
        #[test]
        fn runs_of_bits_come_back(lead in 0_u8..8, octets in prop::collection::vec(any::<u8>(), 1..20), cut in 0_usize..8) {
            let count = octets.len() * 8 - cut;
            let mut writer = BitWriter::default();
            writer.bits(0, lead);
            writer.run(&octets, count);
            let written = writer.into_octets();
            prop_assert_eq!(written.len(), (usize::from(lead) + count).div_ceil(8));
            let mut reader = BitReader::new(&Reader::new(&written));
            prop_assert_eq!(reader.bits("lead", lead), Ok(0));
            let mut expected = octets;
            if let Some(last) = expected.last_mut() {
                *last = *last >> cut << cut;
            }
            prop_assert_eq!(reader.run("run", count), Ok(expected));
        }
    }
}
