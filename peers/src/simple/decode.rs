//! Bytes to a tree.

use super::{Document, Element, MAX_DEPTH, MAX_DOCUMENT, MAX_ELEMENTS, MAX_VALUE, Node, table};

/// Reads a document. Anything that is not WBXML as ActiveSync uses it is an error, and so is anything behind the root.
///
/// A page switch may stand before anything inside the root and more than once, and a value may come in pieces: both occur
/// in the field and have one meaning only.
pub fn decode(bytes: &[u8]) -> Result<Document, Error> {
    Reader { bytes, at: 0, page: 0, elements: 0 }.document()
}

/// Why bytes are no document, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("offset {offset}: {reason}")]
pub struct Error {
    /// Offset of the byte at fault; the length of the input when it ends too early.
    pub offset: usize,
    /// What is wrong.
    pub reason: Reason,
}

/// What may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each message says it")]
pub enum Reason {
    #[error("the input ends here; expected more")]
    End,
    #[error("expected version 03, WBXML 1.3")]
    Version,
    #[error("expected public identifier 1, unknown")]
    PublicId,
    #[error("expected character set 106, UTF-8")]
    Charset,
    #[error("expected a string table of length 0")]
    StringTable,
    #[error("expected the root element")]
    NotATag,
    #[error("expected a page that has tags: 0 to 25 without 3")]
    UnknownPage,
    #[error("expected a token that this page has")]
    UnknownTag,
    #[error("a tag with attributes; expected one without")]
    Attributes,
    #[error("a token that ActiveSync does not use; expected a tag, text, OPAQUE, SWITCH_PAGE or END")]
    ForbiddenToken,
    #[error("expected UTF-8 up to the next 00")]
    NotUtf8,
    #[error("expected at most 5 bytes, and a value of 32 bits at most, without empty groups before it")]
    Integer,
    #[error("OPAQUE is longer than what is left; expected all its bytes")]
    OpaqueCut,
    #[error("expected the end of the input behind the root element")]
    AfterRoot,
    #[error("more bytes, elements, or levels of elements than the limit")]
    Limit,
}

/// The bytes, how far they are read, the page in force, and the elements so far.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    page: u8,
    elements: usize,
}

/// The bit of a tag that says that content follows, and its END.
const CONTENT: u8 = 0x40;
/// The bit of a tag that says that attributes follow.
const ATTRIBUTES: u8 = 0x80;
/// The bits of a tag that are its token.
const TOKEN: u8 = 0x3F;

const SWITCH_PAGE: u8 = 0x00;
const END: u8 = 0x01;
const STR_I: u8 = 0x03;
const OPAQUE: u8 = 0xC3;

impl Reader<'_> {
    /// `document = header root`, and nothing else.
    fn document(&mut self) -> Result<Document, Error> {
        if self.bytes.len() > MAX_DOCUMENT {
            return Err(Error { offset: MAX_DOCUMENT, reason: Reason::Limit });
        }
        self.header()?;
        while self.peek() == Some(SWITCH_PAGE) {
            self.switch_page()?;
        }
        let root = self.element(1)?;
        if self.at < self.bytes.len() {
            return Err(self.wrong(Reason::AfterRoot));
        }
        Ok(Document { root })
    }

    /// `header = version public-id charset string-table-length`: always `03 01 6A 00`.
    fn header(&mut self) -> Result<(), Error> {
        if self.peek().ok_or(self.wrong(Reason::End))? != 0x03 {
            return Err(self.wrong(Reason::Version));
        }
        self.at += 1;
        for (value, reason) in [(1, Reason::PublicId), (106, Reason::Charset), (0, Reason::StringTable)] {
            let before = self.at;
            if self.integer()? != value {
                return Err(Error { offset: before, reason });
            }
        }
        Ok(())
    }

    /// `element = tag-without-content | tag-with-content *content END`.
    fn element(&mut self, level: usize) -> Result<Element, Error> {
        let byte = self.peek().ok_or(self.wrong(Reason::End))?;
        let token = byte & TOKEN;
        if token < 0x05 {
            let known = [END, STR_I, OPAQUE].contains(&byte);
            return Err(self.wrong(if known { Reason::NotATag } else { Reason::ForbiddenToken }));
        }
        if byte & ATTRIBUTES != 0 {
            return Err(self.wrong(Reason::Attributes));
        }
        let tag = table::tag(self.page, token).ok_or(self.wrong(Reason::UnknownTag))?;
        if level > MAX_DEPTH || self.elements == MAX_ELEMENTS {
            return Err(self.wrong(Reason::Limit));
        }
        self.elements += 1;
        self.at += 1;
        let content = if byte & CONTENT == 0 { Vec::new() } else { self.content(level)? };
        Ok(Element { page: tag.page, token: tag.token, name: &tag.name, content })
    }

    /// `content = *(SWITCH_PAGE | text | opaque | element) END`.
    fn content(&mut self, level: usize) -> Result<Vec<Node>, Error> {
        let mut content = Vec::new();
        loop {
            match self.peek() {
                Some(SWITCH_PAGE) => self.switch_page()?,
                Some(END) => {
                    self.at += 1;
                    return Ok(content);
                }
                Some(STR_I) => content.push(Node::Text(self.text()?)),
                Some(OPAQUE) => content.push(Node::Opaque(self.opaque()?)),
                _ => content.push(Node::Element(self.element(level + 1)?)),
            }
        }
    }

    /// `SWITCH_PAGE page`. The page holds until the next switch, whatever opens or closes.
    fn switch_page(&mut self) -> Result<(), Error> {
        self.at += 1;
        let page = self.peek().ok_or(self.wrong(Reason::End))?;
        if !table::is_page(page) {
            return Err(self.wrong(Reason::UnknownPage));
        }
        self.page = page;
        self.at += 1;
        Ok(())
    }

    /// `STR_I *byte 00`: UTF-8.
    fn text(&mut self) -> Result<String, Error> {
        let token = self.at;
        let begin = token + 1;
        let length = self.bytes[begin..].iter().position(|byte| *byte == 0);
        let end = begin + length.unwrap_or(self.bytes.len() - begin);
        if end - begin > MAX_VALUE {
            return Err(self.wrong(Reason::Limit));
        }
        if end == self.bytes.len() {
            return Err(Error { offset: end, reason: Reason::End });
        }
        let text = std::str::from_utf8(&self.bytes[begin..end])
            .map_err(|error| Error { offset: begin + error.valid_up_to(), reason: Reason::NotUtf8 })?;
        self.at = end + 1;
        Ok(text.to_owned())
    }

    /// `OPAQUE length *byte`.
    fn opaque(&mut self) -> Result<Vec<u8>, Error> {
        self.at += 1;
        let before = self.at;
        let length = usize::try_from(self.integer()?).unwrap_or(usize::MAX);
        if length > self.bytes.len() - self.at {
            return Err(Error { offset: before, reason: Reason::OpaqueCut });
        }
        if length > MAX_VALUE {
            return Err(Error { offset: before, reason: Reason::Limit });
        }
        let bytes = self.bytes[self.at..self.at + length].to_vec();
        self.at += length;
        Ok(bytes)
    }

    /// `mb_u_int32`: groups of seven bits, the highest first, bit 80 set on all but the last; as short as can be.
    fn integer(&mut self) -> Result<u32, Error> {
        let begin = self.at;
        let wrong = Error { offset: begin, reason: Reason::Integer };
        let mut value: u64 = 0;
        for count in 1..=5 {
            let byte = self.peek().ok_or(self.wrong(Reason::End))?;
            if count == 1 && byte == 0x80 {
                return Err(wrong);
            }
            self.at += 1;
            value = value << 7 | u64::from(byte & 0x7F);
            if byte & 0x80 == 0 {
                return u32::try_from(value).map_err(|_| wrong);
            }
        }
        Err(wrong)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn wrong(&self, reason: Reason) -> Error {
        Error { offset: self.at, reason }
    }
}
