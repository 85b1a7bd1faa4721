//! Likely repairs of broken documents.

use super::decode::{ATTRIBUTES, HEADER};
use super::{DecodeError, Decoder, Event, EventKind, Fault, Options, integer};

/// What would most likely make a document right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Repair {
    /// There is nothing to repair in an empty body.
    #[error("an empty body is legal in HTTP for some commands: test for it before decoding")]
    TestForEmpty,
    /// The input is XML.
    #[error("this is XML, not WBXML: read it as XML")]
    ReadXml,
    /// The input is the hexadecimal form.
    #[error("this is WBXML in hexadecimal digits: turn them into bytes")]
    DecodeHexadecimal,
    /// The input is the base64 form.
    #[error("this is WBXML in base64: decode it")]
    DecodeBase64,
    /// The input is compressed.
    #[error("this is gzip data: decompress it")]
    Decompress,
    /// Something stands before the header.
    #[error("{what} before the header: cut the first {count} bytes")]
    CutPrefix {
        /// What it looks like.
        what: Prefix,
        /// How many bytes it has.
        count: usize,
    },
    /// There is no header.
    #[error("the header is missing: put 03 01 6A 00 before it")]
    AddHeader,
    /// The header is not that of ActiveSync.
    #[error("another profile or encoder wrote the header: replace its {length} bytes by 03 01 6A 00")]
    ReplaceHeader {
        /// Its length in bytes, string table included.
        length: usize,
    },
    /// The character set is 0, "unknown" to WBXML.
    #[error("character set 0 leaves the encoding open: write 6A, UTF-8, and see whether the text is that")]
    AssumeUtf8,
    /// The text is Latin-1.
    #[error("the text is likely Latin-1: convert it to UTF-8")]
    ConvertLatin1,
    /// The text before has a NUL.
    #[error("the string before ends early: remove the NUL at offset {at} if the text goes on behind it")]
    RemoveNul {
        /// Its offset.
        at: usize,
    },
    /// A length is not in the shortest form.
    #[error("the value is right, only longer than need be: allow overlong integers")]
    AllowOverlong,
    /// A tag has the attribute bit.
    #[error("if no attributes follow, clear the attribute bit: write {byte:02X}")]
    ClearAttributeBit {
        /// The byte without that bit.
        byte: u8,
    },
    /// There is one END too many.
    #[error("remove this END, or an earlier one behind a tag without content, which closed its parent")]
    RemoveEnd,
    /// The document is complete before its end.
    #[error("cut everything from offset {at} on")]
    CutRest {
        /// The offset.
        at: usize,
    },
    /// Another document follows.
    #[error("another document begins at offset {at}: split them there")]
    Split {
        /// The offset.
        at: usize,
    },
    /// The capture stops between two tokens.
    #[error("the capture stops early: append 01 {count} times")]
    AppendEnds {
        /// The elements to close.
        count: usize,
    },
    /// The capture stops inside an inline string.
    #[error("the capture stops inside a string: append 00, then 01 {ends} times")]
    CloseString {
        /// The elements to close.
        ends: usize,
    },
    /// The capture stops inside an OPAQUE block.
    #[error(
        "the capture stops inside a byte array: append the {missing} missing bytes, then 01 {ends} times"
    )]
    AppendBytes {
        /// How many bytes of the block are missing.
        missing: usize,
        /// The elements to close.
        ends: usize,
    },
    /// The capture stops inside another token.
    #[error("the capture stops inside a token: cut it from offset {at} on, then append 01 {ends} times")]
    CutToken {
        /// Where the token begins.
        at: usize,
        /// The elements to close.
        ends: usize,
    },
    /// The document is larger than a limit.
    #[error("see whether this is one document; a program that trusts it can raise the limit")]
    RaiseLimit,
}

/// What stands before a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Prefix {
    /// Bytes 00.
    #[error("zero bytes stand")]
    Zeros,
    /// The number of bytes that follow.
    #[error("the length stands")]
    Length,
    /// The head of an HTTP message.
    #[error("an HTTP head stands")]
    HttpHead,
    /// Anything else.
    #[error("something stands")]
    Unknown,
}

/// Offset of the body of a document.
pub(super) struct Body(pub(super) usize);

/// The repair of a header, and where the body then begins, if the rest can be read.
pub(super) fn of_header(input: &[u8], options: Options, fault: &Fault) -> (Option<Body>, Option<Repair>) {
    if let Some(repair) = without_reading_on(input, fault) {
        return (None, Some(repair));
    }
    if let Some((what, count)) = prefix(input) {
        return (Some(Body(count + HEADER.len())), Some(Repair::CutPrefix { what, count }));
    }
    if let Some((charset, length)) = foreign_header(input) {
        let repair = match (fault, charset) {
            (Fault::Charset { .. }, 0) => Repair::AssumeUtf8,
            (Fault::IntegerOverlong, _) => Repair::AllowOverlong,
            _ => Repair::ReplaceHeader { length },
        };
        return (Some(Body(length)), Some(repair));
    }
    if is_body(input, options) {
        return (Some(Body(0)), Some(Repair::AddHeader));
    }
    (None, None)
}

/// The repair of a fault behind the header. `token` is where the faulty token begins, `last` the event before it.
pub(super) fn of_body(
    input: &[u8],
    last: Option<Event<'_>>,
    token: usize,
    error: &DecodeError,
) -> Option<Repair> {
    let ends = error.open.len();
    match error.fault {
        Fault::Unclosed { count } => Some(Repair::AppendEnds { count }),
        Fault::UnterminatedString { .. } => Some(Repair::CloseString { ends }),
        Fault::OpaqueCut { length, left } => {
            Some(Repair::AppendBytes { missing: usize::try_from(length).ok()?.checked_sub(left)?, ends })
        }
        Fault::UnexpectedEnd { .. } if ends > 0 => Some(Repair::CutToken { at: token, ends }),
        Fault::InvalidUtf8 { .. } => Some(Repair::ConvertLatin1),
        Fault::IntegerOverlong => Some(Repair::AllowOverlong),
        Fault::SurplusEnd => Some(Repair::RemoveEnd),
        Fault::SwitchAfterRoot | Fault::TrailingBytes { .. } => {
            let at = error.offset;
            let again = input.get(at..).is_some_and(|rest| rest.starts_with(&HEADER));
            Some(if again { Repair::Split { at } } else { Repair::CutRest { at } })
        }
        Fault::DocumentLimit { .. }
        | Fault::ElementLimit { .. }
        | Fault::DepthLimit { .. }
        | Fault::StringLimit { .. }
        | Fault::OpaqueLimit { .. } => Some(Repair::RaiseLimit),
        // Directly behind a value comes its END, and hardly ever anything else.
        _ if matches!(last, Some(Event { kind: EventKind::Text(_), .. })) => {
            Some(Repair::RemoveNul { at: token.checked_sub(1)? })
        }
        Fault::Attributes { byte } => Some(Repair::ClearAttributeBit { byte: byte & !ATTRIBUTES }),
        _ => None,
    }
}

/// Input that has to be turned into something else first.
fn without_reading_on(input: &[u8], fault: &Fault) -> Option<Repair> {
    match fault {
        Fault::EmptyInput => return Some(Repair::TestForEmpty),
        Fault::DocumentLimit { .. } => return Some(Repair::RaiseLimit),
        _ => {}
    }
    let bare = input.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(input).trim_ascii_start();
    if bare.starts_with(b"<") {
        return Some(Repair::ReadXml);
    }
    if bare.starts_with(&[0x1F, 0x8B]) {
        return Some(Repair::Decompress);
    }
    let mut digits = bare.iter().filter(|byte| !byte.is_ascii_whitespace());
    if b"03016a00".iter().all(|digit| digits.next().is_some_and(|found| found.eq_ignore_ascii_case(digit))) {
        return Some(Repair::DecodeHexadecimal);
    }
    // 03 01 6A and the six high bits of 00, in base64.
    bare.starts_with(b"AwFqA").then_some(Repair::DecodeBase64)
}

/// What stands before a header that comes later, and how many bytes it has.
fn prefix(input: &[u8]) -> Option<(Prefix, usize)> {
    /// A header is looked for up to here, unless an HTTP head stands before it.
    const NEAR: usize = 64;
    let http = [&b"HTTP/"[..], b"POST "].iter().any(|start| input.starts_with(start));
    let near = if http { input } else { input.get(..NEAR).unwrap_or(input) };
    let count = near.windows(HEADER.len()).position(|window| window == HEADER)?;
    let (before, rest) = input.split_at_checked(count)?;
    let what = if http {
        Prefix::HttpHead
    } else if before.iter().all(|byte| *byte == 0) {
        Prefix::Zeros
    } else if is_length(before, rest.len()) {
        Prefix::Length
    } else {
        Prefix::Unknown
    };
    Some((what, count))
}

/// Whether the bytes are this number, in either byte order.
fn is_length(bytes: &[u8], length: usize) -> bool {
    let length = length.to_be_bytes();
    let Some((high, low)) = length.split_at_checked(length.len().saturating_sub(bytes.len())) else {
        return false;
    };
    high.iter().all(|byte| *byte == 0) && (low == bytes || low.iter().rev().eq(bytes))
}

/// Character set and length of a header of any WBXML 1.0 to 1.3 document, string table included.
fn foreign_header(input: &[u8]) -> Option<(u32, usize)> {
    let within = "the header";
    if *input.first()? > 0x03 {
        return None;
    }
    let (public_id, mut at) = integer::read(input, 1, true, within).ok()?;
    if public_id == 0 {
        // The public identifier is a string, and this is its index.
        (_, at) = integer::read(input, at, true, within).ok()?;
    }
    let (charset, at) = integer::read(input, at, true, within).ok()?;
    let (table, at) = integer::read(input, at, true, within).ok()?;
    let length = at.checked_add(usize::try_from(table).ok()?)?;
    (length < input.len()).then_some((charset, length))
}

/// Whether the input reads as a body without header: whole, or at least its first few tokens.
fn is_body(input: &[u8], options: Options) -> bool {
    const ENOUGH: usize = 4;
    let mut decoder = Decoder::from_body(input, 0, options);
    for _ in 0..ENOUGH {
        match decoder.next_event() {
            Ok(Some(_)) => {}
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
    true
}
