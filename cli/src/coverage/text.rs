//! The tables for readers.

use std::io::{self, Write};

use asms_machine::facts::{Coverage, Evidence, Kind, Row};
use asms_sim::fleet::{HuntTable, Shown};

use super::simulated;
use crate::layout::{counted, wrapped};

/// Writes counts, unless only some ids are shown; then the tables; then what is wrong.
pub(super) fn write(
    coverage: &Coverage,
    hunted: &HuntTable,
    is_whole: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let lists = [
        ("Requirements of [MS-ASMS]", &coverage.requirements),
        ("Edge cases", &coverage.edge_cases),
        ("Known bugs", &coverage.known_bugs),
    ];
    if is_whole {
        counts(&lists, out)?;
    }
    let mut is_first = !is_whole;
    for (title, rows) in lists {
        if rows.is_empty() {
            continue;
        }
        if is_whole {
            writeln!(out, "\n{title}")?;
        }
        for row in rows {
            if !is_first {
                writeln!(out)?;
            }
            is_first = false;
            write_row(row, hunted, out)?;
        }
    }
    if coverage.faults.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    for fault in &coverage.faults {
        wrapped(out, "WRONG: ", fault)?;
    }
    Ok(())
}

fn counts(lists: &[(&str, &Vec<Row>)], out: &mut impl Write) -> io::Result<()> {
    write!(out, "{:26}", "")?;
    for kind in Kind::ALL {
        write!(out, "{:>9}", short(kind))?;
    }
    writeln!(out, "{:>6}", "all")?;
    for (title, rows) in lists {
        write!(out, "{title:26}")?;
        for kind in Kind::ALL {
            write!(out, "{:>9}", rows.iter().filter(|row| row.kind() == kind).count())?;
        }
        writeln!(out, "{:>6}", rows.len())?;
    }
    Ok(())
}

/// The word for a kind, as wide as its column.
fn short(kind: Kind) -> &'static str {
    if kind == Kind::Simulation { "simul." } else { kind.word() }
}

fn write_row(row: &Row, hunted: &HuntTable, out: &mut impl Write) -> io::Result<()> {
    wrapped(out, &format!("{:9} ", row.fact.id), &row.fact.text)?;
    if row.evidence.is_empty() {
        return writeln!(out, "  {}", Kind::Nothing.word());
    }
    for evidence in &row.evidence {
        let label = format!("  {:11} ", evidence.kind(&row.fact.id).word());
        wrapped(out, &label, &in_words(evidence))?;
    }
    for (defect, Shown { scenario, seeds, failure, .. }) in simulated(hunted, &row.fact.id) {
        let seeds = counted(usize::try_from(*seeds).unwrap_or(usize::MAX), "seed", "seeds");
        let text = format!("{defect} breaks {failure} in {seeds} of {scenario}");
        wrapped(out, &format!("  {:11} ", Kind::Simulation.word()), &text)?;
    }
    Ok(())
}

fn in_words(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Holds { property, goal, scenarios } => {
            format!("{property} where {goal} is reached: {}", scenarios.join(", "))
        }
        Evidence::Violated { property, goal, scenario, steps, because } => {
            let steps = steps.map_or_else(String::new, |steps| format!(" in {steps} steps"));
            format!("{property} in {scenario}{steps}, where {goal} is reached: {because}")
        }
        Evidence::Caught(catch) => {
            format!("{} breaks {} in {}, {} steps", catch.choice, catch.property, catch.scenario, catch.steps)
        }
        Evidence::Harmless { choice, because } => format!("{choice} breaks nothing: {}", because.trim()),
        Evidence::Test { file, name } => format!("{name} in {file}"),
        Evidence::Simulation(because) | Evidence::Outside(because) => because.clone(),
    }
}
