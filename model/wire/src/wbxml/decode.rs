//! The pull decoder.

use super::{DecodeError, Event, Tag};

/// Bounds on what a document may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in the whole document.
    pub document: usize,
    /// Elements open at a time.
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
    /// Take mb_u_int32 values with superfluous leading groups (`80 03` for 3). Off by default.
    pub overlong_lengths: bool,
}

/// Reads a document event by event, borrowing from it. Strict: see [`super::Fault`] for what it refuses.
#[derive(Clone, Debug)]
pub struct Decoder<'a> {
    _input: &'a [u8],
}

impl<'a> Decoder<'a> {
    /// Reads the header (`03 01 6A 00`) with default options.
    pub fn new(input: &'a [u8]) -> Result<Self, DecodeError> {
        Self::with_options(input, Options::default())
    }

    /// Reads the header.
    pub fn with_options(input: &'a [u8], _options: Options) -> Result<Self, DecodeError> {
        Ok(Self { _input: input })
    }

    /// The next event; `None` after the end of the root, with nothing left over.
    ///
    /// After an error every further call returns the same error.
    pub fn next_event(&mut self) -> Result<Option<Event<'a>>, DecodeError> {
        todo!()
    }

    /// Offset of the next byte to read.
    pub fn offset(&self) -> usize {
        todo!()
    }

    /// The elements open now, outermost first.
    pub fn open(&self) -> &[Tag] {
        todo!()
    }
}
