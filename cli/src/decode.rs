//! `asms decode`: what a document says.

mod json;
mod lenient;
mod message;
mod tree;

use std::io::{self, Write};

use asms_wire::Version;
use asms_wire::command::Command;
use asms_wire::wbxml::lenient::read as read_leniently;
use asms_wire::wbxml::xml::{Layout, to_xml};
use asms_wire::wbxml::{DecodeError, Decoder, Event, Options, Repair};

use crate::answer::{Answer, Failure};
use crate::form::{self, Form};
use crate::input::Input;
use crate::layout::{Listing, WIDTH, spaced_hex, wrapped};
use message::{Direction, Message};
use tree::{Node, Tree};

/// Show a WBXML document: its summary, its tree beside offsets and bytes, and what breaks the schema
///
/// The document may be raw bytes, hexadecimal digits or base64, and is recognised by its content. Digits
/// may be broken by blanks, line ends, colons, dashes, commas, 0x and \x; a digit that stands alone is a
/// byte, as in "3 1 6a 0". The output of hexdump -C, xxd, tcpdump -X and Wireshark is taken with its
/// offsets, which have to count on without a gap.
///
/// An element whose content is one value stands on one line, with the bytes from its tag to its END. Offsets
/// count from the first byte of the document.
///
/// A document may have 16 MiB and 64 levels of elements, a value 4 MiB; nothing raises these limits.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Args {
    #[command(flatten)]
    input: Input,

    /// Take the input as raw bytes
    #[arg(long, group = "form", help_heading = "Input")]
    raw: bool,
    /// Take the input as hexadecimal digits
    #[arg(long, group = "form", help_heading = "Input")]
    hex: bool,
    /// Take the input as base64, in either alphabet
    #[arg(long, group = "form", help_heading = "Input")]
    base64: bool,

    /// Protocol version whose schema counts: 12.1, 14.0 or 14.1
    #[arg(long, value_name = "VERSION", default_value = "14.1", help_heading = "Schema")]
    version: Version,
    /// Command that the document has to belong to; by default the one that its root names
    #[arg(long, value_name = "COMMAND", value_parser = message::command, help_heading = "Schema")]
    command: Option<Command>,
    /// Read it as a request only; by default whichever direction fits
    #[arg(long, group = "direction", help_heading = "Schema")]
    request: bool,
    /// Read it as a response only
    #[arg(long, group = "direction", help_heading = "Schema")]
    response: bool,

    /// Read on behind harmless faults, name every fault found and its likely repair
    #[arg(long, help_heading = "Output", conflicts_with = "xml")]
    lenient: bool,
    /// Show long values and all bytes
    #[arg(long, help_heading = "Output", conflicts_with_all = ["xml", "json"])]
    full: bool,
    /// Print XML instead, which `asms encode` turns into the same document; the schema is not looked at
    #[arg(long, help_heading = "Output", conflicts_with = "json")]
    xml: bool,
    /// Print one JSON document instead
    #[arg(long, help_heading = "Output")]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  asms decode request.wbxml
  grep -o '03 01 6a.*' device.log | head -1 | asms decode --version 14.0
  asms decode --lenient --hex < capture.txt
  asms decode --json response.bin | jq '.events[] | select(.tag == \"AirSync:SyncKey\")'

Exit codes:
  0  the document is sound, and keeps the schema if its command is Sync, GetItemEstimate, Settings,
     FolderSync or Ping
  1  it breaks the schema; with --lenient also: it is not sound
  2  it is not WBXML, or the input cannot be used";

/// Decodes and prints.
pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Answer, Failure> {
    let (form, bytes) = args.document()?;
    if args.xml {
        let xml = to_xml(&bytes, Options::default(), Layout::Indented(2))
            .map_err(|error| unsound(&error, &bytes))?;
        out.write_all(xml.as_bytes())?;
        return Ok(Answer::Yes);
    }
    let fault = walk(&bytes, |_, _| Ok(()))?;
    let message = match fault {
        Some(_) => None,
        None => Message::read(&bytes, args.version, args.command, args.direction()),
    };
    if args.json {
        return json::print(out, form, &bytes, args.lenient, args.version, message.as_ref());
    }
    if let Some(message) = &message {
        message.print_summary(out)?;
        writeln!(out)?;
    }
    let mut tree = Tree::new(Listing { full: args.full }, &bytes);
    if Decoder::new(&bytes).is_ok() {
        tree.header(out)?;
    }
    walk(&bytes, |event, end| tree.push(out, event.offset..end, Node::Event(event.kind)))?;
    tree.finish(out)?;
    match (fault, message) {
        (Some(_), _) if args.lenient => Ok(lenient::print(out, &bytes, tree)?),
        (Some(fault), _) => Err(unsound(&fault, &bytes)),
        (None, Some(message)) => Ok(message.print_breach(out)?),
        (None, None) => Ok(Answer::Yes),
    }
}

impl Args {
    /// The document, and the form in which it came.
    fn document(&self) -> Result<(Form, Vec<u8>), Failure> {
        let input = self.input.read()?;
        let form = match (self.raw, self.hex, self.base64) {
            (true, ..) => Form::Raw,
            (_, true, _) => Form::Hex,
            (.., true) => Form::Base64,
            _ => {
                let (form, bytes) = form::recognise(input);
                let (name, count) = (self.input.name(), bytes.len());
                if form != Form::Raw {
                    let _ = writeln!(io::stderr(), "asms: read {name} as {form}, {count} bytes");
                } else if let Some(error) = form::broken_digits(&bytes) {
                    let _ = writeln!(
                        io::stderr(),
                        "asms: read {name} as {form}, though it begins as hexadecimal digits\n  {error}"
                    );
                }
                return Ok((form, bytes));
            }
        };
        Ok((form, form::read(input, form)?))
    }

    fn direction(&self) -> Option<Direction> {
        match (self.request, self.response) {
            (true, _) => Some(Direction::Request),
            (_, true) => Some(Direction::Response),
            _ => None,
        }
    }
}

/// Hands over the events, each with the offset behind it, up to the first fault.
fn walk<'a>(
    bytes: &'a [u8],
    mut take: impl FnMut(Event<'a>, usize) -> io::Result<()>,
) -> io::Result<Option<DecodeError>> {
    let mut decoder = match Decoder::new(bytes) {
        Ok(decoder) => decoder,
        Err(fault) => return Ok(Some(fault)),
    };
    loop {
        match decoder.next_event() {
            Ok(Some(event)) => take(event, decoder.offset())?,
            Ok(None) => return Ok(None),
            Err(fault) => return Ok(Some(fault)),
        }
    }
}

/// The failure that a fault is when nothing lenient was asked for.
fn unsound(fault: &DecodeError, bytes: &[u8]) -> Failure {
    let mut text = b"the document is not WBXML as ActiveSync uses it\n".to_vec();
    // Writing to memory does not fail.
    let _ = print_fault(&mut text, fault, bytes);
    let reading = read_leniently(bytes, Options::default());
    let repair = reading.faults.first().and_then(|diagnosis| diagnosis.repair.as_ref());
    let _ = print_repair(&mut text, fault, repair, bytes);
    if !reading.beyond.is_empty() {
        text.extend(b"  (--lenient reads on behind it)");
    }
    Failure::unusable(String::from_utf8_lossy(&text).trim_end())
}

/// Writes a fault: place, what was found and what is right, the bytes around.
fn print_fault(out: &mut dyn Write, fault: &DecodeError, bytes: &[u8]) -> io::Result<()> {
    writeln!(out, "  offset   {}", fault.offset)?;
    let open: Vec<&str> = fault.open.iter().map(|tag| tag.name()).collect();
    if !open.is_empty() {
        wrapped(out, "  inside   ", &open.join("/"))?;
    }
    wrapped(out, "  fault    ", &fault.fault.to_string())?;
    if bytes.is_empty() { Ok(()) } else { writeln!(out, "  bytes    {}", around(bytes, fault.offset)) }
}

/// Writes the likely repair of a fault, or what the input is if it is no document at all.
fn print_repair(
    out: &mut dyn Write,
    fault: &DecodeError,
    repair: Option<&Repair>,
    bytes: &[u8],
) -> io::Result<()> {
    let other = if fault.offset == 0 { form::other_content(bytes) } else { None };
    let text = match (repair, other) {
        (Some(repair), _) => repair.to_string(),
        (None, Some(other)) => format!("no likely repair: this is {other}"),
        (None, None) => "no likely repair".to_owned(),
    };
    wrapped(out, "  repair   ", &text)
}

/// Some bytes before and behind an offset, with the byte there marked.
fn around(bytes: &[u8], offset: usize) -> String {
    const EACH: usize = (WIDTH - 20) / 8;
    let start = offset.saturating_sub(EACH);
    let before = bytes.get(start..offset.min(bytes.len())).unwrap_or_default();
    let behind = bytes.get(offset.saturating_add(1)..).unwrap_or_default();
    let found = bytes.get(offset).map_or_else(|| "> end <".to_owned(), |byte| format!(">{byte:02X}<"));
    let more = |cut: bool| if cut { "…" } else { "" };
    let shown = behind.get(..EACH).unwrap_or(behind);
    let pieces =
        [more(start > 0), &spaced_hex(before), &found, &spaced_hex(shown), more(shown.len() < behind.len())];
    pieces.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}
