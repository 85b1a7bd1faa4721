//! The tree of a document beside its offsets and bytes.

use std::io::{self, Write};
use std::ops::Range;

use asms_wire::wbxml::{EventKind, Tag, tag};

use crate::layout::{Listing, exact_lines, hex_value, quoted};

/// What further lines of a value begin with.
const HANGING: &str = "  ";
/// Columns that a line of a value has at any depth.
const LEAST: usize = 16;

/// A piece of a document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'a> {
    /// As the decoder gives it.
    Event(EventKind<'a>),
    /// Text that is not UTF-8, read as Latin-1.
    Latin1(&'a str),
    /// Text that the end of the document cuts.
    Cut(&'a str),
}

/// Prints nodes as they come. An element whose content is one value takes one row.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    listing: Listing,
    bytes: &'a [u8],
    /// The line above the rows is there.
    begun: bool,
    depth: usize,
    /// The tag of an element that may yet fit on one row, and its value.
    held: Option<Held<'a>>,
}

#[derive(Debug)]
struct Held<'a> {
    start: Range<usize>,
    tag: Tag,
    value: Option<(Range<usize>, Node<'a>)>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(listing: Listing, bytes: &'a [u8]) -> Self {
        Self { listing, bytes, begun: false, depth: 0, held: None }
    }

    /// Whether there are rows yet.
    pub(super) fn has_begun(&self) -> bool {
        self.begun
    }

    /// The row of a sound header.
    pub(super) fn header(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.row(out, 0..4, "[WBXML 1.3, UTF-8, no string table]")
    }

    /// Takes the next node, which stands at `at`.
    pub(super) fn push(&mut self, out: &mut dyn Write, at: Range<usize>, node: Node<'a>) -> io::Result<()> {
        match (self.held.take(), node) {
            (None, Node::Event(EventKind::Start(tag))) => {
                self.held = Some(Held { start: at, tag, value: None });
                Ok(())
            }
            (
                Some(Held { start, tag, value: None }),
                Node::Event(EventKind::Text(_) | EventKind::Opaque(_)) | Node::Latin1(_) | Node::Cut(_),
            ) => {
                self.held = Some(Held { start, tag, value: Some((at, node)) });
                Ok(())
            }
            (Some(Held { start, tag, value }), Node::Event(EventKind::End(_))) => {
                let text = match value {
                    None => format!("{} (empty)", tag.name()),
                    Some((_, value)) => {
                        let name = format!("{} = ", tag.name());
                        let value = self.value(value, name.len());
                        name + &value
                    }
                };
                self.row(out, start.start..at.end, &text)
            }
            (Some(held), _) => {
                self.let_go(out, held)?;
                self.push(out, at, node)
            }
            (None, node) => self.alone(out, at, node),
        }
    }

    /// Prints what is held, when nothing more comes.
    pub(super) fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.held.take() {
            Some(held) => self.let_go(out, held),
            None => Ok(()),
        }
    }

    fn let_go(&mut self, out: &mut dyn Write, held: Held<'a>) -> io::Result<()> {
        self.row(out, held.start, held.tag.name())?;
        self.depth += 1;
        match held.value {
            Some((at, value)) => self.alone(out, at, value),
            None => Ok(()),
        }
    }

    fn alone(&mut self, out: &mut dyn Write, at: Range<usize>, node: Node<'a>) -> io::Result<()> {
        let text = match node {
            Node::Event(EventKind::Page(page)) => {
                format!("[page {page}: {}]", tag::namespace_of(page).unwrap_or("unknown"))
            }
            Node::Event(EventKind::Start(tag)) => {
                self.row(out, at, tag.name())?;
                self.depth += 1;
                return Ok(());
            }
            Node::Event(EventKind::Empty(tag)) => format!("{} (empty)", tag.name()),
            Node::Event(EventKind::End(tag)) => {
                self.depth = self.depth.saturating_sub(1);
                format!("/{}", tag.name())
            }
            value => self.value(value, 0),
        };
        self.row(out, at, &text)
    }

    /// A value, fitted to what its line leaves behind so many columns.
    fn value(&self, value: Node<'_>, before: usize) -> String {
        let columns = if self.listing.full {
            usize::MAX
        } else {
            Listing::TEXT_WIDTH.saturating_sub(before + self.indent().len())
        };
        match value {
            Node::Event(EventKind::Text(text)) => quoted(text, &format!("({} bytes)", text.len()), columns),
            Node::Event(EventKind::Opaque(bytes)) => hex_value(bytes, columns),
            Node::Latin1(text) => {
                let length = format!("({} bytes)", text.chars().count());
                noted(text, &length, columns, " (read as Latin-1)")
            }
            Node::Cut(text) => noted(text, &format!("({} bytes)", text.len()), columns, " (cut here)"),
            Node::Event(_) => String::new(),
        }
    }

    fn indent(&self) -> String {
        "  ".repeat(self.depth)
    }

    fn row(&mut self, out: &mut dyn Write, at: Range<usize>, text: &str) -> io::Result<()> {
        if !self.begun {
            Listing::head(out, "element")?;
            self.begun = true;
        }
        let bytes = self.bytes.get(at.clone()).unwrap_or_default();
        let indent = self.indent();
        // What is not cut goes on below, a little further in.
        let room = if self.listing.full {
            Listing::TEXT_WIDTH.saturating_sub(indent.len() + HANGING.len()).max(LEAST)
        } else {
            usize::MAX
        };
        let mut hanging = "";
        let lines: Vec<String> = exact_lines(text, room)
            .map(|line| format!("{indent}{}{line}", std::mem::replace(&mut hanging, HANGING)))
            .collect();
        self.listing.row(out, at.start, bytes, &lines)
    }
}

/// A text as [`quoted`] gives it, with a note behind.
fn noted(text: &str, length: &str, columns: usize, note: &str) -> String {
    quoted(text, length, columns.saturating_sub(note.len())) + note
}
