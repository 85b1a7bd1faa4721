//! Small pieces of Markdown.

use std::fmt::Write as _;

/// Text as a paragraph has it: on one line, with nothing that would be taken for a tag.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('<', "&lt;")
}

/// The same as a cell of a table has it.
pub(crate) fn cell(text: &str) -> String {
    plain(text).replace('|', "\\|")
}

/// A number with commas between its thousands.
pub(crate) fn count(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of things.
pub(crate) fn counted(number: impl Into<u64>, one: &str, more: &str) -> String {
    let number = number.into();
    format!("{} {}", count(number), if number == 1 { one } else { more })
}

/// A table. The cells are Markdown.
pub(crate) fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    // A string takes all that is written to it.
    let mut out = String::new();
    let _ = writeln!(out, "| {} |", head.join(" | "));
    let _ = writeln!(out, "|{}", "---|".repeat(head.len()));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
    out
}

/// Words as code, separated by blanks.
pub(crate) fn codes<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_cells() {
        assert_eq!(count(7_u32), "7");
        assert_eq!(count(1_234_567_u64), "1,234,567");
        assert_eq!(counted(1_u8, "step", "steps"), "1 step");
        assert_eq!(cell("a | b\n  <1>"), "a \\| b &lt;1>");
        assert_eq!(table(&["a"], [vec!["b".to_owned()]]), "| a |\n|---|\n| b |\n");
    }
}
