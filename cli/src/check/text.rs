//! Reports for readers: every violation as a sequence, then one table.

use std::io::{self, Write};

use asms_check::{Found, Verdict};
use asms_machine::behaviour::Behaviour;
use asms_machine::scenario::{BUILT_IN, Scenario};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table};
use indicatif::HumanCount;

use super::Run;

/// Writes what was found.
pub(super) fn write(runs: &[Run], out: &mut impl Write) -> io::Result<()> {
    for run in runs {
        counterexamples(run, out)?;
    }
    writeln!(out, "{}", table(runs))?;
    for run in runs {
        closing_lines(run, out)?;
    }
    Ok(())
}

/// Every violation, as a sequence between the parties.
fn counterexamples(run: &Run, out: &mut impl Write) -> io::Result<()> {
    for entry in &run.report.properties {
        let Found::Violated { reason, path } = &entry.found else { continue };
        writeln!(out, "{}: {} is VIOLATED", run.title(), entry.info.name)?;
        writeln!(out, "  {} ({})", entry.info.prose, entry.info.sources)?;
        writeln!(out, "  Here {reason}.")?;
        if let Some(because) = run.pinned_reason(entry.info.name) {
            writeln!(out, "  That is known: {because}")?;
        }
        writeln!(out, "  The shortest way there has {} steps:\n", path.len())?;
        writeln!(out, "{}", run.sequence(path))?;
    }
    if let Some(path) = &run.report.deadlock {
        writeln!(out, "{}: DEADLOCK: nothing may happen, though not all is settled\n", run.title())?;
        writeln!(out, "{}", run.sequence(path))?;
    }
    Ok(())
}

fn table(runs: &[Run]) -> Table {
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(["scenario", "states", "steps", "depth", "property", "verdict", "from"]);
    for column in 1..=3 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for run in runs {
        let report = &run.report;
        let mut head = vec![
            run.title(),
            HumanCount(report.states).to_string(),
            HumanCount(report.generated).to_string(),
            report.depth.to_string(),
        ];
        for entry in &report.properties {
            let name = entry.info.name;
            let mut verdict = Verdict::of(report, &entry.found).to_string();
            if let Found::Violated { path, .. } = &entry.found {
                verdict = format!("{verdict} in {} steps", path.len());
            }
            if run.pinned_reason(name).is_some() {
                verdict.push_str(", as pinned");
            }
            head.extend([name.to_owned(), verdict, entry.info.sources.to_owned()]);
            table.add_row(std::mem::replace(&mut head, vec![String::new(); 4]));
        }
    }
    table
}

/// What a reader has to know beside the table.
fn closing_lines(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let report = &run.report;
    let seen = if report.is_complete() { "every state seen" } else { "NOT every state seen" };
    let reached = report.goals.iter().filter(|goal| goal.reached.is_some()).count();
    let odds = u64::try_from(report.odds()).unwrap_or(u64::MAX);
    write!(
        out,
        "{}: {seen} (odds that one was missed: 1 in {}), {reached} of {} goals reached",
        run.title(),
        HumanCount(odds),
        report.goals.len()
    )?;
    let undecided: Vec<String> = Behaviour::POINTS
        .iter()
        .enumerate()
        .filter(|(at, _)| report.consulted >> at & 1 == 0)
        .map(|(_, point)| point.label())
        .collect();
    if !undecided.is_empty() {
        write!(out, "; not exercised: {}", undecided.join(", "))?;
    }
    writeln!(out)?;
    for found in &run.mismatches {
        writeln!(out, "{}: {}", run.title(), found.text)?;
    }
    Ok(())
}

/// Lists the scenarios and the decision points.
pub(super) fn list(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Scenarios:")?;
    for (name, _) in BUILT_IN {
        let about = Scenario::built_in(name).and_then(Result::ok).map(|scenario| scenario.about);
        writeln!(out, "  {name:18} {}", about.unwrap_or_default())?;
    }
    writeln!(out, "\nDecision points, asked of server or device, each with its variants:")?;
    for point in Behaviour::POINTS {
        writeln!(out, "  {} ({}): {}", point.label(), point.actor, point.question.trim())?;
        for variant in point.variants {
            writeln!(
                out,
                "    {:26} {:8} {} [{}]",
                variant.name,
                variant.standing.to_string(),
                variant.sentence.trim(),
                variant.sources
            )?;
        }
    }
    Ok(())
}
