//! To and From: entries such as `"Jo" [MOBILE:+14255550143]`, separated by commas.
//!
//! [MS-ASMS] 2.2.2.1.6 and 2.2.2.1.10 give the form of an entry and nothing more, so what is around it is
//! settled here (EC-33).
//!
//! **Writing.** Entries are separated by a comma alone. In a name `"` becomes `\"` and `\` becomes `\\`; in a
//! number `]` becomes `\]`, `\` becomes `\\`, and a blank that is first or last gets a `\` before it. Nothing
//! else is escaped.
//!
//! **Reading** takes those escapes, and text that was written without any:
//!
//! - `\` before another character stands for itself, as in `"DOMAIN\user"`.
//! - A `"` without `\` ends a name only where the entry can go on: before `[`, `<`, a comma or the end,
//!   blanks aside. Any other is part of the name, so `"Jo "Ace" Bo" [MOBILE:1]` reads as one might hope. A
//!   comma or bracket inside the quotes is always part of the name.
//! - A `]` without `\` ends a number.
//! - `[MOBILE:` may have lower-case letters and follows the name with or without blanks. Blanks around a
//!   number, an entry or an unquoted name do not count. A name without quotes ends at a comma and has no
//!   escapes.
//! - An empty name, or one that is the number over again, is no name: examples and AMB-34 write entries
//!   without name so.
//! - An entry without `[MOBILE:` is kept as it is, an [`OtherAddress`]; e-mail addresses are of this sort.
//! - Nothing between two commas is no entry.
//!
//! Blanks are U+0020, tab, line feed, form feed and carriage return.

mod write;

use std::fmt;

use write::Written;

/// Most characters that To or From can have ([MS-ASEMAIL] 2.2.2.79), counted as Unicode scalar values.
pub const MAX_CHARACTERS: usize = 32_768;

/// The value of To or From: a text, and the entries that it says.
///
/// The text is kept as it was read, so that nothing is lost when it is passed on. Whatever a list was made
/// from, reading its text gives an equal list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AddressList {
    text: String,
    entries: Vec<Entry>,
}

impl AddressList {
    /// Reads a text of at most [`MAX_CHARACTERS`]; an empty one is a list without entries.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        check_length(text)?;
        let entries = Reader { text, at: 0 }.entries()?;
        Ok(Self { text: text.to_owned(), entries })
    }

    /// Writes entries. A list of a thousand recipients can well be too long.
    pub fn new(entries: Vec<Entry>, style: Style) -> Result<Self, TooLong> {
        let texts: Vec<_> = entries.iter().map(|entry| Written { entry, style }.to_string()).collect();
        let text = texts.join(",");
        check_length(&text)?;
        Ok(Self { text, entries })
    }

    /// The text as it was read or written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All entries, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries that an SMS can go to, in order; the others are passed over (AMB-18).
    pub fn mobile_recipients(&self) -> impl Iterator<Item = &Recipient> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Mobile(recipient) => Some(recipient),
            Entry::Other(_) => None,
        })
    }
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// With `[MOBILE:`.
    Mobile(Recipient),
    /// Anything else.
    Other(OtherAddress),
}

/// A person with a mobile telephone: `"Name" [MOBILE:number]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recipient {
    /// Not empty, and not the number.
    name: Option<String>,
    number: MobileNumber,
}

impl Recipient {
    /// A name that is empty or the same as the number is no name, since in a text one cannot tell them apart.
    pub fn new(name: &str, number: MobileNumber) -> Self {
        let has_name = !name.is_empty() && name != number.as_str();
        Self { name: has_name.then(|| name.to_owned()), number }
    }

    /// The name, without quotes and escapes.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The number, which can be empty.
    pub const fn number(&self) -> &MobileNumber {
        &self.number
    }
}

/// A telephone number as it is written: any text ([MS-ASDTYPE] 2.7.3).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MobileNumber(String);

impl MobileNumber {
    /// Any text is one.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What to dial: ASCII digits, after a `+` if that comes before them all. Visual separators are dropped:
    /// blanks, no-break spaces, `-`, U+2011, `.`, `(`, `)` and `/`.
    ///
    /// `None` when there is no digit, or anything else: a name of a sender such as `Call4U` holds a digit and
    /// is no number.
    pub fn dialable(&self) -> Option<String> {
        let mut digits = String::new();
        for c in self.0.chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() => digits.push(c),
                '\u{A0}' | '-' | '\u{2011}' | '.' | '(' | ')' | '/' => {}
                c if is_blank(c) => {}
                _ => return None,
            }
        }
        digits.ends_with(|c: char| c.is_ascii_digit()).then_some(digits)
    }

    /// Whether two notations dial the same: `+1 (425) 555-0143` and `+14255550143` do.
    ///
    /// Only what is dialled counts. No country code is guessed, so `+14255550143`, `14255550143` and
    /// `4255550143` are three numbers. What cannot be dialled is the same as nothing, itself included.
    pub fn same_number(&self, other: &Self) -> bool {
        self.dialable().is_some_and(|digits| other.dialable() == Some(digits))
    }
}

/// An entry without `[MOBILE:`, such as `"Jo" <jo@example.com>`, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OtherAddress(String);

impl OtherAddress {
    /// `None` when the text would be read as no entry, as several, as one with a number, or with blanks
    /// around it.
    pub fn new(text: &str) -> Option<Self> {
        match AddressList::parse(text).ok()?.entries.as_slice() {
            [Entry::Other(other)] if other.0 == text => Some(other.clone()),
            _ => None,
        }
    }

    /// The text as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How entries with a number are written, since the specification is not of one mind (AMB-34).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// `"Name" [MOBILE:number]`; without a name the number is in the quotes, as in [MS-ASMS] 4.3.
    #[default]
    Example,
    /// The same with a blank after the colon, as in [MS-ASMS] v9.0 2.2.2.1.6.
    V9Blank,
    /// Without a name just `[MOBILE:number]`.
    NoQuotes,
}

/// A text that is no address list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// More than [`MAX_CHARACTERS`].
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// An entry goes on in another way than it can.
    #[error("offset {offset}: expected {expected}, found {}", Found(*.found))]
    Unexpected {
        /// In bytes; the length of the text when something is missing at its end.
        offset: usize,
        /// What would be right.
        expected: &'static str,
        /// What is there; `None` at the end.
        found: Option<char>,
    },
}

/// A list of more than [`MAX_CHARACTERS`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{characters} characters; an address list has at most {MAX_CHARACTERS}")]
pub struct TooLong {
    /// Characters found.
    pub characters: usize,
}

struct Found(Option<char>);

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(found) => write!(f, "{found:?}"),
            None => f.write_str("the end"),
        }
    }
}

fn check_length(text: &str) -> Result<(), TooLong> {
    let characters = text.chars().count();
    if characters > MAX_CHARACTERS { Err(TooLong { characters }) } else { Ok(()) }
}

const MOBILE: &str = "[MOBILE:";

/// Reads one text from its start, in one pass. `at` is always on the border of a character.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn entries(mut self) -> Result<Vec<Entry>, AddressError> {
        let mut entries = Vec::new();
        loop {
            entries.extend(self.entry()?);
            match self.peek() {
                None => return Ok(entries),
                Some(',') => self.at += 1,
                Some(_) => return Err(self.unexpected("a comma or the end")),
            }
        }
    }

    /// `None` when only blanks stand here.
    fn entry(&mut self) -> Result<Option<Entry>, AddressError> {
        self.skip_blanks();
        let start = self.at;
        let quoted = if self.peek() == Some('"') { Some(self.quoted_name()?) } else { None };
        let after_quotes = self.at;
        self.skip_to_comma_or_mobile();
        let (whole, tail) = (self.since(start), self.since(after_quotes));
        if self.peek() != Some('[') {
            return Ok((!whole.is_empty()).then(|| Entry::Other(OtherAddress(whole.to_owned()))));
        }

        self.at += MOBILE.len();
        let number = self.number()?;
        self.skip_blanks();
        // Quotes that do not hold everything before the bracket are part of an unquoted name.
        let name = quoted.filter(|_| tail.is_empty()).unwrap_or_else(|| whole.to_owned());
        Ok(Some(Entry::Mobile(Recipient::new(&name, number))))
    }

    /// From the opening quote to behind the closing one.
    fn quoted_name(&mut self) -> Result<String, AddressError> {
        self.next();
        let mut name = String::new();
        loop {
            match self.next() {
                None => return Err(self.unexpected("a quote that ends the name")),
                Some('"') if self.can_go_on_after_name() => return Ok(name),
                Some('\\') => name.push(self.escaped(|c| c == '"')),
                Some(c) => name.push(c),
            }
        }
    }

    fn can_go_on_after_name(&self) -> bool {
        matches!(self.rest().trim_start_matches(is_blank).chars().next(), None | Some('[' | '<' | ','))
    }

    /// From behind the colon to behind the bracket.
    fn number(&mut self) -> Result<MobileNumber, AddressError> {
        self.skip_blanks();
        let mut number = String::new();
        let mut length_without_blanks = 0;
        loop {
            match self.next() {
                None => return Err(self.unexpected("a bracket that ends the number")),
                Some(']') => break,
                Some('\\') => number.push(self.escaped(|c| c == ']' || is_blank(c))),
                Some(c) => {
                    number.push(c);
                    if is_blank(c) {
                        continue;
                    }
                }
            }
            length_without_blanks = number.len();
        }
        number.truncate(length_without_blanks);
        Ok(MobileNumber(number))
    }

    /// The character that the backslash just read stands for.
    fn escaped(&mut self, special: impl Fn(char) -> bool) -> char {
        match self.peek() {
            Some(c) if c == '\\' || special(c) => {
                self.at += c.len_utf8();
                c
            }
            _ => '\\',
        }
    }

    fn skip_to_comma_or_mobile(&mut self) {
        while let Some(found) = self.rest().find([',', '[']) {
            self.at += found;
            let head = self.rest().get(..MOBILE.len());
            if self.peek() == Some(',') || head.is_some_and(|head| head.eq_ignore_ascii_case(MOBILE)) {
                return;
            }
            self.at += 1;
        }
        self.at = self.text.len();
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches(is_blank).len();
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default().trim_matches(is_blank)
    }

    fn unexpected(&self, expected: &'static str) -> AddressError {
        AddressError::Unexpected { offset: self.at, expected, found: self.peek() }
    }
}

const fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace()
}

#[cfg(test)]
mod tests;
