//! `asms sms decode`: units of the transfer layer, field by field, and the messages that they are parts of.

use std::io::Write;

use asms_wire::sms::address::Address;
use asms_wire::sms::reassembly::{Assembly, MessageKey, Outcome, Piece, Reassembly, Rules, join};
use asms_wire::sms::tpdu::{Carrier, Direction, Tpdu};
use asms_wire::sms::user_data::{Part, Repeats};
use clap::ValueEnum;
use serde::Serialize;

use super::fields::{self, Field};
use super::words;
use crate::answer::{Answer, Failure};
use crate::form::digits;
use crate::input;
use crate::layout::{Listing, dense_hex, exact_lines, wrapped_exactly};

/// Show units of SMS field by field: where each field stands, its octets, what it says
///
/// Reads SMS-DELIVER, SMS-SUBMIT, SMS-STATUS-REPORT, SMS-COMMAND and, with --report, the two reports. What a
/// unit is depends on its way; by default TP-MTI 0 and 3 are DELIVER, 1 is SUBMIT and 2 is STATUS-REPORT.
/// Parts of longer messages that are given together, in any order, are put together again.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Args {
    /// Units in hexadecimal digits, one each; without them the lines of the standard input, where those that
    /// begin with # are passed over
    #[arg(value_name = "HEX")]
    units: Vec<String>,
    /// The units go from the network to the phone
    #[arg(long, group = "direction")]
    from_network: bool,
    /// The units go from the phone to the network
    #[arg(long, group = "direction")]
    to_network: bool,
    /// The units are reports, in RP-ACK or RP-ERROR
    #[arg(long, value_name = "CARRIER")]
    report: Option<Report>,
    /// A service centre address stands before each unit, as modems give and take them
    #[arg(long)]
    smsc: bool,
    /// Show all octets
    #[arg(long, conflicts_with = "json")]
    full: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  asms sms decode 01000B919471103254F6000003537A98
  asms sms decode --smsc 0791947107160000040B919471103254F600006211321195004005E8329BFD06
  asms sms decode --report error 00D300 --to-network
  asms sms encode --to 8080 \"$(cat long.txt)\" | asms sms decode

Exit codes:
  0  decoded
  1  several units decoded but parts of a message are missing
  2  a unit cannot be decoded";

/// What carries a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Report {
    /// RP-ACK: it went well
    Ack,
    /// RP-ERROR: it failed
    Error,
}

/// Decodes and prints.
pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Answer, Failure> {
    let texts = match args.units.as_slice() {
        [] => input::stdin_text()?.lines().map(str::to_owned).collect(),
        units => units.to_vec(),
    };
    let texts =
        texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty() && !text.starts_with('#'));
    let mut messages = Messages::default();
    let mut units = Vec::new();
    for (number, text) in (1..).zip(texts) {
        let octets =
            digits(text.as_bytes()).map_err(|error| Failure::unusable(format!("unit {number}: {error}")))?;
        let unit = Unit::read(args, args.smsc, &octets).map_err(|why| {
            let behind_centre = !args.smsc && Unit::read(args, true, &octets).is_ok();
            let hint = if behind_centre {
                "\n  (it is a unit behind a service centre address: add --smsc)"
            } else {
                ""
            };
            Failure::unusable(format!("unit {number}: {why}{hint}"))
        })?;
        messages.take(&unit.tpdu);
        if !args.json {
            if number > 1 {
                writeln!(out)?;
            }
            unit.print(out, number, args.full)?;
        }
        units.push(unit);
    }
    let count = units.len();
    if count == 0 {
        return Err(Failure::unusable("there is no unit to decode; expected hexadecimal digits"));
    }
    let messages = messages.finish();
    if args.json {
        let units =
            units.iter().map(|unit| UnitRow { unit: fields::name(&unit.tpdu), fields: unit.fields() });
        serde_json::to_writer_pretty(&mut *out, &Output { units: units.collect(), messages: &messages })?;
        writeln!(out)?;
    } else if count > 1 {
        messages.iter().try_for_each(|message| message.print(out))?;
    }
    let complete = count == 1 || messages.iter().all(|message| message.parts == message.total);
    Ok(if complete { Answer::Yes } else { Answer::No })
}

/// A service centre address; none is the modem's own.
struct Centre(Option<Address>);

/// One unit.
struct Unit {
    octets: Vec<u8>,
    tpdu: Tpdu,
    /// The address before it, and where the unit begins.
    centre: Option<Centre>,
    start: usize,
}

impl Unit {
    fn read(args: &Args, smsc: bool, octets: &[u8]) -> Result<Self, String> {
        let (centre, rest) = if smsc {
            let (centre, rest) = Address::decode_relay(octets).map_err(|error| error.to_string())?;
            (Some(Centre(centre)), rest)
        } else {
            (None, octets)
        };
        let start = octets.len() - rest.len();
        let carrier = match args.report {
            None => Carrier::Data,
            Some(Report::Ack) => Carrier::Ack,
            Some(Report::Error) => Carrier::Error,
        };
        let direction = match (args.from_network, args.to_network) {
            (true, _) => Direction::ToPhone,
            (_, true) => Direction::ToCentre,
            _ => likely_direction(rest, carrier),
        };
        let tpdu = Tpdu::decode(rest, direction, carrier).map_err(|mut error| {
            error.offset += start;
            error.to_string()
        })?;
        Ok(Self { octets: octets.to_vec(), tpdu, centre, start })
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let mut all = Vec::new();
        if let Some(Centre(centre)) = &self.centre {
            all.push(Field {
                offset: 0,
                octets: self.octets.get(..self.start).unwrap_or_default(),
                name: "SMSC",
                meaning: centre.as_ref().map_or_else(|| "the modem's own".to_owned(), words::address),
            });
        }
        all.extend(fields::of(&self.tpdu, &self.octets, self.start));
        all
    }

    fn print(&self, out: &mut dyn Write, number: usize, full: bool) -> Result<(), Failure> {
        /// Width of the names of fields.
        const NAME: usize = 8;
        writeln!(
            out,
            "unit {number}: {}, {} octets",
            fields::name(&self.tpdu),
            self.octets.len() - self.start
        )?;
        let listing = Listing { full };
        Listing::head(out, "field     meaning")?;
        for field in self.fields() {
            let mut name = field.name;
            let lines: Vec<String> = exact_lines(&field.meaning, Listing::TEXT_WIDTH - NAME - 2)
                .map(|line| format!("{:NAME$}  {line}", std::mem::take(&mut name)))
                .collect();
            listing.row(out, field.offset, field.octets, &lines)?;
        }
        Ok(())
    }
}

/// The way of a unit when nobody says: that of the message rather than of the command, for reports the only one.
fn likely_direction(octets: &[u8], carrier: Carrier) -> Direction {
    let kind = octets.first().copied().unwrap_or_default() & 0b11;
    match (carrier, kind) {
        (Carrier::Data, 0b01) | (Carrier::Ack | Carrier::Error, 0b00) => Direction::ToCentre,
        _ => Direction::ToPhone,
    }
}

/// The other end of a message: whether it is the sender, and its address.
type Peer = (bool, Address);

/// The messages that the units carry.
#[derive(Default)]
struct Messages {
    open: Reassembly<MessageKey<Peer>, Part<'static>>,
    done: Vec<Message>,
}

#[derive(Serialize)]
struct Output<'a> {
    units: Vec<UnitRow<'a>>,
    messages: &'a [Message],
}

#[derive(Serialize)]
struct UnitRow<'a> {
    unit: &'static str,
    fields: Vec<Field<'a>>,
}

/// A message, whole or with parts missing.
#[derive(Serialize)]
struct Message {
    /// `from` or `to`.
    way: &'static str,
    peer: String,
    /// How many are there.
    parts: usize,
    total: usize,
    content: Vec<Content>,
}

/// A stretch of a message.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Content {
    Text(String),
    Hex(String),
    Missing { first: usize, last: usize },
}

impl Messages {
    fn take(&mut self, tpdu: &Tpdu) {
        let (peer, part) = match tpdu {
            Tpdu::Deliver(it) => {
                ((true, it.originator), it.user_data.part(it.coding.alphabet(), it.udhi, Repeats::default()))
            }
            Tpdu::Submit(it) => (
                (false, it.destination),
                it.user_data.part(it.coding.alphabet(), it.udhi, Repeats::default()),
            ),
            Tpdu::DeliverReport(_) | Tpdu::SubmitReport(_) | Tpdu::StatusReport(_) | Tpdu::Command(_) => {
                return;
            }
        };
        let Some((key, position)) = MessageKey::of(peer, &part.header) else {
            self.done.push(Message::new(peer, &[Some(&part)]));
            return;
        };
        match self.open.insert(Rules::default(), key, Some(position), part.into_owned()) {
            Outcome::Single(part) => self.done.push(Message::new(peer, &[Some(&part)])),
            Outcome::Complete(parts) => {
                let parts: Vec<_> = parts.iter().map(Some).collect();
                self.done.push(Message::new(peer, &parts));
            }
            Outcome::Stored { displaced: Some(incomplete) } => {
                self.done.push(Message::incomplete(&incomplete));
            }
            Outcome::Stored { displaced: None }
            | Outcome::Replaced(_)
            | Outcome::Duplicate
            | Outcome::Late
            | Outcome::Ignored { .. } => {}
        }
    }

    fn finish(mut self) -> Vec<Message> {
        self.done.extend(self.open.open().iter().map(Message::incomplete));
        self.done
    }
}

impl Message {
    fn new((from, address): Peer, parts: &[Option<&Part<'_>>]) -> Self {
        let content = join(parts.iter().copied()).into_iter().map(|piece| match piece {
            Piece::Text(text) => Content::Text(text),
            Piece::Data(data) => Content::Hex(dense_hex(&data)),
            Piece::Missing { first, last } => Content::Missing { first, last },
        });
        Self {
            way: if from { "from" } else { "to" },
            peer: address.to_string(),
            parts: parts.iter().flatten().count(),
            total: parts.len(),
            content: content.collect(),
        }
    }

    fn incomplete(assembly: &Assembly<MessageKey<Peer>, Part<'static>>) -> Self {
        Self::new(assembly.key().originator, &assembly.places().collect::<Vec<_>>())
    }

    fn print(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Self { way, peer, parts, total, .. } = self;
        writeln!(out, "\nmessage {way} {peer}, {parts} of {total} parts")?;
        for content in &self.content {
            match content {
                Content::Text(text) => wrapped_exactly(out, "  ", &format!("{text:?}"))?,
                Content::Hex(hex) => wrapped_exactly(out, "  data ", hex)?,
                Content::Missing { first, last } if first == last => {
                    writeln!(out, "  [part {first} is missing]")?;
                }
                Content::Missing { first, last } => writeln!(out, "  [parts {first} to {last} are missing]")?,
            }
        }
        Ok(())
    }
}
