//! The pull decoder.

#![expect(clippy::inline_always, reason = "an event that goes through memory takes twice as long")]

mod canonical;

use super::integer::{self, Misread};
use super::text::{Utf8, find_nul};
use super::{DecodeError, Event, EventKind, Fault, Limits, Options, Tag, tag};

pub(crate) use canonical::Step;

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
    /// The tokens of the page in force, bit n for token n, so that a tag costs no look-up.
    tokens: u64,
    open: Vec<Tag>,
    /// Elements that may still come.
    elements_left: usize,
    root_seen: bool,
    utf8: Utf8<'a>,
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
        Self {
            input,
            options,
            position: body,
            page: 0,
            tokens: tag::tokens_of(0),
            open,
            elements_left: options.limits.elements,
            root_seen: false,
            utf8: Utf8::default(),
        }
    }

    /// The next event; `None` after the end of the root, with nothing left over.
    ///
    /// Bytes behind the root are looked at only by the call after the root's end, so read until `None`. After an
    /// error every further call returns the same error.
    #[inline(always)]
    pub fn next_event(&mut self) -> Result<Option<Event<'a>>, DecodeError> {
        self.read().map_err(|misread| self.error(misread))
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
        let at = self.position;
        let end = self.end_of_string(at).ok()?;
        self.position = end + 1;
        self.input.get(at + 1..end)
    }

    /// After [`Fault::IntegerOverlong`]: takes such integers from here on. Reading then goes on.
    pub(super) fn take_overlong(&mut self) {
        self.options.overlong_lengths = true;
    }

    #[cold]
    fn error(&self, (offset, fault): Misread) -> DecodeError {
        DecodeError { offset, fault, open: self.open.clone() }
    }

    /// Reads one token. Changes nothing unless it succeeds, so that a failure is the same every time.
    #[inline(always)]
    fn read(&mut self) -> Result<Option<Event<'a>>, Misread> {
        let at = self.position;
        if self.open.is_empty() {
            return self.outside(at);
        }
        let Some(&byte) = self.input.get(at) else {
            return Err((at, Fault::Unclosed { count: self.open.len() }));
        };
        let kind = match byte {
            END => {
                self.position = at + 1;
                EventKind::End(self.open.pop().ok_or((at, Fault::SurplusEnd))?)
            }
            STR_I => EventKind::Text(self.text(at)?),
            SWITCH_PAGE => self.switch_page(at)?,
            OPAQUE => EventKind::Opaque(self.opaque(at)?),
            _ if byte & CONTENT == 0 => EventKind::Empty(self.tag(at, byte)?),
            _ => EventKind::Start(self.tag(at, byte)?),
        };
        Ok(Some(Event { offset: at, kind }))
    }

    /// Reads one token before or behind the root.
    #[cold]
    fn outside(&mut self, at: usize) -> Result<Option<Event<'a>>, Misread> {
        let Some(&byte) = self.input.get(at) else {
            return if self.root_seen { Ok(None) } else { Err((at, Fault::NoRoot)) };
        };
        let kind = match byte {
            SWITCH_PAGE if self.root_seen => return Err((at, Fault::SwitchAfterRoot)),
            END => return Err((at, Fault::SurplusEnd)),
            _ if self.root_seen => {
                let count = self.input.len().saturating_sub(at);
                return Err((at, Fault::TrailingBytes { byte, count }));
            }
            SWITCH_PAGE => self.switch_page(at)?,
            STR_I => return Err((at, Fault::OutsideRoot { what: "text (STR_I, 0x03)" })),
            OPAQUE => return Err((at, Fault::OutsideRoot { what: "bytes (OPAQUE, 0xC3)" })),
            _ if byte & CONTENT == 0 => EventKind::Empty(self.tag(at, byte)?),
            _ => EventKind::Start(self.tag(at, byte)?),
        };
        self.root_seen = !matches!(kind, EventKind::Page(_));
        Ok(Some(Event { offset: at, kind }))
    }

    #[inline(always)]
    fn tag(&mut self, at: usize, byte: u8) -> Result<Tag, Misread> {
        let token = byte & TOKEN;
        // The global tokens are no tokens of any page.
        if byte & ATTRIBUTES != 0 || self.tokens >> token & 1 == 0 {
            return Err((at, self.no_tag(byte)));
        }
        let limit = self.options.limits.depth;
        if self.open.len() >= limit {
            return Err((at, Fault::DepthLimit { limit }));
        }
        let Some(elements_left) = self.elements_left.checked_sub(1) else {
            return Err((at, Fault::ElementLimit { limit: self.options.limits.elements }));
        };
        self.elements_left = elements_left;
        self.position = at + 1;
        let tag = Tag::new(self.page, token);
        if byte & CONTENT != 0 {
            self.open.push(tag);
        }
        Ok(tag)
    }

    /// Why a byte is not a tag on the page in force.
    #[cold]
    fn no_tag(&self, byte: u8) -> Fault {
        let token = byte & TOKEN;
        match byte {
            _ if token < FIRST_TOKEN => Fault::ForbiddenToken { byte },
            _ if byte & ATTRIBUTES != 0 => Fault::Attributes { byte },
            _ => Fault::UnknownTag { page: self.page, token },
        }
    }

    #[inline(always)]
    fn text(&mut self, at: usize) -> Result<&'a str, Misread> {
        let end = self.end_of_string(at)?;
        let text = self.utf8.slice(self.input, at + 1, end)?;
        self.position = end + 1;
        Ok(text)
    }

    /// The offset of the 00 that ends the inline string whose token is at `at`.
    #[inline(always)]
    fn end_of_string(&self, at: usize) -> Result<usize, Misread> {
        let (start, limit) = (at + 1, self.options.limits.string);
        let end = find_nul(self.input, start);
        if end - start > limit {
            return Err((at, Fault::StringLimit { limit }));
        }
        if end == self.input.len() {
            return Err((end, Fault::UnterminatedString { start: at }));
        }
        Ok(end)
    }

    #[inline(always)]
    fn switch_page(&mut self, at: usize) -> Result<EventKind<'a>, Misread> {
        let Some(&page) = self.input.get(at + 1) else {
            return Err((self.input.len(), Fault::UnexpectedEnd { within: "SWITCH_PAGE" }));
        };
        let tokens = tag::tokens_of(page);
        if tokens == 0 {
            return Err((at + 1, Fault::UnknownPage { page }));
        }
        (self.page, self.tokens) = (page, tokens);
        self.position = at + 2;
        Ok(EventKind::Page(page))
    }

    #[inline(always)]
    fn opaque(&mut self, at: usize) -> Result<&'a [u8], Misread> {
        let (bytes, end) = self.block(at)?;
        self.position = end;
        Ok(bytes)
    }

    /// The bytes of the OPAQUE block whose token is at `at`, and the offset behind them.
    #[inline(always)]
    fn block(&self, at: usize) -> Result<(&'a [u8], usize), Misread> {
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
        Ok((bytes, begin + bytes.len()))
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
