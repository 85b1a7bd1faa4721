//! The comparison for readers.

use std::io::{self, Write};

use asms_check::{Both, Comparable, Comparison, Difference, Parting};
use asms_machine::system::{Line, Sequence};
use indicatif::HumanCount;

use super::{Findings, Tried, Verdict, points};
use crate::layout::{counted, wrapped};

/// Writes what tells the two apart, then what each scenario gave.
pub(super) fn write(findings: &Findings<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "A  {}\nB  {}\n", findings.args.a, findings.args.b)?;
    match findings.shortest() {
        Some((scenario, found)) => difference(scenario, found, out)?,
        None if findings.is_complete() => {
            writeln!(out, "Nothing tells them apart in any of these scenarios.\n")?;
        }
        None => writeln!(out, "Nothing was found that tells them apart, but not everything was seen.\n")?,
    }
    for tried in findings.tried.iter().filter(|tried| !is_idle(tried)) {
        wrapped(out, &format!("{:18} ", tried.scenario), &verdict(tried))?;
    }
    idle(findings, out)
}

/// Whether a scenario never asks what the two differ in.
fn is_idle(tried: &Tried) -> bool {
    matches!(&tried.verdict, Verdict::Compared(Comparison { verdict: Comparable::NeverAsked, .. }))
}

/// The scenarios that never ask in one entry, since they have nothing else to say: their number, or their names.
fn idle(findings: &Findings<'_>, out: &mut impl Write) -> io::Result<()> {
    let idle: Vec<&Tried> = findings.tried.iter().filter(|tried| is_idle(tried)).collect();
    let mut undecided: Vec<String> = idle.iter().flat_map(|tried| points(&tried.behaviours)).collect();
    undecided.sort_unstable();
    undecided.dedup();
    let never = format!("never decided in any state: {}", undecided.join(", "));
    match &idle[..] {
        [] => Ok(()),
        [one] => wrapped(out, &format!("{:18} ", one.scenario), &never),
        several => {
            wrapped(out, &format!("{:18} ", format!("{} scenarios", several.len())), &never)?;
            if findings.args.verbose {
                let names: Vec<&str> = several.iter().map(|tried| tried.scenario.as_str()).collect();
                wrapped(out, &format!("{:18} ", ""), &names.join(", "))?;
            }
            Ok(())
        }
    }
}

fn difference(scenario: &str, found: &Difference, out: &mut impl Write) -> io::Result<()> {
    let steps = counted(found.steps(), "step", "steps");
    writeln!(out, "Told apart in {steps} of {scenario} (● in one place, ╳ lost on its way):\n")?;
    let mut sequence = Sequence { lines: found.common.clone() };
    if let Parting::Shown(Both { first, second }) = &found.parting {
        sequence.lines.extend([first.clone(), second.clone()]);
    }
    let common = found.common.len();
    let chart = sequence.labelled(|at| match at.checked_sub(common) {
        None => (at + 1).to_string(),
        Some(0) => format!("{} A", common + 1),
        Some(_) => format!("{} B", common + 1),
    });
    writeln!(out, "{chart}")?;
    match &found.parting {
        Parting::Shown(_) => {}
        Parting::Judged { property, reason } => {
            for (side, reason) in [("A", &reason.first), ("B", &reason.second)] {
                let text = match reason {
                    Some(reason) => format!("{property} is violated: {reason}"),
                    None => format!("{property} is not violated by that step"),
                };
                wrapped(out, &format!("  {side}  "), &text)?;
            }
            writeln!(out)?;
        }
        Parting::Enabled(Both { first, second }) => {
            for (side, lines) in [("A", first), ("B", second)] {
                enabled(side, lines, out)?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// What may happen next on one side alone.
fn enabled(side: &str, lines: &[Line], out: &mut impl Write) -> io::Result<()> {
    for line in lines {
        let way = if line.from == line.to {
            line.from.to_string()
        } else {
            format!("{} to {}", line.from, line.to)
        };
        wrapped(out, &format!("  {side}  "), &format!("alone may go on with: {way}: {}", line.text))?;
    }
    Ok(())
}

/// What a scenario gave, in one sentence.
fn verdict(tried: &Tried) -> String {
    let comparison = match &tried.verdict {
        Verdict::Compared(comparison) => comparison,
        Verdict::NotSooner => return "not told apart sooner".to_owned(),
        Verdict::Same => {
            return "they are the same behaviour there, by what the scenario itself chooses".to_owned();
        }
        Verdict::NotRun => return "interrupted, not run".to_owned(),
    };
    let states = HumanCount(comparison.states);
    match &comparison.verdict {
        Comparable::Apart(difference) => {
            format!("told apart in {}", counted(difference.steps(), "step", "steps"))
        }
        Comparable::Alike => format!("nothing tells them apart in all {states} pairs of states"),
        Comparable::NeverAsked => "never decided in any state".to_owned(),
        Comparable::Unknown(stopped) => format!("unknown after {states} pairs of states: {stopped}"),
    }
}
