//! The table for programs: one JSON document.

use std::io::Write;

use asms_machine::scenario::{Catches, Chosen};
use serde::Serialize;

use super::Row;
use crate::answer::Failure;

/// The version of the form of this document.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    points: Vec<PointForm<'a>>,
}

#[derive(Serialize)]
struct PointForm<'a> {
    name: &'static str,
    /// Who decides.
    actor: &'static str,
    ambiguity: Option<&'static str>,
    question: &'static str,
    variants: Vec<VariantForm<'a>>,
}

#[derive(Serialize)]
struct VariantForm<'a> {
    name: &'static str,
    /// `default`, `reading` or `defect`.
    standing: String,
    sources: Vec<&'static str>,
    sentence: &'static str,
    /// What it breaks that holds by default.
    breaks: Vec<CatchForm>,
    /// Why it breaks nothing.
    harmless: Option<&'a str>,
}

#[derive(Serialize)]
struct CatchForm {
    property: &'static str,
    scenario: &'static str,
    steps: u32,
}

/// Writes the decision points in their order.
pub(super) fn write(rows: &[Row], catches: &Catches, out: &mut impl Write) -> Result<(), Failure> {
    let points = rows
        .iter()
        .map(|row| PointForm {
            name: row.point.name,
            actor: row.point.actor,
            ambiguity: row.point.ambiguity,
            question: row.point.question.trim(),
            variants: row.choices().map(|choice| variant(choice, catches)).collect(),
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &Document { format: FORMAT, points })?;
    writeln!(out)?;
    Ok(())
}

fn variant(choice: Chosen, catches: &Catches) -> VariantForm<'_> {
    VariantForm {
        name: choice.variant.name,
        standing: choice.variant.standing.to_string(),
        sources: choice.variant.sources.split(' ').collect(),
        sentence: choice.variant.sentence.trim(),
        breaks: catches
            .of(choice)
            .map(|catch| CatchForm { property: catch.property, scenario: catch.scenario, steps: catch.steps })
            .collect(),
        harmless: catches.why_harmless(choice),
    }
}
