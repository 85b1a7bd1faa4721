//! `asms chart`: draws what led to a failure that was kept, or what is in a trace.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use asms_sim::record::{Chart, chart_of_failure};

use crate::answer::{Answer, Failure};
use crate::replay::{Again, entries, is_trace, watch};
use crate::sim::FAILURES;

/// Draw what led to failures that `asms sim` kept, or what is in a trace, as a sequence chart
///
/// User, devices, server, radio and handsets stand side by side, each line has its time, and the step that breaks the
/// property is marked. Polls that bring nothing are left out.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The file of failures, or a trace
    #[arg(default_value = FAILURES)]
    file: PathBuf,

    /// Draw the entries of this seed only
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Write the chart as an SVG picture into this file; takes one entry
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  asms chart                              every failure in asms-failures.toml, as text
  asms chart --seed 17 --svg seed-17.svg  one of them, as a picture
  asms shrink --seed 17                   first, and there is less to look at
  asms chart seed-17.jsonl                what led to the first thing that is broken in a trace

Exit codes:
  0  all is drawn
  2  the file cannot be used
  5  a step of the trace is refused or gives another state, and what came before is drawn";

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    if args.file.exists() && is_trace(&args.file)? {
        return of_trace(args, out);
    }
    let (_, entries) = entries(&args.file, args.seed)?;
    if args.svg.is_some() && entries.len() != 1 {
        return Err(Failure::unusable(format!(
            "--svg takes one entry; {} has {}, of which --seed chooses",
            args.file.display(),
            entries.len()
        )));
    }
    for entry in &entries {
        let plan = entry
            .recipe
            .plan(&entry.file())
            .map_err(|error| Failure::unusable(format!("{}: {error}", args.file.display())))?;
        write(&chart_of_failure(&plan, entry.seed, entry.only.as_ref()), args, out)?;
    }
    Ok(Answer::Yes)
}

fn write(drawn: &Chart, args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    match &args.svg {
        Some(path) => fs::write(path, drawn.svg())
            .map_err(|error| Failure::unusable(format!("cannot write {}: {error}", path.display()))),
        None => Ok(writeln!(out, "{}", drawn.text())?),
    }
}

/// What led to the first thing that is broken in a trace; where nothing is, what happened last.
fn of_trace(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let Again { header, plan, findings, came } = Again::of(&args.file)?;
    let (user, chart) = match findings.first() {
        Some(finding) => (finding.user, Chart::of(finding)),
        None => (0, Chart::latest(0)),
    };
    let mut chart = chart.titled(format!("{}, seed {}, user {user}", header.scenario, header.seed));
    watch(&args.file, &plan, &mut chart)?;
    write(&chart, args, out)?;
    Ok(if came.is_ok() { Answer::Yes } else { Answer::Differs })
}
