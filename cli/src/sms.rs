//! `asms sms`: short messages as the radio carries them.

mod address;
mod decode;
mod encode;
mod fields;
mod split;
pub(crate) mod words;

use std::io::Write;

use asms_wire::sms::alphabet::NationalLanguage;
use asms_wire::sms::user_data::Reference;
use clap::Subcommand;

use crate::answer::{Answer, Failure};
use crate::input;

/// Split, encode and decode short messages, and read address lists
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Split(split::Args),
    Encode(encode::Args),
    Decode(decode::Args),
    Address(address::Args),
}

pub(crate) const AFTER_HELP: &str = "\
Examples:
  asms sms split 'See you at eight'
  asms sms encode --to +491701234567 'See you at eight'
  asms sms decode 01000B919471103254F6000003537A98
  asms sms address '\"Jo\" [MOBILE:4255550143],\"Al\" <al@example.com>'

Every one says more with --help.";

/// Runs one of them.
pub(crate) fn run(command: &Command, out: &mut dyn Write) -> Result<Answer, Failure> {
    match command {
        Command::Split(args) => split::run(args, out),
        Command::Encode(args) => encode::run(args, out),
        Command::Decode(args) => decode::run(args, out),
        Command::Address(args) => address::run(args, out),
    }
}

/// A text to send, and how it may be cut.
#[derive(clap::Args, Debug)]
struct Draft {
    /// Text of the message; without it the standard input, less the line end at its end
    text: Option<String>,
    /// Reference that the parts have in common, 0 to 255, or to 65535 with --wide-reference
    #[arg(long, value_name = "N", default_value_t = 0)]
    reference: u16,
    /// Give the reference 16 bits
    #[arg(long)]
    wide_reference: bool,
    /// Languages whose tables the receiver has, separated by commas, or all
    #[arg(long = "language", value_name = "LANGUAGE", value_delimiter = ',', value_parser = languages)]
    languages: Vec<Languages>,
}

impl Draft {
    fn text(&self) -> Result<String, Failure> {
        self.text.clone().map_or_else(input::stdin_text, Ok)
    }

    fn reference(&self) -> Result<Reference, Failure> {
        if self.wide_reference {
            return Ok(Reference::Long(self.reference));
        }
        self.short_reference().map(Reference::Short)
    }

    fn short_reference(&self) -> Result<u8, Failure> {
        u8::try_from(self.reference).map_err(|_| {
            let found = self.reference;
            Failure::unusable(format!("--reference is {found}; expected 0 to 255, or --wide-reference"))
        })
    }

    fn languages(&self) -> Vec<NationalLanguage> {
        self.languages.iter().flat_map(|Languages(languages)| languages).copied().collect()
    }
}

/// One language, or all.
#[derive(Clone, Debug)]
struct Languages(Vec<NationalLanguage>);

fn languages(name: &str) -> Result<Languages, String> {
    if name.eq_ignore_ascii_case("all") {
        return Ok(Languages(NationalLanguage::ALL.to_vec()));
    }
    let known = NationalLanguage::ALL
        .into_iter()
        .find(|language| words::language(*language).eq_ignore_ascii_case(name));
    known.map(|language| Languages(vec![language])).ok_or_else(|| {
        let names: Vec<String> = NationalLanguage::ALL.into_iter().map(words::language).collect();
        format!("expected all or one of {}", names.join(", "))
    })
}
