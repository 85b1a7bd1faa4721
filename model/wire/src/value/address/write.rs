//! Writing entries, with the escapes that [the module](super) describes.

use std::fmt;

use super::{Entry, Recipient, Style, is_blank};

/// An entry in a style.
pub(super) struct Written<'e> {
    pub(super) entry: &'e Entry,
    pub(super) style: Style,
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Recipient { name, number } = match self.entry {
            Entry::Mobile(recipient) => recipient,
            Entry::Other(other) => return f.write_str(&other.0),
        };
        match name {
            None if self.style == Style::NoQuotes => {}
            None => write!(f, "\"{}\" ", Quoted(&number.0))?,
            Some(name) => write!(f, "\"{}\" ", Quoted(name))?,
        }
        let blank = if self.style == Style::V9Blank { " " } else { "" };
        write!(f, "[MOBILE:{blank}{}]", Bracketed(&number.0))
    }
}

/// A name with its escapes.
struct Quoted<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '"' | '\\' => write!(f, "\\{c}"),
            _ => write!(f, "{c}"),
        })
    }
}

/// A number with its escapes.
struct Bracketed<'t>(&'t str);

impl fmt::Display for Bracketed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.char_indices().try_for_each(|(at, c)| {
            let outermost = at == 0 || at + c.len_utf8() == self.0.len();
            match c {
                ']' | '\\' => write!(f, "\\{c}"),
                c if outermost && is_blank(c) => write!(f, "\\{c}"),
                _ => write!(f, "{c}"),
            }
        })
    }
}
