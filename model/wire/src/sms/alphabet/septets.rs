//! Septets in octets ([3GPP TS 23.038] 6.1.2.1): least significant bit first.

use std::iter;

/// Packs septets, one an octet (the top bit is ignored), after `fill` zero bits, 0 to 6 (taken modulo 8).
pub fn pack(septets: &[u8], fill: u8) -> Vec<u8> {
    let mut octets = Vec::with_capacity(packed_len(septets.len(), fill));
    pack_into(septets, fill, &mut octets);
    octets
}

/// Appends what [`pack`] gives.
pub fn pack_into(septets: &[u8], fill: u8, octets: &mut Vec<u8>) {
    octets.reserve(packed_len(septets.len(), fill));
    // Eight septets are seven octets: after every group as many bits are left over as before it.
    let (fill, mut left) = (fill % 8, 0);
    let (groups, tail) = septets.as_chunks();
    for group in groups {
        let bits = left | squeeze(*group) << fill;
        octets.extend_from_slice(&bits.to_le_bytes()[..7]);
        left = bits >> 56;
    }
    let bits = left | squeeze(padded(tail)) << fill;
    octets.extend_from_slice(&bits.to_le_bytes()[..packed_len(tail.len(), fill)]);
}

/// Unpacks `count` septets after `fill` bits (taken modulo 8); fewer when the octets end before.
pub fn unpack(octets: &[u8], fill: u8, count: usize) -> Vec<u8> {
    let fill = fill % 8;
    let available = (octets.len() * 8).saturating_sub(usize::from(fill)) / 7;
    let count = count.min(available);
    let mut septets = Vec::with_capacity(count.next_multiple_of(8));
    for start in (0..count.div_ceil(8)).map(|group| group * 7) {
        let rest = octets.get(start..).unwrap_or_default();
        let bits = u64::from_le_bytes(rest.first_chunk().copied().unwrap_or_else(|| padded(rest)));
        septets.extend_from_slice(&spread(bits >> fill));
    }
    septets.truncate(count);
    septets
}

/// Octets that `count` septets take after `fill` bits.
pub const fn packed_len(count: usize, fill: u8) -> usize {
    (count * 7 + (fill % 8) as usize).div_ceil(8)
}

/// Eight septets side by side in 56 bits, the first lowest: neighbours move together by one bit, then the pairs by two,
/// then the fours by four.
fn squeeze(septets: [u8; 8]) -> u64 {
    let bits = u64::from_le_bytes(septets);
    let bits = bits & 0x007F_007F_007F_007F | (bits & 0x7F00_7F00_7F00_7F00) >> 1;
    let bits = bits & 0x0000_3FFF_0000_3FFF | (bits & 0x3FFF_0000_3FFF_0000) >> 2;
    bits & 0x0000_0000_0FFF_FFFF | (bits & 0x0FFF_FFFF_0000_0000) >> 4
}

/// [`squeeze`] backwards; the top eight bits are ignored.
fn spread(bits: u64) -> [u8; 8] {
    let bits = bits & 0x0000_0000_0FFF_FFFF | (bits & 0x00FF_FFFF_F000_0000) << 4;
    let bits = bits & 0x0000_3FFF_0000_3FFF | (bits & 0x0FFF_C000_0FFF_C000) << 2;
    let bits = bits & 0x007F_007F_007F_007F | (bits & 0x3F80_3F80_3F80_3F80) << 1;
    bits.to_le_bytes()
}

/// At most eight octets, then zeros.
fn padded(octets: &[u8]) -> [u8; 8] {
    let mut all = [0; 8];
    iter::zip(&mut all, octets).for_each(|(to, from)| *to = *from);
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Bit by bit, as the specification draws it.
    fn packed_slowly(septets: &[u8], fill: u8) -> Vec<u8> {
        let bits: Vec<u8> = iter::repeat_n(0, fill.into())
            .chain(septets.iter().flat_map(|septet| (0..7).map(move |bit| septet >> bit & 1)))
            .collect();
        bits.chunks(8).map(|octet| octet.iter().rev().fold(0, |sum, bit| sum << 1 | bit)).collect()
    }

    #[test]
    fn known_packings() {
        assert_eq!(pack(b"hellohello", 0), [0xE8, 0x32, 0x9B, 0xFD, 0x46, 0x97, 0xD9, 0xEC, 0x37]);
        assert_eq!(pack(b"", 0), []);
        assert_eq!(pack(b"", 6), [0]);
        assert_eq!(pack(b"A", 1), [0x82]);
        assert_eq!(pack(b"A", 6), [0x40, 0x10]);
        assert_eq!(packed_len(160, 0), 140);
        assert_eq!(packed_len(153, 1), 134);
    }

    #[test]
    fn unpacking_stops_where_the_octets_end() {
        assert_eq!(unpack(&[], 0, 9), []);
        assert_eq!(unpack(&[], 6, 9), []);
        assert_eq!(unpack(&[0x82], 1, 9), b"A");
        assert_eq!(unpack(&[0x82], 2, 9), []);
    }

    proptest! {
        #[test]
        fn packing_is_what_the_specification_draws(septets in prop::collection::vec(0..128u8, 0..170), fill in 0..7u8) {
            let packed = pack(&septets, fill);
            prop_assert_eq!(&packed, &packed_slowly(&septets, fill));
            prop_assert_eq!(packed.len(), packed_len(septets.len(), fill));
            prop_assert_eq!(unpack(&packed, fill, septets.len()), septets);
        }

        #[test]
        fn unpacking_takes_anything(octets: Vec<u8>, fill: u8, count in 0..400usize) {
            prop_assert!(unpack(&octets, fill, count).iter().all(|septet| *septet < 0x80));
        }
    }
}
