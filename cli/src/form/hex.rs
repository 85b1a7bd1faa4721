//! Hexadecimal digits as logs and dumps have them.
//!
//! - Bytes with anything between them that people put there: blanks, line ends, `:`, `-`, `,`, `;`, and `0x` or `\x`
//!   before them. A digit that stands alone is a byte: some logs print `3 1 6a 0`. Any other run of digits has two a byte.
//! - The output of `hexdump -C`, `xxd`, `tcpdump -X` and Wireshark: an offset before each line, characters behind it.
//!   The offsets have to count on without a gap; the first may be any. Text whose digits begin with the header of a
//!   document has no offsets.

use super::HEADER;

/// Text that is not hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HexError {
    /// A byte that is no digit and no separator.
    #[error("line {line}, column {column}: found {found:?}; expected hexadecimal digits")]
    NotADigit { line: usize, column: usize, found: char },
    /// A run of digits that is no number of bytes.
    #[error(
        "line {line}, column {column}: found {digits} digits; expected two a byte, or one that stands alone"
    )]
    OddDigits { line: usize, column: usize, digits: usize },
}

/// The bytes that the text stands for.
pub(crate) fn read(text: &[u8]) -> Result<Vec<u8>, HexError> {
    match digits(text) {
        Ok(bytes) if bytes.starts_with(&HEADER) => Ok(bytes),
        plain => dump(text).map_or(plain, Ok),
    }
}

/// The bytes of digits without offsets.
pub(crate) fn digits(text: &[u8]) -> Result<Vec<u8>, HexError> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    append_digits(text, &mut bytes).map(|()| bytes)
}

/// What is wrong with text that begins as the digits of a document.
pub(super) fn broken(text: &[u8]) -> Option<HexError> {
    let mut bytes = Vec::new();
    append_digits(text, &mut bytes).err().filter(|_| bytes.starts_with(&HEADER))
}

/// Appends the bytes of digits up to the first that is wrong.
fn append_digits(text: &[u8], bytes: &mut Vec<u8>) -> Result<(), HexError> {
    // The characters behind a line of hexdump -C whose offset is gone. Further lines may have offsets still.
    let characters = text.trim_ascii().ends_with(b"|") && !text.trim_ascii().contains(&b'\n');
    for (line, content) in (1..).zip(text.split(|byte| *byte == b'\n')) {
        let column = |rest: &[u8]| content.len() - rest.len() + 1;
        let mut rest = content;
        while let Some((&first, behind)) = rest.split_first() {
            if is_separator(first) {
                rest = behind;
                continue;
            }
            let bare = [&b"0x"[..], b"0X", b"\\x"].iter().find_map(|prefix| rest.strip_prefix(*prefix));
            let mut run = bare.unwrap_or(rest);
            let count = run.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
            if characters && run.starts_with(b"|") && bytes.starts_with(&HEADER) {
                return Ok(());
            }
            if count == 0 {
                let found = char::from(run.first().copied().unwrap_or(b'\n'));
                return Err(HexError::NotADigit { line, column: column(run), found });
            }
            if count > 1 && count % 2 == 1 {
                return Err(HexError::OddDigits { line, column: column(run), digits: count });
            }
            (run, rest) = run.split_at(count);
            push(run, bytes);
        }
    }
    Ok(())
}

fn is_separator(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b':' | b'-' | b',' | b';')
}

/// Appends the bytes of a run of digits, two a byte or one alone.
fn push(run: &[u8], bytes: &mut Vec<u8>) {
    let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    bytes.extend(
        run.chunks(2).map(|pair| pair.iter().filter_map(value).fold(0, |byte, digit| byte << 4 | digit)),
    );
}

/// The bytes of a dump with offsets; none if it is no such thing.
fn dump(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?;
    let lines: Vec<Line<'_>> =
        text.lines().filter(|line| !line.trim().is_empty()).map(Line::read).collect::<Option<_>>()?;
    let start = lines.first()?.offset;
    let mut bytes = Vec::with_capacity(text.len() / 4);
    let mut widest = 16;
    for (at, line) in lines.iter().enumerate() {
        if line.offset.checked_sub(start)? != bytes.len() {
            return None;
        }
        let before = bytes.len();
        match lines.get(at + 1) {
            Some(next) => {
                let count = next.offset.checked_sub(line.offset)?;
                line.bytes(count, &mut bytes);
                if bytes.len() - before != count {
                    return None;
                }
                widest = count.max(1);
            }
            None => line.bytes(widest, &mut bytes),
        }
    }
    // Four to eight digits alone are no dump, though they look like the offset of one.
    Some(bytes).filter(|bytes| !bytes.is_empty())
}

/// A line of a dump.
struct Line<'t> {
    offset: usize,
    /// What follows the offset: digits, then perhaps characters.
    rest: &'t str,
    /// Blanks that end the digits: a dump without a colon has two of them in its middle.
    gap: &'static str,
}

impl<'t> Line<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let line = line.trim_start();
        let line = line.strip_prefix("0x").unwrap_or(line);
        let digits = line.bytes().take_while(u8::is_ascii_hexdigit).count();
        let (offset, rest) = line.split_at_checked(digits)?;
        let offset = usize::from_str_radix(offset, 16).ok().filter(|_| (4..=8).contains(&digits))?;
        let (rest, gap) = match rest.strip_prefix(':') {
            Some(rest) => (rest, "  "),
            None if rest.is_empty() || rest.starts_with("  ") => (rest, "   "),
            None => return None,
        };
        Some(Self { offset, rest: rest.trim(), gap })
    }

    /// Appends the bytes, `most` at most, for behind them may stand characters that look like digits.
    fn bytes(&self, most: usize, bytes: &mut Vec<u8>) {
        let end = [self.gap, "|"].iter().filter_map(|end| self.rest.find(end)).min();
        let digits = end.and_then(|end| self.rest.get(..end)).unwrap_or(self.rest);
        let before = bytes.len();
        for run in digits.split_ascii_whitespace() {
            let is_run = run.len() % 2 == 0 && run.bytes().all(|byte| byte.is_ascii_hexdigit());
            if !is_run || bytes.len() - before >= most {
                return;
            }
            push(run.as_bytes(), bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dumps_lose_offsets_and_characters() {
        let expected: Vec<u8> = (0..20).map(|i| 0xA0 + i).collect();
        let dumps = [
            "00000000  a0 a1 a2 a3 a4 a5 a6 a7  a8 a9 aa ab ac ad ae af  |abcdefabcdefabcd|\n\
             00000010  b0 b1 b2 b3                                       |ab c|\n00000014\n",
            "00000000: a0a1 a2a3 a4a5 a6a7 a8a9 aaab acad aeaf  ab cd ef 01 23 45\n\
             00000010: b0b1 b2b3                                ab c\n",
            "\t0x0000:  a0a1 a2a3 a4a5 a6a7 a8a9 aaab acad aeaf  ................\n\
             \t0x0010:  b0b1 b2b3                                ....\n",
            "0000   a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 aa ab ac ad ae af   ........ ab cd..\n\
             0010   b0 b1 b2 b3                                       ab c\n",
            // From the middle of a capture.
            "0x0034:  a0a1 a2a3 a4a5 a6a7  ........\n0x003c:  a8a9 aaab acad aeaf  ab\n0x0044:  b0b1 b2b3  ab\n",
        ];
        for dump in dumps {
            assert_eq!(read(dump.as_bytes()), Ok(expected.clone()), "{dump}");
        }
    }

    /// A line that is missing, as in a dump with `*` for equal lines, must not be passed over.
    #[test]
    fn a_dump_with_a_gap_is_refused() {
        let gap = "00000000: a0a1 a2a3  ....\n00000008: a4a5  ..\n";
        assert!(matches!(read(gap.as_bytes()), Err(HexError::NotADigit { line: 1, .. })));
        let star =
            "00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000020\n";
        assert!(matches!(read(star.as_bytes()), Err(HexError::NotADigit { line: 1, .. })));
    }

    #[test]
    fn faults_have_their_place() {
        let table = [
            ("03 01 zz", HexError::NotADigit { line: 1, column: 7, found: 'z' }),
            ("03\n0xg", HexError::NotADigit { line: 2, column: 3, found: 'g' }),
            ("03 0x\n04", HexError::NotADigit { line: 1, column: 6, found: '\n' }),
            ("03\n 016", HexError::OddDigits { line: 2, column: 2, digits: 3 }),
        ];
        for (text, error) in table {
            assert_eq!(read(text.as_bytes()), Err(error), "{text}");
        }
    }
}
