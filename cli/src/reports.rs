//! `asms reports`: what the suite found, for those who read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use asms_reports::{Reports, differences, findings_named, reports};

use crate::answer::{Answer, Failure};

/// Write what was found: pages with charts, tables of requirements and choices
///
/// A finding begins as a file of reports/authored, with a question, advice and what is to be searched for. Verdicts, steps and charts are
/// computed, and a claim of its author that does not come true is an error that names file and field.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP, arg_required_else_help = true)]
pub(crate) struct Args {
    /// Write the files into this folder, which is made where there is none
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Say which files of this folder are not as they would be written
    #[arg(long, value_name = "DIR", conflicts_with = "out")]
    check: Option<PathBuf>,
    /// Write the page and the chart of this finding only; may be given several times
    #[arg(long = "finding", value_name = "NAME", requires = "out")]
    findings: Vec<String>,
}

const AFTER_HELP: &str = "\
Examples:
  asms reports --out reports
  asms reports --check reports
  asms reports --finding repeated-add --out reports   one that is being written

Exit codes:
  0  written; or the folder is as it would be written
  1  some file of the folder is not
  2  a finding is not as its author claims, or a file cannot be read or written";

/// Writes or checks.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let written = if args.findings.is_empty() { reports() } else { findings_named(&args.findings) };
    let written = written.map_err(Failure::unusable)?;
    if let Some(folder) = &args.check {
        return check(&written, folder, out);
    }
    if let Some(folder) = &args.out {
        for (path, text) in &written.files {
            write(&folder.join(path), text)?;
        }
        writeln!(out, "{} files", written.files.len())?;
    }
    Ok(Answer::Yes)
}

fn check(written: &Reports, folder: &Path, out: &mut impl Write) -> Result<Answer, Failure> {
    let differing = differences(written, folder)
        .map_err(|error| Failure::unusable(format!("cannot read {}: {error}", folder.display())))?;
    for line in &differing {
        writeln!(out, "{line}")?;
    }
    if !differing.is_empty() {
        return Ok(Answer::No);
    }
    writeln!(out, "{} files are as they would be written", written.files.len())?;
    Ok(Answer::Yes)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, text))
        .map_err(|error| Failure::unusable(format!("cannot write {}: {error}", path.display())))
}
