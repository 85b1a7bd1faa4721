//! Reports for readers: every violation as a sequence, then one table.

use std::fmt::Write as _;
use std::io::{self, Write};

use asms_check::{Found, Outcome, PropertyReport, Verdict};
use asms_machine::behaviour::Behaviour;
use asms_machine::property::{
    GOALS, PROPERTIES, RECOVERABILITY, RECOVERABILITY_PROSE, RECOVERABILITY_SOURCES,
};
use asms_machine::scenario::{BUILT_IN, Scenario};
use asms_machine::system::Action;
use indicatif::HumanCount;

use super::Run;
use crate::layout::{WIDTH, wrapped};

/// Writes what was found.
pub(super) fn write(runs: &[Run], not_run: &[String], out: &mut impl Write) -> io::Result<()> {
    for run in runs {
        counterexamples(run, out)?;
    }
    table(runs, out)?;
    for run in runs {
        closing_lines(run, out)?;
    }
    if !not_run.is_empty() {
        wrapped(out, "interrupted, not run: ", &not_run.join(", "))?;
    }
    Ok(())
}

/// Every violation, as a sequence between the parties.
fn counterexamples(run: &Run, out: &mut impl Write) -> io::Result<()> {
    for entry in &run.report.properties {
        let Found::Violated { reason, path } = &entry.found else { continue };
        writeln!(out, "{}: {} is VIOLATED", run.title(), entry.info.name)?;
        wrapped(out, "  ", &format!("{} ({})", entry.info.prose, entry.info.sources))?;
        wrapped(out, "  ", &format!("Here {reason}."))?;
        if let Some(because) = run.pinned_reason(entry.info.name) {
            wrapped(out, "  That is known of this scenario: ", because)?;
        }
        writeln!(
            out,
            "  The shortest way there has {} steps (● in one place, ╳ lost on its way):\n",
            path.len()
        )?;
        writeln!(out, "{}", run.sequence(path))?;
    }
    if let Some(path) = &run.report.deadlock {
        writeln!(out, "{}: DEADLOCK: nothing may happen, though not all is settled\n", run.title())?;
        writeln!(out, "{}", run.sequence(path))?;
    }
    Ok(())
}

/// One table of all runs: a row for each, and below it one for each property.
fn table(runs: &[Run], out: &mut impl Write) -> io::Result<()> {
    let rule = "─".repeat(WIDTH);
    writeln!(out, "{:34} {:>12} {:>12} {:>6}", "scenario", "states", "steps", "depth")?;
    writeln!(out, "  {} {} from", pad("property", 20), pad("verdict", 32))?;
    for run in runs {
        let report = &run.report;
        writeln!(
            out,
            "{rule}\n{:34} {:>12} {:>12} {:>6}",
            run.title(),
            HumanCount(report.states).to_string(),
            HumanCount(report.generated).to_string(),
            report.depth
        )?;
        for entry in &report.properties {
            let label = format!("  {} {} ", pad(entry.info.name, 20), pad(&verdict(run, entry), 32));
            wrapped(out, &label, entry.info.sources)?;
        }
    }
    writeln!(out, "{rule}")
}

/// `VIOLATED in 16 steps, as pinned`
fn verdict(run: &Run, entry: &PropertyReport<Action>) -> String {
    let mut verdict = Verdict::of(&run.report, &entry.found).to_string();
    if let Found::Violated { path, .. } = &entry.found {
        let _ = write!(verdict, " in {} steps", path.len());
    }
    let pinned = run.pinned_reason(entry.info.name).is_some();
    match &entry.found {
        Found::Violated { .. } if pinned => verdict.push_str(", as pinned"),
        Found::Held | Found::Unconcerned if pinned && run.report.is_complete() => {
            verdict.push_str(", pinned as violated");
        }
        _ => {}
    }
    verdict
}

fn pad(text: &str, width: usize) -> String {
    format!("{text:width$}")
}

/// What a reader has to know beside the table.
fn closing_lines(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let report = &run.report;
    let reached = report.goals.iter().filter(|goal| goal.reached.is_some()).count();
    let mut text = if report.is_complete() {
        let odds = u64::try_from(report.odds()).unwrap_or(u64::MAX);
        format!("every state seen (odds of a hash collision: 1 in {})", HumanCount(odds))
    } else {
        "NOT every state seen".to_owned()
    };
    let _ = write!(text, ", {reached} of {} goals reached", report.goals.len());
    let undecided: Vec<String> = Behaviour::POINTS
        .iter()
        .enumerate()
        .filter(|(at, _)| (!report.consulted & Behaviour::asked_of_machines()) >> at & 1 == 1)
        .map(|(_, point)| point.label())
        .collect();
    if !undecided.is_empty() {
        text.push_str("; not exercised: ");
        text.push_str(&undecided.join(", "));
    }
    wrapped(out, &format!("{}: ", run.title()), &text)?;
    for point in run.idle_choices() {
        let text = format!("{point} was never decided, so its variant changed nothing");
        wrapped(out, &format!("{}: ", run.title()), &text)?;
    }
    // Violations stand above with the way there.
    for found in run.mismatches.iter().filter(|found| found.outcome < Outcome::Deadlock) {
        wrapped(out, &format!("{}: ", run.title()), &found.text)?;
    }
    Ok(())
}

/// Lists the scenarios, and what a scenario file may name: properties, goals, decision points.
pub(super) fn list(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Scenarios:")?;
    for (name, _) in BUILT_IN {
        let about = Scenario::built_in(name).and_then(Result::ok).map(|scenario| scenario.about);
        wrapped(out, &format!("  {name:18} "), &about.unwrap_or_default())?;
    }
    writeln!(out, "\nProperties:")?;
    for property in PROPERTIES {
        wrapped(
            out,
            &format!("  {:18} ", property.name),
            &format!("{} [{}]", property.prose, property.sources),
        )?;
    }
    let sentence = format!("{RECOVERABILITY_PROSE} [{RECOVERABILITY_SOURCES}]");
    wrapped(out, &format!("  {RECOVERABILITY:18} "), &sentence)?;
    writeln!(out, "\nGoals:")?;
    for goal in GOALS {
        wrapped(out, &format!("  {:18} ", goal.name), goal.prose)?;
    }
    writeln!(out, "\nDecision points, asked of server or device, each with its variants:")?;
    for point in Behaviour::POINTS {
        wrapped(out, &format!("  {} ({}): ", point.label(), point.actor), point.question)?;
        for variant in point.variants {
            let label = format!("    {:26} {:8} ", variant.name, variant.standing.to_string());
            wrapped(out, &label, &format!("{} [{}]", variant.sentence.trim(), variant.sources))?;
        }
    }
    Ok(())
}
