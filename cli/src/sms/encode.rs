//! `asms sms encode`: a text as SUBMIT units.

use std::io::Write;

use asms_wire::sms::address::Address;
use asms_wire::sms::split::{Options, split};
use asms_wire::sms::tpdu::{MessageReference, Submit};
use asms_wire::sms::validity::{Relative, ValidityPeriod};
use serde::Serialize;

use super::{Draft, words};
use crate::answer::{Answer, Failure};
use crate::layout::dense_hex;

/// Turn a text into the SMS-SUBMIT units that carry it, in hexadecimal digits
///
/// Prints one unit a line, with what it is in a line before it that begins with #. The output is input of
/// `asms sms decode`. A modem in PDU mode takes a unit behind its service centre address, 00 for the modem's
/// own, and counts the octets without that address.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Number to send to; + before an international one
    #[arg(long, value_name = "NUMBER")]
    to: String,
    #[command(flatten)]
    draft: Draft,
    /// TP-MR of the first unit; each further one has the next
    #[arg(long, value_name = "N", default_value_t = 0)]
    mr: u8,
    /// Ask for a status report for each unit
    #[arg(long)]
    report: bool,
    /// How long the service centre is to try, in minutes, hours, days or weeks as in 90m, 24h, 3d, 2w; rounded
    /// up to what a unit can say
    #[arg(long, value_name = "TIME", value_parser = validity)]
    validity: Option<Relative>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  asms sms encode --to +491701234567 'See you at eight'
  asms sms encode --to 8080 --report --validity 24h --mr 17 STOP
  asms sms encode --to +905321234567 --language turkish < note.txt | asms sms decode

Exit codes:
  0  encoded
  2  the number or the text cannot be sent";

/// Encodes and prints.
pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Answer, Failure> {
    let destination =
        Address::dial(&args.to).map_err(|error| Failure::unusable(format!("--to {}: {error}", args.to)))?;
    let languages = args.draft.languages();
    let options = Options { languages: &languages, ..Options::default() };
    let parts = split(&args.draft.text()?, args.draft.reference()?, options).map_err(Failure::unusable)?;
    let template = Submit {
        status_report_request: args.report,
        reference: MessageReference(args.mr),
        validity: args.validity.map(ValidityPeriod::Relative),
        ..Submit::to(destination)
    };
    let submits = template.carrying(&parts).map_err(Failure::unusable)?;
    let total = submits.len();
    let mut units = Vec::with_capacity(total);
    for ((submit, part), number) in submits.iter().zip(parts.iter()).zip(1..) {
        let octets = submit.encode().map_err(Failure::unusable)?;
        units.push(Unit {
            number,
            total,
            mr: submit.reference.0,
            octets: octets.len(),
            text: part.text().unwrap_or_default(),
            hex: dense_hex(&octets),
        });
    }
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &units)?;
        writeln!(out)?;
        return Ok(Answer::Yes);
    }
    let validity = args.validity.map(|period| format!(", valid for {}", words::minutes(period.minutes())));
    let report = if args.report { ", report asked for" } else { "" };
    for unit in &units {
        writeln!(
            out,
            "# SUBMIT {} of {total} to {destination}: TP-MR {}, {}, {} octets{}{report}",
            unit.number,
            unit.mr,
            words::alphabet(parts.alphabet()),
            unit.octets,
            validity.as_deref().unwrap_or_default(),
        )?;
        writeln!(out, "{}", unit.hex)?;
    }
    Ok(Answer::Yes)
}

#[derive(Serialize)]
struct Unit {
    number: usize,
    total: usize,
    mr: u8,
    octets: usize,
    text: String,
    hex: String,
}

/// The shortest period that a unit can say and that is not below `text`.
fn validity(text: &str) -> Result<Relative, String> {
    let expected = || "expected minutes, hours, days or weeks, as in 90m, 24h, 3d, 2w".to_owned();
    let (number, minutes) = [("m", 1), ("h", 60), ("d", 24 * 60), ("w", 7 * 24 * 60)]
        .into_iter()
        .find_map(|(unit, minutes)| Some((text.strip_suffix(unit)?, minutes)))
        .ok_or_else(expected)?;
    let number: u32 = number.parse().map_err(|_| expected())?;
    let minutes = number.checked_mul(minutes).filter(|minutes| *minutes > 0).ok_or_else(expected)?;
    Relative::at_least(minutes).ok_or_else(|| "more than 63 weeks, the most that a unit can say".to_owned())
}
