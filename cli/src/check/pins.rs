//! `[expect]` as a run gives it, in the form of the scenario files.

use std::io::{self, Write};

use asms_check::Found;

use super::{Run, is_as_pinned};
use crate::layout::WIDTH;

/// Writes the table of each run; where they are several, each behind a comment with its name.
pub(super) fn write(runs: &[Run], out: &mut impl Write) -> io::Result<()> {
    for (at, run) in runs.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if runs.len() > 1 || !is_as_pinned(&run.system) {
            writeln!(out, "# {}", run.title())?;
        }
        match run.report.stopped {
            // What was not seen might be otherwise.
            Some(stopped) => {
                writeln!(out, "# nothing can be pinned, since not every state was seen: {stopped}")?;
            }
            None => table(run, out)?,
        }
    }
    Ok(())
}

fn table(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let report = &run.report;
    let head = if run.is_larger { "larger.expect" } else { "expect" };
    writeln!(out, "[{head}]")?;
    writeln!(out, "states = {}", report.states)?;
    writeln!(out, "generated = {}", report.generated)?;
    writeln!(out, "depth = {}", report.depth)?;
    writeln!(out, "holds = [")?;
    for entry in report.properties.iter().filter(|entry| entry.found == Found::Held) {
        writeln!(out, "  \"{}\",", entry.info.name)?;
    }
    writeln!(out, "]")?;
    for entry in &report.properties {
        if let Found::Violated { path, .. } = &entry.found {
            let name = entry.info.name;
            writeln!(out, "\n[{head}.violated.{name}]\nsteps = {}", path.len())?;
            reason(run.pinned_reason(name).unwrap_or_default(), out)?;
        }
    }
    Ok(())
}

/// Why it cannot be helped, as the file has it already; empty where that is still to be said.
fn reason(because: &str, out: &mut impl Write) -> io::Result<()> {
    if because.is_empty() {
        return writeln!(out, "because = \"\"");
    }
    writeln!(out, "because = \"\"\"")?;
    let mut columns = 0;
    for word in because.split_whitespace() {
        let word = word.replace('\\', "\\\\").replace('"', "\\\"");
        let length = word.chars().count();
        if columns > 0 {
            // The sign at the end of a line joins it with the next.
            if columns + 1 + length + 2 > WIDTH {
                writeln!(out, " \\")?;
                columns = 0;
            } else {
                write!(out, " ")?;
                columns += 1;
            }
        }
        write!(out, "{word}")?;
        columns += length;
    }
    writeln!(out, "\"\"\"")
}
