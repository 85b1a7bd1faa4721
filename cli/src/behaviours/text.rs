//! The table for readers.

use std::io::{self, Write};

use asms_machine::scenario::{Catches, Chosen};

use super::Row;
use crate::layout::{counted, wrapped};

/// Writes the decision points, grouped by who decides.
pub(super) fn write(rows: &[Row], catches: &Catches, out: &mut impl Write) -> io::Result<()> {
    let mut actors: Vec<&str> = Vec::new();
    for row in rows {
        if !actors.contains(&row.point.actor) {
            actors.push(row.point.actor);
        }
    }
    let width = rows.iter().flat_map(|row| &row.variants).map(|variant| variant.name.len()).max();
    for (at, actor) in actors.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let own = || rows.iter().filter(|row| row.point.actor == *actor);
        let count = counted(own().count(), "decision point", "decision points");
        writeln!(out, "{}, {count}", asked_of(actor))?;
        for row in own() {
            writeln!(out)?;
            point(row, width.unwrap_or_default(), catches, out)?;
        }
    }
    writeln!(out, "\n`asms check --with POINT=VARIANT` shows what follows from a variant.")
}

fn asked_of(actor: &str) -> String {
    match actor {
        "both" => "Asked of the server and of the device".to_owned(),
        "wire" => "Asked when a message is written".to_owned(),
        actor => format!("Asked of the {actor}"),
    }
}

fn point(row: &Row, width: usize, catches: &Catches, out: &mut impl Write) -> io::Result<()> {
    wrapped(out, "  ", &row.point.label())?;
    wrapped(out, "    ", row.point.question)?;
    for choice in row.choices() {
        let variant = choice.variant;
        let label = format!("    {:width$}  {:7}  ", variant.name, variant.standing.to_string());
        wrapped(out, &label, variant.sentence)?;
        let indent = " ".repeat(label.len());
        wrapped(out, &format!("{indent}from "), variant.sources)?;
        consequences(choice, &indent, catches, out)?;
    }
    Ok(())
}

/// What the variant breaks, as the table of catches has it.
fn consequences(choice: Chosen, indent: &str, catches: &Catches, out: &mut impl Write) -> io::Result<()> {
    for catch in catches.of(choice) {
        let text = format!("{} in {}, {} steps", catch.property, catch.scenario, catch.steps);
        wrapped(out, &format!("{indent}breaks "), &text)?;
    }
    match catches.why_harmless(choice) {
        Some(why) => wrapped(out, &format!("{indent}breaks nothing: "), why),
        None => Ok(()),
    }
}
