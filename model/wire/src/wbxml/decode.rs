//! The pull decoder.

use std::ffi::CStr;

use super::integer::{self, Misread};
use super::{DecodeError, Event, EventKind, Fault, Tag};

/// Bounds on what a document may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in the whole document.
    pub document: usize,
    /// Levels of elements; the root is the first, and an element without content counts like any other.
    pub depth: usize,
    /// Bytes in one inline string.
    pub string: usize,
    /// Bytes in one OPAQUE block.
    pub opaque: usize,
}

impl Default for Limits {
    /// 16 MiB a document, 64 levels, 4 MiB a string, 4 MiB an OPAQUE block.
    fn default() -> Self {
        Self { document: 16 << 20, depth: 64, string: 4 << 20, opaque: 4 << 20 }
    }
}

/// How to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Bounds on the document.
    pub limits: Limits,
    /// Take `mb_u_int32` values with superfluous leading groups (`80 03` for 3), up to five bytes. Off by default.
    pub overlong_lengths: bool,
}

/// Reads a document event by event, borrowing from it. Strict: see [`Fault`] for what it refuses.
///
/// These forms are legal, if not canonical, and are read: a page switch before END, before text, twice in a row or
/// to the page in force; an element with content bit and no content (`53 01`) or an empty string (`53 03 00 01`);
/// a value in several pieces of text and OPAQUE; text in a byte array and OPAQUE elsewhere.
///
/// Nothing is allocated for an event: text and bytes borrow, and the list of open elements is reserved once.
///
/// ```
/// use asms_wire::wbxml::{Decoder, EventKind, tag::folder_hierarchy};
///
/// let mut decoder = Decoder::new(&[0x03, 0x01, 0x6A, 0x00, 0x00, 0x07, 0x56, 0x52, 0x03, 0x30, 0x00, 0x01, 0x01])?;
/// let mut kinds = Vec::new();
/// while let Some(event) = decoder.next_event()? {
///     kinds.push(event.kind);
/// }
/// assert_eq!(kinds, [
///     EventKind::Page(7),
///     EventKind::Start(folder_hierarchy::FOLDER_SYNC),
///     EventKind::Start(folder_hierarchy::SYNC_KEY),
///     EventKind::Text("0"),
///     EventKind::End(folder_hierarchy::SYNC_KEY),
///     EventKind::End(folder_hierarchy::FOLDER_SYNC),
/// ]);
/// # Ok::<(), asms_wire::wbxml::DecodeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Decoder<'a> {
    input: &'a [u8],
    options: Options,
    position: usize,
    page: u8,
    open: Vec<Tag>,
    root_seen: bool,
    /// Boxed because it is rare and large.
    failed: Option<Box<DecodeError>>,
}

impl<'a> Decoder<'a> {
    /// Reads the header (`03 01 6A 00`) with default options.
    pub fn new(input: &'a [u8]) -> Result<Self, DecodeError> {
        Self::with_options(input, Options::default())
    }

    /// Reads the header.
    pub fn with_options(input: &'a [u8], options: Options) -> Result<Self, DecodeError> {
        match header(input, options) {
            Ok(body) => Ok(Self::from_body(input, body, options)),
            Err((offset, fault)) => Err(DecodeError { offset, fault, open: Vec::new() }),
        }
    }

    /// Starts behind the header, which ends before `body`.
    pub(super) fn from_body(input: &'a [u8], body: usize, options: Options) -> Self {
        // Room for what real documents need; a higher limit may grow it.
        let open = Vec::with_capacity(options.limits.depth.min(Limits::default().depth));
        Self { input, options, position: body, page: 0, open, root_seen: false, failed: None }
    }

    /// The next event; `None` after the end of the root, with nothing left over.
    ///
    /// Bytes behind the root are looked at only by the call after the root's end, so read until `None`. After an
    /// error every further call returns the same error.
    pub fn next_event(&mut self) -> Result<Option<Event<'a>>, DecodeError> {
        if let Some(error) = &self.failed {
            return Err((**error).clone());
        }
        self.read().map_err(|misread| self.fail(misread))
    }

    /// Offset of the next byte to read. After an error, of the token that could not be read.
    pub fn offset(&self) -> usize {
        self.position
    }

    /// The elements open now, outermost first.
    pub fn open(&self) -> &[Tag] {
        &self.open
    }

    /// After [`Fault::InvalidUtf8`]: steps over the inline string and gives its bytes. Reading then goes on.
    pub(super) fn step_over_text(&mut self) -> Option<&'a [u8]> {
        let bytes = self.inline_string(self.position).ok()?;
        self.position += 1 + bytes.len() + 1;
        self.failed = None;
        Some(bytes)
    }

    /// After [`Fault::IntegerOverlong`]: takes such integers from here on. Reading then goes on.
    pub(super) fn take_overlong(&mut self) {
        self.options.overlong_lengths = true;
        self.failed = None;
    }

    /// Remembers an error, so that it is given again.
    #[cold]
    fn fail(&mut self, (offset, fault): Misread) -> DecodeError {
        let error = DecodeError { offset, fault, open: self.open.clone() };
        (**self.failed.insert(Box::new(error))).clone()
    }

    /// Reads one token. Moves `position` only when it succeeds.
    fn read(&mut self) -> Result<Option<Event<'a>>, Misread> {
        let at = self.position;
        let Some(&byte) = self.input.get(at) else {
            return self.end_of_input();
        };
        if self.root_seen && self.open.is_empty() {
            return Err((at, self.after_root(byte)));
        }
        let kind = match byte {
            SWITCH_PAGE => self.switch_page(at)?,
            END => self.end(at)?,
            STR_I => self.text(at)?,
            OPAQUE => self.opaque(at)?,
            _ if byte & TOKEN < FIRST_TOKEN => return Err((at, Fault::ForbiddenToken { byte })),
            _ => self.tag(at, byte)?,
        };
        Ok(Some(Event { offset: at, kind }))
    }

    fn end_of_input(&self) -> Result<Option<Event<'a>>, Misread> {
        match (self.root_seen, self.open.len()) {
            (true, 0) => Ok(None),
            (false, _) => Err((self.input.len(), Fault::NoRoot)),
            (true, count) => Err((self.input.len(), Fault::Unclosed { count })),
        }
    }

    fn after_root(&self, byte: u8) -> Fault {
        match byte {
            SWITCH_PAGE => Fault::SwitchAfterRoot,
            END => Fault::SurplusEnd,
            _ => Fault::TrailingBytes { byte, count: self.input.len().saturating_sub(self.position) },
        }
    }

    fn switch_page(&mut self, at: usize) -> Result<EventKind<'a>, Misread> {
        let Some(&page) = self.input.get(at + 1) else {
            return Err((self.input.len(), Fault::UnexpectedEnd { within: "SWITCH_PAGE" }));
        };
        if super::tag::namespace_of(page).is_none() {
            return Err((at + 1, Fault::UnknownPage { page }));
        }
        self.page = page;
        self.position = at + 2;
        Ok(EventKind::Page(page))
    }

    fn end(&mut self, at: usize) -> Result<EventKind<'a>, Misread> {
        let tag = self.open.pop().ok_or((at, Fault::SurplusEnd))?;
        self.position = at + 1;
        Ok(EventKind::End(tag))
    }

    fn text(&mut self, at: usize) -> Result<EventKind<'a>, Misread> {
        if self.open.is_empty() {
            return Err((at, Fault::OutsideRoot { what: "text (STR_I, 0x03)" }));
        }
        let bytes = self.inline_string(at)?;
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let bad = error.valid_up_to();
            (at + 1 + bad, Fault::InvalidUtf8 { byte: bytes.get(bad).copied().unwrap_or_default() })
        })?;
        self.position = at + 1 + bytes.len() + 1;
        Ok(EventKind::Text(text))
    }

    /// The bytes of the inline string whose token is at `at`, without the final 00.
    fn inline_string(&self, at: usize) -> Result<&'a [u8], Misread> {
        let limit = self.options.limits.string;
        let rest = self.input.get(at + 1..).unwrap_or_default();
        let window = rest.get(..limit.saturating_add(1)).unwrap_or(rest);
        match CStr::from_bytes_until_nul(window) {
            Ok(found) => Ok(found.to_bytes()),
            Err(_) if window.len() > limit => Err((at, Fault::StringLimit { limit })),
            Err(_) => Err((self.input.len(), Fault::UnterminatedString { start: at })),
        }
    }

    fn opaque(&mut self, at: usize) -> Result<EventKind<'a>, Misread> {
        if self.open.is_empty() {
            return Err((at, Fault::OutsideRoot { what: "bytes (OPAQUE, 0xC3)" }));
        }
        let (length, begin) =
            integer::read(self.input, at + 1, self.options.overlong_lengths, "the length of OPAQUE")?;
        let rest = self.input.get(begin..).unwrap_or_default();
        let Some(bytes) = usize::try_from(length).ok().and_then(|length| rest.get(..length)) else {
            return Err((at + 1, Fault::OpaqueCut { length, left: rest.len() }));
        };
        let limit = self.options.limits.opaque;
        if bytes.len() > limit {
            return Err((at + 1, Fault::OpaqueLimit { length, limit }));
        }
        self.position = begin + bytes.len();
        Ok(EventKind::Opaque(bytes))
    }

    fn tag(&mut self, at: usize, byte: u8) -> Result<EventKind<'a>, Misread> {
        if byte & ATTRIBUTES != 0 {
            return Err((at, Fault::Attributes { byte }));
        }
        let token = byte & TOKEN;
        let Some(tag) = Tag::from_code(self.page, token) else {
            return Err((at, Fault::UnknownTag { page: self.page, token }));
        };
        let limit = self.options.limits.depth;
        if self.open.len() >= limit {
            return Err((at, Fault::DepthLimit { limit }));
        }
        self.root_seen = true;
        self.position = at + 1;
        if byte & CONTENT == 0 {
            return Ok(EventKind::Empty(tag));
        }
        self.open.push(tag);
        Ok(EventKind::Start(tag))
    }
}

/// The header of every document: WBXML 1.3, public identifier "unknown", UTF-8, no string table.
pub(super) const HEADER: [u8; 4] = [0x03, 0x01, 0x6A, 0x00];

pub(super) const SWITCH_PAGE: u8 = 0x00;
pub(super) const END: u8 = 0x01;
pub(super) const STR_I: u8 = 0x03;
pub(super) const OPAQUE: u8 = 0xC3;
/// The bit of a tag byte that says that content and END follow.
pub(super) const CONTENT: u8 = 0x40;
/// The bit of a tag byte that says that attributes follow.
pub(super) const ATTRIBUTES: u8 = 0x80;
/// The bits of a tag byte that are the token.
const TOKEN: u8 = 0x3F;
/// The smallest token of a tag; the 20 bytes whose token bits are smaller are the global tokens.
const FIRST_TOKEN: u8 = 0x05;

/// Checks the header; gives the offset of the body.
fn header(input: &[u8], options: Options) -> Result<usize, Misread> {
    let limit = options.limits.document;
    if input.len() > limit {
        return Err((limit, Fault::DocumentLimit { size: input.len(), limit }));
    }
    if input.starts_with(&HEADER) {
        return Ok(HEADER.len());
    }
    let &version = input.first().ok_or((0, Fault::EmptyInput))?;
    if version != 0x03 {
        return Err((0, Fault::Version { found: version }));
    }
    let (public_id, charset_at) =
        integer::read(input, 1, options.overlong_lengths, "the public identifier of the header")?;
    if public_id != 0x01 {
        return Err((1, Fault::PublicId { found: public_id }));
    }
    let (charset, table_at) =
        integer::read(input, charset_at, options.overlong_lengths, "the character set of the header")?;
    if charset != 0x6A {
        return Err((charset_at, Fault::Charset { found: charset }));
    }
    let (length, body) =
        integer::read(input, table_at, options.overlong_lengths, "the string table length of the header")?;
    if length != 0 {
        return Err((table_at, Fault::StringTable { length }));
    }
    Ok(body)
}
