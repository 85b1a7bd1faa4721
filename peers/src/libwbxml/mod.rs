//! libwbxml 0.11.8: its callbacks, its tree and its encoder, for ActiveSync and UTF-8, whatever a header says of the language.
//!
//! This is the one place of the house with unsafe code. It holds no state of ours on the other side, and gives nothing of the
//! library's out but what is borrowed for the length of a call, or owned by [`Tree`].

#![expect(
    unsafe_code,
    reason = "a C library can be called in no other way; each call says why it may be made"
)]
#![deny(clippy::undocumented_unsafe_blocks)]

use std::any::Any;
use std::ffi::{CStr, c_char, c_int, c_uchar, c_uint, c_void};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::{fmt, ptr, slice};

mod ffi;
mod guard;

pub use guard::{Hazard, Input, MAX_CHILDREN, MAX_DOCUMENT, MAX_LEVELS};

/// An error that libwbxml reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("libwbxml says {code}: {}", message(*code))]
pub struct Error {
    /// Its number for it, `WBXMLError`.
    pub code: i32,
}

/// What libwbxml tells while it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The start of an element, with or without content. Its attributes, if any, are left out.
    Start(Tag),
    /// A piece of text, or the bytes of an OPAQUE block: it does not tell them apart. Never empty.
    Characters(&'a [u8]),
    /// The end of the innermost open element, one for each start.
    End,
}

/// A tag as libwbxml knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// One of its table.
    Known {
        /// Number of the code page.
        page: u8,
        /// Token on that page.
        token: u8,
    },
    /// One that it has only a name for: `unknown`, or a name from a string table.
    Named,
}

/// A row of libwbxml's table for ActiveSync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Number of the code page.
    pub page: u8,
    /// Token on that page.
    pub token: u8,
    /// Its name for it.
    pub name: &'static str,
    /// Whether it takes the value for bytes, not text.
    pub binary: bool,
}

/// Reads a document and tells of each event, in order. An error comes after the events before it.
pub fn sax(input: Input<'_>, each: impl FnMut(Event<'_>)) -> Result<(), Error> {
    let mut listener = Listener { each, panicked: None };
    let mut handler = handler(&listener);
    let bytes = input.bytes();
    let length = c_uint::try_from(bytes.len()).unwrap_or(c_uint::MAX);
    // SAFETY: the parser is made, used and freed here; without memory for it, it is null, which all these functions bear. `handler` and `listener` outlive the parse, are touched by nothing else
    // meanwhile, and the callbacks in `handler` take user data to be this `Listener`, whose type they share. The document is
    // read only and copied by the library; it has at least `length` bytes, for `Input` admits fewer than `c_uint::MAX`.
    let status = unsafe {
        let parser = ffi::wbxml_parser_create();
        ffi::wbxml_parser_set_user_data(parser, (&raw mut listener).cast());
        ffi::wbxml_parser_set_content_handler(parser, &raw mut handler);
        ffi::wbxml_parser_set_language(parser, ffi::ACTIVESYNC);
        let status = ffi::wbxml_parser_parse(parser, bytes.as_ptr().cast_mut(), length);
        ffi::wbxml_parser_destroy(parser);
        status
    };
    if let Some(panic) = listener.panicked {
        resume_unwind(panic);
    }
    check(status)
}

/// Whom the callbacks tell.
struct Listener<F> {
    each: F,
    /// A panic of `each`, which may not unwind through the library.
    panicked: Option<Box<dyn Any + Send>>,
}

impl<F: FnMut(Event<'_>)> Listener<F> {
    fn tell(&mut self, event: Event<'_>) {
        if self.panicked.is_none() {
            self.panicked = catch_unwind(AssertUnwindSafe(|| (self.each)(event))).err();
        }
    }
}

/// The callbacks for a listener of this type.
fn handler<F: FnMut(Event<'_>)>(_: &Listener<F>) -> ffi::ContentHandler {
    ffi::ContentHandler {
        start_document: None,
        end_document: None,
        start_element: Some(start_element::<F>),
        end_element: Some(end_element::<F>),
        characters: Some(characters::<F>),
        instruction: None,
    }
}

unsafe extern "C" fn start_element<F: FnMut(Event<'_>)>(
    data: *mut c_void,
    tag: *mut ffi::Tag,
    _attributes: *mut *mut c_void,
    _is_empty: c_uchar,
) {
    // SAFETY: `sax` set the user data to its `Listener<F>`, which is borrowed by nothing else during the parse.
    let listener = unsafe { &mut *data.cast::<Listener<F>>() };
    // SAFETY: the library passes a tag that lives until the callback returns.
    listener.tell(Event::Start(unsafe { read_tag(tag) }));
}

unsafe extern "C" fn end_element<F: FnMut(Event<'_>)>(
    data: *mut c_void,
    _tag: *mut ffi::Tag,
    _is_empty: c_uchar,
) {
    // SAFETY: as in `start_element`.
    let listener = unsafe { &mut *data.cast::<Listener<F>>() };
    listener.tell(Event::End);
}

unsafe extern "C" fn characters<F: FnMut(Event<'_>)>(
    data: *mut c_void,
    text: *mut c_uchar,
    start: c_uint,
    length: c_uint,
) {
    // SAFETY: as in `start_element`.
    let listener = unsafe { &mut *data.cast::<Listener<F>>() };
    // SAFETY: the library passes a buffer that has `start + length` bytes and lives until the callback returns.
    let bytes = unsafe { slice::from_raw_parts(text.add(start as usize), length as usize) };
    listener.tell(Event::Characters(bytes));
}

/// # Safety
///
/// The tag has to be one that the library made and has not freed.
unsafe fn read_tag(tag: *mut ffi::Tag) -> Tag {
    // SAFETY: by the contract of this function the tag is alive; of the kind TOKEN it holds a row of the static table.
    unsafe {
        if (*tag).kind == ffi::TOKEN {
            let row = (*tag).value.token;
            Tag::Known { page: (*row).page, token: (*row).token }
        } else {
            Tag::Named
        }
    }
}

/// A document as libwbxml's tree, which it owns.
pub struct Tree {
    tree: ptr::NonNull<ffi::Tree>,
}

/// A node of libwbxml's tree.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    node: ptr::NonNull<ffi::Node>,
    tree: PhantomData<&'a Tree>,
}

/// What a node of libwbxml's tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind<'a> {
    /// An element.
    Element(Tag),
    /// A text, or the bytes of an OPAQUE block: all that stand side by side are one node.
    Text(&'a [u8]),
    /// A CDATA section, whose text is below it.
    Cdata,
    /// Anything else.
    Other,
}

/// Reads a document into libwbxml's tree.
pub fn tree(input: Input<'_>) -> Result<Tree, Error> {
    let bytes = input.bytes();
    let length = c_uint::try_from(bytes.len()).unwrap_or(c_uint::MAX);
    let mut tree = ptr::null_mut();
    // SAFETY: the document is read only, copied by the library, and has at least `length` bytes; `tree` may be written to.
    let status = unsafe {
        ffi::wbxml_tree_from_wbxml(
            bytes.as_ptr().cast_mut(),
            length,
            ffi::ACTIVESYNC,
            ffi::UTF_8,
            &raw mut tree,
        )
    };
    check(status)?;
    let tree = ptr::NonNull::new(tree).ok_or(Error { code: status })?;
    Ok(Tree { tree })
}

/// Writes libwbxml's tree as a document: WBXML 1.3, public identifier 1, UTF-8, no string table, no blank left out.
///
/// It takes the tree for its own, since the encoder may change texts.
pub fn encode(tree: &mut Tree) -> Result<Vec<u8>, Error> {
    let mut params = ffi::EncodeParams {
        version: ffi::VERSION_1_3,
        keep_blanks: 1,
        use_string_table: 0,
        produce_anonymous: 1,
    };
    let (mut document, mut length) = (ptr::null_mut(), 0);
    // SAFETY: the tree is one that the library made, is borrowed for us alone, and all else may be written to.
    let status = unsafe {
        ffi::wbxml_tree_to_wbxml(tree.tree.as_ptr(), &raw mut document, &raw mut length, &raw mut params)
    };
    check(status)?;
    // SAFETY: after success the library has handed over a block of `length` bytes, which is copied, freed once and not used again.
    unsafe {
        let bytes = slice::from_raw_parts(document, length as usize).to_vec();
        ffi::wbxml_free(document.cast());
        Ok(bytes)
    }
}

impl Tree {
    /// The root. None only if the document had none, which libwbxml refuses.
    pub fn root(&self) -> Option<Node<'_>> {
        // SAFETY: the tree is alive until `self` is dropped.
        Node::of(unsafe { self.tree.as_ref() }.root)
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        // SAFETY: the library made the tree, and nothing has freed it: that happens here alone. Nodes borrow from `self`.
        unsafe { ffi::wbxml_tree_destroy(self.tree.as_ptr()) }
    }
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Tree").field(&self.root()).finish()
    }
}

impl<'a> Node<'a> {
    fn of(node: *mut ffi::Node) -> Option<Self> {
        ptr::NonNull::new(node).map(|node| Self { node, tree: PhantomData })
    }

    /// What it is.
    pub fn kind(self) -> NodeKind<'a> {
        // SAFETY: the node is part of a tree that `'a` keeps alive and unchanged.
        let node = unsafe { self.node.as_ref() };
        match node.kind {
            // SAFETY: an element has a tag that lives as long as it does.
            ffi::ELEMENT => NodeKind::Element(unsafe { read_tag(node.name) }),
            // SAFETY: a text has a buffer of that length that lives as long as it does.
            ffi::TEXT => NodeKind::Text(unsafe {
                let length = ffi::wbxml_buffer_len(node.content) as usize;
                slice::from_raw_parts(ffi::wbxml_buffer_get_cstr(node.content), length)
            }),
            ffi::CDATA => NodeKind::Cdata,
            _ => NodeKind::Other,
        }
    }

    /// The nodes below it, in order.
    pub fn children(self) -> impl Iterator<Item = Node<'a>> {
        // SAFETY: as in `kind`; children and siblings are part of the same tree.
        let first = Self::of(unsafe { self.node.as_ref() }.children);
        std::iter::successors(first, |node| {
            // SAFETY: the same.
            Self::of(unsafe { node.node.as_ref() }.next)
        })
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind())
    }
}

/// libwbxml's table for ActiveSync, row by row. A token that has two rows is known by the first.
pub fn rows() -> impl Iterator<Item = Row> {
    // SAFETY: the library's tables are static and constant, and hold ActiveSync.
    let first = unsafe { (*ffi::wbxml_tables_get_table(ffi::ACTIVESYNC)).tags };
    (0..).map_while(move |at| {
        // SAFETY: the table ends with a row without a name, behind which nothing is read.
        let row = unsafe { &*first.add(at) };
        if row.name.is_null() {
            return None;
        }
        // SAFETY: a name is a static string with a NUL behind it.
        let name = unsafe { static_text(row.name) };
        Some(Row { page: row.page, token: row.token, name, binary: row.options & ffi::BINARY != 0 })
    })
}

fn message(code: c_int) -> &'static str {
    // SAFETY: the library gives a static string for every number, also for one that it does not know.
    unsafe { static_text(ffi::wbxml_errors_string(code).cast()) }
}

/// # Safety
///
/// It has to be a static string with a NUL behind it.
unsafe fn static_text(text: *const c_char) -> &'static str {
    // SAFETY: by the contract of this function.
    unsafe { CStr::from_ptr(text) }.to_str().unwrap_or("(not UTF-8)")
}

fn check(status: ffi::Status) -> Result<(), Error> {
    if status == 0 { Ok(()) } else { Err(Error { code: status }) }
}

#[cfg(test)]
mod tests;
