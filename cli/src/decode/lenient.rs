//! The faults of a broken document, and what stands behind the first.

use std::borrow::Cow;
use std::io::{self, Write};

use asms_wire::wbxml::lenient::{self, Diagnosis, Reading, Recovered};
use asms_wire::wbxml::{Event, EventKind, Fault, Options};

use super::tree::{Node, Tree};
use super::{print_fault, print_repair};
use crate::answer::Answer;

/// Prints each fault at its place among what stands behind the first. `tree` has printed what stands before.
pub(super) fn print(out: &mut dyn Write, bytes: &[u8], tree: Tree<'_>) -> io::Result<Answer> {
    let reading = lenient::read(bytes, Options::default());
    let cut = cut_text(&reading, bytes);
    let mut faults = (1..).zip(&reading.faults).peekable();
    let mut tree = tree;
    for recovered in &reading.beyond {
        let (offset, end, node) = place(recovered, bytes);
        // A fault inside a token comes before what was made of it.
        while let Some((number, fault)) = faults.next_if(|(_, fault)| fault.error.offset < end) {
            tree.finish(out)?;
            print_diagnosis(out, number, fault, bytes, tree.has_begun())?;
            writeln!(out)?;
        }
        tree.push(out, offset..end, node)?;
    }
    if let Some((offset, text)) = &cut {
        tree.push(out, *offset..bytes.len(), Node::Cut(text))?;
    }
    tree.finish(out)?;
    for (number, fault) in faults {
        print_diagnosis(out, number, fault, bytes, number > 1 || tree.has_begun())?;
    }
    let count = reading.faults.len();
    let most = if count >= lenient::MAX_FAULTS { " or more" } else { "" };
    writeln!(out, "\nnot sound: {count}{most} {}", if count == 1 { "fault" } else { "faults" })?;
    Ok(Answer::No)
}

/// Offset and characters of a string that the end of the document cuts.
fn cut_text<'a>(reading: &Reading<'_>, bytes: &'a [u8]) -> Option<(usize, Cow<'a, str>)> {
    let Fault::UnterminatedString { start } = reading.faults.last()?.error.fault else { return None };
    let text = bytes.get(start + 1..).filter(|text| !text.is_empty())?;
    Some((start, String::from_utf8_lossy(text)))
}

/// Offset, end and form of what was recovered.
fn place<'a>(recovered: &'a Recovered<'a>, bytes: &[u8]) -> (usize, usize, Node<'a>) {
    /// A token and the 00 of an inline string.
    const AROUND: usize = 2;
    match recovered {
        Recovered::Latin1 { offset, text } => {
            (*offset, offset + text.chars().count() + AROUND, Node::Latin1(text))
        }
        Recovered::Event(Event { offset, kind }) => {
            let length = match kind {
                EventKind::Page(_) => 2,
                EventKind::Start(_) | EventKind::Empty(_) | EventKind::End(_) => 1,
                EventKind::Text(text) => text.len() + AROUND,
                EventKind::Opaque(opaque) => {
                    let length = bytes.iter().skip(offset + 1).take_while(|byte| *byte & 0x80 != 0);
                    1 + length.count() + 1 + opaque.len()
                }
            };
            (*offset, offset + length, Node::Event(*kind))
        }
    }
}

/// Writes a fault and its repair, `apart` from what stands before.
fn print_diagnosis(
    out: &mut dyn Write,
    number: usize,
    fault: &Diagnosis,
    bytes: &[u8],
    apart: bool,
) -> io::Result<()> {
    writeln!(out, "{}fault {number}", if apart { "\n" } else { "" })?;
    print_fault(out, &fault.error, bytes)?;
    print_repair(out, &fault.error, fault.repair.as_ref(), bytes)
}
