//! What of libwbxml 0.11.8 is called, as C declares it.
//!
//! Its installed headers declare conversion alone. What is here besides is exported by the library all the same, is used by
//! programs that link it, and has had this form since 0.11.0; `build.rs` admits one version. Of each structure only the fields up to
//! the last one that is read are declared, so none of them may be made or moved by us.

use std::ffi::{c_char, c_int, c_uchar, c_uint, c_void};

/// `WBXMLError`: 0 is success.
pub(super) type Status = c_int;

/// `WBXML_LANG_ACTIVESYNC`.
pub(super) const ACTIVESYNC: c_int = 2402;
/// `WBXML_CHARSET_UTF_8`.
pub(super) const UTF_8: c_int = 106;
/// `WBXML_VERSION_13`.
pub(super) const VERSION_1_3: c_int = 3;

/// `WBXMLParser`, of which only the address is known here.
#[repr(C)]
pub(super) struct Parser {
    _opaque: [u8; 0],
}

/// `WBXMLBuffer`, of which only the address is known here.
#[repr(C)]
pub(super) struct Buffer {
    _opaque: [u8; 0],
}

/// `WBXMLTagEntry`, a row of the library's table.
#[repr(C)]
pub(super) struct TagEntry {
    pub(super) name: *const c_char,
    pub(super) page: c_uchar,
    pub(super) token: c_uchar,
    pub(super) options: c_uint,
}

/// `WBXML_TAG_OPTION_BINARY`, of [`TagEntry::options`].
pub(super) const BINARY: c_uint = 1;

/// `WBXMLLangEntry`, up to the table of tags, which ends with a row without a name.
#[repr(C)]
pub(super) struct Language {
    _id: c_int,
    _public_id: *const c_void,
    pub(super) tags: *const TagEntry,
}

/// `WBXMLTag`: of kind 0 with a row of the table, of kind 1 with a buffer that holds the name.
#[repr(C)]
pub(super) struct Tag {
    pub(super) kind: c_int,
    pub(super) value: TagValue,
}

#[repr(C)]
pub(super) union TagValue {
    pub(super) token: *const TagEntry,
    _literal: *mut Buffer,
}

/// [`Tag::kind`] of a row of the table.
pub(super) const TOKEN: c_int = 0;

/// `WBXMLContentHandler`.
#[repr(C)]
pub(super) struct ContentHandler {
    pub(super) start_document: Option<unsafe extern "C" fn(*mut c_void, c_int, *const Language)>,
    pub(super) end_document: Option<unsafe extern "C" fn(*mut c_void)>,
    pub(super) start_element: Option<unsafe extern "C" fn(*mut c_void, *mut Tag, *mut *mut c_void, c_uchar)>,
    pub(super) end_element: Option<unsafe extern "C" fn(*mut c_void, *mut Tag, c_uchar)>,
    pub(super) characters: Option<unsafe extern "C" fn(*mut c_void, *mut c_uchar, c_uint, c_uint)>,
    pub(super) instruction: Option<unsafe extern "C" fn(*mut c_void, *const c_uchar, *mut c_uchar)>,
}

/// `WBXMLTree`, up to its root.
#[repr(C)]
pub(super) struct Tree {
    _language: *const Language,
    pub(super) root: *mut Node,
}

/// `WBXMLTreeNode`, up to the next sibling.
#[repr(C)]
pub(super) struct Node {
    pub(super) kind: c_int,
    pub(super) name: *mut Tag,
    _attributes: *mut c_void,
    pub(super) content: *mut Buffer,
    _tree: *mut Tree,
    _parent: *mut Node,
    pub(super) children: *mut Node,
    pub(super) next: *mut Node,
}

/// [`Node::kind`] of an element.
pub(super) const ELEMENT: c_int = 0;
/// [`Node::kind`] of a text.
pub(super) const TEXT: c_int = 1;
/// [`Node::kind`] of a CDATA section.
pub(super) const CDATA: c_int = 2;

/// `WBXMLGenWBXMLParams`.
#[repr(C)]
pub(super) struct EncodeParams {
    pub(super) version: c_int,
    pub(super) keep_blanks: c_uchar,
    pub(super) use_string_table: c_uchar,
    pub(super) produce_anonymous: c_uchar,
}

unsafe extern "C" {
    pub(super) fn wbxml_parser_create() -> *mut Parser;
    pub(super) fn wbxml_parser_destroy(parser: *mut Parser);
    pub(super) fn wbxml_parser_set_user_data(parser: *mut Parser, data: *mut c_void);
    pub(super) fn wbxml_parser_set_content_handler(parser: *mut Parser, handler: *mut ContentHandler);
    pub(super) fn wbxml_parser_set_language(parser: *mut Parser, language: c_int) -> c_uchar;
    pub(super) fn wbxml_parser_parse(parser: *mut Parser, document: *mut c_uchar, length: c_uint) -> Status;

    pub(super) fn wbxml_tree_from_wbxml(
        document: *mut c_uchar,
        length: c_uint,
        language: c_int,
        charset: c_int,
        tree: *mut *mut Tree,
    ) -> Status;
    pub(super) fn wbxml_tree_to_wbxml(
        tree: *mut Tree,
        document: *mut *mut c_uchar,
        length: *mut c_uint,
        params: *mut EncodeParams,
    ) -> Status;
    pub(super) fn wbxml_tree_destroy(tree: *mut Tree);
    pub(super) fn wbxml_free(memory: *mut c_void);

    pub(super) fn wbxml_buffer_get_cstr(buffer: *mut Buffer) -> *mut c_uchar;
    pub(super) fn wbxml_buffer_len(buffer: *mut Buffer) -> c_uint;

    pub(super) fn wbxml_tables_get_table(language: c_int) -> *const Language;
    pub(super) fn wbxml_errors_string(status: Status) -> *const c_uchar;
}
