//! Bounds on documents.

/// Bounds on what a document may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in the whole document.
    pub document: usize,
    /// Elements in the whole document. A typed message takes a few hundred bytes of memory for each at most.
    pub elements: usize,
    /// Levels of elements; the root is the first, and an element without content counts like any other.
    pub depth: usize,
    /// Bytes in one inline string.
    pub string: usize,
    /// Bytes in one OPAQUE block.
    pub opaque: usize,
}

impl Default for Limits {
    /// 16 MiB a document, 262,144 elements, 64 levels, 4 MiB a string, 4 MiB an OPAQUE block.
    fn default() -> Self {
        Self { document: 16 << 20, elements: 1 << 18, depth: 64, string: 4 << 20, opaque: 4 << 20 }
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
