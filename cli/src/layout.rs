//! Laying out text for a screen of 100 columns.

use std::io::{self, Write};

/// Columns that lines are fitted to, where they can be.
pub(crate) const WIDTH: usize = 100;

/// Writes `label`, then `text` broken between words, its further lines indented as far as the label reaches.
pub(crate) fn wrapped(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    let indent = label.chars().count();
    let mut line = label.to_owned();
    let mut columns = indent;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if columns > indent && columns + 1 + length > WIDTH {
            writeln!(out, "{}", line.trim_end())?;
            line = " ".repeat(indent);
            columns = indent;
        }
        if columns > indent {
            line.push(' ');
            columns += 1;
        }
        line.push_str(word);
        columns += length;
    }
    writeln!(out, "{}", line.trim_end())
}

/// The same for text whose blanks matter.
pub(crate) fn wrapped_exactly(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    let indent = label.chars().count();
    let mut label = label.to_owned();
    for line in exact_lines(text, WIDTH.saturating_sub(indent)) {
        writeln!(out, "{label}{line}")?;
        label = " ".repeat(indent);
    }
    Ok(())
}

/// Lines of so many characters at most, broken behind a blank where there is one. Nothing is left out, and there is
/// at least one line.
pub(crate) fn exact_lines(text: &str, columns: usize) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let Some((end, _)) = text.char_indices().nth(columns.max(1)) else { return Some(text) };
        let cut = text.get(..end).and_then(|line| line.rfind(' ')).map_or(end, |blank| blank + 1);
        let (line, behind) = text.split_at_checked(cut)?;
        rest = Some(behind);
        Some(line)
    })
}

/// A number of things, as `1 entry` and `2 entries`.
pub(crate) fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// Bytes as `03 01 6A 00`.
pub(crate) fn spaced_hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(" ")
}

/// Bytes as `03016A00`.
pub(crate) fn dense_hex(bytes: &[u8]) -> String {
    spaced_hex(bytes).replace(' ', "")
}

/// A text in quotes with all that does not print escaped, cut to about so many columns and then with `note`, which says
/// how long it is.
pub(crate) fn quoted(text: &str, note: &str, columns: usize) -> String {
    let whole = format!("{text:?}");
    if whole.chars().count() <= columns {
        return whole;
    }
    let room = columns.saturating_sub(note.len() + 4).max(8);
    let mut used = 0;
    let kept = text.char_indices().find(|(_, c)| {
        used += c.escape_debug().count();
        used > room
    });
    match kept {
        Some((end, _)) => format!("{:?}… {note}", text.get(..end).unwrap_or_default()),
        None => whole,
    }
}

/// Bytes as hexadecimal digits, cut to about so many columns and then with their number.
pub(crate) fn hex_value(bytes: &[u8], columns: usize) -> String {
    let note = format!(" ({} bytes)", bytes.len());
    if bytes.len() * 2 <= columns {
        return dense_hex(bytes);
    }
    let room = (columns.saturating_sub(note.len() + 1) / 2).max(4);
    match bytes.get(..room) {
        Some(kept) => format!("{}…{note}", dense_hex(kept)),
        None => dense_hex(bytes),
    }
}

/// Rows of a listing: offset, bytes, what they are.
#[derive(Debug)]
pub(crate) struct Listing {
    /// Show all bytes, on as many lines as it takes.
    pub(crate) full: bool,
}

impl Listing {
    /// Columns before the text of a row.
    pub(crate) const TEXT_COLUMN: usize = OFFSET + 2 + BYTES + 2;

    /// Columns that the text of a row has.
    pub(crate) const TEXT_WIDTH: usize = WIDTH - Self::TEXT_COLUMN;

    /// The line above the rows.
    pub(crate) fn head(out: &mut dyn Write, text: &str) -> io::Result<()> {
        writeln!(out, "{:>OFFSET$}  {:BYTES$}  {text}", "offset", "bytes")
    }

    /// One row, with its text on one or more lines.
    pub(crate) fn row(
        &self,
        out: &mut dyn Write,
        offset: usize,
        bytes: &[u8],
        text: &[String],
    ) -> io::Result<()> {
        let shown = if self.full { bytes.len() } else { BYTES_A_LINE };
        let mut chunks = bytes.get(..shown).unwrap_or(bytes).chunks(BYTES_A_LINE);
        let mut text = text.iter();
        let mut at = offset;
        loop {
            let (chunk, line) = (chunks.next(), text.next());
            if at > offset && chunk.is_none() && line.is_none() {
                return Ok(());
            }
            let place = if chunk.is_some() { at.to_string() } else { String::new() };
            let more = if !self.full && at == offset && bytes.len() > BYTES_A_LINE { " …" } else { "" };
            let cells = spaced_hex(chunk.unwrap_or_default()) + more;
            let row = format!("{place:>OFFSET$}  {cells:BYTES$}  {}", line.map_or("", String::as_str));
            writeln!(out, "{}", row.trim_end())?;
            at += BYTES_A_LINE;
        }
    }
}

/// Width of an offset.
const OFFSET: usize = 6;
/// Bytes on one line of a row.
const BYTES_A_LINE: usize = 8;
/// Width of the bytes, with the sign that there are more.
const BYTES: usize = BYTES_A_LINE * 3 - 1 + 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_lines_lose_nothing() {
        let table: [(&str, &[&str]); 6] = [
            ("", &[""]),
            ("one", &["one"]),
            ("one  two three", &["one  ", "two ", "three"]),
            ("eleven chars", &["eleven ", "chars"]),
            ("überüberüberüber", &["überüberüb", "erüber"]),
            ("1234567890 x", &["1234567890", " x"]),
        ];
        for (text, expected) in table {
            let columns = if text.starts_with("one  ") { 7 } else { 10 };
            let lines: Vec<&str> = exact_lines(text, columns).collect();
            assert_eq!(lines, expected);
            assert_eq!(lines.concat(), text);
        }
    }

    #[test]
    fn wrapped_text_is_indented_below_its_label() {
        let mut out = Vec::new();
        wrapped(&mut out, "label  ", &"word ".repeat(30)).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("label  word") && lines[1].starts_with("       word"), "{text}");
        assert!(lines.iter().all(|line| line.len() <= WIDTH && !line.ends_with(' ')), "{text}");
    }

    #[test]
    fn cut_values_say_how_long_they_are() {
        assert_eq!(quoted("short", "(5 bytes)", 10), "\"short\"");
        assert_eq!(quoted(&"a".repeat(99), "(99 bytes)", 30), format!("\"{}\"… (99 bytes)", "a".repeat(16)));
        assert_eq!(quoted("\u{7}\n\"", "(3 bytes)", 30), r#""\u{7}\n\"""#);
        assert_eq!(hex_value(&[0xAB; 4], 8), "ABABABAB");
        assert_eq!(hex_value(&[0xAB; 99], 22), "ABABABABAB… (99 bytes)");
    }
}
