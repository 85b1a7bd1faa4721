//! Reports for readers: violations as sequences, then a table.

use std::io::{self, Write};

use asms_check::{Found, Mismatch, Outcome, Path, PropertyReport, Verdict};
use asms_machine::behaviour::Behaviour;
use asms_machine::system::Action;
use indicatif::HumanCount;

use super::Run;
use crate::layout::{WIDTH, counted, wrapped};

/// Writes what was found: of one scenario everything, of several a line each and what is not as it should be.
pub(super) fn write(runs: &[Run], not_run: &[String], out: &mut impl Write) -> io::Result<()> {
    let is_alone = runs.len() + not_run.len() == 1;
    for run in runs {
        counterexamples(run, is_alone, out)?;
    }
    match runs {
        [run] if is_alone => whole(run, out)?,
        runs => overview(runs, out)?,
    }
    if !not_run.is_empty() {
        wrapped(out, "interrupted, not run: ", &not_run.join(", "))?;
    }
    Ok(())
}

/// Violations as sequences between the parties; those that are pinned only when they are asked for.
fn counterexamples(run: &Run, with_pinned: bool, out: &mut impl Write) -> io::Result<()> {
    for (entry, reason, path) in violations(run) {
        let because = run.pinned_reason(entry.info.name);
        if because.is_some() && !with_pinned {
            continue;
        }
        writeln!(out, "{}: {} is VIOLATED", run.title(), entry.info.name)?;
        wrapped(out, "  ", &format!("{} ({})", entry.info.prose, entry.info.sources))?;
        wrapped(out, "  ", &format!("Here {reason}."))?;
        if let Some(because) = because {
            wrapped(out, "  That is known of this scenario: ", because)?;
        }
        writeln!(
            out,
            "  The shortest way there has {} (● in one place, ╳ lost on its way):\n",
            counted(path.len(), "step", "steps")
        )?;
        writeln!(out, "{}", run.sequence(path))?;
    }
    if let Some(path) = &run.report.deadlock {
        writeln!(out, "{}: DEADLOCK: nothing may happen, though not all is settled\n", run.title())?;
        writeln!(out, "{}", run.sequence(path))?;
    }
    Ok(())
}

/// The properties that are violated, each with why and how.
fn violations(run: &Run) -> impl Iterator<Item = (&PropertyReport<Action>, &str, &Path<Action>)> {
    run.report.properties.iter().filter_map(|entry| match &entry.found {
        Found::Violated { reason, path } => Some((entry, reason.as_str(), path)),
        Found::Held | Found::Unconcerned => None,
    })
}

/// One scenario: what became of each property, and what was not exercised.
fn whole(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let rule = "─".repeat(WIDTH);
    let report = &run.report;
    let (silent, told): (Vec<_>, Vec<_>) = report.properties.iter().partition(|entry| {
        let verdict = Verdict::of(report, &entry.found);
        matches!(verdict, Verdict::NeverCameUp | Verdict::Unknown) && !run.is_amiss(entry)
    });
    let size = format!(
        "{} states, {} steps, depth {}",
        HumanCount(report.states),
        HumanCount(report.generated),
        report.depth
    );
    wrapped(out, &format!("{}: ", run.title()), &size)?;
    writeln!(out, "{rule}")?;
    for entry in told {
        writeln!(out, "{:24} {}", entry.info.name, verdict(run, entry))?;
    }
    writeln!(out, "{rule}")?;
    let so_far = if report.is_complete() { "" } else { " so far" };
    if let Some(entry) = silent.first() {
        let names: Vec<&str> = silent.iter().map(|entry| entry.info.name).collect();
        wrapped(out, &format!("{}: ", Verdict::of(report, &entry.found)), &names.join(", "))?;
    }
    let idle: Vec<String> = Behaviour::POINTS
        .iter()
        .enumerate()
        .filter(|(at, _)| (!report.consulted & Behaviour::asked_of_machines()) >> at & 1 == 1)
        .map(|(_, point)| point.label())
        .collect();
    if !idle.is_empty() {
        wrapped(out, &format!("not exercised{so_far}: "), &idle.join(", "))?;
    }
    for goal in &report.goals {
        let reached = match goal.reached {
            Some(steps) => format!("reached in {}", counted(to_usize(steps), "step", "steps")),
            None => format!("NOT reached{so_far}"),
        };
        writeln!(out, "goal {}: {reached}", goal.name)?;
    }
    if report.is_complete() {
        let odds = u64::try_from(report.odds()).unwrap_or(u64::MAX);
        writeln!(out, "every state seen (odds of a hash collision: 1 in {})", HumanCount(odds))?;
    }
    remarks(run, "", out)
}

/// `VIOLATED in 16 steps, as pinned`
fn verdict(run: &Run, entry: &PropertyReport<Action>) -> String {
    let verdict = Verdict::of(&run.report, &entry.found);
    let pinned = run.pinned_reason(entry.info.name).is_some();
    match &entry.found {
        Found::Violated { path, .. } => {
            let known = if pinned { ", as pinned" } else { "" };
            format!("{verdict} in {}{known}", counted(path.len(), "step", "steps"))
        }
        Found::Held | Found::Unconcerned if pinned && run.report.is_complete() => {
            format!("{verdict}, pinned as violated")
        }
        Found::Held | Found::Unconcerned => verdict.to_string(),
    }
}

/// Several scenarios: a row for each.
fn overview(runs: &[Run], out: &mut impl Write) -> io::Result<()> {
    let rule = "─".repeat(WIDTH);
    writeln!(
        out,
        "{:24} {:>10} {:>11} {:>5} {:>5}  violated, in steps\n{rule}",
        "scenario", "states", "steps", "depth", "holds"
    )?;
    for run in runs {
        row(run, out)?;
    }
    writeln!(out, "{rule}")?;
    for run in runs {
        remarks(run, &format!("{}: ", run.system.scenario.name), out)?;
    }
    let unseen = runs.iter().filter(|run| !run.report.is_complete()).count();
    let seen = match unseen {
        0 => "every state seen".to_owned(),
        unseen => format!("NOT every state seen of {unseen}"),
    };
    let amiss = runs.iter().filter(|run| run.outcome() != Outcome::AsPinned);
    let amiss: Vec<&str> = amiss.map(|run| run.system.scenario.name.as_str()).collect();
    let text = match amiss.as_slice() {
        [] => format!("{seen}, all as they should be"),
        amiss => format!("{seen}; not as they should be: {}", amiss.join(", ")),
    };
    wrapped(out, &format!("{}: ", counted(runs.len(), "scenario", "scenarios")), &text)?;
    writeln!(out, "`asms check NAME` shows one whole")
}

fn row(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let report = &run.report;
    let held = report.properties.iter().filter(|entry| entry.found == Found::Held);
    let holds = if report.is_complete() { held.count().to_string() } else { "?".to_owned() };
    let label = format!(
        "{:24} {:>10} {:>11} {:>5} {holds:>5}  ",
        run.system.scenario.name,
        HumanCount(report.states).to_string(),
        HumanCount(report.generated).to_string(),
        report.depth,
    );
    let mut violated: Vec<String> = report
        .properties
        .iter()
        .filter_map(|entry| {
            let name = entry.info.name;
            match (&entry.found, run.pinned_reason(name)) {
                (Found::Violated { path, .. }, None) => Some(format!("{name} in {}, NOT pinned", path.len())),
                (Found::Violated { path, .. }, Some(_)) => {
                    Some(format!("{name} in {}, as pinned", path.len()))
                }
                (_, Some(_)) if run.is_amiss(entry) => Some(format!("{name} is NOT, though pinned")),
                _ => None,
            }
        })
        .collect();
    if report.deadlock.is_some() {
        violated.push("DEADLOCK".to_owned());
    }
    if violated.is_empty() {
        return writeln!(out, "{}", label.trim_end());
    }
    let mut label = label;
    for violated in violated {
        writeln!(out, "{label}{violated}")?;
        label = " ".repeat(label.chars().count());
    }
    Ok(())
}

/// What a reader has to know beside the table, each behind the name of what it is about.
fn remarks(run: &Run, label: &str, out: &mut impl Write) -> io::Result<()> {
    for point in run.idle_choices() {
        wrapped(out, label, &format!("{point} was never decided, so its variant changed nothing"))?;
    }
    // Violations of properties and deadlocks stand above with the way there.
    let is_above = |found: &Mismatch| {
        found.outcome == Outcome::Deadlock || (found.outcome == Outcome::Violated && found.property.is_some())
    };
    for found in run.mismatches.iter().filter(|found| !is_above(found)) {
        wrapped(out, label, &found.text)?;
    }
    Ok(())
}

fn to_usize(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
