//! `asms explain`: what a code or an id means.

mod code;
mod fact;
mod model;
mod status;

use std::io::{self, Write};

use asms_wire::command::Command;

use crate::answer::{Answer, Failure};
use crate::layout::wrapped;

/// Say what a status, a cause or an id means, and what to do about it
///
/// Statuses and decimal codes are written as they are; tp-status, tp-fcs and cdma-status are hexadecimal, as
/// traces show them. 0x before a code makes it hexadecimal anywhere.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// A command, a kind of code, a list of facts, or one id; without it the list of all topics
    topic: Option<String>,
    /// The code; without it all that are known
    code: Option<String>,
}

const AFTER_HELP: &str = "\
Examples:
  asms explain sync 4         the status, the rules that give it, what the client does next
  asms explain sync           every status of Sync
  asms explain tp-status 46   what became of a message, by a status report
  asms explain cms-error 332  what a modem says, and whether to send again
  asms explain ASMS-045       a requirement; EC-01, B-32 and AMB-17 likewise
  asms explain EC             every edge case
  asms explain repeated-add   a decision point; a property or a goal likewise

Exit codes:
  0  explained
  2  there is no such topic, code or id";

/// Finds and prints.
pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Answer, Failure> {
    let code = args.code.as_deref();
    let Some(topic) = args.topic.as_deref() else {
        print_topics(out)?;
        return Ok(Answer::Yes);
    };
    if let Some(command) = Command::ALL.into_iter().find(|command| command.name().eq_ignore_ascii_case(topic))
    {
        status::print(out, Some(command), code)?;
    } else if topic.eq_ignore_ascii_case("common") {
        status::print(out, None, code)?;
    } else if let Some(kind) =
        code::Kind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(topic))
    {
        kind.print(out, code)?;
    } else if code.is_none() && (fact::print(out, topic)? | model::print(out, topic)?) {
        // Printed.
    } else {
        let asked = [topic, code.unwrap_or_default()].join(" ");
        let asked = asked.trim_end();
        if let Some(near) = near(asked).or_else(|| near(topic)) {
            return Err(Failure::Unusable(format!("there is nothing about {asked:?}; did you mean {near}?")));
        }
        if let Some(range) = fact::range(topic) {
            return Err(Failure::Unusable(format!("there is nothing about {asked:?}; {range}")));
        }
        let mut topics = format!("there is nothing about {asked:?}\n\n");
        let mut list = Vec::new();
        print_topics(&mut list)?;
        topics.push_str(String::from_utf8_lossy(&list).trim_end());
        return Err(Failure::Unusable(topics));
    }
    Ok(Answer::Yes)
}

/// The topic or id that is the same but for signs, blanks, capitals and leading zeros.
fn near(asked: &str) -> Option<String> {
    let topics = Command::ALL.into_iter().map(|command| command.name().to_lowercase());
    let kinds = code::Kind::ALL.into_iter().map(|kind| kind.name().to_owned());
    let mut all = topics.chain(kinds).chain(model::names().map(str::to_owned)).chain(fact::ids());
    let asked = bare(asked);
    all.find(|known| bare(known) == asked)
}

/// Letters and digits alone, numbers apart and without leading zeros.
fn bare(topic: &str) -> String {
    let mut bare = String::new();
    let mut in_number = false;
    for character in topic.chars() {
        if !character.is_ascii_alphanumeric() {
            bare.extend(in_number.then_some(' '));
            in_number = false;
        } else if character != '0' || in_number {
            bare.push(character.to_ascii_lowercase());
            in_number = character.is_ascii_digit();
        }
    }
    bare
}

fn print_topics(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Topics, each with a code behind it or alone for the whole list:")?;
    for command in Command::ALL {
        let topic = command.name().to_lowercase();
        writeln!(out, "  {topic:16}  statuses of {command}")?;
    }
    writeln!(out, "  {:16}  statuses that any command may give from 14.0 on", "common")?;
    for kind in code::Kind::ALL {
        writeln!(out, "  {:16}  {}", kind.name(), kind.title())?;
    }
    for list in fact::LISTS {
        let label = format!("  {:16}  ", list.prefix);
        wrapped(out, &label, &format!("{}; {} is one", list.title, list.example))?;
    }
    wrapped(out, "  a name            ", "a property, a goal or a decision point of `asms check --list`")?;
    Ok(())
}

/// The number that a code is, in this radix unless `0x` says otherwise.
fn number(code: &str, radix: u32, most: u32) -> Result<u32, Failure> {
    let (digits, radix) = match code.strip_prefix("0x").or_else(|| code.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None => (code, radix),
    };
    let number = if digits.starts_with('+') { None } else { u32::from_str_radix(digits, radix).ok() };
    number.filter(|number| *number <= most).ok_or_else(|| {
        let range = if radix == 16 { format!("0 to {most:X}, hexadecimal") } else { format!("0 to {most}") };
        Failure::unusable(format!("{code:?} is no code here; expected {range}"))
    })
}
