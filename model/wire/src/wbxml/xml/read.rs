//! XML to WBXML.

use quick_xml::errors::IllFormedError;
use quick_xml::events::attributes::{AttrError, Attribute};
use quick_xml::events::{BytesPI, BytesStart, Event};
use quick_xml::{Error, Reader};

use super::namespace::Namespaces;
use super::{CHARACTER, Form, XmlError, XmlFault, is_xml_char, is_xml_space};
use crate::wbxml::{EncodeError, Encoder, Limits, Tag};

/// Bounds on reading XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlLimits {
    /// Bytes of XML.
    pub xml: usize,
    /// Bounds on the document that comes out.
    pub wbxml: Limits,
}

impl Default for XmlLimits {
    /// 64 MiB of XML, and the defaults of [`Limits`].
    fn default() -> Self {
        Self { xml: 64 << 20, wbxml: Limits::default() }
    }
}

/// Reads XML in the form that [the module](super) describes, and gives the WBXML document in canonical form.
///
/// Namespaces count, prefixes do not: any prefix, a default namespace at any depth, names with or without the final
/// colon, `GAL` or `Gal`. A root without namespace is looked up by its name among the root elements of the commands,
/// and gives its namespace to what it holds. Comments and the XML declaration have no meaning; a CDATA section is
/// text. Byte arrays have one form only, hexadecimal digits of either case.
///
/// ```
/// use asms_wire::wbxml::xml;
///
/// let document = xml::from_xml(b"<Sync><Wait>8</Wait><Partial/></Sync>", xml::XmlLimits::default())?;
/// assert_eq!(document, [0x03, 0x01, 0x6A, 0x00, 0x45, 0x64, 0x03, 0x38, 0x00, 0x01, 0x26, 0x01]);
/// # Ok::<(), xml::XmlError>(())
/// ```
pub fn from_xml(xml: &[u8], limits: XmlLimits) -> Result<Vec<u8>, XmlError> {
    let mut out = Vec::new();
    let source = xml.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(xml);
    match check(source, limits.xml).and_then(|text| Converter::new(text, &mut out, limits.wbxml).run()) {
        Ok(()) => Ok(out),
        Err(Misread { at, fault }) => Err(XmlError::at(source, at, fault)),
    }
}

/// A fault and the byte offset where it is.
struct Misread {
    at: usize,
    fault: XmlFault,
}

/// Adds an offset to a fault.
trait At<T> {
    fn at(self, at: usize) -> Result<T, Misread>;
}

impl<T, E: Into<XmlFault>> At<T> for Result<T, E> {
    fn at(self, at: usize) -> Result<T, Misread> {
        self.map_err(|fault| Misread { at, fault: fault.into() })
    }
}

/// What can be said before parsing: size, UTF-8, and characters that stand nowhere in XML.
fn check(source: &[u8], limit: usize) -> Result<&str, Misread> {
    if source.len() > limit {
        return Err(XmlFault::Limit { size: source.len(), limit }).at(limit);
    }
    let text = std::str::from_utf8(source).map_err(|error| {
        let at = error.valid_up_to();
        Misread { at, fault: XmlFault::InvalidUtf8 { byte: source.get(at).copied().unwrap_or_default() } }
    })?;
    match text.char_indices().find(|(_, c)| !is_xml_char(*c)) {
        Some((at, character)) => Err(XmlFault::Character { character }).at(at),
        None => Ok(text),
    }
}

struct Converter<'x, 'o> {
    xml: Reader<&'x [u8]>,
    encoder: Encoder<'o>,
    namespaces: Namespaces,
    open: Vec<Element>,
    piece: Piece,
    root_seen: bool,
}

/// An open element.
struct Element {
    tag: Tag,
    /// It has a child element, so that unmarked white space is layout.
    parent: bool,
}

/// The content since the last tag or mark.
#[derive(Default)]
struct Piece {
    text: String,
    /// Offset of its beginning.
    at: usize,
    /// The form it is marked as.
    mark: Option<Form>,
    /// Offset of the first character that is not white space.
    ink: Option<usize>,
    /// The first character that is not a hexadecimal digit, and its offset.
    not_hex: Option<(usize, char)>,
}

impl<'x, 'o> Converter<'x, 'o> {
    fn new(text: &'x str, out: &'o mut Vec<u8>, limits: Limits) -> Self {
        let mut xml = Reader::from_str(text);
        xml.config_mut().enable_all_checks(true);
        Self {
            xml,
            encoder: Encoder::with_limits(out, limits),
            namespaces: Namespaces::default(),
            open: Vec::new(),
            piece: Piece::default(),
            root_seen: false,
        }
    }

    fn run(mut self) -> Result<(), Misread> {
        loop {
            let at = offset(self.xml.buffer_position());
            let event = self
                .xml
                .read_event()
                .map_err(ill_formed)
                .or_else(|fault| Err(fault).at(offset(self.xml.error_position())))?;
            match event {
                Event::Start(start) => self.start(at, &start)?,
                Event::Empty(start) => {
                    self.start(at, &start)?;
                    self.end(at)?;
                }
                Event::End(_) => self.end(at)?,
                Event::Text(text) => {
                    if let Some(bad) = text.find("]]>") {
                        return Err(XmlFault::IllFormed("found ]]> in text, expected ]]&gt;".to_owned()))
                            .at(at + bad);
                    }
                    self.content(at, at, &text, &text.xml10_content())?;
                }
                Event::CData(text) => {
                    self.content(at, at + "<![CDATA[".len(), &text, &text.xml10_content())?;
                }
                Event::GeneralRef(reference) => {
                    let character = resolve(&reference).at(at)?;
                    self.character(at, character)?;
                }
                Event::Comment(_) => {}
                Event::Decl(_) if at == 0 => {}
                Event::Decl(_) => return Err(XmlFault::Declaration).at(at),
                Event::PI(instruction) => self.instruction(at, &instruction)?,
                Event::DocType(_) => return Err(XmlFault::Doctype).at(at),
                Event::Eof => return self.finish(at),
            }
        }
    }

    fn start(&mut self, at: usize, start: &BytesStart<'_>) -> Result<(), Misread> {
        if self.root_seen && self.open.is_empty() {
            return Err(XmlFault::OutsideRoot { what: "a second element" }).at(at);
        }
        self.flush(true)?;
        let depth = self.open.len();
        for attribute in start.attributes() {
            let Attribute { key, value } = attribute.map_err(|error| ill_formed_attribute(at, &error))?;
            if value.contains('<') {
                return Err(XmlFault::IllFormed("found < in an attribute, expected &lt;".to_owned())).at(at);
            }
            self.namespaces.declare(depth, key.as_ref(), &value).at(at)?;
        }
        let tag = self.namespaces.resolve(depth, start.name().as_ref()).at(at)?;
        self.encoder.start(tag).at(at)?;
        if let Some(element) = self.open.last_mut() {
            element.parent = true;
        }
        self.open.push(Element { tag, parent: false });
        self.root_seen = true;
        Ok(())
    }

    fn end(&mut self, at: usize) -> Result<(), Misread> {
        self.flush(false)?;
        self.encoder.end().at(at)?;
        self.open.pop();
        self.namespaces.leave(self.open.len());
        Ok(())
    }

    /// Text as it stands in the source from `raw_at` on, and as it reads with all line ends LF. A CDATA section begins
    /// before its text, at `at`.
    fn content(&mut self, at: usize, raw_at: usize, raw: &str, read: &str) -> Result<(), Misread> {
        let ink = raw.find(|c| !is_xml_space(c)).map(|i| raw_at + i);
        // Nobody indents with CDATA sections, so there even white space is more than layout.
        let ink = ink.or((at != raw_at).then_some(at));
        let Some(element) = self.open.last() else {
            return match ink {
                Some(ink) => Err(XmlFault::OutsideRoot { what: "text" }).at(ink),
                None => Ok(()),
            };
        };
        if self.piece.form(element.tag) == Form::Opaque && self.piece.not_hex.is_none() {
            let bad = raw.char_indices().find(|(_, c)| !c.is_ascii_hexdigit());
            self.piece.not_hex = bad.map(|(i, c)| (raw_at + i, c));
        }
        self.piece.begin(at);
        self.piece.ink = self.piece.ink.or(ink);
        self.piece.text.push_str(read);
        Ok(())
    }

    /// A character that stands as a reference or an instruction.
    fn character(&mut self, at: usize, character: char) -> Result<(), Misread> {
        if self.open.is_empty() {
            return Err(XmlFault::OutsideRoot { what: "text" }).at(at);
        }
        self.piece.begin(at);
        // Nor does anybody indent with these.
        self.piece.ink = self.piece.ink.or(Some(at));
        self.piece.not_hex = self.piece.not_hex.or(Some((at, character)));
        self.piece.text.push(character);
        Ok(())
    }

    fn instruction(&mut self, at: usize, instruction: &BytesPI<'_>) -> Result<(), Misread> {
        let form = match instruction.target() {
            CHARACTER => {
                let character = code_point(instruction.content()).at(at)?;
                return self.character(at, character);
            }
            target if target == Form::Text.target() => Form::Text,
            target if target == Form::Opaque.target() => Form::Opaque,
            target => return Err(XmlFault::Instruction { target: target.to_owned() }).at(at),
        };
        self.flush(true)?;
        if self.open.is_empty() {
            return Err(XmlFault::Instruction { target: instruction.target().to_owned() }).at(at);
        }
        if !instruction.content().chars().all(is_xml_space) {
            return Err(XmlFault::InstructionContent { target: form.target() }).at(at);
        }
        self.piece.begin(at);
        self.piece.mark = Some(form);
        Ok(())
    }

    /// Writes the piece before a tag or mark. `more` tells that the element goes on.
    fn flush(&mut self, more: bool) -> Result<(), Misread> {
        let piece = std::mem::take(&mut self.piece);
        let Some(element) = self.open.last() else { return Ok(()) };
        if piece.mark.is_none() && (more || element.parent) {
            return match piece.ink {
                Some(ink) => Err(XmlFault::Mixed { element: element.tag }).at(ink),
                None => Ok(()),
            };
        }
        match piece.form(element.tag) {
            Form::Text => self.encoder.text_anywhere(&piece.text).at(piece.at),
            Form::Opaque => self.encoder.opaque(&piece.bytes(element.tag)?).at(piece.at),
        }
    }

    fn finish(self, at: usize) -> Result<(), Misread> {
        if let Some(element) = self.open.last() {
            return Err(XmlFault::Unclosed { element: element.tag }).at(at);
        }
        match self.encoder.finish() {
            Err(EncodeError::NoRoot) => Err(XmlFault::NoRoot).at(at),
            other => other.at(at),
        }
    }
}

/// What the parser says, in the words of this module.
fn ill_formed(error: Error) -> XmlFault {
    XmlFault::IllFormed(match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            format!("found </{found}>, expected </{expected}>")
        }
        Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
            format!("found </{found}>, which has no start tag")
        }
        Error::IllFormed(error) => error.to_string(),
        Error::Syntax(error) => error.to_string(),
        error => error.to_string(),
    })
}

/// The same for an attribute of the tag that begins at `at`.
fn ill_formed_attribute(at: usize, error: &AttrError) -> Misread {
    let (place, message) = match *error {
        AttrError::ExpectedEq(place) => (place, "expected = after the name of an attribute"),
        AttrError::ExpectedValue(place) => (place, "expected a value after = of an attribute"),
        AttrError::UnquotedValue(place) => (place, "expected quotes around the value of an attribute"),
        AttrError::ExpectedQuote(place, _) => {
            (place, "expected a quote at the end of the value of an attribute")
        }
        AttrError::Duplicated(place, _) => (place, "found an attribute twice"),
    };
    // The parser counts from behind the `<`.
    Misread { at: at + 1 + place, fault: XmlFault::IllFormed(message.to_owned()) }
}

impl Piece {
    fn begin(&mut self, at: usize) {
        if self.text.is_empty() && self.mark.is_none() {
            self.at = at;
        }
    }

    fn form(&self, tag: Tag) -> Form {
        self.mark.unwrap_or(Form::of(tag))
    }

    fn bytes(&self, element: Tag) -> Result<Vec<u8>, Misread> {
        if let Some((at, character)) = self.not_hex {
            return Err(XmlFault::NotHexadecimal { element, character }).at(at);
        }
        if !self.text.len().is_multiple_of(2) {
            return Err(XmlFault::OddDigits { element, digits: self.text.len() }).at(self.at);
        }
        let pairs = self.text.as_bytes().chunks_exact(2);
        let pairs = pairs.filter_map(|pair| std::str::from_utf8(pair).ok());
        Ok(pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect())
    }
}

/// The character of a reference, without `&` and `;`.
fn resolve(reference: &str) -> Result<char, XmlFault> {
    let unknown = || XmlFault::Entity { name: reference.to_owned() };
    let Some(number) = reference.strip_prefix('#') else {
        return match reference {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "apos" => Ok('\''),
            "quot" => Ok('"'),
            _ => Err(unknown()),
        };
    };
    let character = match number.strip_prefix('x') {
        Some(digits) => scalar(digits, 16),
        None => scalar(number, 10),
    };
    character
        .filter(|c| is_xml_char(*c))
        .ok_or_else(|| XmlFault::CharacterReference { content: reference.to_owned() })
}

/// The character of `<?u 0001?>`.
fn code_point(content: &str) -> Result<char, XmlFault> {
    let content = content.trim_matches(is_xml_space);
    scalar(content, 16)
        .filter(|c| *c != '\0')
        .ok_or_else(|| XmlFault::CodePoint { content: content.to_owned() })
}

fn scalar(digits: &str, radix: u32) -> Option<char> {
    // The number parser would take a sign.
    let number =
        digits.chars().all(|c| c.is_digit(radix)).then(|| u32::from_str_radix(digits, radix).ok())??;
    char::from_u32(number)
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
