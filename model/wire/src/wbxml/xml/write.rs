//! WBXML to XML.

use std::fmt::Write as _;

use super::{CHARACTER, Form, is_xml_char};
use crate::wbxml::{DecodeError, Decoder, EventKind, Options, Tag, tag};

/// White space between elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// None at all.
    #[default]
    Compact,
    /// Each child element on a line of its own, this many spaces further in than its parent. Values never change.
    Indented(u8),
}

/// Prints a document as XML, in the form that [the module](super) describes.
///
/// The text may be some sixty times as large as the document, and larger by the indentation; [`Limits::document`]
/// and [`Limits::depth`] bound both.
///
/// ```
/// use asms_wire::wbxml::{Options, xml};
///
/// let document = [0x03, 0x01, 0x6A, 0x00, 0x00, 0x07, 0x56, 0x52, 0x03, 0x30, 0x00, 0x01, 0x01];
/// assert_eq!(
///     xml::to_xml(&document, Options::default(), xml::Layout::Compact)?,
///     r#"<?xml version="1.0" encoding="utf-8"?><FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>"#,
/// );
/// # Ok::<(), asms_wire::wbxml::DecodeError>(())
/// ```
///
/// [`Limits::document`]: crate::wbxml::Limits::document
/// [`Limits::depth`]: crate::wbxml::Limits::depth
pub fn to_xml(document: &[u8], options: Options, layout: Layout) -> Result<String, DecodeError> {
    let pages = Pages::of(document, options)?;
    let mut writer = Writer { out: String::new(), layout, pages, open: Vec::new(), tag_open: false };
    writer.out.push_str(r#"<?xml version="1.0" encoding="utf-8"?>"#);
    let mut decoder = Decoder::with_options(document, options)?;
    while let Some(event) = decoder.next_event()? {
        match event.kind {
            EventKind::Page(_) => {}
            EventKind::Start(tag) => writer.start(tag),
            EventKind::Empty(tag) => {
                writer.start(tag);
                writer.end();
            }
            EventKind::Text(text) => writer.text(text),
            EventKind::Opaque(bytes) => writer.opaque(bytes),
            EventKind::End(_) => writer.end(),
        }
    }
    if layout != Layout::Compact {
        writer.out.push('\n');
    }
    Ok(writer.out)
}

/// The code pages of the tags of a document.
struct Pages {
    /// The root's, the default namespace.
    root: u8,
    /// The others as a bit set.
    others: u32,
}

impl Pages {
    fn of(document: &[u8], options: Options) -> Result<Self, DecodeError> {
        let (mut root, mut all) = (None, 0_u32);
        let mut decoder = Decoder::with_options(document, options)?;
        while let Some(event) = decoder.next_event()? {
            if let EventKind::Start(tag) | EventKind::Empty(tag) = event.kind {
                root.get_or_insert(tag.page());
                all |= Self::bit(tag.page());
            }
        }
        let root = root.unwrap_or_default();
        Ok(Self { root, others: all & !Self::bit(root) })
    }

    fn bit(page: u8) -> u32 {
        1_u32.checked_shl(page.into()).unwrap_or_default()
    }
}

struct Writer {
    out: String,
    layout: Layout,
    pages: Pages,
    open: Vec<Element>,
    /// The output ends inside a start tag, without its `>`.
    tag_open: bool,
}

/// An open element.
struct Element {
    tag: Tag,
    /// The piece of content that the output ends with.
    piece: Option<Piece>,
    /// There is other content than that piece.
    several: bool,
}

#[derive(Clone, Copy)]
struct Piece {
    form: Form,
    /// Where it begins in the output, as long as it is not marked.
    unmarked_at: Option<usize>,
}

impl Writer {
    fn start(&mut self, tag: Tag) {
        self.close_tag();
        if !self.before_more() {
            self.new_line(self.open.len());
        }
        if let Some(parent) = self.open.last_mut() {
            parent.several = true;
        }
        self.out.push('<');
        self.name(tag);
        if self.open.is_empty() {
            self.namespaces();
        }
        self.open.push(Element { tag, piece: None, several: false });
        self.tag_open = true;
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else { return };
        if self.tag_open {
            self.out.push_str("/>");
            self.tag_open = false;
            return;
        }
        if element.several && element.piece.is_none() {
            self.new_line(self.open.len());
        }
        self.out.push_str("</");
        self.name(element.tag);
        self.out.push('>');
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let continues = self.open.last().and_then(|element| element.piece);
        if continues.is_none_or(|piece| piece.form != Form::Text) {
            self.piece(Form::Text);
        }
        for c in text.chars() {
            self.character(c);
        }
    }

    fn opaque(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        self.piece(Form::Opaque);
        for &byte in bytes {
            self.hex_digit(byte >> 4);
            self.hex_digit(byte & 0x0F);
        }
    }

    /// Begins a piece of content, marked if it has to be.
    fn piece(&mut self, form: Form) {
        self.close_tag();
        self.before_more();
        let at = self.out.len();
        let Some(element) = self.open.last_mut() else { return };
        let unmarked = !element.several && form == Form::of(element.tag);
        element.piece = Some(Piece { form, unmarked_at: unmarked.then_some(at) });
        if !unmarked {
            push_mark(&mut self.out, form);
        }
    }

    /// Notes that the innermost element gets more content, so that the piece before it needs its mark. Tells whether
    /// there was a piece, which white space would become part of.
    fn before_more(&mut self) -> bool {
        let Some(element) = self.open.last_mut() else { return false };
        let piece = element.piece.take();
        if let Some(Piece { form, unmarked_at: Some(at) }) = piece {
            let value = self.out.split_off(at);
            push_mark(&mut self.out, form);
            self.out.push_str(&value);
        }
        element.several |= piece.is_some();
        piece.is_some()
    }

    fn close_tag(&mut self) {
        if self.tag_open {
            self.out.push('>');
            self.tag_open = false;
        }
    }

    fn new_line(&mut self, depth: usize) {
        if let Layout::Indented(step) = self.layout {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n(' ', depth.saturating_mul(step.into())));
        }
    }

    fn name(&mut self, tag: Tag) {
        if tag.page() != self.pages.root {
            self.prefix(tag.namespace());
            self.out.push(':');
        }
        self.out.push_str(tag.name());
    }

    fn namespaces(&mut self) {
        let root = tag::namespace_of(self.pages.root).unwrap_or_default();
        self.namespace("", root);
        let others = self.pages.others;
        for page in (0..32).filter(|page| others & Pages::bit(*page) != 0) {
            let namespace = tag::namespace_of(page).unwrap_or_default();
            self.namespace(namespace, namespace);
        }
    }

    fn namespace(&mut self, prefix: &str, namespace: &str) {
        self.out.push_str(" xmlns");
        if !prefix.is_empty() {
            self.out.push(':');
            self.prefix(prefix);
        }
        self.out.push_str("=\"");
        self.out.push_str(namespace);
        self.out.push('"');
    }

    fn prefix(&mut self, namespace: &str) {
        self.out.extend(namespace.chars().map(|c| c.to_ascii_lowercase()));
    }

    fn character(&mut self, c: char) {
        match c {
            '&' => self.out.push_str("&amp;"),
            '<' => self.out.push_str("&lt;"),
            '>' => self.out.push_str("&gt;"),
            '\r' => self.out.push_str("&#13;"),
            // XML can hold these bare, a terminal cannot.
            '\u{7F}'..='\u{9F}' => self.format(format_args!("&#{};", u32::from(c))),
            c if is_xml_char(c) => self.out.push(c),
            c => self.format(format_args!("<?{CHARACTER} {:04X}?>", u32::from(c))),
        }
    }

    fn hex_digit(&mut self, digit: u8) {
        self.out.extend(char::from_digit(digit.into(), 16).map(|c| c.to_ascii_uppercase()));
    }

    fn format(&mut self, arguments: std::fmt::Arguments<'_>) {
        let written = self.out.write_fmt(arguments);
        debug_assert!(written.is_ok(), "a String takes everything");
    }
}

fn push_mark(out: &mut String, form: Form) {
    out.push_str("<?");
    out.push_str(form.target());
    out.push_str("?>");
}
