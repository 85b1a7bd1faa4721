//! What the model calls by name: properties, goals, decision points.

use std::io::{self, Write};

use asms_machine::behaviour::{Behaviour, Point};
use asms_machine::property::{
    GOALS, PROPERTIES, RECOVERABILITY, RECOVERABILITY_PROSE, RECOVERABILITY_SOURCES,
};

use crate::layout::wrapped;

/// Every name.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let properties = properties().map(|(name, ..)| name);
    let goals = GOALS.iter().map(|goal| goal.name);
    properties.chain(goals).chain(Behaviour::POINTS.iter().map(|point| point.name))
}

/// Prints all that has this name, decision points also by the id of their ambiguity; false if there is nothing. Case
/// does not matter.
pub(super) fn print(out: &mut dyn Write, topic: &str) -> io::Result<bool> {
    let mut found = false;
    for (name, prose, sources) in properties().filter(|(name, ..)| name.eq_ignore_ascii_case(topic)) {
        found = true;
        writeln!(out, "{name} (a property that `asms check` checks)")?;
        wrapped(out, "", prose)?;
        wrapped(out, "sources  ", sources)?;
    }
    for goal in GOALS.iter().filter(|goal| goal.name.eq_ignore_ascii_case(topic)) {
        found = true;
        writeln!(out, "{} (a goal that `asms check` has to reach)", goal.name)?;
        wrapped(out, "", goal.prose)?;
        if !goal.sources.is_empty() {
            wrapped(out, "sources  ", goal.sources)?;
        }
    }
    for point in Behaviour::POINTS {
        let is_ambiguity = point.ambiguity.is_some_and(|id| id.eq_ignore_ascii_case(topic));
        if !is_ambiguity && !point.name.eq_ignore_ascii_case(topic) {
            continue;
        }
        // Behind the fact that the ambiguity is, or a goal of the same name.
        if is_ambiguity || found {
            writeln!(out)?;
        }
        found = true;
        print_point(out, point)?;
    }
    Ok(found)
}

/// Name, sentence and sources of every property.
fn properties() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let steps = PROPERTIES.iter().map(|property| (property.name, property.prose, property.sources));
    steps.chain([(RECOVERABILITY, RECOVERABILITY_PROSE, RECOVERABILITY_SOURCES)])
}

fn print_point(out: &mut dyn Write, point: &Point) -> io::Result<()> {
    writeln!(out, "{} (a decision point of the {})", point.label(), point.actor)?;
    wrapped(out, "", point.question)?;
    for variant in point.variants {
        writeln!(out, "\n  {} ({})", variant.name, variant.standing)?;
        wrapped(out, "    ", variant.sentence)?;
        wrapped(out, "    sources  ", variant.sources)?;
    }
    writeln!(out, "\n`asms check --with {}=VARIANT` chooses one.", point.name)
}
