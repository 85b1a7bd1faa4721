//! `asms fixtures`: what other implementations can be tested with.

mod from_trace;
mod report;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use asms_fixtures::{Corpus, corpus, differences};

use crate::answer::{Answer, Failure};

/// Write fixtures for other implementations, and compare their results
///
/// A suite is a JSON file of cases: what is given, what is expected, the traps, where it comes from. Beside it stand the same
/// for those who read, and its JSON Schema. Everything is computed, and the same on every machine.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP, args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Write the files into this folder, which is made where there is none
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Say which files of this folder are not as they would be written
    #[arg(long, value_name = "DIR", conflicts_with = "out")]
    check: Option<PathBuf>,
    /// Write this suite only; may be given several times
    #[arg(long = "suite", value_name = "SUITE", requires = "out")]
    suites: Vec<String>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    FromTrace(from_trace::Args),
    Report(report::Args),
}

const AFTER_HELP: &str = "\
Examples:
  asms fixtures --out fixtures/corpus
  asms fixtures --check fixtures/corpus
  fixtures/consumers/python/consumer.py fixtures/corpus > python.json
  asms fixtures report python.json javascript.json
  asms sim everyday --seeds 0 --with AMB-17=no-dedupe --trace seed.jsonl; asms fixtures from-trace seed.jsonl

Exit codes:
  0  written; or the folder is as it would be written
  1  some file of the folder is not
  2  a file cannot be read or written";

/// Writes, checks or reports.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    match &args.command {
        Some(Command::FromTrace(args)) => return from_trace::run(args, out),
        Some(Command::Report(args)) => return report::run(args, out),
        None => {}
    }
    let corpus = corpus(&args.suites).map_err(Failure::unusable)?;
    if let Some(folder) = &args.check {
        return check(&corpus, folder, out);
    }
    if let Some(folder) = &args.out {
        for (path, bytes) in &corpus.files {
            write(&folder.join(path), bytes)?;
        }
        writeln!(out, "{} cases in {} files", corpus.ids.len(), corpus.files.len())?;
    }
    Ok(Answer::Yes)
}

fn check(corpus: &Corpus, folder: &Path, out: &mut impl Write) -> Result<Answer, Failure> {
    let differing = differences(corpus, folder)
        .map_err(|error| Failure::unusable(format!("cannot read {}: {error}", folder.display())))?;
    for line in &differing {
        writeln!(out, "{line}")?;
    }
    if !differing.is_empty() {
        return Ok(Answer::No);
    }
    writeln!(out, "{} files are as they would be written", corpus.files.len())?;
    Ok(Answer::Yes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| Failure::unusable(format!("cannot write {}: {error}", path.display())))
}
