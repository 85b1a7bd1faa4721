//! `asms encode`: XML to a document.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use asms_wire::wbxml::xml::{XmlLimits, from_xml};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::answer::{Answer, Failure};
use crate::input::Input;
use crate::layout::spaced_hex;

/// Turn XML into a WBXML document
///
/// The XML is what `asms decode --xml` prints, or any with the namespaces of [MS-ASWBXML]: prefixes do not
/// matter, names may end with a colon or not, and a root without namespace is found by its name. Byte arrays
/// such as `ConversationId` are hexadecimal digits. Comments and blanks between elements carry no meaning.
///
/// The document is written in canonical form, as raw bytes; on a terminal as hexadecimal digits.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    input: Input,
    /// Write hexadecimal digits
    #[arg(long, group = "form")]
    hex: bool,
    /// Write base64, on one line
    #[arg(long, group = "form")]
    base64: bool,
    /// Write to this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  asms encode request.xml --out request.wbxml
  echo '<FolderSync><SyncKey>0</SyncKey></FolderSync>' | asms encode --hex
  asms decode --xml a.wbxml | sed s/SMS/Email/ | asms encode | asms decode

Exit codes:
  0  written
  2  the XML is not a document; the message names line and column";

/// Encodes and writes.
pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Answer, Failure> {
    let xml = args.input.read()?;
    let document = from_xml(&xml, XmlLimits::default())
        .map_err(|error| Failure::unusable(format!("{}: {error}", args.input.name())))?;
    let on_screen = args.out.is_none() && io::stdout().is_terminal();
    let written = if args.base64 {
        let mut line = STANDARD.encode(&document);
        line.push('\n');
        line.into_bytes()
    } else if args.hex || on_screen {
        hex_lines(&document)
    } else {
        document
    };
    match &args.out {
        None => out.write_all(&written)?,
        Some(path) => fs::write(path, written)
            .map_err(|error| Failure::unusable(format!("cannot write {}: {error}", path.display())))?,
    }
    Ok(Answer::Yes)
}

fn hex_lines(document: &[u8]) -> Vec<u8> {
    const BYTES_A_LINE: usize = 32;
    let mut lines: Vec<String> = document.chunks(BYTES_A_LINE).map(spaced_hex).collect();
    lines.push(String::new());
    lines.join("\n").into_bytes()
}
