//! Inline strings: where they end, and that they are UTF-8.

use super::Fault;
use super::integer::Misread;

/// A stretch of the input that is known to be UTF-8, and begins where a string begins.
///
/// Tokens other than OPAQUE are ASCII, so that one check mostly covers all strings up to the next byte array.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Utf8<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Utf8<'a> {
    /// The string from `start` to `end`, where a NUL stands.
    #[inline]
    pub(super) fn slice(&mut self, input: &'a [u8], start: usize, end: usize) -> Result<&'a str, Misread> {
        let from = start.wrapping_sub(self.start);
        match self.text.get(from..from.wrapping_add(end - start)) {
            Some(text) => Ok(text),
            None => self.widen(input, start, end),
        }
    }

    /// Looks how far the input is UTF-8 from `start` on.
    #[inline(never)]
    fn widen(&mut self, input: &'a [u8], start: usize, end: usize) -> Result<&'a str, Misread> {
        let rest = input.get(start..).unwrap_or_default();
        let text = str::from_utf8(rest).unwrap_or_else(|error| {
            let valid = rest.get(..error.valid_up_to()).unwrap_or_default();
            str::from_utf8(valid).unwrap_or_default()
        });
        *self = Self { start, text };
        text.get(..end - start).ok_or_else(|| {
            let valid = text.len();
            (start + valid, Fault::InvalidUtf8 { byte: rest.get(valid).copied().unwrap_or_default() })
        })
    }
}

/// The offset of the first NUL from `start` on, or of the end of the input.
#[inline]
pub(super) fn find_nul(input: &[u8], start: usize) -> usize {
    let mut rest = input.get(start..).unwrap_or_default();
    while let Some((word, behind)) = rest.split_first_chunk() {
        let zeros = zeros(u64::from_le_bytes(*word));
        if zeros != 0 {
            return input.len() - rest.len() + zeros.trailing_zeros() as usize / 8;
        }
        rest = behind;
    }
    input.len() - rest.len() + rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len())
}

/// The top bit of each byte that is zero, at least of the lowest one.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(0x0101_0101_0101_0101) & !word & 0x8080_8080_8080_8080
}
