//! `asms sms split`: which messages carry a text.

use std::io::Write;

use asms_wire::sms::alphabet::{Alphabet, NoPlace, ShiftTables, gsm7};
use asms_wire::sms::cdma::{self, TextEncoding};
use asms_wire::sms::split::{Options, split};
use asms_wire::sms::user_data::{Repeats, capacity};
use serde::Serialize;

use super::{Draft, words};
use crate::answer::{Answer, Failure};
use crate::layout::{counted, spaced_hex, wrapped_exactly};

/// Show how a text is cut into messages: alphabet, parts, sizes, headers
///
/// The text stays in the GSM 7-bit alphabet when it can, with the default tables unless national ones need
/// fewer messages; other text goes in UCS-2. No character is replaced, and no pair is cut.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    draft: Draft,
    /// Cut for CDMA: ASCII, GSM 7-bit, Latin-1 or UTF-16
    #[arg(long, conflicts_with_all = ["wide_reference", "languages"])]
    cdma: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  asms sms split 'See you at eight'
  asms sms split --language turkish,spanish --reference 7 \"$(cat note.txt)\"
  asms sms split --json < note.txt | jq '.parts | length'

Exit codes:
  0  shown
  2  the text takes more than 255 messages or cannot be read";

/// Cuts and prints.
pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Answer, Failure> {
    let text = args.draft.text()?;
    let split = if args.cdma { for_cdma(args, &text)? } else { for_gsm(args, &text)? };
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &split)?;
        writeln!(out)?;
    } else {
        split.print(out)?;
    }
    Ok(Answer::Yes)
}

/// A text that is cut.
#[derive(Serialize)]
struct Split {
    alphabet: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tables: Option<String>,
    characters: usize,
    unit: &'static str,
    /// The first character that the default GSM 7-bit tables lack, and its number, where that decides the alphabet.
    #[serde(skip)]
    outside: Option<(char, usize)>,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    number: usize,
    units: usize,
    /// Units that would fit.
    capacity: usize,
    /// Octets of user data, header included.
    octets: usize,
    /// The user data header in hexadecimal digits; empty when there is none.
    header: String,
    text: String,
}

fn for_gsm(args: &Args, text: &str) -> Result<Split, Failure> {
    let languages = args.draft.languages();
    let options = Options { languages: &languages, ..Options::default() };
    let parts = split(text, args.draft.reference()?, options).map_err(Failure::unusable)?;
    let alphabet = parts.alphabet();
    let rows = parts.iter().zip(1..).map(|(part, number)| {
        let user_data = part.user_data().map_err(Failure::unusable)?;
        Ok(Part {
            number,
            units: words::count(alphabet, &part.payload),
            capacity: capacity(alphabet, part.header.octets()),
            octets: user_data.octets().len(),
            header: spaced_hex(&part.header.encode().unwrap_or_default()),
            text: part.text().unwrap_or_default(),
        })
    });
    Ok(Split {
        alphabet: words::alphabet(alphabet),
        tables: (alphabet == Alphabet::Gsm7).then(|| words::tables(parts.tables())),
        characters: text.chars().count(),
        unit: words::units(alphabet),
        outside: if alphabet == Alphabet::Ucs2 { outside(text) } else { None },
        parts: rows.collect::<Result<_, Failure>>()?,
    })
}

/// The first character that the default GSM 7-bit tables lack, and its number.
fn outside(text: &str) -> Option<(char, usize)> {
    let NoPlace { character, at, .. } = gsm7::encode(text, ShiftTables::DEFAULT).err()?;
    Some((character, text.get(..at)?.chars().count() + 1))
}

fn for_cdma(args: &Args, text: &str) -> Result<Split, Failure> {
    let reference = args.draft.short_reference()?;
    let parts = cdma::split(text, reference, cdma::Parts::ENCODINGS).map_err(Failure::unusable)?;
    // The alphabet whose units are as large.
    let like = match parts.encoding() {
        TextEncoding::Ascii | TextEncoding::Gsm7 => Alphabet::Gsm7,
        TextEncoding::Latin1 => Alphabet::Data,
        TextEncoding::Unicode => Alphabet::Ucs2,
    };
    let rows = parts.user_data().iter().zip(1..).map(|(data, number)| {
        let content = data.content(parts.header(), Repeats::default());
        let header = content.header.encode().unwrap_or_default();
        Part {
            number,
            units: words::count(like, &content.payload),
            capacity: capacity(like, header.len()),
            octets: data.octets().len(),
            header: spaced_hex(&header),
            text: data.shown(parts.header()).unwrap_or_default(),
        }
    });
    Ok(Split {
        alphabet: words::text_encoding(parts.encoding()),
        tables: None,
        characters: text.chars().count(),
        unit: words::units(like),
        outside: None,
        parts: rows.collect(),
    })
}

impl Split {
    fn print(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let total = self.parts.len();
        let tables = match &self.tables {
            Some(tables) => format!(" with {tables}"),
            None => String::new(),
        };
        let units: usize = self.parts.iter().map(|part| part.units).sum();
        let one = self.unit.strip_suffix('s').unwrap_or(self.unit);
        writeln!(
            out,
            "{}, {} in {}: {}{tables}",
            counted(self.characters, "character", "characters"),
            counted(units, one, self.unit),
            counted(total, "message", "messages"),
            self.alphabet
        )?;
        if let Some((character, at)) = self.outside {
            writeln!(out, "{character:?}, character {at}, is not in the default GSM 7-bit tables")?;
        }
        for part in &self.parts {
            write!(
                out,
                "\npart {} of {total}: {} of {} {}, ",
                part.number, part.units, part.capacity, self.unit
            )?;
            writeln!(out, "{} of 140 octets", part.octets)?;
            if !part.header.is_empty() {
                writeln!(out, "  header  {}", part.header)?;
            }
            wrapped_exactly(out, "  text    ", &format!("{:?}", part.text))?;
        }
        Ok(())
    }
}
