//! `mb_u_int32` (WAP-192 5.1): groups of seven bits, most significant first, the high bit set on all but the last.

use super::Fault;

/// A fault and the offset of its byte.
pub(super) type Misread = (usize, Fault);

/// Bytes that 32 bits need at most.
const MAX_BYTES: usize = 5;

/// Reads the value at `at`; gives it with the offset behind it.
///
/// `overlong` permits leading groups of zero, within the five bytes. `within` names the construct in the error when the input ends.
#[inline]
pub(super) fn read(
    input: &[u8],
    at: usize,
    overlong: bool,
    within: &'static str,
) -> Result<(u32, usize), Misread> {
    match input.get(at) {
        Some(&byte @ 0..0x80) => Ok((byte.into(), at + 1)),
        _ => read_long(input, at, overlong, within),
    }
}

/// The same for any number of bytes.
fn read_long(input: &[u8], at: usize, overlong: bool, within: &'static str) -> Result<(u32, usize), Misread> {
    let mut value: u32 = 0;
    for (i, &byte) in input.iter().skip(at).take(MAX_BYTES).enumerate() {
        if i == 0 && byte == 0x80 && !overlong {
            return Err((at, Fault::IntegerOverlong));
        }
        if value > u32::MAX >> 7 {
            return Err((at, Fault::IntegerTooLarge));
        }
        value = value << 7 | u32::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Ok((value, at + i + 1));
        }
    }
    if input.len().saturating_sub(at) < MAX_BYTES {
        return Err((input.len(), Fault::UnexpectedEnd { within }));
    }
    Err((at, Fault::IntegerTooLong))
}

/// Number of bytes that [`write()`] appends.
pub(super) fn len(value: u32) -> usize {
    (u32::BITS - (value | 1).leading_zeros()).div_ceil(7) as usize
}

/// Appends the shortest form.
#[inline]
pub(super) fn write(value: u32, out: &mut Vec<u8>) {
    match u8::try_from(value) {
        Ok(byte @ 0..0x80) => out.push(byte),
        _ => write_long(value, out),
    }
}

fn write_long(value: u32, out: &mut Vec<u8>) {
    for group in (0..len(value)).rev() {
        let more = if group == 0 { 0 } else { 0x80 };
        let bits = value >> (7 * group) & 0x7F;
        out.push(more | bits.to_le_bytes()[0]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WAP-192 5.1 and the edges of each length.
    const VALUES: &[(u32, &[u8])] = &[
        (0, &[0x00]),
        (3, &[0x03]),
        (0x60, &[0x60]),
        (0xA0, &[0x81, 0x20]),
        (127, &[0x7F]),
        (128, &[0x81, 0x00]),
        (16_383, &[0xFF, 0x7F]),
        (16_384, &[0x81, 0x80, 0x00]),
        (2_097_151, &[0xFF, 0xFF, 0x7F]),
        (2_097_152, &[0x81, 0x80, 0x80, 0x00]),
        (268_435_455, &[0xFF, 0xFF, 0xFF, 0x7F]),
        (268_435_456, &[0x81, 0x80, 0x80, 0x80, 0x00]),
        (u32::MAX, &[0x8F, 0xFF, 0xFF, 0xFF, 0x7F]),
    ];

    #[test]
    fn values_go_both_ways() {
        for &(value, bytes) in VALUES {
            let mut out = Vec::new();
            write(value, &mut out);
            assert_eq!(out, bytes, "{value}");
            assert_eq!(len(value), bytes.len(), "{value}");
            assert_eq!(read(bytes, 0, false, "x"), Ok((value, bytes.len())), "{value}");
        }
    }

    #[test]
    fn overlong_forms_need_the_option_and_stay_within_five_bytes() {
        for (bytes, value) in
            [(&[0x80, 0x03][..], 3), (&[0x80, 0x80, 0x80, 0x80, 0x03], 3), (&[0x80, 0x81, 0x00], 128)]
        {
            assert_eq!(read(bytes, 0, false, "x"), Err((0, Fault::IntegerOverlong)));
            assert_eq!(read(bytes, 0, true, "x"), Ok((value, bytes.len())));
        }
        let six = [0x80, 0x80, 0x80, 0x80, 0x80, 0x03];
        assert_eq!(read(&six, 0, true, "x"), Err((0, Fault::IntegerTooLong)));
    }

    #[test]
    fn values_over_32_bits_do_not_wrap() {
        for bytes in [[0x90, 0x80, 0x80, 0x80, 0x01], [0xFF; 5]] {
            assert_eq!(read(&bytes, 0, false, "x"), Err((0, Fault::IntegerTooLarge)));
        }
        assert_eq!(
            read(&[0x8F, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], 0, false, "x"),
            Err((0, Fault::IntegerTooLong))
        );
    }

    #[test]
    fn cut_values_point_behind_the_input() {
        for bytes in [&[][..], &[0x81], &[0x8F, 0xFF, 0xFF, 0xFF]] {
            let cut = Fault::UnexpectedEnd { within: "x" };
            assert_eq!(read(bytes, 0, false, "x"), Err((bytes.len(), cut)));
        }
    }
}
