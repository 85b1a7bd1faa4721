//! The final screen.

use std::io::{self, Write};

use asms_sim::fleet::{Failed, Replayed, Share};
use asms_sim::watch::{EXCUSES, Excuse};
use indicatif::HumanCount;

use super::{Findings, numbers};
use crate::layout::{WIDTH, wrapped};

/// How many failures are shown; the file has more.
const SHOWN: usize = 5;

/// Writes what came of the seeds.
pub(super) fn write(findings: &Findings<'_>, out: &mut impl Write) -> io::Result<()> {
    let rule = "─".repeat(WIDTH);
    let report = &findings.report;
    wrapped(out, &format!("{}: ", title(findings)), &size(findings))?;
    writeln!(out, "{rule}")?;
    properties(findings, out)?;
    writeln!(out, "{rule}")?;
    excuses(findings, out)?;
    if findings.args.numbers {
        write!(out, "{}", report.numbers.table())?;
    } else {
        numbers::write(&report.numbers, out)?;
    }
    writeln!(out, "{rule}")?;
    share("kinds of action", &report.actions(), "never happened: ", out)?;
    share("decision points", &report.points(), "never asked: ", out)?;
    writeln!(out, "{rule}")?;
    earlier(findings, out)?;
    failures(findings, out)?;
    verdict(findings, out)
}

/// The scenario, and how it behaves where that is not the default.
fn title(findings: &Findings<'_>) -> String {
    let name = &findings.subject.recipe.scenario;
    match findings.plan.behaviour.deviations().as_slice() {
        [] => name.clone(),
        deviations => format!("{name} with {}", deviations.join(", ")),
    }
}

fn size(findings: &Findings<'_>) -> String {
    let (report, plan) = (&findings.report, findings.plan);
    let asked = report.seeds.end - report.seeds.start;
    let of = if report.is_complete() { String::new() } else { format!(" of {}", HumanCount(asked)) };
    format!(
        "{}{of} {} of {} {}, {} device-days, {} events",
        HumanCount(report.done),
        plural(report.done, "seed", "seeds"),
        HumanCount(plan.days.into()),
        plural(plan.days.into(), "day", "days"),
        HumanCount(report.device_days),
        HumanCount(report.events)
    )
}

/// What was broken, what was left to do, what differs: a line each.
fn properties(findings: &Findings<'_>, out: &mut impl Write) -> io::Result<()> {
    let report = &findings.report;
    let mut is_clean = true;
    for ((property, excuse), found) in &report.findings {
        is_clean = false;
        let seeds = format!("in {} {}", HumanCount(found.seeds), plural(found.seeds, "seed", "seeds"));
        let text = match excuse {
            None => format!("FAILED {seeds}, first in {}: {}", found.first, found.reason),
            Some(excuse) => format!("excused {seeds}: {excuse}"),
        };
        wrapped(out, &format!("{property:24} "), &text)?;
    }
    for (name, seeds, text) in [
        ("pending", report.pending, "something was left to do in the end"),
        ("divergence", report.divergences, "a mistake of this program: bytes and model differ"),
    ] {
        if seeds > 0 {
            is_clean = false;
            let seeds = format!("in {} {}", HumanCount(seeds), plural(seeds, "seed", "seeds"));
            wrapped(out, &format!("{name:24} "), &format!("FAILED {seeds}: {text}"))?;
        }
    }
    if is_clean && report.done > 0 {
        writeln!(out, "every property held in every seed, and nothing was left to do in the end")?;
    }
    Ok(())
}

/// What the excuses that came up mean.
fn excuses(findings: &Findings<'_>, out: &mut impl Write) -> io::Result<()> {
    let report = &findings.report;
    let came_up = |one: &Excuse| {
        let of_it =
            |property: &str, name: Option<&str>| name == Some(one.name) && one.properties.contains(&property);
        report.findings.keys().any(|(property, name)| of_it(property, *name))
    };
    let mut any = false;
    for excuse in EXCUSES.iter().filter(|excuse| came_up(excuse)) {
        wrapped(out, &format!("{}: ", excuse.name), excuse.prose)?;
        any = true;
    }
    let pinned = report.findings.keys().filter(|(_, excuse)| *excuse == Some("pinned"));
    for (property, _) in pinned {
        let because = findings.plan.scenario.expect.violated.get(*property);
        let because = because.map(|pinned| pinned.because.trim()).unwrap_or_default();
        wrapped(out, &format!("pinned, {property}: "), because)?;
        any = true;
    }
    if any { writeln!(out, "{}", "─".repeat(WIDTH)) } else { Ok(()) }
}

fn share(name: &str, share: &Share, label: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{name:24} {} of {}", share.touched, share.all)?;
    if share.untouched.is_empty() {
        return Ok(());
    }
    wrapped(out, &format!("  {label}"), &share.untouched.join(", "))
}

/// The failures that were kept before.
fn earlier(findings: &Findings<'_>, out: &mut impl Write) -> io::Result<()> {
    if findings.earlier.is_empty() {
        return Ok(());
    }
    let mended = findings.earlier.iter().filter(|(_, replayed)| *replayed == Replayed::Mended).count();
    let file = findings.args.failures.display();
    let text = format!("{} ran again, {mended} of them mended", findings.earlier.len());
    wrapped(out, &format!("kept in {file}: "), &text)?;
    for (entry, replayed) in &findings.earlier {
        replay(&format!("  seed {}: ", entry.seed), &entry.failed, replayed, out)?;
    }
    if findings.forgotten > 0 {
        writeln!(out, "  {} forgotten", findings.forgotten)?;
    } else if mended > 0 {
        writeln!(out, "  those that are mended stay there until --forget")?;
    }
    Ok(())
}

/// What became of a failure that was kept.
pub(crate) fn replay(
    label: &str,
    before: &Failed,
    replayed: &Replayed,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = match replayed {
        Replayed::Same(now) => format!("{} still FAILS: {}", now.failure, now.reason),
        Replayed::Otherwise(now) => {
            format!("{} no more, but FAILS with {}: {}", before.failure, now.failure, now.reason)
        }
        Replayed::Mended => format!("{} is mended", before.failure),
    };
    wrapped(out, label, &text)
}

/// The first failures, each with the command that runs it again.
fn failures(findings: &Findings<'_>, out: &mut impl Write) -> io::Result<()> {
    let Findings { args, subject, report, .. } = findings;
    for (seed, failed) in report.failures.iter().take(SHOWN) {
        let text = format!("{}, {} event {}: {}", failed.failure, day(failed), failed.event, failed.reason);
        wrapped(out, &format!("seed {seed}: "), &text)?;
        if let Some(command) = subject.command(*seed) {
            writeln!(out, "  {command}")?;
        }
    }
    let more = report.failures.len().saturating_sub(SHOWN);
    if more > 0 {
        writeln!(out, "and {more} more")?;
    }
    if findings.kept > 0 {
        let file = args.failures.display();
        let of = if findings.kept < report.failures.len() {
            format!("{} of them", findings.kept)
        } else {
            "all".to_owned()
        };
        let text = format!("`asms replay {file}` runs them again, `asms shrink {file}` finds what matters");
        wrapped(out, &format!("{of} kept in {file}: "), &text)?;
    }
    Ok(())
}

/// `day 3 at 04:05:06.789,`
fn day(failed: &Failed) -> String {
    let time = failed.time.to_string();
    time.split_once(' ').map_or_else(|| time.clone(), |(day, time)| format!("day {day} at {time},"))
}

fn verdict(findings: &Findings<'_>, out: &mut impl Write) -> io::Result<()> {
    let report = &findings.report;
    let failed = report.failures.len() as u64;
    let seeds = plural(report.done, "seed", "seeds");
    let early = if report.is_complete() { "" } else { ", interrupted before all had run" };
    let still = findings.earlier.iter().filter(|(_, now)| *now != Replayed::Mended).count();
    if still > 0 {
        write!(out, "{still} of {} kept ones still FAIL; ", findings.earlier.len())?;
    }
    match failed {
        0 if report.done == 0 => writeln!(out, "no seed ran to its end{early}"),
        0 => writeln!(out, "no seed failed of {} {seeds}{early}", HumanCount(report.done)),
        failed => {
            writeln!(out, "{} of {} {seeds} FAILED{early}", HumanCount(failed), HumanCount(report.done))
        }
    }
}

pub(crate) fn plural<'w>(count: u64, one: &'w str, several: &'w str) -> &'w str {
    if count == 1 { one } else { several }
}
