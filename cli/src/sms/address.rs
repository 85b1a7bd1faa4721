//! `asms sms address`: what a To or From says.

use std::io::Write;

use asms_wire::value::{AddressList, Entry};
use serde::Serialize;

use crate::answer::{Answer, Failure};
use crate::input;
use crate::layout::{counted, wrapped_exactly};

/// Read the value of To or From: its entries, their numbers, and what to dial
///
/// An SMS goes to the entries with a number in [MOBILE:…]; the others are passed over.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The value; without it the standard input, less the line end at its end
    text: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  asms sms address '\"Jo\" [MOBILE:+1 (425) 555-0143]'
  asms sms address '\"Jo\" [MOBILE:4255550143],\"Al\" <al@example.com>'

Exit codes:
  0  read
  2  no address list; the message names the offset in bytes";

/// Reads and prints.
pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Answer, Failure> {
    let text = args.text.clone().map_or_else(input::stdin_text, Ok)?;
    let list = AddressList::parse(&text).map_err(Failure::unusable)?;
    let rows: Vec<Row> = list.entries().iter().map(Row::from).collect();
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &rows)?;
        writeln!(out)?;
        return Ok(Answer::Yes);
    }
    let dialled = rows.iter().filter(|row| matches!(row, Row::Mobile { dial: Some(_), .. })).count();
    writeln!(out, "{}, {dialled} with a number to dial", counted(rows.len(), "entry", "entries"))?;
    for (row, number) in rows.iter().zip(1..) {
        writeln!(out)?;
        match row {
            Row::Other { text } => wrapped_exactly(out, &format!("{number}  other   "), text)?,
            Row::Mobile { name, number: written, dial } => {
                let name = name.as_deref().map_or_else(|| "none".to_owned(), |name| format!("{name:?}"));
                wrapped_exactly(out, &format!("{number}  name    "), &name)?;
                wrapped_exactly(out, "   number  ", &format!("{written:?}"))?;
                wrapped_exactly(out, "   dials   ", dial.as_deref().unwrap_or("nothing: this is no number"))?;
            }
        }
    }
    Ok(Answer::Yes)
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Row {
    Mobile { name: Option<String>, number: String, dial: Option<String> },
    Other { text: String },
}

impl From<&Entry> for Row {
    fn from(entry: &Entry) -> Self {
        match entry {
            Entry::Mobile(recipient) => Self::Mobile {
                name: recipient.name().map(str::to_owned),
                number: recipient.number().as_str().to_owned(),
                dial: recipient.number().dialable(),
            },
            Entry::Other(other) => Self::Other { text: other.as_str().to_owned() },
        }
    }
}
