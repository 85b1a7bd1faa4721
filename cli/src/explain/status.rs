//! Statuses of commands.

use std::io::{self, Write};

use asms_wire::command::Command;
use asms_wire::command::status::{CommonStatus, Explanation, Place, Rule, codes, explain};

use super::number;
use crate::answer::Failure;
use crate::layout::wrapped;

/// Prints one status of a command, or all of them. Without a command, those that any command may give.
pub(super) fn print(
    out: &mut dyn Write,
    command: Option<Command>,
    code: Option<&str>,
) -> Result<(), Failure> {
    let Some(code) = code else { return Ok(print_all(out, command)?) };
    let code = number(code, 10, u32::MAX)?;
    let found = match command {
        Some(command) => explain(command, code),
        None => CommonStatus::ALL.iter().find(|explanation| explanation.code == code),
    };
    if let Some(explanation) = found {
        return Ok(print_one(out, command, explanation)?);
    }
    let all = command.map_or_else(|| CommonStatus::ALL.iter(), codes);
    let all: Vec<String> = all.map(|known| known.code.to_string()).collect();
    let common = if command.is_some() { ", and those of `asms explain common`" } else { "" };
    Err(Failure::unusable(format!(
        "no specification names status {code} of {}; known are {}{common}",
        title(command),
        all.join(", ")
    )))
}

fn title(command: Option<Command>) -> String {
    command.map_or_else(|| "any command".to_owned(), |command| command.to_string())
}

fn print_all(out: &mut dyn Write, command: Option<Command>) -> io::Result<()> {
    let all = || command.map_or_else(|| CommonStatus::ALL.iter(), codes);
    let width = all().map(|explanation| explanation.name.len()).max().unwrap_or_default();
    for Explanation { code, name, meaning, .. } in all() {
        wrapped(out, &format!("{code:>5}  {name:width$}  "), meaning)?;
    }
    if let Some(command) = command {
        let topic = command.name().to_lowercase();
        let hint = format!(
            "`asms explain {topic} CODE` says more; `asms explain common` lists what any command may give."
        );
        writeln!(out)?;
        wrapped(out, "", &hint)?;
    }
    Ok(())
}

fn print_one(out: &mut dyn Write, command: Option<Command>, explanation: &Explanation) -> io::Result<()> {
    let Explanation { code, name, meaning, places, note, advice, rules, http, .. } = explanation;
    writeln!(out, "{} status {code}, {name}", title(command))?;
    wrapped(out, "", meaning)?;
    writeln!(out)?;
    wrapped(out, "client  ", advice)?;
    let places: Vec<&str> = places.iter().map(|place| place_in_words(*place)).collect();
    wrapped(out, "place   ", &places.join("; or "))?;
    wrapped(out, "        ", note)?;
    if !http.is_empty() {
        let codes: Vec<String> = http.iter().map(ToString::to_string).collect();
        writeln!(out, "http    {} in its place up to version 12.1", codes.join(" or "))?;
    }
    if !rules.is_empty() {
        writeln!(out, "\nIt is given when:")?;
        for Rule { when, source } in *rules {
            wrapped(out, "  - ", when)?;
            wrapped(out, "      ", source)?;
        }
    }
    Ok(())
}

const fn place_in_words(place: Place) -> &'static str {
    match place {
        Place::Command => "under the root, for the whole command",
        Place::Collection => "in a collection, for that one",
        Place::Item => "in Responses, for one item",
    }
}
